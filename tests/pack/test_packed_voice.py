"""A session that is given away with the voice that it was recorded in."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from desk import Author
from own_voices import recorded

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.player.keeping import recipe_of
from voiceguide.cli.wishes import Wishes
from voiceguide.model.wish import Wish
from voiceguide.settings import Settings

AS_ASKED = Wishes(wanted="", settings={}, background=None, wish=Wish())

SCRIPT = """
    title: Two
    options: {place: {default: bed, one of: [bed, floor], about: where you lie}}
    steps:
      - Lie on your $place. [2s!]
      - Breathe out.
"""


@pytest.fixture
def pack(author: Author) -> str:
    """A pack with recordings by Anna, who is not on this machine any more."""
    recorded("anna", "Lie on your bed.", "Lie on your floor.", "Breathe out.", "Something of another session.")
    said = author.types("pack", author.writes("two.yaml", SCRIPT), "--voice", "anna")
    assert said.status == Exit.DONE, said.err
    shutil.rmtree(settings.folders().voices)
    return "two.voiceguide"


def test_only_what_the_session_says_goes_along(pack: str) -> None:
    """Whatever its options are; without the days on which it was recorded."""
    with ZipFile(pack) as archive:
        told = archive.read("_voiceguide/voices/anna/voice.toml").decode()
        sounds = [name for name in archive.namelist() if name.endswith(".flac")]
    assert len(sounds) == 3
    assert "floor" in told
    assert "another session" not in told
    assert "recorded =" not in told


def test_the_recordings_speak_where_it_is_opened(author: Author, pack: str) -> None:
    """Unless the listener asks for another voice; what is usual for them does not count."""
    settings.folders().settings.parent.mkdir(parents=True, exist_ok=True)
    settings.folders().settings.write_text('voice = "silent:3s"\n', encoding="utf-8")
    said = author.types("plan", pack, "--json")
    assert '"name": "own:anna"' in said.out, said.err
    assert '"name": "silent:1s"' in author.types("plan", pack, "--json", "--voice", "silent:1s").out
    assert '"name": "own:anna"' in author.types("plan", pack, "--json", "--voice", "own:anna").out
    assert author.types("render", pack, "-o", "two.wav").status == Exit.DONE


def test_packed_again_it_is_the_same(author: Author, pack: str) -> None:
    """To the byte."""
    assert author.types("pack", pack, "-o", "three.voiceguide").status == Exit.DONE
    assert Path("three.voiceguide").read_bytes() == Path(pack).read_bytes()


def test_phrases_that_are_missing_are_told(author: Author) -> None:
    """They are spoken by another voice."""
    recorded("anna", "Breathe out.")
    said = author.types("pack", author.writes("two.yaml", SCRIPT), "--voice", "own:anna")
    assert said.status == Exit.DONE
    assert "2 of 3 phrases are not recorded by anna; another voice says them." in said.err


def test_a_voice_that_the_script_names_goes_along(author: Author) -> None:
    """Nobody needs to ask for it."""
    recorded("anna", "Lie on your bed.", "Lie on your floor.", "Breathe out.")
    author.types(
        "pack", author.writes("two.yaml", SCRIPT.replace("options:", "voice: {name: 'own:anna'}\n    options:"))
    )
    shutil.rmtree(settings.folders().voices)
    assert '"name": "own:anna"' in author.types("plan", "two.voiceguide", "--json").out


@pytest.mark.parametrize("content", [b"", b"no sound", b"fLaC" + bytes(100)])
def test_a_damaged_recording_is_spoken_by_another_voice(author: Author, pack: str, content: bytes) -> None:
    """And nothing worse happens."""
    with ZipFile(pack) as old, ZipFile("bad.voiceguide", "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name.endswith(".flac") else old.read(name))
    said = author.types("plan", "bad.voiceguide")
    assert said.status == Exit.DONE, said.err
    assert "own:anna lacks" in said.err


def repacked(pack: str, change: Callable[[str, bytes], bytes | None]) -> str:
    """The same pack with other files in it; None leaves one out."""
    with ZipFile(pack) as old, ZipFile("bad.voiceguide", "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return "bad.voiceguide"


def test_a_voice_that_tells_nonsense_is_not_heard(author: Author, pack: str) -> None:
    """Its own file cannot be believed either: another voice speaks, and the reason is told by the name of the pack."""
    bad = repacked(pack, lambda _, content: content.replace(b'file = "', b'file = "../../'))
    said = author.types("plan", bad)
    assert said.status == Exit.DONE, said.err
    assert "the recorded voice 'anna' cannot be used: bad.voiceguide/_voiceguide/voices/anna/voice.toml" in said.err
    assert "no FLAC file beside it" in said.err
    assert str(settings.folders().packs) not in said.err


@pytest.mark.parametrize("gone", ["voice.toml", ".flac", ""])
def test_what_is_missing_is_spoken_by_another_voice(author: Author, pack: str, gone: str) -> None:
    """The file that tells of the recordings, the recordings, or all of it; which is told."""
    bad = repacked(pack, lambda name, content: None if "/voices/" in name and name.endswith(gone) else content)
    said = author.types("plan", bad, "--json")
    assert said.status == Exit.DONE, said.err
    assert "own:anna lacks" in said.err or "'own:anna', so '" in said.err
    assert {event["voice"] for event in json.loads(said.out)["events"] if event["kind"] == "speech"} != {"own:anna"}


def test_a_bit_that_was_lost_on_the_way_costs_one_phrase(author: Author, pack: str) -> None:
    """The recording in which it stands is said by another voice, also the next time; anything else is refused."""
    content = Path(pack).read_bytes()
    with ZipFile(pack) as archive:
        first = next(info for info in archive.infolist() if info.filename.endswith(".flac"))
    middle = first.header_offset + 200 + first.file_size // 2
    Path("bad.voiceguide").write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    for _ in range(2):
        said = author.types("plan", "bad.voiceguide")
        assert said.status == Exit.DONE, said.err
        assert "own:anna lacks 1 of 2 phrases" in said.err


def test_it_is_resumed_in_the_same_voice(pack: str) -> None:
    """Though another one is usual for the listener."""
    recipe = recipe_of(replace(AS_ASKED, wanted=pack), Settings(voice="silent:3s"))
    assert (recipe.wanted, recipe.voice) == (str(Path(pack).absolute()), "")
    asked = replace(AS_ASKED, wanted=pack, wish=Wish(voice="silent:1s"))
    assert recipe_of(asked, Settings(voice="silent:3s")).voice == "silent:1s"
