"""One file brought here: taken up where it broke off, and only ever whole.

part   |======= had =======|.................|        Range: bytes=had-
web                        |==== the rest ===|        206, or 200 and all of it again
then   its size and its checksum are those that were promised, or the part is thrown away
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.fetch.web import PATIENCE_S, Answer, FetchFailed, NotThatRange, Unreachable, opened

_BLOCK: Final = 1 << 16
_TRIES: Final = 3
"""How often it is taken up by itself, as long as something came each time."""
_SPARE: Final = 1 << 20
"""Bytes that the disk has left afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a file is to be."""

    url: str
    size: int
    """Bytes."""
    md5: str
    """In 32 digits of base 16. It is what the catalogue publishes: against accidents, not against its makers."""


class WrongContent(FetchFailed):
    """What came is not what was promised."""

    def __init__(self, url: str, what: str) -> None:
        name = url.rpartition("/")[2]
        super().__init__(
            f"{name} did not come as it was published: {what}",
            "Nothing of it was kept. Type the same again, or try later.",
        )


class BrokenOff(FetchFailed):
    """The connection ended too early."""

    def __init__(self, url: str, had: int, size: int) -> None:
        name = url.rpartition("/")[2]
        super().__init__(
            f"{name} broke off after {had / 1e6:.1f} of {size / 1e6:.1f} MB",
            "Type the same again, and it goes on from there.",
        )


class NoRoom(FetchFailed):
    """The disk does not take it."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"the voice cannot be kept in {folder}: {reason}",
            "Make room on that disk, or see that you may write there. Type the same again, and it goes on from there.",
        )


def download(promise: Promise, part: Path, grow: Callable[[int], None], *, patience: float = PATIENCE_S) -> None:
    """Make `part` the whole file that is promised; what is there of it is not fetched again.

    `grow` is told how many bytes are there. Raises FetchFailed; what came before a connection broke is kept, and what
    is not as promised is not.
    """
    tries = 0
    while True:
        had = _size(part)
        if had > promise.size:
            part.unlink()
            continue
        grow(had)
        try:
            if had < promise.size:
                _go_on(promise, part, had, grow, patience)
            if _md5(part) == promise.md5:
                return
            part.unlink()
            if not had:  # else what was here before may be of another edition: once more from the beginning
                raise WrongContent(promise.url, "its checksum is another")
        except NotThatRange:
            part.unlink(missing_ok=True)
            if not had:
                raise
        except (Unreachable, BrokenOff):
            tries += 1
            if tries == _TRIES or _size(part) <= had:
                raise


def _go_on(promise: Promise, part: Path, had: int, grow: Callable[[int], None], patience: float) -> None:
    try:
        with opened(promise.url, start=had, patience=patience) as answer:
            if answer.start not in {0, had} or answer.whole not in {None, promise.size}:
                part.unlink(missing_ok=True)
                raise WrongContent(promise.url, "it is of another size")
            had = _written(answer, part, promise.size, grow)
    except OSError as trouble:  # the network's are told apart already
        raise NoRoom(part.parent, trouble.strerror or str(trouble)) from trouble
    if had > promise.size:
        part.unlink()
        raise WrongContent(promise.url, "it is larger")
    if had < promise.size:
        raise BrokenOff(promise.url, had, promise.size)


def _written(answer: Answer, part: Path, size: int, grow: Callable[[int], None]) -> int:
    """How many bytes there are when no more come, or more than `size`; those are not written."""
    had = answer.start
    if shutil.disk_usage(part.parent).free < size - had + _SPARE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with part.open("ab" if had else "wb") as file:
        while had <= size and (block := answer.read(_BLOCK)):
            had += len(block)
            if had <= size:
                file.write(block)
                grow(had)
        file.flush()
        os.fsync(file.fileno())
    return had


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _md5(part: Path) -> str:
    with part.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def fetched(url: str, most: int, *, patience: float = PATIENCE_S) -> bytes:
    """A small file, in memory. Raises FetchFailed, also for one of more than `most` bytes."""
    content = bytearray()
    with opened(url, patience=patience) as answer:
        while len(content) <= most and (block := answer.read(_BLOCK)):
            content += block
        if len(content) > most:
            raise WrongContent(url, "it is far too large")
        if answer.whole not in {None, len(content)}:
            raise BrokenOff(url, len(content), answer.whole or 0)
    return bytes(content)
