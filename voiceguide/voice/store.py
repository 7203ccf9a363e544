"""What was spoken, kept in files: one for each phrase, named by the digest of its recipe.

A clip is always read back from its file, so that the first of two processes decides for both. A file appears whole or
not at all, and one that is damaged is as good as none.

    header, 64 bytes                                                            | samples, int16
    mark (8) | recipe (32) | frames (4) | first (4) | last (4) | data's sum (4) | header's sum (4) | 4 unused
"""

import contextlib
import hashlib
import os
import struct
import tempfile
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.problems import Stop
from voiceguide.units import Frames
from voiceguide.voice.audible import Spoken

_MARK: Final = b"vgspoken"
_HEADER: Final = struct.Struct("<8s32sIIIII4x")
_SUMMED: Final = _HEADER.size - 8
_LEAST_AGE_S: Final = 7200
"""What was used within so many seconds may belong to a session that plays now."""
_TOUCH_AGE_S: Final = 3600
_ROOM_AFTER: Final = 0.8
"""How full the store is after it was cleared."""

DEFAULT_BOUND: Final = 1 << 30
"""Bytes: three hours of speech."""


class StoreFailed(Stop):
    """What is spoken cannot be written anywhere."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"there is no room for the spoken words: {reason}",
            f"Make room on the disk of {folder}, or see that you may write there.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    frames: Frames
    first: Frames
    last: Frames
    data_sum: int


@dataclass(slots=True, kw_only=True)
class Store:
    """A folder of phrases. It may be shared by any number of processes."""

    folder: Path
    bound: int = DEFAULT_BOUND
    """Bytes that it may take; what was not used for longest goes first."""
    notice: str = ""
    """What the listener should know about it; empty while all is well."""
    broken: dict[str, Stop] = field(default_factory=dict)
    """Voices that cannot speak, by their full names, and why, as far as is known: nobody waits for them again."""
    spoken: set[bytes] = field(default_factory=set)
    """The recipes of the phrases that were written into it."""
    _spare: "tempfile.TemporaryDirectory[str] | None" = None
    _written: bool = False

    def measure(self, recipe: bytes) -> Frames | None:
        """How long the audible part of a phrase is, by the head of its file; None if it is not here, or not whole."""
        for folder in self._folders():
            with contextlib.suppress(OSError), (folder / _name(recipe)).open("rb", buffering=0) as file:
                head = _head(file.read(_HEADER.size), recipe)
                if head and os.fstat(file.fileno()).st_size == _HEADER.size + 2 * head.frames:
                    return Frames(head.last - head.first)
        return None

    def size(self, recipe: bytes) -> int:
        """How many bytes a phrase takes; 0 if it is not here."""
        for folder in self._folders():
            with contextlib.suppress(OSError):
                return (folder / _name(recipe)).stat().st_size
        return 0

    def read(self, recipe: bytes) -> Spoken | None:
        """A phrase; None if it is not here, or not whole."""
        for folder in self._folders():
            path = folder / _name(recipe)
            with contextlib.suppress(OSError), path.open("rb", buffering=0) as file:
                content = file.readall()
                spoken = _read(content, recipe)
                if spoken is None:
                    continue
                if time.time() - os.fstat(file.fileno()).st_mtime > _TOUCH_AGE_S:
                    os.utime(path)
                return spoken
        return None

    def write(self, recipe: bytes, spoken: Spoken) -> None:
        """Keep a phrase: in the folder, else in a temporary one for as long as this store is open.

        Raises `StoreFailed` when neither takes it.
        """
        data = spoken.samples.tobytes()
        head = _HEADER.pack(_MARK, recipe, len(spoken.samples), spoken.first, spoken.last, zlib.crc32(data), 0)
        content = head[:_SUMMED] + struct.pack("<I4x", zlib.crc32(head[:_SUMMED])) + data
        self.put(_name(recipe), content)
        self.spoken.add(recipe)

    def put(self, name: str, content: bytes) -> None:
        """Let a file appear whole."""
        try:
            _put(self.folder, name, content)
            self._written = True
        except OSError as trouble:
            self.notice = f"What is spoken cannot be kept in {self.folder}: {trouble.strerror}."
        else:
            return
        try:
            if self._spare is None:
                self._spare = tempfile.TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True)
            _put(Path(self._spare.name), name, content)
        except OSError as trouble:
            raise StoreFailed(self.folder, trouble.strerror or str(trouble)) from trouble

    def get(self, name: str) -> bytes | None:
        """The content of a file that was `put`."""
        for folder in self._folders():
            with contextlib.suppress(OSError):
                return (folder / name).read_bytes()
        return None

    def close(self) -> None:
        """Give up what is temporary, and make room if this store has grown."""
        if self._spare is not None:
            self._spare.cleanup()
            self._spare = None
        if self._written:
            self._written = False
            with contextlib.suppress(OSError):
                self._make_room()

    def _folders(self) -> tuple[Path, ...]:
        return (self.folder, Path(self._spare.name)) if self._spare else (self.folder,)

    def _make_room(self) -> None:
        now = time.time()
        with os.scandir(self.folder) as entries:
            files = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)
        total = sum(size for _, size, _ in files)
        if total <= self.bound:
            return
        for used, size, path in files:
            if total <= self.bound * _ROOM_AFTER or now - used < _LEAST_AGE_S:
                return
            with contextlib.suppress(OSError):
                Path(path).unlink()
                total -= size


def recipe_of(*ingredients: object) -> bytes:
    """The digest of everything that decides how a phrase sounds."""
    return hashlib.sha256(repr(ingredients).encode("utf-8", "backslashreplace")).digest()


def _name(recipe: bytes) -> str:
    return f"{recipe.hex()}.spoken"


def _put(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _head(content: bytes, recipe: bytes) -> _Head | None:
    if len(content) < _HEADER.size:
        return None
    mark, written_for, frames, first, last, data_sum, head_sum = _HEADER.unpack_from(content)
    if (mark, written_for, head_sum) != (_MARK, recipe, zlib.crc32(content[:_SUMMED])) or not first <= last <= frames:
        return None
    return _Head(frames=Frames(frames), first=Frames(first), last=Frames(last), data_sum=data_sum)


def _read(content: bytes, recipe: bytes) -> Spoken | None:
    head = _head(content, recipe)
    data = memoryview(content)[_HEADER.size :]
    if head is None or len(data) != 2 * head.frames or zlib.crc32(data) != head.data_sum:
        return None
    return Spoken(samples=np.frombuffer(data, np.int16), first=head.first, last=head.last)
