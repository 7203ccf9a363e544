"""What may go to a terminal: nothing from a script reaches it raw."""

import unicodedata
from typing import Final

_TURNS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, and with it what a reader believes to see."""

_ESCAPED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, lone surrogates, and separators of lines and paragraphs."""

_NARROW_AS_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})


def safe(text: str) -> str:
    r"""`text` with everything that could steer a terminal written out, such as `\x1b`; a line break too."""
    if text.isprintable():
        return text
    return "".join(_written_out(char) for char in text)


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
