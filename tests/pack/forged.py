"""Packs that nobody made with `voiceguide pack`."""

import stat
import struct
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MANIFEST = "_voiceguide/manifest.toml"
SCRIPT = "title: Two\nsteps:\n  - Breathe in. [2s!]\n  - Breathe out.\n"
GOOD = {MANIFEST: 'format = 1\ntitle = "Two"\nscript = "two.yaml"\n', "two.yaml": SCRIPT}


def zipped(path: Path, files: dict[str, str | bytes], compression: int = ZIP_STORED) -> Path:
    """A zip file with these files."""
    with ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def named(path: Path, name: str) -> Path:
    """A good pack with one more file of that name, however wrong it is."""
    place = "x" * len(name.encode())
    zipped(path, {**GOOD, place: "gotcha"})
    path.write_bytes(path.read_bytes().replace(place.encode(), name.encode()))
    return path


def marked(path: Path, mode: int, content: str = "/etc/passwd", *, system: int = 3) -> Path:
    """A good pack with one more file that says what it is."""
    zipped(path, {**GOOD})
    with ZipFile(path, "a") as archive:
        info = ZipInfo("more")
        info.create_system = system
        info.external_attr = mode << 16 if mode > stat.S_IFIFO - 1 else mode
        archive.writestr(info, content)
    return path


def flagged(path: Path, flag: int) -> Path:
    """A good pack whose last file has one more flag, in both of its headers."""
    zipped(path, {**GOOD})
    raw = bytearray(path.read_bytes())
    central = raw.rindex(b"PK\1\2")
    local = raw.rindex(b"PK\3\4")
    for at in (central + 8, local + 6):
        struct.pack_into("<H", raw, at, struct.unpack_from("<H", raw, at)[0] | flag)
    path.write_bytes(raw)
    return path


def bomb(path: Path, size: int = 300 << 20) -> Path:
    """A good pack with a small file that becomes very large."""
    zipped(path, {**GOOD, "two.yaml": SCRIPT})
    with ZipFile(path, "a", ZIP_DEFLATED, compresslevel=1) as archive, archive.open("sea.wav", "w") as entry:
        block = bytes(1 << 20)
        for _ in range(size >> 20):
            entry.write(block)
    return path


def lying(path: Path, size: int) -> Path:
    """A pack whose compressed script claims to be as small as `size`, and is not."""
    zipped(path, {MANIFEST: GOOD[MANIFEST], "two.yaml": SCRIPT + "#" * (1 << 20)}, ZIP_DEFLATED)
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        struct.pack_into("<I", raw, raw.rindex(mark) + offset, size)
    path.write_bytes(raw)
    return path


def overlapping(path: Path, count: int = 500) -> Path:
    """A pack whose many files are all the same bytes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in GOOD.items():
            archive.writestr(name, content)
        archive.writestr("kernel", bytes(1 << 16))
    raw = path.read_bytes()
    at = raw.rindex(b"PK\1\2")
    entry = raw[at : at + 46 + len("kernel")]
    more = b"".join(entry[:46] + f"k{number:05d}".encode() for number in range(count))
    end = bytearray(raw[raw.rindex(b"PK\5\6") :])
    files = len(GOOD) + 1 + count
    start = struct.unpack_from("<I", end, 16)[0]
    length = len(raw) - len(end) - start + len(more)
    struct.pack_into("<HHI", end, 8, files, files, length)
    path.write_bytes(raw[: len(raw) - len(end)] + more + end)
    return path


def odd(path: Path) -> Path:
    """A pack that is compressed as no pack is."""
    return zipped(path, {**GOOD}, ZIP_BZIP2)
