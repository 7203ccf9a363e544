"""Hints for the slips that YAML makes easy."""

import re
from dataclasses import replace
from typing import Final

import yaml

from voiceguide.problems import Problem, Source
from voiceguide.script.grammar import HEADER, VERBS
from voiceguide.script.nodes import Page, Scalar
from voiceguide.script.notes import quoted

QUOTES: Final = "put the whole text in quotes"

_BEGINS: Final = r"(?:^|-\s|:\s)\s*"
"""Where a text can begin in a line."""

_UNDASHED: Final = (r"^\s*(?P<at>-)[^\s-]", "a dash without a blank after it", "write '- ' and then the step")

_LINE_HINTS: Final = (
    (r"^[ ]*(?P<at>\t)", "the line begins with a tab", "use blanks instead of the tab key: two for each level"),
    (r"(?P<at>\t)", "a tab in the line", "use blanks instead of the tab key"),
    _UNDASHED,
    (
        rf"{_BEGINS}(?P<at>\[)",
        "a text that starts with '['",
        "put the whole text in quotes, or make the silence a step of its own: - pause: 6s",
    ),
    (
        rf"{_BEGINS}(?P<at>\{{)[^}}:]*\}}",
        "a text that starts with '{'",
        "a name is written ${name}; a text that starts with '{' needs quotes around it",
    ),
    (r"\{.*(?P<at>\[)", "square brackets in a text between braces", QUOTES),
    *(
        (rf"{_BEGINS}(?P<at>{mark})", f"a text that starts with '{mark[-1]}'", QUOTES)
        for mark in (r"\*", "&", "%", "@", "`")
    ),
    (rf"{_BEGINS}(?P<at>!)", "a value that starts with '!'", "the '!' goes at the end: 60s!"),
    (
        rf"{_BEGINS}(?P<at>[\"'])(?=.*(?P=at))",
        "a text that starts with a quotation mark",
        "put the whole text in the other kind of quotes, or after '>' on a line of its own",
    ),
    (r":\s.*(?P<at>:)\s", "a colon and a blank inside of a text", QUOTES),
    (rf"{_BEGINS}(?P<at>[|>])\s*\S", "a text on the same line as '>' or '|'", "begin the text on the next line"),
)
"""What a line looks like that YAML cannot read; the first that fits is told."""

_KEYS_OF: Final = {verb.name: tuple(word.name for word in verb.all_keys) for verb in VERBS}
_KNOWN: Final = sorted({word.name for word in HEADER}.union(*_KEYS_OF.values()), key=len, reverse=True)
"""Every word that has a colon after it, the longest first."""

_FEW_WORDS: Final = 4
"""More of them behind a key are a text."""


def syntax_problem(error: yaml.MarkedYAMLError, page: Page) -> Problem:
    """The one problem of a file that is not YAML."""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    source = page.source(min(index, len(page.text)), index + 1)
    told = (error.problem or "this is not YAML").removeprefix("found ").removeprefix("did not find ")
    opened = _never_closed(error, page) or _undashed(error, page, source) or _without_colon(error, page, source)
    if opened:
        return opened
    if "mapping values are not allowed" in told:
        return _problem(source, *_colon(page, source))
    if "block sequence entries are not allowed" in told:
        hint = "begin the list on the next line; a text that starts with '- ' needs quotes around it"
        return _problem(source, "a dash where no step can begin", hint)
    if "flow" in (error.context or "") and re.search(r"\$\{\w*$", page.text[max(0, index - 60) : index + 1]):
        return _problem(source, "a name in braces inside of other brackets", QUOTES)
    line = page.line(source.line)
    for pattern, message, hint in _LINE_HINTS:
        match = re.search(pattern, line)
        if match:
            return _problem(replace(source, column=match.start("at") + 1, width=1), message, hint)
    hint = "see that this line begins under the first letter of its neighbours, with two blanks for each level"
    return _problem(source, "this line does not fit to the lines before it", hint)


def _problem(source: Source, message: str, hint: str) -> Problem:
    return Problem(source=source, message=message, hint=hint, code="yaml")


_CLOSING: Final = {"[": "]", "{": "}", '"': '"', "'": "'"}


def _never_closed(error: yaml.MarkedYAMLError, page: Page) -> Problem | None:
    """What is told where a bracket or a quotation mark was opened and not closed."""
    begun, met = error.context_mark, error.problem_mark
    context = error.context or ""
    if begun is None or met is None:
        return None
    at = begun.index
    if "flow node" in context and not page.text[at:].strip():  # opened at the very end
        at = len(page.text[:at].rstrip()) - 1
    mark = page.text[at : at + 1]
    source = page.source(at, at + 1)
    if "quoted scalar" in context:
        if mark == '"' and "escape" in (error.problem or ""):
            source = page.source(met.index, met.index + 1)
            return _problem(
                source, "a backslash in a text between double quotes", "put the text in single quotes: 'text'"
            )
        return _problem(source, f"a quotation mark ({mark}) that is never closed", f"close it with another {mark}")
    if "flow" in context and mark in _CLOSING and (met.line > begun.line or at < begun.index):
        return _problem(source, f"{quoted(mark)} is never closed", f"close it with {quoted(_CLOSING[mark])}")
    return None


def _undashed(error: yaml.MarkedYAMLError, page: Page, source: Source) -> Problem | None:
    """What is told where YAML took `-chime: bowl` for a key, and stumbles over the next step."""
    number = _line_before(page, source.line)
    match = re.match(_UNDASHED[0], page.line(number))
    if match is None or "block mapping" not in (error.context or ""):
        return None
    at = page.starts[number - 1] + match.start("at")
    return _problem(page.source(at, at + 1), *_UNDASHED[1:])


def _line_before(page: Page, number: int) -> int:
    """The nearest line before that holds more than a comment; 0 if there is none."""
    return next((each for each in range(number - 1, 0, -1) if page.line(each).split("#")[0].strip()), 0)


def _without_colon(error: yaml.MarkedYAMLError, page: Page, source: Source) -> Problem | None:
    """What is told where a key has no colon, in the line where it should be: YAML stumbles only later."""
    if "simple key" in (error.context or "") and error.context_mark is not None:
        number, sure = error.context_mark.line + 1, True
    elif "mapping values are not allowed" in (error.problem or ""):
        number, sure = _line_before(page, source.line), False
    else:
        return None
    line = page.line(number)
    text = line.strip().removeprefix("- ").strip()
    key = next((known for known in _KNOWN if text == known or text.startswith(f"{known} ")), None)
    rest = text[len(key) :].strip() if key else ""
    if ":" in line or not (sure or (key and len(rest.split()) <= _FEW_WORDS)):
        return None
    begin = page.starts[number - 1] + line.find(text)
    hint = (
        f"write {quoted(f'{key}: {rest}'.strip())}" if key else "a key ends in a colon and a blank, such as 'steps: '"
    )
    return _problem(page.source(begin, begin + len(text)), "a colon is missing in this line", hint)


def _colon(page: Page, source: Source) -> tuple[str, str]:
    line = page.line(source.line)
    before = line[: source.column - 1]
    first = re.match(r"\s*(?:- )?\s*([\w $]+):\s", line)
    if first and first.end(1) < source.column - 1:
        verb = first.group(1).strip()
        second = next((key for key in _KEYS_OF.get(verb, ()) if key != verb and before.endswith(f" {key}")), None)
        if second:
            return (
                "two keys in one line",
                f"begin {quoted(second + ':')} on a line of its own, under {quoted(verb + ':')}",
            )
        return "a colon and a blank cut this text in two", "put the text in quotes: " + _requoted(first.group(1), line)
    if len(before) - len(before.lstrip()) > 0 and ":" not in before:
        return (
            "a key further to the right than the line before it allows",
            "begin it under the first letter of the key before it; if it belongs to a text, put that text in quotes",
        )
    return "a colon and a blank where no key can stand", QUOTES


def _requoted(key: str, line: str) -> str:
    text = line.split(":", 1)[1].strip()
    mark = '"' if "'" in text else "'"
    whole = f"{key.strip()}: {mark}{text}{mark}"
    return whole if len(whole) <= 60 and mark not in text else f"{key.strip()}: 'text'"  # noqa: PLR2004  (fits a line)


def tag_problem(source: Source, tag: str) -> Problem:
    """What is told of a `!tag`."""
    if re.fullmatch(r"![\d.:]+(?:ms|[smh])?", tag):
        return Problem(
            source=source, message=f"{quoted(tag)}: the '!' goes at the end", hint=f"write {tag[1:]}!", code="slip"
        )
    hint = "take it out; a text that starts with '!' needs quotes around it"
    return Problem(source=source, message="a value that starts with '!'", hint=hint, code="tag")


def no_value(key: Scalar, *, flow: bool, first: bool) -> Problem:
    """What is told of a key without a value."""
    source, word = key.source, quoted(key.text)
    message = f"{word} has no value"
    if flow and not first:
        message, hint = f"a comma cut {word} off from its text", QUOTES
    elif flow:
        hint = f"a name is written ${{{key.text}}}" if key.text.isidentifier() else QUOTES
    elif key.text[:1].isupper():
        hint = f"if this is a text that ends in a colon, put it in quotes: '{key.text}:'"
    else:
        hint = "write its value after the colon, or take the line out"
    return Problem(source=source, message=message, hint=hint, code="no-value")
