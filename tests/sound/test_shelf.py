"""The shelf: a sound by its name."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voiceguide import content
from voiceguide.sound import loudness
from voiceguide.sound.files import UnreadableSound
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf, UnknownSound
from voiceguide.units import RATE

BUNDLED = Shelf(bundled=content.sounds())


def put(file: Path, seconds: float = 1.0, rate: int = RATE, peak: float = 0.9) -> Path:
    """Put a loud tone that starts and ends suddenly into a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    wave = peak * np.cos(np.arange(round(seconds * rate)) * (2.0 * np.pi * 440.0 / rate))
    soundfile.write(file, wave, rate)
    return file


def test_finds_what_is_bundled() -> None:
    """Every bundled sound has a name and a kind."""
    assert BUNDLED.names(Kind.CHIME) == ("bell", "block", "bowl", "high bowl", "low bowl", "middle bowl")
    assert BUNDLED.names(Kind.BACKGROUND) == ("brown", "night", "pink", "rain", "sea", "stream")
    assert BUNDLED.names(Kind.TONE) == ("in", "out")


@pytest.mark.parametrize("written", ["low bowl", "low-bowl", "Low Bowl", "LOW_BOWL", " low  bowl "])
def test_writing_does_not_matter(written: str) -> None:
    """Blanks, hyphens, underscores and capitals are the same in a name."""
    assert BUNDLED.sound(written) is BUNDLED.sound("low bowl")


def test_a_bowl_is_the_middle_one() -> None:
    """`chime: bowl` strikes the middle bowl."""
    assert BUNDLED.sound("bowl") is BUNDLED.sound("middle bowl")


def test_facts_are_known_before_a_sound_is_read() -> None:
    """The shelf says what a sound is for and how long it rings."""
    assert BUNDLED.kind_of("sea") is Kind.BACKGROUND
    assert BUNDLED.sound("bowl").frames == 24 * RATE


def test_unknown_names_get_the_nearest() -> None:
    """A name that is not there is answered with those that look like it."""
    with pytest.raises(UnknownSound) as caught:
        BUNDLED.sound("bowel")

    assert caught.value.message == "there is no sound named 'bowel'"
    assert caught.value.nearest[0] == "bowl"
    assert caught.value.hint.startswith("Did you mean 'bowl'")


def test_unknown_names_like_nothing_get_them_all() -> None:
    """Where nothing looks like it, all names are given."""
    with pytest.raises(UnknownSound) as caught:
        BUNDLED.kind_of("xylophone")

    assert "brown" in caught.value.hint
    assert "stream" in caught.value.hint


@pytest.mark.parametrize("name", ["", ".", "../chimes/bell", "chimes/bell", "a\x00b", "bell.flac"])
def test_a_name_is_no_path(name: str) -> None:
    """Names never leave the shelf."""
    with pytest.raises(UnknownSound):
        BUNDLED.sound(name)


def test_the_users_own_come_first(tmp_path: Path) -> None:
    """A sound in the user's folder is taken before the bundled one of the same name."""
    put(tmp_path / "chimes" / "bowl.wav", seconds=2.0)
    shelf = Shelf(bundled=content.sounds(), own=tmp_path)

    assert shelf.sound("bowl").frames == 2 * RATE
    assert shelf.sound("middle bowl").frames == 24 * RATE


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """The user need not have a folder of sounds."""
    assert Shelf(bundled=content.sounds(), own=tmp_path / "none").names(Kind.TONE) == ("in", "out")


def test_a_file_beside_the_folders_is_explained(tmp_path: Path) -> None:
    """A file that was put into no folder says what to do about it."""
    put(tmp_path / "gong.wav")
    shelf = Shelf(bundled=content.sounds(), own=tmp_path)

    with pytest.raises(UnknownSound) as caught:
        shelf.sound("gong")

    assert "into the folder 'chimes' or 'backgrounds'" in caught.value.hint


def test_a_chime_of_the_users_gets_our_manners(tmp_path: Path) -> None:
    """Whatever its rate and level, it starts softly, stands 4 dB under the voice and ends in nothing."""
    put(tmp_path / "chimes" / "gong.wav", seconds=3.0, rate=22_050)
    sound = Shelf(bundled=content.sounds(), own=tmp_path).sound("gong")
    samples = sound.read(0, sound.frames)

    assert sound.frames == pytest.approx(3 * RATE, abs=2)
    assert float(np.max(loudness.momentary(samples.astype(np.float64)))) == pytest.approx(-24.0, abs=0.1)
    assert np.max(np.abs(samples[:240])) < 0.1 * np.max(np.abs(samples))
    assert np.max(np.abs(samples[-1])) < 0.001


def test_a_background_of_the_users_loops(tmp_path: Path) -> None:
    """Its end is crossed into its beginning over 3 s, and it stands at -41 LUFS."""
    put(tmp_path / "backgrounds" / "hum.flac", seconds=10.37)
    sound = Shelf(bundled=content.sounds(), own=tmp_path).sound("hum")
    samples = sound.read(0, sound.frames)
    steps = np.abs(np.diff(np.concatenate((samples, samples)), axis=0))

    assert sound.frames == round(10.37 * RATE) - 3 * RATE
    assert loudness.integrated(samples.astype(np.float64)) == pytest.approx(-41.0, abs=0.2)
    assert np.max(steps[sound.frames - 3 : sound.frames + 3]) <= np.max(steps[: sound.frames - 3]) * 1.01


@pytest.mark.parametrize("text", [b"", b"no sound at all", b"RIFF\x00\x00\x00\x00WAVE"])
def test_a_file_that_is_no_sound(tmp_path: Path, text: bytes) -> None:
    """A file that cannot be read is named, with what to do."""
    file = tmp_path / "chimes" / "gong.wav"
    file.parent.mkdir()
    file.write_bytes(text)

    with pytest.raises(UnreadableSound, match=r"gong\.wav"):
        Shelf(bundled=content.sounds(), own=tmp_path).sound("gong")


def test_pieces_are_as_the_whole() -> None:
    """A sound read in pieces, in any order, is the sound."""
    whole = Shelf(bundled=content.sounds()).sound("bell")
    frames = whole.read(0, whole.frames)
    pieces = Shelf(bundled=content.sounds()).sound("bell")

    for start, count in ((3 * RATE, 10), (RATE - 5, 10), (0, 2 * RATE + 1), (whole.frames - 7, 7), (5, 1)):
        assert np.array_equal(pieces.read(start, count), frames[start : start + count])


def test_what_is_no_plain_file_is_no_sound(tmp_path: Path) -> None:
    """A folder or a dead link with a sound's name is left alone."""
    (tmp_path / "chimes" / "gong.wav").mkdir(parents=True)
    (tmp_path / "chimes" / "bowl.wav").symlink_to(tmp_path / "nowhere.wav")
    shelf = Shelf(bundled=content.sounds(), own=tmp_path)

    assert "gong" not in shelf.names(Kind.CHIME)
    assert shelf.sound("bowl").frames == 24 * RATE


def test_a_session_of_many_backgrounds_holds_two() -> None:
    """Sounds are let go when others are asked for, so that memory does not grow with their number."""
    shelf = Shelf(bundled=content.sounds())
    first = weakref.ref(shelf.sound("rain"))
    shelf.sound("sea")
    assert first() is not None

    shelf.sound("night")
    gc.collect()
    assert first() is None
