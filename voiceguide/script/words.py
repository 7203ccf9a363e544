"""Where a sentence ends."""

import re
from collections.abc import Callable
from typing import Final

_CLOSERS: Final = "\"')”\u2019»」"
_OPENERS: Final = "\"'(“\u2018«„¿¡*"
_WIDE: Final = "。\uff01\uff1f।"
"""Marks after which no blank is written."""
ENDS: Final = f".!?…{_WIDE}"
"""What a sentence ends with."""
_END: Final = re.compile(rf"(?<![.!?…])(?P<mark>[.!?…]++)[{_CLOSERS}]*+\s++|[{_WIDE}][{_CLOSERS}]*+\s*+|\n\s*+")
_NEVER_LAST: Final = frozenset([
    "e.g.", "i.e.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "cf.", "fig.", "approx.",
    "z.b.", "d.h.", "u.a.", "ca.", "nr.", "bzw.", "evtl.", "ggf.", "inkl.", "bspw.", "z.", "b.", "d.", "h.", "u.",
    "m.", "mme.", "mlle.", "p.ex.", "env.", "sr.", "sra.", "dra.", "p.ej.", "aprox.",
    "sig.", "sig.ra", "dott.", "bijv.", "d.w.z.", "o.a.", "dhr.", "mevr.",
])  # fmt: skip
"""Abbreviations that stand before a word."""
_BEFORE_NUMBERS: Final = frozenset(["no.", "p.", "art."])
"""Abbreviations that stand before a number."""
_LONGEST_ABBREVIATION: Final = 12


def sentences(text: str, from_name: Callable[[int], bool]) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open spans without blanks around them.

    A line break that YAML kept ends a sentence. A small letter never begins one, unless a name gave it, as
    `from_name` tells for an offset.
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.group("mark") and not _ends(text, match, from_name):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def _ends(text: str, match: re.Match[str], from_name: Callable[[int], bool]) -> bool:
    after = match.end()
    if "\n" in match.group():
        return True
    while after < len(text) and text[after] in _OPENERS:
        after += 1
    following = text[after : after + 1]
    if following == "$" or from_name(after):
        return True
    if following.islower():
        return False
    if match.group("mark") != ".":
        return True
    before = text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1].split()
    word = before[-1].lstrip(_OPENERS) if before else ""
    lowered = word.lower()
    if lowered in _NEVER_LAST or (lowered in _BEFORE_NUMBERS and following.isdigit()):
        return False
    initial = len(word) == 2 and word[0].isupper() and word[0] != "I"  # noqa: PLR2004  (a letter and its dot)
    return not initial


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def one_line(words: str) -> str:
    """The words with single blanks between them."""
    return " ".join(words.split())


def goes_on(text: str, at: int) -> bool:
    """Whether the words at `at` go on with the sentence that the brackets before them interrupt."""
    while at:
        at -= 1
        if text[at] == "]":
            at = text.rfind("[", 0, at)
        elif not text[at].isspace():
            return text[at] not in f"{ENDS}{_CLOSERS}:;"
    return False
