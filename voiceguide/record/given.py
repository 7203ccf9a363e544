"""A recorded voice that somebody gave as a zip file: it is put among the others, whole or not at all.

Only what its list of phrases names is taken out, each under that plain name, so nothing in the file can lead elsewhere;
and every byte is counted as it comes, whatever the file claims.
"""

import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from voiceguide.problems import Stop
from voiceguide.voice.own import folder
from voiceguide.voice.own_manifest import FILE, MOST_BYTES, MOST_SOUND, NAME, Recordings, RecordingsDamaged, read

ENDING: Final = ".zip"
LARGEST: Final = 1 << 30
"""Bytes of all recordings together: three hours."""
_LARGEST_LIST: Final = 8 << 20
"""Bytes of the zip's own list of what is in it: 20,000 phrases take four million."""
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\5\6"
_COMMENT: Final = 0xFFFF
_BLOCK: Final = 1 << 18
_FAULTS: Final = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
"""What reading a damaged zip raises."""


class NotTaken(Stop):
    """It cannot be had from this file."""

    def __init__(self, file: Path, reason: str, hint: str = "Ask whoever gave you the file for another copy.") -> None:
        super().__init__(f"no voice can be taken from {file}: {reason}", hint)


def take_in(file: Path, name: str = "") -> Recordings:
    """Put the recorded voice of a zip file among the others, under this name or its own. Raises NotTaken."""
    try:
        with _damage(file), file.open("rb") as opened:
            _see_its_list(file, opened)
            with ZipFile(opened) as archive:
                return _taken(file, archive, name)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise NotTaken(file, reason, "See that the file is there, and that there is room for it.") from trouble


def _taken(file: Path, archive: ZipFile, name: str) -> Recordings:
    infos = {info.filename: info for info in archive.infolist()}
    told = [path for path in infos if path.rpartition("/")[2] == FILE and path.count("/") <= 1]
    if len(told) != 1:
        raise NotTaken(file, f"there is no {FILE} in it" if not told else f"there is more than one {FILE} in it")
    inside = told[0].removesuffix(FILE)
    name = name or inside.rstrip("/") or file.name.removesuffix(ENDING)
    if not NAME.fullmatch(name):
        raise NotTaken(file, f"a voice cannot be called '{name}'", "Give it a name, such as --as anna.")
    place = folder() / name
    if place.exists():
        raise NotTaken(file, f"there is a voice called '{name}' already", "Give it another name, with --as.")
    folder().mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".arriving-", dir=folder()))
    try:
        _take_out(file, archive, infos, inside, aside)
        aside.chmod(0o755)
        aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return read(place)


def _take_out(file: Path, archive: ZipFile, infos: Mapping[str, ZipInfo], inside: str, aside: Path) -> None:
    """Everything that the list of phrases names, as far as it is there: what is not, another voice says."""
    (aside / FILE).write_bytes(b"".join(_blocks(file, archive, infos[inside + FILE], MOST_BYTES)))
    try:
        recordings = read(aside)
    except RecordingsDamaged as damaged:
        what = damaged.message.partition(f"{aside / FILE} ")[2]
        raise NotTaken(file, f"its {FILE} {what}") from damaged
    room, came = LARGEST, 0
    for sound in dict.fromkeys(one.file for one in recordings.phrases.values()):
        info = infos.get(inside + sound)
        if info is None:
            continue
        with (aside / sound).open("xb") as target:
            for block in _blocks(file, archive, info, min(MOST_SOUND, room)):
                room -= len(block)
                target.write(block)
        came += 1
    if not came:
        raise NotTaken(file, "there is no recording in it")


def _blocks(file: Path, archive: ZipFile, info: ZipInfo, most: int) -> Iterator[bytes]:
    """What is in one of its files. Raises NotTaken where that is more than `most` bytes."""
    with archive.open(info) as opened:
        while block := opened.read(_BLOCK):
            most -= len(block)
            if most < 0:
                raise NotTaken(file, "what is in it is far too large")
            yield block


def _see_its_list(file: Path, opened: BinaryIO) -> None:
    """See that the list of what is in a zip can be held in memory: it is read before anything else is known."""
    size = opened.seek(0, os.SEEK_END)
    opened.seek(max(0, size - _END.size - _COMMENT))
    tail = opened.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise NotTaken(file, "it is no zip file, or not all of it is here")
    if _END.unpack_from(tail, at)[5] > _LARGEST_LIST:
        raise NotTaken(file, "it holds far more files than a voice has")


@contextmanager
def _damage(file: Path) -> Iterator[None]:
    try:
        yield
    except _FAULTS as damaged:
        raise NotTaken(file, "it is damaged") from damaged
