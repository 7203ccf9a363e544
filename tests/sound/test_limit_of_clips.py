"""No clip passes -2 dBTP, and one that does not is not touched."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.sound.clip import Samples
from voiceguide.sound.limit import ALONE, REACH, held_alone
from voiceguide.units import RATE


def noise(seed: int, level: float) -> Samples:
    """Half a second that swells and fades, of the frequencies of speech."""
    random = np.random.default_rng(seed)
    rough = np.convolve(random.standard_normal(RATE // 2), np.hanning(9), "same")
    swelling: Samples = (level * rough / np.abs(rough).max() * np.hanning(RATE // 2)).astype(np.float32).reshape(-1, 1)
    return swelling


def true_peak(samples: Samples) -> float:
    """The highest value of the band-limited signal, eightfold oversampled by its spectrum."""
    spectrum = np.fft.rfft(samples[:, 0].astype(np.float64))
    return float(np.max(np.abs(np.fft.irfft(spectrum, 8 * len(samples))))) * 8.0


@given(seed=st.integers(0, 1000), level=st.floats(0.5, 3.0))
def test_the_true_peak_is_held(seed: int, level: float) -> None:
    """Between samples too, whatever is put in."""
    assert true_peak(held_alone(noise(seed, level))) <= ALONE


def test_what_is_low_enough_is_the_same() -> None:
    """Not a bit of it changes."""
    low = noise(1, 0.3)

    assert held_alone(low) is low


def test_only_what_is_near_a_peak_is_turned_down() -> None:
    """The limiter reaches a few milliseconds, and no farther."""
    sound = noise(1, 0.3)
    sound[RATE // 4] = 2.0
    out = held_alone(sound)
    far = np.abs(np.arange(len(sound)) - RATE // 4) > 2 * REACH

    assert np.array_equal(out[far], sound[far])
    assert abs(out[RATE // 4, 0]) <= ALONE
