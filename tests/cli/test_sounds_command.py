"""Sounds, listed and played."""

import shutil
from pathlib import Path

import pytest
from desk import Author

from voiceguide import content, settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.sounding import heard
from voiceguide.mix.mixer import Mixer
from voiceguide.sound.shelf import Shelf

NAMES = {
    "chimes": ("low-bowl", "middle-bowl", "high-bowl", "bell", "block"),
    "tones": ("in", "out"),
    "backgrounds": ("pink", "brown", "rain", "sea", "stream", "night"),
}


@pytest.fixture
def own_sounds() -> Path:
    """The listener's own folder of sounds."""
    folder = settings.folders().sounds
    for kind in NAMES:
        (folder / kind).mkdir(parents=True)
    return folder


def test_all_sounds_are_listed_by_what_they_are_for(author: Author) -> None:
    """With the folder in which one's own are looked for."""
    said = author.types("sounds")
    assert said.status == Exit.DONE
    for names in NAMES.values():
        for name in names:
            assert f"  {name.replace('-', ' ')}\n" in said.out
    assert str(settings.folders().sounds) in said.out


def test_a_sound_of_one_s_own_is_listed(author: Author, own_sounds: Path) -> None:
    """By the name of its file."""
    shutil.copy(str(content.sounds() / "tones" / "in.flac"), own_sounds / "chimes" / "My_Gong.flac")
    assert "  my gong\n" in author.types("sounds").out


def test_a_sound_is_played_to_its_end(author: Author) -> None:
    """On any device."""
    said = author.types("sounds", "in", "--device", "silent")
    assert said.status == Exit.DONE
    assert said.err == ""


def test_a_sound_that_nobody_has_is_wrong_usage(author: Author) -> None:
    """With the nearest names."""
    said = author.types("sounds", "rane")
    assert said.status == Exit.USAGE
    assert "'rain'" in said.err


@pytest.mark.parametrize("name", [name.replace("-", " ") for names in NAMES.values() for name in names])
def test_what_is_played_is_heard(name: str) -> None:
    """A chime or tone once, a background for a while; it begins and ends softly."""
    shelf = Shelf(bundled=content.sounds())
    timeline = heard(shelf, name)
    mixer = Mixer(timeline, clip_of=lambda _: None, sound_of=shelf.sound, file_of=lambda _: None)  # type: ignore[arg-type, return-value]
    frames = mixer.read(timeline.frames)
    assert abs(frames).max() > 0.003
    assert abs(frames[:48]).max() < 0.02
    assert abs(frames[-48:]).max() < 0.02


def test_the_listener_s_own_sound_comes_before_the_bundled_one(author: Author, own_sounds: Path) -> None:
    """Of the same name: it is the one that a session rings."""
    shutil.copy(str(content.sounds() / "tones" / "in.flac"), own_sounds / "chimes" / "low-bowl.flac")
    own = Shelf(bundled=content.sounds(), own=own_sounds)
    assert heard(own, "low bowl").frames < heard(Shelf(bundled=content.sounds()), "low bowl").frames
    assert "  low bowl\n" in author.types("sounds").out
