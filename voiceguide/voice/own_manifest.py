"""A recorded voice as it lies on the disk: a folder with a file that tells what was said, and a FLAC for each phrase.

    anna/
        voice.toml
        0001-lie-down-on-your-back.flac
        …

Whoever is given such a folder may have been given anything, so nothing in it is believed, and nothing outside of it is
ever read.
"""

import os
import re
import stat
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.units import Decibels, Frames
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.plain import plain

FILE: Final = "voice.toml"
FORMAT: Final = 1
MOST_BYTES: Final = 4 << 20
"""Of the file that tells."""
MOST_SOUND: Final = 64 << 20
"""Bytes of one phrase."""
MOST_PHRASES: Final = 20_000
LONGEST: Final = 2000
"""Characters of one phrase."""

NAME: Final = re.compile(r"[^\W_][\w .+-]{0,79}(?<![ .])")
"""A voice's name, which is its folder's too: nothing in it leads elsewhere."""
_FILE: Final = re.compile(r"[^\W_][\w .+-]{0,199}\.flac", re.IGNORECASE)

_MEANING: Final = "%&@#+=/<>$€£°"
"""Marks that are spoken."""
_APOSTROPHES: Final = "'\u2019\u02bc\u2018`\u00b4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One phrase."""

    text: str
    """What is said, as it was shown."""
    file: str
    """Beside the manifest."""
    frames: Frames
    """How long the words last, as measured; 0 where nobody measured."""
    loudness: Decibels | None
    """LUFS of the words; None where nobody measured."""
    recorded: str
    """When, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordings:
    """A recorded voice."""

    folder: Path
    title: str
    language: str
    """A BCP 47 tag, or empty."""
    phrases: Mapping[str, Recording]
    """By their words, see `words_of`."""


class RecordingsDamaged(EngineMissing):
    """The file that tells of a recorded voice cannot be used."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(
            f"the recorded voice '{file.parent.name}' cannot be used: {file} {what}",
            f"Correct {FILE} in a text editor, or ask whoever gave you the voice to give it again.",
        )


class UnusableFile(Exception):  # noqa: N818  (it becomes the reason why another voice speaks)
    """A recording cannot be read; says which file, and why."""


def words_of(text: str) -> str:
    """What decides whether a phrase was recorded: its words, without case, punctuation and white space."""
    folded = unicodedata.normalize("NFC", plain(text).casefold())
    kept = "".join(_kept(char) for char in folded if char not in _APOSTROPHES)
    return " ".join(kept.split())


def _kept(char: str) -> str:
    return char if unicodedata.category(char)[0] in "LMN" or char in _MEANING else " "


def read(folder: Path) -> Recordings:
    """The voice in a folder. Raises `RecordingsDamaged`, and FileNotFoundError where there is none."""
    file = folder / FILE
    try:
        content = content_of(folder, FILE, MOST_BYTES)
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnusableFile as trouble:
        raise RecordingsDamaged(file, str(trouble)) from trouble
    except (ValueError, RecursionError) as trouble:
        raise RecordingsDamaged(file, f"cannot be read: {trouble}") from trouble
    form = table.get("format", FORMAT)
    if not isinstance(form, int) or isinstance(form, bool):
        raise RecordingsDamaged(file, "has a format that is no whole number")
    if form != FORMAT:
        raise RecordingsDamaged(file, "was written by a newer voiceguide")
    entries = table.get("phrases", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RecordingsDamaged(file, "has phrases that are none")
    if len(entries) > MOST_PHRASES:
        raise RecordingsDamaged(file, f"has more than {MOST_PHRASES} phrases")
    found = [_recording(file, entry) for entry in entries]
    return Recordings(
        folder=folder,
        title=_text(file, table, "title", LONGEST) or folder.name,
        language=_text(file, table, "language", LONGEST),
        phrases={words_of(one.text): one for one in found},
    )


def content_of(folder: Path, name: str, most: int) -> bytes:
    """The bytes of a plain file in a folder. Raises `UnusableFile`, and FileNotFoundError for the file that tells."""
    try:
        # Neither a link, which may lead anywhere, nor a pipe, which may never end.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if (folder / name).is_symlink():
            raise UnusableFile("is a link, and only files are read")
        with os.fdopen(os.open(folder / name, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnusableFile("is no file")
            if status.st_size > most:
                raise UnusableFile(f"is larger than {most >> 20} MB")
            return file.read(most)
    except FileNotFoundError as missing:
        if name == FILE:
            raise
        raise UnusableFile("is not there") from missing
    except OSError as trouble:
        raise UnusableFile(f"cannot be read: {trouble.strerror}") from trouble


def _recording(file: Path, entry: dict[str, object]) -> Recording:
    text = _text(file, entry, "text", LONGEST)
    name = _text(file, entry, "file", LONGEST)
    if not words_of(text):
        raise RecordingsDamaged(file, "has a phrase without words")
    if not _FILE.fullmatch(name):
        raise RecordingsDamaged(file, f"has a file '{name}' for '{text}', which is no FLAC file beside it")
    frames, loudness = entry.get("frames", 0), entry.get("loudness")
    plausible = isinstance(loudness, int | float) and -120 <= loudness <= 0  # noqa: PLR2004  (what can be measured)
    return Recording(
        text=text,
        file=name,
        frames=Frames(frames if isinstance(frames, int) and 0 <= frames < 1 << 40 else 0),
        loudness=Decibels(float(loudness)) if plausible and isinstance(loudness, int | float) else None,
        recorded=_text(file, entry, "recorded", LONGEST),
    )


def _text(file: Path, table: Mapping[str, object], key: str, most: int) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise RecordingsDamaged(file, f"has a {key} that is no line of text")
    return value.strip()
