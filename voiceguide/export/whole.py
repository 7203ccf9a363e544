"""A file that appears whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voiceguide.export.drafts import claimed, draft_of, spare_of, sweep
from voiceguide.problems import Stop


class CannotWrite(Stop):
    """The disk, or what stands in the file's place, refuses it."""

    def __init__(self, target: Path, reason: str) -> None:
        shown = f"'{target}'" if str(target).isalpha() else target  # a name that could be taken for a word
        super().__init__(
            f"{shown} cannot be written: {reason}.",
            "Choose a name in a folder that exists, that you may write to and that has room.",
        )
        self.reason = reason


def may_be_written(target: Path) -> None:
    """Say now what would be in the way, before any work, as far as that can be known. Raises CannotWrite."""
    place = Path(os.path.realpath(target))
    if place.exists() and not place.is_file():
        raise CannotWrite(target, "something that is not a file has that name")
    if not place.parent.is_dir():
        raise CannotWrite(target, os.strerror(errno.ENOENT))
    if not os.access(place.parent, os.W_OK):
        raise CannotWrite(target, "nothing may be written in that folder")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`; what was written there becomes `target` when the block ends well.

    Whatever ends it otherwise, an interrupt among it, nothing is left and an older `target` stays as it was.
    Raises CannotWrite for everything that the system refuses.
    """
    may_be_written(target)
    place = Path(os.path.realpath(target))  # a link stays a link: what it points to is replaced
    draft = draft_of(place)
    try:
        sweep(place)
        with claimed(draft):
            yield draft
            _to_disk(draft)
            draft.replace(place)
        _to_disk(place.parent)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def spare_file(draft: Path) -> Iterator[Path]:
    """Give a path beside a draft for what is needed on the way; nothing is left there."""
    spare = spare_of(draft)
    try:
        yield spare
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
