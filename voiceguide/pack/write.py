"""Writes packs. Nothing in one tells when, where or by whom it was made: the same files give the same bytes."""

import stat
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from voiceguide.export.whole import whole_file
from voiceguide.model.pack import OWN
from voiceguide.pack.archive import LARGEST, LARGEST_FILE, MOST_FILES
from voiceguide.pack.gather import Member
from voiceguide.pack.manifest import NAME, Manifest, text_of
from voiceguide.pack.names import clash_in
from voiceguide.pack.refused import PackRefused
from voiceguide.script.notes import quoted

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can tell."""
_RIGHTS: Final = stat.S_IFREG | 0o644
_UNIX: Final = 3
_BLOCK: Final = 1 << 18


def write(target: Path, manifest: Manifest, members: Iterable[Member]) -> tuple[Member, ...]:
    """Write a pack, which appears whole or not at all; gives what is in it.

    Raises:
        PackRefused: Something cannot go into a pack.
        CannotWrite: The disk refuses it.
    """
    files = laid_out(manifest, members)
    with whole_file(target) as draft, draft.open("wb") as file:
        pour(file, files)
    return files


def laid_out(manifest: Manifest, members: Iterable[Member]) -> tuple[Member, ...]:
    """What a pack holds, in its order: the manifest, the script and what is beside it, then the rest by name."""
    first = Member(name=NAME, what="manifest", content=text_of(manifest))
    rest = sorted(members, key=lambda one: (one.name != manifest.script, one.name.startswith(OWN), one.name))
    files = (first, *rest)
    clash = clash_in(one.name for one in files)
    if clash:
        hint = "Give one of them another name, in the script too."
        raise PackRefused(f"Two files have one name on some systems: {quoted(clash)}.", hint)
    sizes = [size_of(one) for one in files]
    if len(files) > MOST_FILES or sum(sizes) > LARGEST or max(sizes) > LARGEST_FILE:
        hint = "Sounds take most of it: make them shorter, or save them as FLAC or Ogg."
        most = f"{MOST_FILES:,} files, {LARGEST >> 20} MiB in all and {LARGEST_FILE >> 20} MiB in one"
        raise PackRefused(f"That is more than a pack can hold: {most}.", hint)
    return files


def pour(file: BinaryIO, files: Iterable[Member]) -> None:
    """Write a pack into a file that is open. Nothing is compressed: sounds are, and every compressor writes others."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for one in files:
            info = ZipInfo(one.name, _TIME)
            info.external_attr = _RIGHTS << 16
            info.create_system = _UNIX
            info.file_size = size_of(one)
            with archive.open(info, "w") as entry:
                if isinstance(one.content, bytes):
                    entry.write(one.content)
                    continue
                with one.content.open("rb") as source:
                    while block := source.read(_BLOCK):
                        entry.write(block)


def size_of(member: Member) -> int:
    """Bytes of a member."""
    return len(member.content) if isinstance(member.content, bytes) else _size(member.content)


def _size(file: Traversable) -> int:
    return file.stat().st_size if isinstance(file, Path) else len(file.read_bytes())
