"""Noises that loop without a seam: they are made on a circle.

A noise is made as a spectrum with even chance for its phases. The transform of a spectrum of N lines repeats after N
frames, so the loop's last frame leads to its first as any frame leads to the next. Whatever is laid over it (swells,
drops, bubbles, chirps) wraps round the end as well.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.chance import Chance
from voiceguide.units import RATE

FloatRow = NDArray[np.float64]

Wave = NDArray[np.float64]
"""Amplitudes of shape [frames, channels]."""

Tilt = Callable[[FloatRow], FloatRow]
"""Amplitude of a noise at each frequency in hertz, never at 0."""


def wide(chance: Chance, seconds: int, tilt: Tilt, together: float) -> Wave:
    """A loop of stereo noise with an RMS of 1.

    `together` is the part of its power that both sides share, so that it also sums to mono.
    """
    count = seconds * RATE
    frequency = np.asarray(np.fft.rfftfreq(count, 1.0 / RATE), dtype=np.float64)
    frequency[0] = 1.0
    size = tilt(frequency)
    size[0] = size[-1] = 0.0
    middle, left, right = (_noise(chance, size, count) for _ in range(3))
    shared, apart = math.sqrt(together), math.sqrt(1.0 - together)
    return np.stack((middle * shared + left * apart, middle * shared + right * apart), axis=1)


def _noise(chance: Chance, size: FloatRow, count: int) -> FloatRow:
    turn = chance.even(len(size), 0.0, 2.0 * math.pi)
    wave = np.asarray(np.fft.irfft(size * np.cos(turn) + 1j * (size * np.sin(turn)), count), dtype=np.float64)
    return wave / math.sqrt(float(np.mean(wave * wave)))


def pink(frequency: FloatRow) -> FloatRow:
    """Equal power in every octave from a high-pass at 35 Hz to 12 kHz, so that it is never sharp: -3 dB an octave."""
    return frequency**-0.5 * above(frequency, 35.0, 3) * below(frequency, 12_000.0, 4)


def brown(frequency: FloatRow) -> FloatRow:
    """-6 dB an octave above a high-pass at 35 Hz."""
    return frequency**-1.0 * above(frequency, 35.0, 3) * below(frequency, 12_000.0, 4)


def above(frequency: FloatRow, corner: float, order: int) -> FloatRow:
    """The size of a Butterworth high-pass."""
    return np.asarray(1.0 / np.sqrt(1.0 + (corner / frequency) ** (2 * order)))


def below(frequency: FloatRow, corner: float, order: int) -> FloatRow:
    """The size of a Butterworth low-pass."""
    return np.asarray(1.0 / np.sqrt(1.0 + (frequency / corner) ** (2 * order)))
