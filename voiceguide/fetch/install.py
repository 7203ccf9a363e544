"""A voice comes: its files are put together aside, looked at, and then appear in the listener's folder all at once."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from voiceguide.fetch.catalogue import Offer
from voiceguide.fetch.download import NoRoom, download
from voiceguide.fetch.installed import alone, arriving, in_the_way, place, write_receipt
from voiceguide.fetch.web import PATIENCE_S
from voiceguide.problems import Stop
from voiceguide.voice.piper_folder import DESCRIPTION, MODEL, WrongDescriptionError, described

PART: Final = ".part"


class CannotInstall(Stop):
    """The voice is to be had, and cannot be put here."""


def install(offer: Offer, grow: Callable[[int, int], None], *, patience: float = PATIENCE_S) -> None:
    """Bring a voice; `grow` is told how many of how many bytes are here.

    What has come stays when it breaks off, and the next time goes on from there. Raises CannotInstall and FetchFailed.
    """
    there = in_the_way(offer.name)
    if there is not None:
        hint = "Move it somewhere else, or delete it, and type the same again."
        raise CannotInstall(f"there is another voice of that name, which was not installed: {there}", hint)
    aside = arriving(offer.name)
    try:
        aside.mkdir(parents=True, exist_ok=True)
        with alone(offer.name):
            aside.mkdir(exist_ok=True)  # whoever was here before may have taken it away, as it was empty
            try:
                _bring(offer, aside, grow, patience)
                write_receipt(offer, aside)
                _appear(aside, place(offer.name))
            finally:
                with suppress(OSError):
                    aside.rmdir()  # where nothing came
    except OSError as trouble:
        raise NoRoom(aside.parent.parent, trouble.strerror or str(trouble)) from trouble
    finally:
        with suppress(OSError):
            aside.parent.rmdir()


def _bring(offer: Offer, aside: Path, grow: Callable[[int, int], None], patience: float) -> None:
    """All files; the network last, when its description has told whether it can be of any use."""
    here = 0
    for name, promise in sorted(offer.files.items(), key=lambda file: file[0].endswith(MODEL)):
        if name.endswith(MODEL):
            _look_at(offer, aside)
        file, part = aside / name, aside / f"{name}{PART}"
        if file.exists():  # it came the last time; whether it is still what is published is looked at again
            file.replace(part)
        download(promise, part, partial(_together, grow, here, offer.size), patience=patience)
        part.replace(file)
        here += promise.size
    for other in set(aside.iterdir()) - {aside / name for name in offer.files}:
        other.unlink()


def _together(grow: Callable[[int, int], None], before: int, whole: int, had: int) -> None:
    grow(before + had, whole)


def _look_at(offer: Offer, aside: Path) -> None:
    try:
        described(aside / f"{offer.name}{DESCRIPTION}")
    except WrongDescriptionError as wrong:
        shutil.rmtree(aside, ignore_errors=True)
        message = f"the voice '{offer.name}' cannot be used here: its description {wrong}"
        raise CannotInstall(message, "Choose another: 'voiceguide voices install' lists them.") from wrong


def _appear(aside: Path, here: Path) -> None:
    """One moment there is the old voice or none, the next there is the new one."""
    old = aside.with_name(f"{aside.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if here.exists():
        here.rename(old)
    aside.rename(here)
    shutil.rmtree(old, ignore_errors=True)
