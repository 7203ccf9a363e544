"""Sound files of any kind become clips."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from voiceguide.sound.files import UnreadableSound, read, write
from voiceguide.units import RATE


def beep(rate: int = RATE, channels: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Half a second of silence, a second of a tone, half a second of silence."""
    time = np.arange(2 * rate) / rate
    wave = 0.5 * np.sin(2.0 * np.pi * 500.0 * time) * ((time >= 0.5) & (time < 1.5))
    return np.repeat(wave[:, np.newaxis], channels, axis=1)


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3", "aiff"])
def test_reads_many_formats(tmp_path: Path, ending: str) -> None:
    """Lossless or not, a second of tone is a clip of a second."""
    file = tmp_path / f"beep.{ending}"
    soundfile.write(file, beep(), RATE)
    clip = read(file)

    assert clip.audible == pytest.approx(RATE, abs=RATE // 50)
    assert clip.samples.shape[1] == 1


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 96_000])
def test_brings_any_rate_to_ours(tmp_path: Path, rate: int) -> None:
    """A second stays a second."""
    soundfile.write(tmp_path / "beep.wav", beep(rate), rate)

    assert read(tmp_path / "beep.wav").audible == pytest.approx(RATE, abs=RATE // 50)


def test_keeps_ten_milliseconds_before_what_is_heard(tmp_path: Path) -> None:
    """A clip begins 10 ms before its first audible frame, softly, and ends with its last."""
    soundfile.write(tmp_path / "beep.wav", beep(channels=2), RATE, subtype="FLOAT")
    clip = read(tmp_path / "beep.wav")

    assert (clip.first, clip.last, clip.frames) == (480, 480 + RATE, 480 + RATE)
    assert np.max(np.abs(clip.samples[-1])) < 0.001


def test_of_many_channels_two_are_taken(tmp_path: Path) -> None:
    """Surround sound is heard in stereo."""
    soundfile.write(tmp_path / "beep.wav", beep(channels=6), RATE)

    assert read(tmp_path / "beep.wav").samples.shape[1] == 2


@pytest.mark.parametrize(("rate", "seconds"), [(96_000, 2), (1_000, 1)])
def test_a_file_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rate: int, seconds: int
) -> None:
    """By what it promises, before it is read: silence takes nearly no room in a file."""
    monkeypatch.setattr("voiceguide.sound.files.MOST_FRAMES", 2 * RATE)
    soundfile.write(tmp_path / "much.flac", np.zeros((seconds * rate + 1, 8)), rate)

    with pytest.raises(UnreadableSound, match=rf"much\.flac has {rate} samples a second"):
        read(tmp_path / "much.flac")


def test_a_loud_file_is_brought_to_the_voice(tmp_path: Path) -> None:
    """A file louder than the voice is brought down to it; a quiet one is left as it is."""
    soundfile.write(tmp_path / "loud.wav", beep() * 1.9, RATE)
    soundfile.write(tmp_path / "quiet.wav", beep() * 0.02, RATE)

    assert float(np.max(read(tmp_path / "loud.wav").samples)) == pytest.approx(0.11, abs=0.02)
    assert float(np.max(read(tmp_path / "quiet.wav").samples)) == pytest.approx(0.01, abs=0.001)


@pytest.mark.parametrize("samples", [np.zeros((0, 1)), np.full((10, 1), np.nan), np.full((10, 1), np.inf)])
def test_no_sound_is_an_error(tmp_path: Path, samples: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    """A file without frames, or with what is no number, is refused by name."""
    soundfile.write(tmp_path / "odd.wav", samples, RATE, subtype="FLOAT")

    with pytest.raises(UnreadableSound, match=r"odd\.wav holds no sound"):
        read(tmp_path / "odd.wav")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A file that is not there is refused by name, with what can be read."""
    with pytest.raises(UnreadableSound, match=r"none\.wav cannot be read") as caught:
        read(tmp_path / "none.wav")

    assert "FLAC" in caught.value.hint


def test_silence_is_a_clip_of_silence(tmp_path: Path) -> None:
    """A file of nothing but silence is as long as it is."""
    soundfile.write(tmp_path / "still.wav", np.zeros((RATE, 1)), RATE)

    assert read(tmp_path / "still.wav").audible == RATE


def test_flac_keeps_every_sample(tmp_path: Path) -> None:
    """What is written is what is read."""
    samples = np.arange(-3000, 3000, dtype=np.int16).reshape(-1, 2)
    write(tmp_path / "ramp.flac", samples)

    assert np.array_equal(soundfile.read(tmp_path / "ramp.flac", dtype="int16")[0], samples)


def test_what_is_no_sound_is_named_once(tmp_path: Path) -> None:
    """The message has the file and the reason, each once."""
    (tmp_path / "beep.wav").write_text("hello")
    with pytest.raises(UnreadableSound) as told:
        read(tmp_path / "beep.wav")
    assert told.value.message.count("beep.wav") == 1
    assert "Format not recognised" in told.value.message
