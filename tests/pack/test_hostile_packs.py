"""Packs from anywhere: whatever is in one, a sentence and a status, and nothing outside of its folder."""

import stat
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from desk import Author
from forged import (
    GOOD,
    SCRIPT,
    bomb,
    flagged,
    lying,
    marked,
    named,
    odd,
    overlapping,
    zipped,
)
from opening import PLAN, refused

from voiceguide import settings
from voiceguide.cli.exits import Exit


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, so that everything that is written is seen."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user" / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path


def test_a_good_pack_is_played(author: Author) -> None:
    """So that those below are refused for what is wrong with them."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD})
    assert "Breathe out." in author.types(*PLAN, str(pack)).out


WRONG_NAMES = {
    "../evil.yaml": "leads out of its folder",
    "a/../../evil": "leads out of its folder",
    "..": "leads out of its folder",
    "/etc/evil": "begins at the root of a disk",
    "C:/evil": "begins at the root of a disk",
    "C:evil": "begins at the root of a disk",
    "a\\..\\evil": "not every system allows",
    "..\\evil": "not every system allows",
    "\\\\host\\share": "not every system allows",
    "a:stream": "root of a disk",
    "sea.flac:stream": "not every system allows",
    "what?.flac": "not every system allows",
    "nul": "device on Windows",
    "a/CON.flac": "device on Windows",
    "com1.tar.gz": "device on Windows",
    "aux .txt": "device on Windows",
    "sea.": "ends with a blank or a dot",
    "sea ": "ends with a blank or a dot",
    "a//b": "folder without a name",
    "./b": "folder without a name",
    "a\0b": "another name",
    "a\x1b[2J": "not every system allows",
    "a\u202egnp": "not every system allows",
    "x" * 190: "too long",
    "a/" * 13 + "b": "too long",
}


@pytest.mark.parametrize("name", WRONG_NAMES, ids=lambda name: ascii(name)[:20])
def test_a_name_that_may_lead_elsewhere_is_refused(author: Author, own_cache: Path, name: str) -> None:
    """On whatever system it would lead there."""
    pack = named(author.folder / "two.voiceguide", name)
    raw = pack.read_bytes()
    at = raw.rindex(b"PK\1\2")  # names that are not ASCII are told to be UTF-8
    if not name.isascii():
        marks = bytearray(raw)
        for place in (at + 8, raw.rindex(b"PK\3\4") + 6):
            struct.pack_into("<H", marks, place, 0x800)
        pack.write_bytes(marks)
    told = refused(author, own_cache, pack)
    assert WRONG_NAMES[name] in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sea.flac", "sea.FLAC"), ("caf\u00e9", "cafe\u0301"), ("sea", "sea/wave"), ("\ufb01n", "fin"), ("a/b", "A/B")],
)
def test_names_that_are_one_on_some_system_are_refused(author: Author, own_cache: Path, one: str, other: str) -> None:
    """One file would take the place of the other."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD, one: "1", other: "2"})
    assert "two files in this pack have one name" in refused(author, own_cache, pack)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(author: Author, own_cache: Path) -> None:
    """Readers do not agree which one counts."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD})
    with ZipFile(pack, "a") as archive:
        archive.writestr("two.yaml", "title: Other")
    assert "two files in this pack have one name: 'two.yaml'" in refused(author, own_cache, pack)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK], ids=oct)
def test_links_and_devices_are_refused(author: Author, own_cache: Path, kind: int) -> None:
    """A pack holds files."""
    pack = marked(author.folder / "two.voiceguide", kind | 0o777)
    assert "'more' in this pack is a link or a device" in refused(author, own_cache, pack)


def test_a_link_of_windows_is_refused(author: Author, own_cache: Path) -> None:
    """It has a mark of its own."""
    pack = marked(author.folder / "two.voiceguide", 0x400, system=10)
    assert "a link or a device" in refused(author, own_cache, pack)


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000, 0x20])
def test_what_is_encrypted_or_patched_is_refused(author: Author, own_cache: Path, flag: int) -> None:
    """Nobody is asked for a password."""
    told = refused(author, own_cache, flagged(author.folder / "two.voiceguide", flag))
    assert "'two.yaml' in this pack is" in told


def test_another_compression_is_refused(author: Author, own_cache: Path) -> None:
    """Two are enough."""
    assert "compressed in a way" in refused(author, own_cache, odd(author.folder / "two.voiceguide"))


def test_a_bomb_is_refused_before_it_grows(author: Author, own_cache: Path) -> None:
    """By what it claims: 300 MB out of 300 kB."""
    told = refused(author, own_cache, bomb(author.folder / "two.voiceguide"))
    assert "what is in this pack is too large" in told


def test_what_grows_beyond_sense_is_refused(author: Author, own_cache: Path) -> None:
    """100 MB out of 100 kB is under every bound but this."""
    told = refused(author, own_cache, bomb(author.folder / "two.voiceguide", 100 << 20))
    assert "larger than it can honestly be" in told


def test_a_bomb_that_lies_is_cut_off(author: Author, own_cache: Path) -> None:
    """What a header claims is the most that is ever read."""
    assert "damaged" in refused(author, own_cache, lying(author.folder / "two.voiceguide", 100))


def test_a_claim_that_is_not_kept_is_refused(author: Author, own_cache: Path) -> None:
    """A script that ends before it should."""
    assert "damaged" in refused(author, own_cache, lying(author.folder / "two.voiceguide", 20 << 20))


def test_files_that_share_bytes_are_refused(author: Author, own_cache: Path) -> None:
    """However many they are made to be."""
    assert "files in this pack overlap" in refused(author, own_cache, overlapping(author.folder / "two.voiceguide"))


def test_too_many_files_are_refused(author: Author, own_cache: Path) -> None:
    """Before the list of them is read."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD, **{f"{number}": "" for number in range(5001)}})
    assert "more than 5,000 files" in refused(author, own_cache, pack)


def test_a_folder_or_nothing_of_that_name_is_a_sentence(author: Author) -> None:
    """As of any script."""
    (author.folder / "a.voiceguide").mkdir()
    assert author.types("play", "a.voiceguide").status == Exit.SCRIPT_ERRORS
    assert author.types("play", "none.voiceguide").status == Exit.NOT_FOUND


def test_a_pack_in_a_pack_is_a_file_like_any_other(author: Author) -> None:
    """It is not opened: including it is a mistake of the script."""
    inner = zipped(author.folder / "inner.voiceguide", {**GOOD}).read_bytes()
    script = SCRIPT.replace("steps:", "include: inner.voiceguide\nsteps:")
    pack = zipped(author.folder / "two.voiceguide", {**GOOD, "two.yaml": script, "inner.voiceguide": inner})
    said = author.types(*PLAN, str(pack))
    assert said.status == Exit.SCRIPT_ERRORS
    assert "two.voiceguide/inner.voiceguide:1:" in said.err


def test_a_script_in_a_pack_may_name_nothing_outside(author: Author, tmp_path: Path) -> None:
    """Neither by a way up nor from the root."""
    (tmp_path / "secret.yaml").write_text("routines: {a: {steps: [Secret.]}}", encoding="utf-8")
    for written in ("../../../secret.yaml", str(tmp_path / "secret.yaml")):
        script = SCRIPT.replace("steps:", f"include: {written}\nsteps:")
        pack = zipped(author.folder / "two.voiceguide", {**GOOD, "two.yaml": script})
        said = author.types(*PLAN, str(pack))
        assert said.status == Exit.SCRIPT_ERRORS
        assert "Secret" not in said.err + said.out


def test_nothing_of_a_pack_can_be_run(author: Author) -> None:
    """Whatever rights it asks for, they are those of data."""
    pack = zipped(author.folder / "two.voiceguide", {**GOOD})
    with ZipFile(pack, "a", ZIP_DEFLATED) as archive:
        info = archive.getinfo("two.yaml").__class__("run.sh")
        info.external_attr = (stat.S_IFREG | 0o6777) << 16
        archive.writestr(info, "#!/bin/sh\ntouch owned\n")
    assert author.types(*PLAN, str(pack)).status == Exit.DONE
    (folder,) = settings.folders().packs.iterdir()
    modes = [path.stat().st_mode for path in folder.rglob("*") if path.is_file()]
    assert len(modes) == 3
    assert not any(mode & 0o7111 for mode in modes)
