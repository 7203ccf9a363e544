"""A recorded voice that was zipped and given to someone is theirs by one command, and can do no harm."""

import io
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from desk import Author
from own_voices import recorded

from voiceguide.cli.exits import Exit
from voiceguide.record.given import NotTaken, take_in
from voiceguide.voice.own import engine, folder
from voiceguide.voice.own_manifest import FILE

Zipped = Callable[..., Path]

LISTED = b'[[phrases]]\ntext = "a"\nfile = "a.flac"\n'


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A voice of two phrases that was recorded elsewhere."""
    home = recorded("anna", "Breathe in.", "Breathe out.")
    place = tmp_path / "given"
    shutil.move(home, place)
    return place


@pytest.fixture
def zipped(given: Path, tmp_path: Path) -> Zipped:
    """Zips it, below a folder or not, with other things beside; what is None is left out."""

    def zipped(inside: str = "anna/", others: dict[str, bytes | None] | None = None, name: str = "gift.zip") -> Path:
        contents = {inside + file.name: file.read_bytes() for file in given.iterdir()} | (others or {})
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as archive:
            for path, content in contents.items():
                if content is not None:
                    archive.writestr(path, content)
        return tmp_path / name

    return zipped


def left() -> set[str]:
    """Everything among the recorded voices."""
    return {path.relative_to(folder()).as_posix() for path in folder().rglob("*")}


@pytest.mark.parametrize(
    ("inside", "name", "called"), [("anna/", "", "anna"), ("", "", "gift"), ("anna/", "bert", "bert")]
)
def test_it_is_there_as_it_was_recorded(given: Path, zipped: Zipped, inside: str, name: str, called: str) -> None:
    """By the name of its folder, of the file, or the one that is wished; nothing else comes along."""
    take_in(zipped(inside, {"__MACOSX/anna/._voice.toml": b"x", f"{inside}notes.txt": b"mine"}), name)

    assert [voice.name for voice in engine.voices()] == [called]
    assert {file.name: file.read_bytes() for file in (folder() / called).iterdir()} == {
        file.name: file.read_bytes() for file in given.iterdir()
    }


def test_one_command_does_it(zipped: Zipped, author: Author) -> None:
    """And says what to type next; a second time it is told to be there already."""
    file = str(zipped())
    first, second = author.types("voices", "install", file), author.types("voices", "install", file)
    other = author.types("voices", "install", file, "--as", "bert")

    assert (first.status, second.status, other.status) == (Exit.DONE, Exit.FAILED, Exit.DONE)
    assert first.out.startswith("Installed own:anna: 2 phrases of Anna.\n")
    assert "--voice anna" in first.out
    assert "there is a voice called 'anna' already" in second.err
    assert [voice.name for voice in engine.voices()] == ["anna", "bert"]


def test_a_file_that_is_not_there_is_told(author: Author) -> None:
    """Nobody asks a network for it."""
    said = author.types("voices", "install", "gone.zip")
    assert said.status == Exit.FAILED
    assert said.err.startswith("No voice can be taken from gone.zip: No such file or directory.\n")


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"anna/voice.toml": None}, "there is no voice.toml"),
        ({"bert/voice.toml": b""}, "more than one voice.toml"),
        ({"anna/voice.toml": b"format = "}, "its voice.toml cannot be read"),
        ({"anna/voice.toml": b"#" * (5 << 20)}, "far too large"),
        ({"anna/voice.toml": LISTED.replace(b"a.flac", b"../a.flac"), "a.flac": b""}, "no FLAC file beside"),
        ({"anna/voice.toml": LISTED}, "there is no recording in it"),
        ({"anna/voice.toml": LISTED, "anna/a.flac": bytes(65 << 20)}, "too large"),
    ],
)  # fmt: skip
def test_what_is_no_voice_is_a_sentence(zipped: Zipped, others: dict[str, bytes | None], reason: str) -> None:
    """And nothing of it is left anywhere."""
    with pytest.raises(NotTaken, match=reason):
        take_in(zipped(others=others))
    assert left() == set()


@pytest.mark.parametrize("path", ["../outside.flac", "/outside.flac", "anna/../../outside.flac", "anna/sub/x.flac"])
def test_nothing_leads_elsewhere(zipped: Zipped, given: Path, path: str) -> None:
    """Only what the list of phrases names is taken out."""
    take_in(zipped(others={path: b"evil"}))
    assert left() == {"anna", *(f"anna/{file.name}" for file in given.iterdir())}
    assert not list(given.parent.rglob("outside.flac"))


def test_a_link_is_a_file_that_is_no_sound(given: Path, tmp_path: Path) -> None:
    """It is taken out as what it is: a few letters."""
    link = ZipInfo("anna/a.flac")
    link.external_attr = 0o120777 << 16
    with ZipFile(tmp_path / "gift.zip", "w") as archive:
        archive.writestr(f"anna/{FILE}", LISTED)
        archive.writestr(link, "/etc/passwd")
    take_in(tmp_path / "gift.zip")
    assert not (folder() / "anna" / "a.flac").is_symlink()
    assert (folder() / "anna" / "a.flac").read_bytes() == b"/etc/passwd"
    assert given.exists()


def _halved(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _worn(whole: bytes) -> bytes:
    return whole[:200] + bytes(200) + whole[400:]


def _crowded(whole: bytes) -> bytes:
    at = whole.rfind(b"PK\5\6")
    return whole[: at + 12] + struct.pack("<L", 1 << 30) + whole[at + 16 :]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_halved, "not all of it is here"),
        (lambda _: b"", "it is no zip file"),
        (_worn, "it is damaged"),
        (_crowded, "far more files"),
    ],
)
def test_a_damaged_file_is_a_sentence(zipped: Zipped, damage: Callable[[bytes], bytes], reason: str) -> None:
    """Whatever is wrong with it; nothing is left."""
    file = zipped()
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(NotTaken, match=reason):
        take_in(file)
    assert left() == set()


def test_a_file_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    """What it claims is not believed."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr(FILE, LISTED)
        archive.writestr("a.flac", bytes(100_000))
    whole = content.getvalue().replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    (tmp_path / "gift.zip").write_bytes(whole)
    with pytest.raises(NotTaken):
        take_in(tmp_path / "gift.zip")
    assert left() == set()
