"""Words into rows that can be read at a glance: at most 42 columns, two rows at a time."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

WIDE: Final = 42
"""Columns of a row: what television and streaming services agree upon."""

ROWS: Final = 2
"""Rows that are shown at a time."""

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_JOINER: Final = "\u200d"
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]")
_SKIN: Final = re.compile("[\U0001f3fb-\U0001f3ff]")
_LEAST_CLAUSE: Final = 0.4
"""Of what could be shown at once; a shorter clause is not shown alone."""


def one_line(text: str) -> str:
    """The same words without line ends and characters that only a machine sees."""
    words = "".join(" " if unicodedata.category(char) in {"Zl", "Zp"} else char for char in text)
    kept = "".join(char for char in words if char in " \t\r\n" or unicodedata.category(char) not in {"Cc", "Cs"})
    return _BLANKS.sub(" ", kept).strip()


def columns(text: str) -> int:
    """How wide it is at the most: a sign of Chinese, Japanese or Korean takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in text)


def pages(text: str) -> list[tuple[str, ...]]:
    """What is shown one after another, each of one or two rows."""
    words = [piece for word in _BLANKS.split(text.strip(" \t\r\n")) for piece in _pieces(word)]
    shown: list[tuple[str, ...]] = []
    while words:
        count = _shown_at_once(words)
        shown.append(_rows(words[:count]))
        words = words[count:]
    return shown


def _shown_at_once(words: list[str]) -> int:
    """How many words are shown together: to the end of a clause, else so that pages are about equally long."""
    most = next((count for count in range(len(words), 1, -1) if _fits(words[:count])), 1)
    if most == len(words):
        return most
    full = columns(" ".join(words[:most]))
    for count in range(most, 0, -1):
        if _ends_clause(words[count - 1]) and columns(" ".join(words[:count])) >= _LEAST_CLAUSE * full:
            return count
    whole = columns(" ".join(words))
    target = whole / -(-whole // full)
    return min(range(1, most + 1), key=lambda count: abs(columns(" ".join(words[:count])) - target))


def _fits(words: list[str]) -> bool:
    if columns(" ".join(words)) > ROWS * WIDE + 1:
        return False
    return any(_breaks(words))


def _breaks(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every way to write the words on one row or two."""
    whole = " ".join(words)
    if columns(whole) <= WIDE:
        yield (whole,)
    for count in range(1, len(words)):
        rows = " ".join(words[:count]), " ".join(words[count:])
        if max(map(columns, rows)) <= WIDE:
            yield rows


def _rows(words: list[str]) -> tuple[str, ...]:
    """One row where it is enough, else two of about the same length, the first rather to the end of a clause."""

    def ugly(rows: tuple[str, ...]) -> tuple[int, float]:
        difference = max((abs(columns(one) - columns(two)) for one, two in pairwise(rows)), default=0)
        return len(rows), difference - (WIDE / 3 if _ends_clause(rows[0]) else 0)

    return min(_breaks(words), key=ugly)


def _ends_clause(words: str) -> bool:
    """Whether a comma, a dash or the like is at the end, of any script, quotation marks and brackets aside."""
    letters = words.rstrip("\"')")
    while letters and unicodedata.category(letters[-1]) in {"Pe", "Pf"}:
        letters = letters[:-1]
    return bool(letters) and unicodedata.category(letters[-1]) in {"Po", "Pd"}


def _pieces(word: str) -> Iterator[str]:
    """A word, in pieces if it is wider than a row; what belongs to one sign stays together."""
    piece = ""
    for sign in _signs(word):
        if piece and columns(piece + sign) > WIDE:
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _signs(word: str) -> Iterator[str]:
    """Letters with their accents, emoji with their skin, flags in pairs."""
    sign = ""
    for char in word:
        goes_on = unicodedata.category(char).startswith("M") or char == _JOINER or _SKIN.match(char)
        flag = _FLAG.match(char) and _FLAG.fullmatch(sign)
        if sign and (len(sign) >= WIDE or not (goes_on or flag or sign.endswith(_JOINER))):
            yield sign
            sign = ""
        sign += char
    if sign:
        yield sign
