"""Drafts of files: what they are called, who writes them, and what becomes of those that nobody writes any more.

A program that is killed leaves its draft. The next one that writes the same file takes it away, if no process holds
it: whoever writes a draft has a lock on it, which the system releases with the process. Where there are no such locks,
on Windows and on some file systems, drafts stay.
"""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

NAME: Final = 80
"""So many letters of the file's name are in the draft's, which is longer and must not be too long."""


def draft_of(place: Path) -> Path:
    """A name for a new draft, unlike any other."""
    return place.with_name(f".{place.name[:NAME]}.{secrets.token_hex(4)}.part")


def spare_of(draft: Path) -> Path:
    """The name of what is needed beside a draft."""
    return draft.with_suffix(".spare.part")


@contextmanager
def claimed(draft: Path) -> Iterator[None]:
    """Create a draft and hold it: at once, so that an unwritable folder is told before any work.

    It gets the rights that files usually get. Raises OSError.
    """
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    if sys.platform == "win32":
        os.close(handle)  # what is open there cannot be renamed
        yield
        return
    try:
        while not _held(handle):
            os.close(handle)
            handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        yield
    finally:
        os.close(handle)


def _held(handle: int) -> bool:
    """Take the lock; False if somebody who sweeps was quicker, and took away what nobody held yet."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # there are file systems without locks, and there nobody sweeps
        return True
    return os.fstat(handle).st_nlink > 0


def sweep(place: Path) -> None:
    """Take away drafts of a file that nobody writes any more."""
    if sys.platform == "win32":
        return
    ours = re.compile(rf"\.{re.escape(place.name[:NAME])}\.[0-9a-f]{{8}}\.part")
    with suppress(OSError):
        for draft in [path for path in place.parent.iterdir() if ours.fullmatch(path.name)]:
            with suppress(OSError):
                _take_away(draft)


def _take_away(draft: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(draft, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while somebody holds it
        spare_of(draft).unlink(missing_ok=True)
        draft.unlink()
    finally:
        os.close(handle)
