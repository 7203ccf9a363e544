"""Words and nothing else: what must never reach an engine, whoever wrote it."""

import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Zero-width, but letters of some scripts are written with them."""

_UNSPEAKABLE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls (an engine may take them as commands), invisible marks, and what is no character."""


def plain(text: str) -> str:
    """`text` in composed form, with single blanks, without controls and what is no character."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_kept, composed)).split())


def _kept(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _UNSPEAKABLE:
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def speakable(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)
