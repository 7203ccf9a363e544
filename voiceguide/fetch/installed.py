"""Voices that were installed, each in a folder of its own with a receipt; only such are removed.

voices/piper/en_US-lessac-medium/   en_US-lessac-medium.onnx, its description, its card, and the receipt
voices/piper/.arriving/…            what is still on its way; nobody looks for voices there
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from voiceguide.problems import Stop
from voiceguide.voice.piper import NAME, folder
from voiceguide.voice.piper_folder import MODEL, found_in

if TYPE_CHECKING:
    from voiceguide.fetch.catalogue import Offer

RECEIPT: Final = "installed.json"
ARRIVING: Final = ".arriving"
_PLAIN: Final = re.compile(r"\w[\w.+-]*")


class NotInstalled(Stop):
    """There is no such voice, or it was not brought here by this program and is left alone."""


class BeingInstalled(Stop):
    """Another program is at work on a voice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the voice '{name}' is being installed already", "Wait for it, or end the other program.")


def place(name: str) -> Path:
    """Where a voice is installed."""
    return folder() / name


def arriving(name: str) -> Path:
    """Where a voice is put together."""
    return folder() / ARRIVING / name


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Keep every other program away from what arrives; where the system has no such locks, checksums must do.

    The folder of it is there. Raises BeingInstalled.
    """
    try:
        import fcntl  # noqa: PLC0415  (Windows has none)
    except ImportError:
        yield
        return
    lock = arriving(name).with_name(f"{name}.lock")
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not _is_there(lock, held):  # whoever had it took it away just now
                raise BeingInstalled(name)
        except BlockingIOError as busy:
            raise BeingInstalled(name) from busy
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _is_there(lock: Path, held: TextIO) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(held.fileno()))
    except FileNotFoundError:
        return False


def is_installed(offer: "Offer") -> bool:
    """Whether this very edition is here already, and whole as far as sizes tell."""
    here = place(offer.name)
    return _receipt(here) == _told(offer) and all(
        (here / name).is_file() and (here / name).stat().st_size == promise.size
        for name, promise in offer.files.items()
    )


def write_receipt(offer: "Offer", where: Path) -> None:
    """Tell what was installed, for a person as well."""
    told = {"voice": offer.name, "files": _told(offer)}
    (where / RECEIPT).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def in_the_way(name: str) -> Path | None:
    """A voice of that name that somebody laid there by hand."""
    here = place(name)
    if here.is_symlink() or (here.exists() and _receipt(here) is None):
        return here
    laid = (one.model for one in found_in(folder()) if one.model.name == name + MODEL and one.model.parent != here)
    return next(laid, None)


def remove(name: str) -> int:
    """Take a voice away, and what has come of one that is on its way; how many bytes that gives back.

    Raises NotInstalled, and BeingInstalled where another program is at work on it.
    """
    name = name.removeprefix(f"{NAME}:")
    if not _PLAIN.fullmatch(name):
        raise _refusal(name)
    here, coming = place(name), arriving(name)
    receipt = None if here.is_symlink() else _receipt(here)
    if receipt is None and (not coming.is_dir() or coming.is_symlink()):
        raise _refusal(name)
    if not coming.is_dir():
        return _taken_away(name, here, receipt)
    with alone(name):
        return _taken_away(name, here, receipt)


def _taken_away(name: str, here: Path, receipt: dict[str, object] | None) -> int:
    coming = arriving(name)
    files = [here / file for file in receipt or ()]
    given = sum(file.stat().st_size for file in (*files, *coming.glob("*")) if file.is_file())
    # The network goes first, for without it nobody takes the rest for a voice.
    for file in sorted(files, key=lambda one: one.suffix != MODEL):
        file.unlink(missing_ok=True)
    if receipt is not None:
        (here / RECEIPT).unlink(missing_ok=True)
        if not any(here.iterdir()):
            here.rmdir()
    shutil.rmtree(coming, ignore_errors=True)
    return given


def _refusal(name: str) -> NotInstalled:
    from difflib import get_close_matches  # noqa: PLC0415  (only for a mistake)

    from voiceguide.voice import own  # noqa: PLC0415  (the same)
    from voiceguide.voice.own_manifest import NAME as RECORDED  # noqa: PLC0415  (the same)

    for one in found_in(folder()):
        if name in {one.name, one.model.name.removesuffix(MODEL)}:
            hint = f"It lies at {one.model}: delete it there yourself."
            return NotInstalled(f"'{name}' was not installed by voiceguide", hint)
    recorded = name.removeprefix(f"{own.OwnEngine.name}:")
    if RECORDED.fullmatch(recorded) and (own.folder() / recorded).is_dir():
        hint = f"It lies at {own.folder() / recorded}: delete it there yourself."
        return NotInstalled(f"'{recorded}' is a recorded voice, and this may be the only copy", hint)
    known = sorted(path.name for path in folder().glob("*") if _receipt(path) is not None)
    near = get_close_matches(name, known, 1)
    there = f"There are: {', '.join(known)}." if known else "None was installed yet."
    return NotInstalled(f"no voice '{name}' was installed", f"Did you mean '{near[0]}'?" if near else there)


def _told(offer: "Offer") -> dict[str, dict[str, object]]:
    return {name: {"size_bytes": file.size, "md5_digest": file.md5} for name, file in offer.files.items()}


def _receipt(where: Path) -> dict[str, object] | None:
    """What was installed in a folder, by plain names; None where there is no receipt that can be believed."""
    try:
        files = json.loads((where / RECEIPT).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(files, dict) or not all(_PLAIN.fullmatch(name) for name in files):
        return None
    return files
