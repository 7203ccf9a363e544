"""From the bytes of a file to its text."""

import re
from pathlib import Path
from typing import Final

from voiceguide.model.words import DOLLAR
from voiceguide.problems import Problem, Source
from voiceguide.script.notes import quoted

LARGEST: Final = 1 << 20
"""Bytes in a file."""

BAD_CHARACTER: Final = re.compile(
    rf"[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|{DOLLAR}"
)
"""Control characters, those that turn the direction of writing, halves of characters, and the one we need ourselves."""

_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 and UTF-32 files begin."""

_MOST_SHOWN: Final = 20


def bytes_of(path: Path, file: str) -> bytes | Problem:
    """What the file holds, up to just over the size that is refused anyway."""
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except IsADirectoryError:
        return _problem(file, "this is a folder", "name the script inside of it", "unreadable")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has no such name"
        return _problem(
            file, f"this file cannot be read: {reason}", "look at its name and who may read it", "unreadable"
        )


def text_of(raw: bytes | str, file: str) -> str | tuple[Problem, ...]:
    """The text, without a byte order mark; or why it is not one."""
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        hint = "split it: routines can stand in a file of their own (include)"
        return (_problem(file, "this file is larger than 1 MiB", hint, "too-large"),)
    if isinstance(raw, bytes):
        hint = "save it as UTF-8: most editors offer it in 'Save as'"
        if raw.startswith(_MARKS):
            return (_problem(file, "this file is UTF-16, not UTF-8", hint, "not-utf-8"),)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8")
            source = _source(file, before, len(before))
            return (Problem(source=source, message="this file is not UTF-8", hint=hint, code="not-utf-8"),)
    else:
        text = raw
    text = text.removeprefix("\ufeff")
    bad = [
        _bad(file, text, match.group(), match.start())
        for match, _ in zip(BAD_CHARACTER.finditer(text), range(_MOST_SHOWN), strict=False)
    ]
    return tuple(bad) or text


def _bad(file: str, text: str, letter: str, at: int) -> Problem:
    message = f"a character that cannot stand in a script ({quoted(letter)})"
    hint = "take it out; many editors do not show it, so write the word again"
    return Problem(source=_source(file, text, at), message=message, hint=hint, code="character")


def _source(file: str, text: str, at: int) -> Source:
    lines = re.split(r"\r\n|\r|\n", text[:at])
    return Source(file=file, line=len(lines), column=len(lines[-1]) + 1)


def _problem(file: str, message: str, hint: str, code: str) -> Problem:
    return Problem(source=Source(file=file, line=1, column=1), message=message, hint=hint, code=code)
