"""Unpacked packs, each in a folder named by its digest; it appears whole or not at all."""

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from voiceguide.export.whole import CannotWrite
from voiceguide.pack.archive import Archive, spared
from voiceguide.pack.refused import PackRefused

BOUND: Final = 1 << 30
"""Bytes that all of them may take; what was not used for longest goes first."""
LEAST_AGE_S: Final = 24 * 3600
"""What was used within so many seconds may belong to a session that plays now."""
DRAFT: Final = ".new-"


def kept(cache: Path, digest: str, archive: Archive, digest_now: Callable[[], str]) -> Path:
    """The folder of a pack, unpacked unless it is there whole.

    `digest_now` reads the pack again: one that somebody writes meanwhile must not be kept under another one's digest.
    Raises CannotWrite and PackRefused.
    """
    folder = cache / digest
    if _whole(folder, archive):
        with contextlib.suppress(OSError):
            os.utime(folder)
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _make_room(cache)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=cache))
    except OSError:
        folder = _spare(digest)
        if _whole(folder, archive):
            return folder
        draft = folder.with_name(DRAFT)
    try:
        archive.unpack(draft)
        if digest_now() != digest:
            raise PackRefused("this pack was changed while it was read", "Try again once it is there as a whole.")
        if folder.is_dir():  # somebody took files out of it
            shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    except OSError as error:
        if not _whole(folder, archive):  # it may be that another process was quicker
            raise _refused(cache, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


@lru_cache(maxsize=256)
def _spare(digest: str) -> Path:
    """Where a pack is unpacked if the cache cannot be written: a folder that is gone when this process ends."""
    try:
        place = Path(tempfile.mkdtemp(prefix="voiceguide-"))
    except OSError as error:
        raise _refused(Path(tempfile.gettempdir()), error) from error
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place / digest


def _whole(folder: Path, archive: Archive) -> bool:
    """Whether every file is there in its size, but for recordings that were damaged in the pack."""
    try:
        found = {name: (folder / name).lstat().st_size for name in archive.sizes()}
        return all(found[name] in (size, 0 if spared(name) else size) for name, size in archive.sizes().items())
    except OSError:
        return False


def _make_room(cache: Path) -> None:
    """Throw away what was not used for longest, and what a killed process left."""
    known = sorted((path.stat().st_mtime, path) for path in cache.iterdir() if path.is_dir())
    sizes = {path: sum(size for size in _sizes(path)) for _, path in known}
    total = sum(sizes.values())
    for used, path in known:
        old = time.time() - used > LEAST_AGE_S
        if old and (total > BOUND or path.name.startswith(DRAFT)):
            shutil.rmtree(path, ignore_errors=True)
            total -= sizes[path]


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            yield path.lstat().st_size


def _refused(cache: Path, error: OSError) -> CannotWrite:
    return CannotWrite(cache, error.strerror or str(error))
