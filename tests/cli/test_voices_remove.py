"""What was installed is removed, and nothing else."""

import json
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from catalogue_server import Published, Trouble, everything_below, publishing
from desk import Author, Said
from own_voices import recorded
from tiny_piper import piper_voice

from voiceguide.cli.exits import Exit
from voiceguide.fetch.installed import alone
from voiceguide.voice.piper import folder

NAME: Final = "en_US-tiny-medium"

Type = Callable[..., Said]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Published]:
    """A catalogue with one voice."""
    with publishing() as published:
        published.voice(NAME)
        monkeypatch.setenv("VOICEGUIDE_VOICES_URL", published.address)
        yield published


@pytest.fixture
def voices(author: Author) -> Type:
    """Types `voiceguide voices …`."""
    return lambda *words: author.types("voices", *words)


def test_a_voice_is_removed(web: Published, voices: Type) -> None:
    """What else lies there stays."""
    del web
    voices("install", NAME)
    piper_voice(folder(), "en_US-own-low")
    said = voices("remove", f"piper:{NAME}")
    assert said.status == Exit.DONE
    assert "gives back" in said.out
    assert everything_below(folder()) == {"en_US-own-low.onnx", "en_US-own-low.onnx.json"}


def test_something_of_one_s_own_beside_a_voice_stays(web: Published, voices: Type) -> None:
    """Only what came is taken away."""
    del web
    voices("install", NAME)
    (folder() / NAME / "notes.txt").write_text("hers")
    voices("remove", NAME)
    assert everything_below(folder()) == {f"{NAME}/notes.txt"}


def test_what_has_come_of_a_voice_is_removed(web: Published, voices: Type) -> None:
    """Whoever does not want it any more types the same."""
    web.trouble[f"{web.voice(NAME)}/{NAME}.onnx"] = Trouble(ends_after=100)
    voices("install", NAME)
    assert voices("remove", NAME).status == Exit.DONE
    assert everything_below(folder()) == set()


def test_what_is_on_its_way_is_not_taken_away_from_whoever_brings_it(web: Published, voices: Type) -> None:
    """The other program goes on undisturbed."""
    web.trouble[f"{web.voice(NAME)}/{NAME}.onnx"] = Trouble(ends_after=100)
    voices("install", NAME)
    before = everything_below(folder())
    with alone(NAME):
        said = voices("remove", NAME)
    assert said.status == Exit.FAILED
    assert "is being installed" in said.err
    assert everything_below(folder()) == before


@pytest.mark.parametrize("name", ["espeak:en-gb", "nobody", "..", "../..", "/", ".arriving", "", "a/../b", NAME])
def test_only_what_was_installed_is_removed(web: Published, voices: Type, name: str) -> None:
    """Neither another engine's voice, nor one laid there by hand, nor anything outside of the folder."""
    del web
    piper_voice(folder())
    before = everything_below(folder().parent)
    said = voices("remove", "--", name)
    assert said.status == Exit.FAILED
    assert "installed" in said.err
    assert everything_below(folder().parent) == before


@pytest.mark.parametrize("name", ["anna", "own:anna"])
def test_recordings_are_never_removed(voices: Type, name: str) -> None:
    """Nobody could bring them back; where they lie is told."""
    place = recorded("anna", "Rest.")
    said = voices("remove", name)
    assert said.status == Exit.FAILED
    assert said.err == (
        f"'anna' is a recorded voice, and this may be the only copy.\nIt lies at {place}: delete it there yourself.\n"
    )
    assert place.is_dir()


def test_what_is_not_there_leaves_no_folder(web: Published, voices: Type) -> None:
    """It is listed, and the server does not have it."""
    web.trouble[f"{web.voice(NAME)}/{NAME}.onnx.json"] = Trouble(status=404)
    web.trouble[f"{web.voice(NAME)}/MODEL_CARD"] = Trouble(status=404)
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert "does not have" in said.err
    assert list(folder().iterdir()) == []


def test_a_receipt_is_not_believed(web: Published, voices: Type) -> None:
    """It may have been written by somebody else."""
    del web
    voices("install", NAME)
    (folder() / "mine.txt").write_text("mine")
    receipt = folder() / NAME / "installed.json"
    receipt.write_text(json.dumps({"files": {"../mine.txt": {}}}))
    assert voices("remove", NAME).status == Exit.FAILED
    assert (folder() / "mine.txt").exists()


def test_a_folder_that_is_elsewhere_is_left_alone(web: Published, voices: Type) -> None:
    """A link to somebody's own folder is not what was installed."""
    del web
    voices("install", NAME)
    elsewhere = folder().parent / "elsewhere"
    (folder() / NAME).rename(elsewhere)
    (folder() / NAME).symlink_to(elsewhere)
    assert voices("remove", NAME).status == Exit.FAILED
    assert (elsewhere / f"{NAME}.onnx").exists()
