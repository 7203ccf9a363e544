"""The guard over the sum: short in time, and never over -1 dBTP."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixing import clip, event, noise, said, timeline, whole

from voiceguide.sound.clip import Samples
from voiceguide.sound.limit import CEILING, REACH, limited
from voiceguide.timeline.timeline import Recorded, Struck
from voiceguide.units import RATE, Decibels, gain_of

MOST = gain_of(Decibels(-1.0))


def true_peak(samples: Samples) -> float:
    """The highest value of the band-limited signal, eightfold oversampled by its spectrum."""
    count = len(samples)
    spectrum = np.fft.rfft(samples.astype(np.float64), axis=0)
    return float(np.max(np.abs(np.fft.irfft(spectrum, 8 * count, axis=0)))) * 8.0


def padded(samples: Samples) -> Samples:
    """With silence to look at on both sides."""
    return np.pad(samples, ((REACH, REACH), (0, 0)))


@pytest.mark.parametrize("peak", [0.9, 1.5, 3.0])
def test_holds_the_true_peak(peak: float) -> None:
    """However high the sum is, its true peak comes out under -1 dBTP, and not far under."""
    held = limited(padded(noise(1.0, peak)))

    assert 0.9 * CEILING < true_peak(held) < MOST


def test_holds_a_peak_between_two_samples() -> None:
    """A tone of 12 kHz whose samples all miss its top is held by its top."""
    wave = 1.1 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)
    wave *= np.hanning(RATE)
    tone = np.stack((wave, wave), axis=1).astype(np.float32)

    assert np.max(np.abs(tone)) < CEILING < true_peak(tone)
    assert true_peak(limited(padded(tone))) < MOST


def test_touches_nothing_under_the_ceiling() -> None:
    """What is under the ceiling goes through to the bit."""
    quiet = noise(1.0, 0.75)

    assert np.array_equal(limited(padded(quiet)), quiet)


def test_acts_only_near_a_peak() -> None:
    """A click is brought down; 11 ms away from it nothing changes."""
    samples = noise(1.0, 0.3)
    samples[RATE // 2] = 2.0
    held = limited(padded(samples))

    changed = np.flatnonzero(np.any(held != samples, axis=1))
    assert RATE // 2 - REACH < changed[0] < RATE // 2 < changed[-1] < RATE // 2 + REACH


def test_turns_down_without_a_step() -> None:
    """Its gain moves smoothly, even for a click."""
    samples = np.full((RATE, 2), 0.1, dtype=np.float32)
    samples[RATE // 2] = 2.0
    gain = limited(padded(samples))[:, 0] / samples[:, 0]

    assert np.max(np.abs(np.diff(gain))) < 0.01


@settings(max_examples=20, deadline=None)
@given(st.integers(0, RATE - 1), st.integers(1, 5000))
def test_a_piece_is_as_the_whole(start: int, count: int) -> None:
    """What comes out for a stretch does not depend on how much around it is looked at."""
    loud = padded(noise(1.0, 1.6))
    whole_of_it = limited(loud)
    count = min(count, RATE - start)

    assert np.array_equal(limited(loud[start : start + count + 2 * REACH]), whole_of_it[start : start + count])


def test_a_session_never_passes_its_limit() -> None:
    """Speech at its loudest, over bowls, over a file that is too loud: under -1 dBTP."""
    strikes = [event(second, 8.0, Struck(sound="bowl", level=Decibels(0.0))) for second in (0.5, 1.0, 1.5)]
    loud = event(1.5, 1.0, Recorded(file="loud.wav", level=Decibels(0.0)))
    frames = whole(timeline(9.0, *strikes, event(1.2, 2.0, said("one")), loud), lambda _: clip(noise(2.0, 0.79)))

    assert true_peak(frames) < MOST


def test_a_single_voice_is_never_touched() -> None:
    """A phrase that keeps under -2 dBTP by itself is as it was."""
    voice = noise(2.0, 0.79)
    frames = whole(timeline(4.0, event(1.0, 2.0, said("one"))), lambda _: clip(voice))

    assert np.array_equal(frames[RATE : 3 * RATE], voice)
