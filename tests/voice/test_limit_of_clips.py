"""No clip passes -2 dBTP, and one that does not is not touched."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from voiceguide.units import RATE, gain_of
from voiceguide.voice.limit import CEILING, REACH, limited, peaks_of


def noise(seed: int, level: float) -> NDArray[np.float32]:
    """Half a second that swells and fades, of the frequencies of speech."""
    random = np.random.default_rng(seed)
    rough = np.convolve(random.standard_normal(RATE // 2), np.hanning(9), "same")
    swelling: NDArray[np.float32] = (level * rough / np.abs(rough).max() * np.hanning(RATE // 2)).astype(np.float32)
    return swelling


@given(seed=st.integers(0, 1000), level=st.floats(0.5, 3.0))
def test_the_true_peak_is_held(seed: int, level: float) -> None:
    """Between samples too, whatever is put in."""
    assert peaks_of(limited(noise(seed, level))).max() <= gain_of(CEILING)


def test_what_is_low_enough_is_the_same() -> None:
    """Not a bit of it changes."""
    low = noise(1, 0.5)
    assert limited(low) is low


def test_only_what_is_near_a_peak_is_turned_down() -> None:
    """The limiter reaches a few milliseconds, and no farther."""
    sound = noise(1, 0.3)
    sound[RATE // 4] = 2.0
    out = limited(sound)
    far = np.abs(np.arange(len(sound)) - RATE // 4) > 2 * REACH
    assert np.array_equal(out[far], sound[far])
    assert out[RATE // 4] <= gain_of(CEILING)


@pytest.mark.parametrize("phase", [np.pi / 4, np.pi / 3])
def test_a_peak_between_two_samples_is_seen(phase: float) -> None:
    """A tone of a quarter of the rate has its peaks where no sample is."""
    tone = np.sin(np.arange(4800) * np.pi / 2 + phase).astype(np.float32)
    assert 0.98 < peaks_of(tone)[100:-100].max() < 1.02
