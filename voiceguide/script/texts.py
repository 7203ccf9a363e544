"""Text: sentences, and the silences in brackets between them."""

import re
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.model.steps import Sentence, Silence, Text
from voiceguide.model.words import DOLLAR, capital
from voiceguide.problems import Source
from voiceguide.script.forms import FormError, length_of
from voiceguide.script.names import Filled, Later, UnrollError, fill_text
from voiceguide.script.nodes import Node, Scalar
from voiceguide.script.notes import quoted
from voiceguide.script.place import Place
from voiceguide.script.slips import QUOTES
from voiceguide.script.words import goes_on, one_line, sentences
from voiceguide.units import Decibels, WordsPerMinute

LONGEST_TEXT: Final = 20_000
"""Characters, names replaced; a quarter of an hour and more of speech."""

LONGEST_SENTENCE: Final = 600
"""Characters; a voice needs a breath."""

_BRACKETS: Final = re.compile(r"\[\[|\[([^\[\]]*)\]|[\[\]]")
_MARKUP: Final = re.compile(r"<[/!]?[^\W\d]\w*")
_ODD_SILENCE: Final = re.compile(r"[({<] *([\d.m]*\ds!?) *[)}>]")
"""A silence in the wrong brackets; minutes alone could be metres, and are left alone."""
_BRACES: Final = re.compile(r"(?<!\$)\{([^\W\d]\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the words of a step are spoken."""

    rate: WordsPerMinute | None = None
    level: Decibels = Decibels(0.0)


PLAIN: Final = Manner()
"""As the session's words are."""


def read_text(node: Node, place: Place, manner: Manner = PLAIN) -> Text:
    """Sentences and silences; what is wrong with them is noted."""
    if isinstance(node, Scalar) and node.text.strip() in {"$caution", "${caution}"}:
        return _caution(node, place, manner)
    passage = _passage(node, place)
    return passage.parts(manner) if passage else ()


def read_word(node: Node, place: Place, manner: Manner = PLAIN) -> Sentence | None:
    """Words that are spoken in one go, without a silence in them; None if they are not, with the reason noted."""
    passage = _passage(node, place)
    if passage is None:
        return None
    bracket = _BRACKETS.search(passage.filled.text)
    if bracket:
        hint = "take it out: what is spoken inside of a span cannot hold a silence"
        place.notes.error(
            passage.source(*bracket.span()), "a silence in words that are spoken in one go", hint, "brackets"
        )
        return None
    start = len(passage.filled.text) - len(passage.filled.text.lstrip())
    return passage.sentence(start, len(passage.filled.text.rstrip()), manner, begins=True)


def read_title(node: Node, place: Place) -> str:
    """Words that are shown, as they are written; where a name begins them, what it gave begins with a capital."""
    passage = _passage(node, place)
    if passage is None:
        return ""
    text, pieces = passage.filled.text, passage.filled.pieces
    first = next((at for at, letter in enumerate(text) if letter.isalnum()), None)
    if first is None:
        place.notes.error(node.source, "a title without a word", "write what is shown", "no-words")
        return ""
    if any(isinstance(piece.value, Later) for piece in pieces):
        return passage.unrolled()
    given = any(piece.start <= first < piece.end for piece in pieces)
    return (capital(one_line(text)) if given else one_line(text)).replace(DOLLAR, "$")


def lonely_bracket(node: Scalar, filled: Filled, place: Place) -> bool:
    """Whether a bracket in what a name stands for has no partner: noted here, and not wherever the name is used."""
    passage = _Passage(node=node, filled=filled, place=place)
    alone = [match for match in _BRACKETS.finditer(filled.text) if match.group() in {"[", "]"}]
    for match in alone:
        passage.silence(match)
    return bool(alone)


def _caution(node: Scalar, place: Place, manner: Manner) -> Text:
    if not place.script.caution:
        hint = "write 'caution:' at the top, or take this step out"
        place.notes.error(node.source, "there is no caution to speak", hint, "no-caution")
    return tuple(
        replace(part, caution=True, rate=manner.rate, level=manner.level, speaker=place.speaker)
        if isinstance(part, Sentence)
        else part
        for part in place.script.caution
    )


def _passage(node: Node, place: Place) -> "_Passage | None":
    if not isinstance(node, Scalar):
        flow = getattr(node, "flow", False)
        message = "a list where a text should be" if not hasattr(node, "pairs") else "keys where a text should be"
        hint = f"a text that starts with a bracket needs quotes: {QUOTES}" if flow else "write the text after the colon"
        place.notes.error(node.source, message, hint, "not-text")
        return None
    if node.empty:
        return None
    end = node.end
    if not node.style and node.page.text.startswith(" #", end):
        hint = "put the text in quotes; if a comment is meant, put two blanks before '#'"
        source = node.page.source(end + 1, end + 2)
        place.notes.error(source, "what follows '#' is a comment, and is not spoken", hint, "slip")
    if len(node.text) > LONGEST_TEXT:
        message = f"a text of {len(node.text):,} characters; at most {LONGEST_TEXT:,} can stand in one step"
        place.notes.error(node.source, message, "make steps of its parts", "long-text")
        return None
    filled = fill_text(node, place.names, place.notes, place.script.language)
    return None if filled is None else _Passage(node=node, filled=filled, place=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A text with its names replaced, and the way back to where each character was written."""

    node: Scalar
    filled: Filled
    place: Place

    def source(self, start: int, end: int) -> Source:
        """Where a part of the filled text was written."""
        first, last = self.filled.written_at(start), self.filled.written_at(max(start, end - 1))
        return self.node.part(first, last + 1)

    def error(self, start: int, end: int, message: str, hint: str, code: str) -> None:
        self.place.notes.error(self.source(start, end), message, hint, code)

    def parts(self, manner: Manner) -> Text:
        text = self.filled.text
        parts: list[Sentence | Silence] = []
        done = at = 0
        while match := _BRACKETS.search(text, at):
            at = match.end()
            if match.group() == "[[":
                closing = text.find("]]", at)
                at = len(text) if closing < 0 else closing + 2
                continue
            parts.extend(self.spoken(done, match.start(), manner))
            done = at
            silence = self.silence(match)
            if silence:
                self.place.script.budget.spend(silence.source)
                parts.append(silence)
        parts.extend(self.spoken(done, len(text), manner))
        if not text.strip():
            self.error(0, len(text), "a text without a word", "write what is spoken, or take it out", "no-words")
        return tuple(parts)

    def silence(self, match: re.Match[str]) -> Silence | None:
        start, end = match.span()
        if match.group(1) is None:
            self.error(
                start,
                end,
                f"a bracket {quoted(match.group())} without its partner",
                "a silence is written [6s]",
                "brackets",
            )
            return None
        inner = match.group(1)
        try:
            length = length_of(self.filled.within(start + 1, end - 1))
        except FormError as error:
            known = any(letter.isdigit() for letter in inner)
            hint = (
                error.hint
                if known
                else "brackets hold a silence, such as [6s], and are never spoken; write words without them"
            )
            message = error.message if known else f"{quoted(match.group())} is no silence"
            self.error(start, end, message, hint, "brackets")
            return None
        return Silence(length=length, source=self.source(start, end))

    def spoken(self, start: int, end: int, manner: Manner) -> list[Sentence]:
        inner = self.filled.text[start:end]
        if not inner or inner.isspace():
            return []
        fresh = not goes_on(self.filled.text, start)
        found = []
        for begin, finish in sentences(inner, lambda at: self.filled.begins_piece(start + at)):
            sentence = self.sentence(start + begin, start + finish, manner, begins=fresh)
            fresh = True
            if sentence:
                found.append(sentence)
        return found

    def sentence(self, start: int, end: int, manner: Manner, *, begins: bool) -> Sentence | None:
        words = one_line(self.filled.text[start:end])
        source = self.source(start, end)
        notes = self.place.notes
        self.place.script.budget.spend(source)
        if not any(letter.isalnum() for letter in words):
            hint = "put it before the bracket, to the words that it ends" if start else "write words, or take it out"
            notes.error(source, f"{quoted(words)} holds nothing that can be spoken", hint, "no-words")
            return None
        if len(words) > LONGEST_SENTENCE:
            hint = "end it earlier with a full stop"
            message = f"a sentence of {len(words)} characters; at most {LONGEST_SENTENCE} can be spoken in one go"
            notes.error(source, message, hint, "long-sentence")
        self.strange(start, self.filled.text[start:end])
        if begins:
            words = capital(words)
        return Sentence(
            words=words, source=source, rate=manner.rate, level=manner.level, speaker=self.place.speaker
        )  # fmt: skip

    def strange(self, start: int, words: str) -> None:
        if "<" in words or "[[" in words:
            markup = _MARKUP.search(words)
            at = markup.start() if markup else words.find("[[")
            if at >= 0:
                sign = markup.group() if markup else "[["
                hint = "leave it out: some voices take it for a command, others read it aloud"
                source = self.source(start + at, start + at + len(sign))
                self.place.notes.advice(source, f"{quoted(sign)} in a text", hint, "markup")
        odd = _ODD_SILENCE.search(words)
        if odd:
            hint = f"a silence is written [{odd.group(1)}]"
            message = f"{quoted(odd.group())} would be spoken"
            self.error(start + odd.start(), start + odd.end(), message, hint, "brackets")
        brace = _BRACES.search(words) if "{" in words else None
        if brace and brace.group(1) in self.place.names:
            hint = f"did you mean ${brace.group()}?"
            message = f"{quoted(brace.group())} in a text is no name"
            self.error(start + brace.start(), start + brace.end(), message, hint, "slip")

    def unrolled(self) -> str:
        """A title with the number of its round, if that can be had."""
        for piece in self.filled.pieces:
            if isinstance(piece.value, Later) and not piece.value.open:
                if piece.value.unrolls:
                    raise UnrollError
                hint = "a title can hold what is known before the session runs"
                self.error(piece.start, piece.end, f"'${piece.value.name}' is not known here", hint, "later-name")
        return ""
