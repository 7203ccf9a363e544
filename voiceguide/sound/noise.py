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


def noise(chance: Chance, seconds: int, tilt: Tilt) -> FloatRow:
    """A loop of noise with an RMS of 1."""
    count = seconds * RATE
    frequency = np.asarray(np.fft.rfftfreq(count, 1.0 / RATE), dtype=np.float64)
    frequency[0] = 1.0
    size = tilt(frequency)
    size[0] = size[-1] = 0.0
    turn = chance.even(len(frequency), 0.0, 2.0 * math.pi)
    wave: FloatRow = np.asarray(np.fft.irfft(size * (np.cos(turn) + 1j * np.sin(turn)), count), dtype=np.float64)
    return wave / math.sqrt(float(np.mean(wave * wave)))


def pink(frequency: FloatRow) -> FloatRow:
    """Equal power in every octave from a high-pass at 35 Hz to 12 kHz, so that it is never sharp: -3 dB an octave."""
    return frequency**-0.5 * _above(frequency, 35.0, 3) * _below(frequency, 12_000.0, 4)


def brown(frequency: FloatRow) -> FloatRow:
    """-6 dB an octave above a high-pass at 35 Hz."""
    return frequency**-1.0 * _above(frequency, 35.0, 3) * _below(frequency, 12_000.0, 4)


def _above(frequency: FloatRow, corner: float, order: int) -> FloatRow:
    """The size of a Butterworth high-pass."""
    return np.asarray(1.0 / np.sqrt(1.0 + (corner / frequency) ** (2 * order)))


def _below(frequency: FloatRow, corner: float, order: int) -> FloatRow:
    """The size of a Butterworth low-pass."""
    return np.asarray(1.0 / np.sqrt(1.0 + (frequency / corner) ** (2 * order)))


def wide(chance: Chance, seconds: int, tilt: Tilt, together: float) -> Wave:
    """A stereo noise; `together` is the part of its power that both sides share, so that it also sums to mono."""
    middle = noise(chance, seconds, tilt) * math.sqrt(together)
    apart = math.sqrt(1.0 - together)
    return np.stack([middle + noise(chance, seconds, tilt) * apart for _ in range(2)], axis=1)
