"""Packs that came to grief: a sentence and a status, whatever happened to them on the way."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import Author
from forged import GOOD, MANIFEST, SCRIPT, zipped
from opening import PLAN, refused, tree

from voiceguide.cli.exits import Exit


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, so that everything that is written is seen."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user" / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path


def _counted(raw: bytes, count: int) -> bytes:
    """A pack that says it holds so many files."""
    end = raw.rindex(b"PK\5\6")
    return raw[: end + 8] + struct.pack("<HH", count, count) + raw[end + 12 :]


def damaged() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Ways in which a good pack comes to grief."""
    yield "empty", lambda _: b""
    yield "a byte", lambda raw: raw[:1]
    yield "half", lambda raw: raw[: len(raw) // 2]
    yield "all but the end", lambda raw: raw[:-1]
    yield "fewer than it says", lambda raw: _counted(raw, 9)
    yield "more than it says", lambda raw: _counted(raw, 1)
    yield "something before", lambda raw: b"#!/bin/sh\n" + raw
    yield "a zip before", lambda raw: raw + raw
    yield "something after", lambda raw: raw + b"more"
    yield "a comment", lambda raw: raw[:-2] + b"\4\0more"
    yield "another script", lambda raw: raw.replace(b"Breathe in", b"Breathe ox")
    yield "no list", lambda raw: raw.replace(b"PK\1\2", b"PK\1\3")
    yield "no files", lambda raw: raw.replace(b"PK\3\4", b"PK\3\5")
    yield "noise", lambda raw: bytes(range(256)) * (len(raw) // 256)
    yield "zeros", lambda raw: bytes(len(raw))
    yield "a script", lambda _: SCRIPT.encode()
    yield "a huge list", lambda raw: raw[:-10] + struct.pack("<I", 0x7FFFFFFF) + raw[-6:]
    yield "a list elsewhere", lambda raw: raw[:-6] + struct.pack("<I", 1) + raw[-2:]
    yield "many disks", lambda raw: raw[:-18] + b"\1\0" + raw[-16:]
    yield "another name within", lambda raw: raw.replace(b"two.yaml", b"tow.yaml", 1)


WAYS = dict(damaged())


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_pack_is_a_sentence(author: Author, own_cache: Path, way: str) -> None:
    """Status 3, whatever happened to it on the way."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD})
    pack.write_bytes(WAYS[way](pack.read_bytes()))
    told = refused(author, own_cache, pack)
    assert told.startswith(f"{pack}:1:1: ")
    assert "mistake of its own" not in told


@pytest.mark.parametrize("at", range(0, 400, 13))
def test_no_byte_of_it_is_trusted(author: Author, own_cache: Path, at: int) -> None:
    """With any of them changed it is played or refused, and nothing else happens."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD})
    raw = bytearray(pack.read_bytes())
    raw[at % len(raw)] ^= 0xFF
    pack.write_bytes(raw)
    before = tree(own_cache)
    said = author.types(*PLAN, str(pack))
    assert said.status in (Exit.DONE, Exit.SCRIPT_ERRORS)
    assert "mistake of its own" not in said.err
    assert tree(own_cache) == before


WRONG_MANIFESTS: dict[str, str | bytes] = {
    "nothing": "",
    "no TOML": "format: 1",
    "no text": b"\xff\xfe\0",
    "deep": "a = " + "[" * 5000,
    "no script": 'format = 1\ntitle = "x"',
    "a number": "format = 1\nscript = 7\n",
    "outside": 'format = 1\ntitle = "x"\nscript = "../two.yaml"',
    "absolute": 'format = 1\ntitle = "x"\nscript = "/etc/passwd"',
    "not there": 'format = 1\ntitle = "x"\nscript = "three.yaml"',
    "a folder": 'format = 1\ntitle = "x"\nscript = "_voiceguide"',
    "newer": "format = 2\n",
    "truth": 'format = true\ntitle = "x"\nscript = "two.yaml"\nvoice = 3',
    "huge": 'format = 1\ntitle = "x"\nscript = "two.yaml"\n#' + "x" * 20_000,
}


@pytest.mark.parametrize("which", WRONG_MANIFESTS)
def test_a_wrong_manifest_is_a_sentence(author: Author, own_cache: Path, which: str) -> None:
    """It decides nothing but which script in the pack is played."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD, MANIFEST: WRONG_MANIFESTS[which]})
    assert "mistake of its own" not in refused(author, own_cache, pack)


def test_a_pack_without_a_manifest_is_none(author: Author, own_cache: Path) -> None:
    """Any zip file has the same beginning."""
    pack = zipped(author.folder / "any.zip", {"two.yaml": SCRIPT})
    assert f"'{MANIFEST}' is missing in this pack" in refused(author, own_cache, pack)
