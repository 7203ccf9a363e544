"""A zip file that nobody vouches for, read with every bound counted.

Everything that one reader may understand otherwise than another is refused: what stands before or after the zip, zip64,
comments, entries that overlap, names that are one on some systems. What a header claims is only ever an upper bound.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from voiceguide.model.pack import VOICES
from voiceguide.pack.names import clash_in, fault_in
from voiceguide.pack.refused import PackDamaged, PackRefused
from voiceguide.script.notes import quoted

MOST_FILES: Final = 5_000
LARGEST_FILE: Final = 256 << 20
"""Bytes: ten minutes of the best sound."""
LARGEST: Final = 1 << 30
"""Bytes of everything together."""
MOST_GAIN: Final = 50
"""How many times larger everything may become than the pack is; no text and no sound comes near it."""
GAIN_FREE: Final = 32 << 20
"""Bytes that may be had without counting that."""
LARGEST_LIST: Final = 2 << 20
"""Bytes of the zip's own list of what is in it."""

_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\5\6"
_LOCATOR: Final = 20
_LOCATOR_MARK: Final = b"PK\6\7"
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_PATCHED: Final = 0x20
_REPARSE: Final = 0x400
"""How Windows marks a link."""
_BLOCK: Final = 1 << 18

_FAULTS: Final = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip
"""What reading a damaged zip raises."""


class Archive:
    """An opened pack; a context manager."""

    def __init__(self, file: BinaryIO) -> None:
        """Look through the list of what is in it, and refuse what no pack has. `file` stays open.

        Raises:
            PackRefused: It is damaged, or holds what no pack holds.
            OSError: It cannot be read.
        """
        size, count = _whole(file)
        with _damage():
            self._zip = ZipFile(file)
        entries = self._zip.infolist()
        if len(entries) != count:
            raise PackRefused("this pack is damaged: it does not hold as many files as it says")
        self._files: Final = {info.filename: info for info in entries if not info.is_dir()}
        for info in entries:
            _allowed(info)
        clash = clash_in([info.filename for info in entries if not info.is_dir()])
        if clash:
            raise PackRefused(f"two files in this pack have one name: {quoted(clash)}")
        _bounded(entries, size)
        _apart(entries, self._zip.start_dir)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def sizes(self) -> dict[str, int]:
        """The files by name, with their bytes as they are claimed."""
        return {name: info.file_size for name, info in self._files.items()}

    def read(self, name: str, most: int) -> bytes:
        """A file of at most so many bytes. Raises PackRefused, also where there is none of that name."""
        info = self._files.get(name)
        if info is None:
            raise PackRefused(f"{quoted(name)} is missing in this pack")
        if info.file_size > most:
            raise PackRefused(f"{quoted(name)} in this pack is too large")
        return b"".join(self._blocks(info))

    def unpack(self, folder: Path) -> None:
        """Write every file below `folder`, which is empty and nobody else's; a damaged recording is left empty.

        Raises PackRefused and OSError.
        """
        done = 0
        for name, info in self._files.items():
            target = folder.joinpath(*name.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                try:
                    for block in self._blocks(info):
                        done += len(block)
                        if done > LARGEST:
                            raise _too_large()
                        file.write(block)
                except PackDamaged:
                    if not spared(name):
                        raise
                    file.truncate(0)

    def _blocks(self, info: ZipInfo) -> Iterator[bytes]:
        """What is in a file, counted as it comes; its checksum is compared at the end."""
        done = 0
        with _damage(), self._zip.open(info) as stream:
            while block := stream.read(_BLOCK):
                done += len(block)
                if done > min(info.file_size, LARGEST_FILE):
                    raise _too_large()
                yield block
        if done != info.file_size:
            raise PackDamaged(f"this pack is damaged: {quoted(info.filename)} is cut off")


def spared(name: str) -> bool:
    """Whether a pack can be heard without this file: what a recorded voice lacks, another one says."""
    return name.startswith(f"{VOICES}/")


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        message = "this pack is encrypted" if "encrypted" in str(error) else "this pack is damaged, or cut off"
        raise PackDamaged(message) from error


def _whole(file: BinaryIO) -> tuple[int, int]:
    """The size of a file that is one zip from its first byte to its last, and how many files it says to hold."""
    size = file.seek(0, 2)
    if not size:
        raise PackRefused("this pack is empty")
    tail = min(size, _END.size + _LOCATOR)
    file.seek(-tail, 2)
    last = file.read(tail)
    file.seek(0)
    if file.read(4) not in (b"PK\3\4", _END_MARK):
        raise PackRefused("this is no pack", "A pack is made by 'voiceguide pack'; a script's name ends in .yaml.")
    if len(last) < _END.size or last[-_END.size :][:4] != _END_MARK:
        raise PackRefused("this pack is damaged, or cut off")
    _, disk, first, here, count, length, start, comment = _END.unpack(last[-_END.size :])
    if disk or first or here != count or comment or last[: -_END.size].startswith(_LOCATOR_MARK):
        raise PackRefused("this is a zip file of a kind that no pack is")
    if count > MOST_FILES or length > LARGEST_LIST:
        raise PackRefused(f"more than {MOST_FILES:,} files are in this pack")
    if start + length != size - _END.size:
        raise PackRefused("something stands before this pack, or after it, in the file")
    return size, count


def _allowed(info: ZipInfo) -> None:
    """Raise PackRefused for an entry that is neither a plain file nor a folder with a name that is safe everywhere."""
    shown = quoted(info.orig_filename)
    fault = "leads to another name" if info.filename != info.orig_filename else ""
    fault = fault or fault_in(info.filename.removesuffix("/"))
    if fault:
        raise PackRefused(f"a file in this pack has a name that {fault}: {shown}")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or info.external_attr & _REPARSE:
        raise PackRefused(f"{shown} in this pack is a link or a device, and no file")
    if (info.is_dir() and info.file_size) or (kind == stat.S_IFDIR) > info.is_dir():
        raise PackRefused(f"{shown} in this pack is a folder and a file at once")
    if info.flag_bits & _ENCRYPTED:
        raise PackRefused(f"{shown} in this pack is encrypted")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or info.flag_bits & _PATCHED:
        raise PackRefused(f"{shown} in this pack is compressed in a way that no pack is")


def _bounded(entries: list[ZipInfo], size: int) -> None:
    """Raise PackRefused for what claims to become too large."""
    whole = sum(info.file_size for info in entries)
    if whole > LARGEST or any(info.file_size > LARGEST_FILE for info in entries):
        raise _too_large()
    if whole > GAIN_FREE + MOST_GAIN * size:
        raise PackRefused("what is in this pack is larger than it can honestly be")


def _apart(entries: list[ZipInfo], end: int) -> None:
    """Raise PackRefused where two entries share bytes: that is how a small file holds a thousand large ones."""
    before = 0
    for info in sorted(entries, key=lambda info: info.header_offset):
        if info.header_offset < before:
            raise PackRefused("files in this pack overlap")
        before = info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size
    if before > end:
        raise PackRefused("this pack is damaged, or cut off")


def _too_large() -> PackRefused:
    hint = f"A pack holds at most {LARGEST >> 20} MiB, and {LARGEST_FILE >> 20} MiB in one file."
    return PackRefused("what is in this pack is too large", hint)
