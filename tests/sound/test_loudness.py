"""Loudness, against the test signals of the recommendation."""

import numpy as np
import pytest

from voiceguide.sound import loudness
from voiceguide.units import RATE


def sine(lufs: float, seconds: float, channels: int = 2) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """A sine of 1 kHz that stands at `lufs` in two channels, as in EBU Tech 3341."""
    wave = 10.0 ** (lufs / 20.0) * np.sin(np.arange(round(seconds * RATE)) * (2.0 * np.pi * 1000.0 / RATE))
    return np.repeat(wave[:, np.newaxis], channels, axis=1)


@pytest.mark.parametrize("lufs", [-23.0, -33.0])
def test_a_sine_in_both_channels(lufs: float) -> None:
    """Test signals 1 and 2: a stereo sine of 1 kHz at -23 dBFS is at -23 LUFS."""
    assert loudness.integrated(sine(lufs, 20.0)) == pytest.approx(lufs, abs=0.1)


def test_quiet_passages_are_left_out() -> None:
    """Test signal 3: 10 s at -36, 60 s at -23 and 10 s at -36 make -23 LUFS."""
    wave = np.concatenate((sine(-36.0, 10.0), sine(-23.0, 60.0), sine(-36.0, 10.0)))

    assert loudness.integrated(wave) == pytest.approx(-23.0, abs=0.1)


def test_one_channel_counts_as_both() -> None:
    """A mono sound is heard from both loudspeakers."""
    assert loudness.integrated(sine(-23.0, 5.0, channels=1)) == pytest.approx(-23.0, abs=0.1)


def test_silence_has_a_level() -> None:
    """Silence, however short, is at the lowest level there is."""
    assert loudness.integrated(np.zeros((10, 2))) == loudness.SILENT
    assert loudness.momentary(np.zeros((10, 2))).tolist() == [pytest.approx(loudness.SILENT)]


def test_a_short_sound_is_measured_in_its_window() -> None:
    """A sound of 200 ms fills half of the 400 ms: 3 LU less."""
    assert float(np.max(loudness.momentary(sine(-23.0, 0.2)))) == pytest.approx(-26.0, abs=0.2)
