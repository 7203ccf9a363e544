"""What goes to a terminal: data to standard output, the rest to standard error, and nothing from a script raw."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, TextIO

from voiceguide.problems import Stop

_TURNS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, and with it what a reader believes to see."""

_ESCAPED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, lone surrogates, and separators of lines and paragraphs."""

_NARROW_AS_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})

_STOPS: Final = frozenset(".!?:…")
_PLACE: Final = re.compile(r".+:\d+:\d+: ")
"""The line of a file, at the beginning of a message."""

GAP: Final = 2
"""Blanks between the columns of a table."""
INSET: Final = 4
"""Columns by which a line begins further right that goes on with a row."""
NARROWEST: Final = 24
"""A last column with less room than that has a line of its own."""


def safe(text: str) -> str:
    r"""`text` with everything that could steer a terminal written out, such as `\x1b`; a line break too."""
    if text.isprintable():
        return text
    return "".join(_written_out(char) for char in text)


def sentence(words: str) -> str:
    """`words` with a capital and a full stop; a name, a place or a number that they begin with stays as it is."""
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    named = _PLACE.match(words) or not first.rstrip(",:;").isalpha()
    begun = words if named else words[:1].upper() + words[1:]
    whole = not begun or "\n" in begun or begun[-1] in _STOPS
    return begun if whole else f"{begun}."


def _written_out(char: str) -> str:
    if unicodedata.category(char) in _ESCAPED or char in _TURNS:
        return char.encode("unicode_escape").decode("ascii")
    return char


def width(text: str) -> int:
    """How many columns of a terminal `text` takes; `text` is safe already."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _NARROW_AS_NOTHING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns as wide as what stands in them, ready for a terminal; empty without rows."""
    return "\n".join(table_rows(rows))


def table_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """The same row by row; where a terminal is too narrow for them, a row goes on in further lines."""
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*clean, strict=True)]
    room = columns()
    if room is None or sum(widths) + GAP * (len(widths) - 1) <= room:
        return [_line(row, widths) for row in clean]
    return [_folded(row, widths, room) for row in clean]


def columns() -> int | None:
    """How wide the terminal is that standard output goes to; None where it goes elsewhere, and no line is too long."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return max(1, shutil.get_terminal_size().columns)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * GAP).join(cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True)).rstrip()


def _folded(row: Sequence[str], widths: Sequence[int], room: int) -> str:
    """A row whose columns go on in the next line where they do not fit, and whose last one is wrapped."""
    inset = len(row[0]) - len(row[0].lstrip()) + INSET
    lines, line, at = list[str](), "", 0
    for number, (cell, most) in enumerate(zip(row, widths, strict=True)):
        last = number == len(row) - 1
        if number and at + most > room and not (last and room - at >= NARROWEST):
            lines.append(line)
            line, at = " " * inset, inset
        if last:
            first, *others = wrapped(cell, room - at)
            lines += [line + first, *(" " * at + other for other in others)]
        line += cell + " " * (most + GAP - width(cell))
        at += most + GAP
    return "\n".join(each.rstrip() for each in lines if each.strip())


def wrapped(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` columns, broken between words; a longer word has a line of its own."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def wants_plain(*, asked: bool, stream: TextIO | None) -> bool:
    """Whether `stream` is to get lines instead of drawings: asked for, or the only thing that helps here."""
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    dumb = os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32"
    return asked or accessible or dumb or stream is None or not stream.isatty()


class OutputRefused(Stop):
    """Standard output takes no more, for another reason than that nobody reads it."""


def out(text: str) -> None:
    """Print data: a line, or several.

    Raises BrokenPipeError when nobody reads, standard output being closed from the start among it, and OutputRefused.
    """
    if sys.stdout is None:
        raise BrokenPipeError
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"Standard output cannot be written: {error.strerror}."
        raise OutputRefused(message) from error


def tell(text: str) -> None:
    """Print what is said beside the data; where nobody can hear it, that is no reason to stop."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
