"""Names (`$name`, `${name}`, `$$`), and what they stand for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voiceguide.model.session import Option, OptionKind
from voiceguide.model.words import DOLLAR
from voiceguide.script.nodes import Scalar
from voiceguide.script.notes import Notes, nearest, quoted
from voiceguide.script.numerals import spoken_duration
from voiceguide.units import duration

_REFERENCE: Final = re.compile(r"\$(?:(\$)|([^\W\d]\w*)|\{([^{}]*)\})?")
NAME: Final = re.compile(r"[^\W\d]\w*")
"""What a name looks like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a name stands for."""

    text: str
    """As it would be written in a form."""
    items: tuple[str, ...] | None = None
    """For a choice of several."""
    option: Option | None = None
    """The option that gave it, directly or through other names."""
    fixed: bool = False
    """Whether something that the listener set is a part of it."""
    possible: tuple[str, ...] | None = None
    """All it can be, where that is known and few."""

    @property
    def chosen(self) -> bool:
        """Whether the listener set it."""
        return self.fixed or (self.option is not None and self.option.chosen)

    @property
    def free(self) -> bool:
        """Whether it is free text, which is only ever spoken."""
        return self.option is not None and self.option.kind is OptionKind.TEXT

    def said(self, language: str) -> str:
        """In a text: a duration in words, a dollar sign safe from being taken for a name."""
        length = None if self.free else duration(self.text)
        words = self.text if length is None else spoken_duration(length, language)
        return words.replace("$", DOLLAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A name that only the running session knows."""

    name: str
    unrolls: bool = False
    """Whether the loop can be read once for each round, so that the name is known after all."""
    open: bool = False
    """Whether it is a name of a routine that nobody does, and could be anything."""


def _start(piece: "Piece") -> int:
    return piece.start


Names = Mapping[str, Value | Later]


class UnrollError(Exception):
    """A form in the body of a loop needs the number of the round: the body has to be read once for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text that a name gave."""

    start: int
    """Where it begins in the text as filled."""
    end: int
    at: int
    """Where the name begins in the text as written."""
    after: int
    """Where the name ends in the text as written."""
    value: Value | Later


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A text with its names replaced."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def written_at(self, offset: int) -> int:
        """The place in the text as written of a character of the text as filled."""
        index = bisect_right(self.pieces, offset, key=_start)
        if not index:
            return offset
        piece = self.pieces[index - 1]
        return piece.at if offset < piece.end else offset + piece.after - piece.end

    def begins_piece(self, offset: int) -> bool:
        """Whether a name gave the character at `offset` and nothing before it."""
        index = bisect_left(self.pieces, offset, key=_start)
        return index < len(self.pieces) and self.pieces[index].start == offset

    def within(self, start: int, end: int) -> "Filled":
        """A part of it."""
        if not self.pieces:
            return Filled(text=self.text[start:end])
        first = max(0, bisect_right(self.pieces, start, key=_start) - 1)
        inner = self.pieces[first : bisect_left(self.pieces, end, key=_start)]
        return Filled(
            text=self.text[start:end],
            pieces=tuple(
                Piece(
                    start=max(0, piece.start - start),
                    end=piece.end - start,
                    at=piece.at,
                    after=piece.after,
                    value=piece.value,
                )
                for piece in inner
                if piece.end > start
            ),
        )

    @property
    def whole(self) -> Value | None:
        """The value, if the text is one name and nothing else."""
        if len(self.pieces) != 1:
            return None
        (piece,) = self.pieces
        alone = not self.text[: piece.start].strip() and not self.text[piece.end :].strip()
        return piece.value if alone and isinstance(piece.value, Value) else None

    @property
    def chosen(self) -> bool:
        """Whether the listener set any of it."""
        return any(isinstance(piece.value, Value) and piece.value.chosen for piece in self.pieces)


def fill(node: Scalar, names: Names, notes: Notes) -> Filled | None:
    """The value with its names replaced, to be read as a form; None if that cannot be, with the reason noted.

    Raises `UnrollError` where the number of a round is needed and can be had.
    """
    if "$" not in node.text:
        return Filled(text=node.text)
    return _Filler(node=node, names=names, notes=notes, language=None).fill()


def fill_text(node: Scalar, names: Names, notes: Notes, language: str) -> Filled | None:
    """The same, to be spoken: durations are in words except within brackets, and what is known later stays a name."""
    if "$" not in node.text:
        return Filled(text=node.text)
    return _Filler(node=node, names=names, notes=notes, language=language).fill()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filler:
    node: Scalar
    names: Names
    notes: Notes
    language: str | None
    """None in a form."""

    def fill(self) -> Filled | None:
        written = self.node.text
        parts: list[str] = []
        pieces: list[Piece] = []
        size = done = depth = 0
        sound = True
        for match in _REFERENCE.finditer(written):
            between = written[done : match.start()]
            depth += between.count("[") - between.count("]")
            parts.append(between)
            size += len(between)
            value = self.value(match)
            text = self.text(match, value, in_form=self.language is None or depth > 0) if value else None
            if match.group(1):
                text = "$" if self.language is None else DOLLAR
            if text is None:
                sound, text = False, ""
            if value:
                pieces.append(Piece(start=size, end=size + len(text), at=match.start(), after=match.end(), value=value))
            parts.append(text)
            size += len(text)
            done = match.end()
        parts.append(written[done:])
        return Filled(text="".join(parts), pieces=tuple(pieces)) if sound else None

    def value(self, match: re.Match[str]) -> Value | Later | None:
        if match.group(1):
            return None
        name = (match.group(2) or match.group(3) or "").strip()
        if not name:
            self.error(match, "a '$' without a name", "write $$ for a dollar sign", "name")
            return None
        value = self.names.get(name)
        if value is None and not self.notes.full:
            self.error(match, f"unknown name {quoted('$' + name)}", self.name_hint(name), "unknown-name")
        return value

    def name_hint(self, name: str) -> str:
        prefix = next((known for known in sorted(self.names, key=len, reverse=True) if name.startswith(known)), None)
        if name == "caution":
            return "$caution is a step of its own: - $caution"
        if prefix:
            return f"write ${{{prefix}}}{name[len(prefix) :]} if {quoted(prefix)} is the name"
        if name in {"side", "other_side"}:
            return "it is known inside of 'each side'"
        if name in {"round", "rounds"}:
            return "it is known inside of 'repeat'"
        near = nearest(name, self.names)
        return f"did you mean ${near}?" if near else "name it under 'options', or write $$ for a dollar sign"

    def text(self, match: re.Match[str], value: Value | Later, *, in_form: bool) -> str | None:
        if isinstance(value, Value):
            if not in_form and self.language is not None:
                return value.said(self.language)
            if value.free:
                self.error(
                    match, f"{quoted(match.group())} is free text, which is only ever spoken", _FREE, "free-text"
                )
                return None
            return value.text
        if not in_form:
            return f"${value.name}"
        if value.unrolls:
            raise UnrollError
        if value.open:
            return None
        self.error(match, f"{quoted('$' + value.name)} is not known before the session runs", _LATER, "later-name")
        return None

    def error(self, match: re.Match[str], message: str, hint: str, code: str) -> None:
        self.notes.error(self.node.part(match.start(), match.end()), message, hint, code)


_FREE: Final = "give the option 'from' and 'to', or 'one of'"
_LATER: Final = "outside of a text it can stand only where 'repeat' has a whole number of rounds"
