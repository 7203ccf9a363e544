"""Keeps what was recorded: each phrase is on the disk, whole, before the next one begins.

The sound comes first, under a name that nothing had before; then the file that tells of it takes the place of the one
before. Whatever happens in between, the recordings that were there are still there.
"""

import io
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.export.whole import CannotWrite, whole_file
from voiceguide.problems import Stop
from voiceguide.sound.loudness import integrated
from voiceguide.sound.takes import Mono, Take, cut
from voiceguide.units import RATE, Decibels
from voiceguide.voice.engine import Lacking
from voiceguide.voice.own import checked
from voiceguide.voice.own_manifest import FILE, FORMAT, Recording, Recordings, read, words_of

_WORDS: Final = 6
"""Of a phrase, in the name of its file."""
_SLUG: Final = 48
_STEPS: Final = 32767
_HEAD: Final = f"""\
# A voice that was recorded with voiceguide: every phrase has a file of its own beside this one.
# Whoever has this folder can use the voice. Put it among the recorded voices; 'voiceguide doctor' tells where.

format = {FORMAT}
"""


class NotKept(Stop):
    """The disk refuses a recording."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The phrase could not be kept in {folder}: {reason}.",
            "Make room on the disk, or see that you may write there. All phrases before it are safe.",
        )


@dataclass(slots=True)
class Shelf:
    """A recorded voice that grows."""

    recordings: Recordings
    now: Callable[[], datetime]
    _usable: dict[Recording, bool] = field(default_factory=dict)

    def has(self, text: str) -> bool:
        """Whether these words were recorded, and can be used."""
        recording = self.recordings.phrases.get(words_of(text))
        if recording is None:
            return False
        if recording not in self._usable:
            try:
                checked(self.recordings, recording)
            except Lacking:
                self._usable[recording] = False
            else:
                self._usable[recording] = True
        return self._usable[recording]

    def keep(self, text: str, samples: Mono, take: Take) -> Recording:
        """Keep a take of `text`, in the place of an older one. Raises NotKept, and RecordingsDamaged."""
        folder = self.recordings.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _alone(folder):
                return self._kept(text, samples, take)
        except CannotWrite as error:
            raise NotKept(folder, error.reason) from error
        except (OSError, RuntimeError) as error:
            raise NotKept(folder, getattr(error, "strerror", None) or str(error)) from error

    def _kept(self, text: str, samples: Mono, take: Take) -> Recording:
        words, key = cut(samples, take), words_of(text)
        folder = self.recordings.folder
        with suppress(FileNotFoundError):  # somebody else may have recorded meanwhile
            self.recordings = read(folder)
        before = self.recordings.phrases.get(key)
        file = self._new_name(text)
        with whole_file(folder / file) as draft:
            draft.write_bytes(_flac(words, text, self.recordings.title))
        recording = Recording(
            text=text,
            file=file,
            frames=take.words,
            loudness=Decibels(round(integrated(samples[take.first : take.last, np.newaxis]), 2)),
            recorded=f"{self.now():%Y-%m-%d %H:%M}",
        )
        after = replace(self.recordings, phrases={**self.recordings.phrases, key: recording})
        with whole_file(folder / FILE) as draft:
            draft.write_text(told(after), encoding="utf-8", newline="\n")
        self.recordings = after
        if before is not None and before.file not in {one.file for one in after.phrases.values()}:
            with suppress(OSError):
                (folder / before.file).unlink()
        return recording

    def _new_name(self, text: str) -> str:
        """Unlike any other's, in the order of the recording, and telling what is in it."""
        folder = self.recordings.folder
        numbers = [int(found[0]) for file in folder.iterdir() if (found := re.match(r"\d{4,9}", file.name))]
        return f"{max(numbers, default=0) + 1:04d}-{_slug(text)}.flac"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let every other program that keeps a phrase of this voice wait; where the system has no such locks, none does."""
    try:
        import fcntl  # noqa: PLC0415  (Windows has none)
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some disks in networks have none either
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words[:_WORDS])[:_SLUG].strip("-") or "phrase"


def told(recordings: Recordings) -> str:
    """The file that tells of a recorded voice."""
    return "".join(_told(recordings))


def _told(recordings: Recordings) -> Iterator[str]:
    yield _HEAD
    yield f"title = {_quoted(recordings.title)}\nlanguage = {_quoted(recordings.language)}\n"
    for one in recordings.phrases.values():
        yield f"\n[[phrases]]\ntext = {_quoted(one.text)}\nfile = {_quoted(one.file)}\n"
        if one.recorded:
            yield f"recorded = {_quoted(one.recorded)}\n"
        if one.frames:
            yield f"frames = {one.frames}  # of the words, {one.frames / RATE:.2f} s\n"
        if one.loudness is not None:
            yield f"loudness = {one.loudness:.2f}  # LUFS\n"


def _quoted(text: str) -> str:
    """A string of TOML's."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped) + '"'


def _flac(words: Mono, text: str, title: str) -> bytes:
    """The file, in memory: a disk that refuses it tells why, which the library keeps to itself."""
    import soundfile  # noqa: PLC0415  (only needed when something is kept)

    levels = np.clip(np.rint(words * _STEPS), -_STEPS - 1, _STEPS).astype(np.int16)
    content = io.BytesIO()
    with soundfile.SoundFile(content, "w", RATE, 1, "PCM_16", format="FLAC") as sound:
        sound.title, sound.artist = text, title
        sound.write(levels)
    return content.getvalue()
