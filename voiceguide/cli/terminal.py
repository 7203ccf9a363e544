"""What goes to a terminal: data to standard output, the rest to standard error, and nothing from a script raw."""

import os
import re
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
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*clean, strict=True)]
    return "\n".join(_line(row, widths) for row in clean)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True)).rstrip()


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
