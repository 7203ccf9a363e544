r"""Keeps the true peak of a clip under a ceiling, by a gain that comes and goes within a few milliseconds.

Only + - x / and comparisons touch the samples, in an order that is always the same, so that they come out the same.

    needed   1 ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾|_|‾‾‾‾‾‾‾‾‾‾‾‾‾‾   where a peak is too high
    lowest   1 ‾‾‾‾‾‾‾|_________|‾‾‾‾‾‾‾‾‾‾‾‾‾‾   of the REACH frames from here on
    gain     1 ‾‾‾‾‾‾‾`\\_______/'‾‾‾‾‾‾‾‾‾‾‾‾‾   the mean of the REACH frames up to here: never above what is needed
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import Decibels, gain_of

CEILING: Final = Decibels(-2.0)
"""dBTP."""

REACH: Final = 256
"""Frames, a power of two: 5.3 ms."""

_MARGIN: Final = Decibels(-0.1)
"""The gain that moves makes peaks of its own."""
_BETWEEN_SAMPLES: Final = 0.7
"""A wave that stays under this part of the ceiling at its samples does not pass it between them, in speech."""

_PHASES: Final = 4
_TAPS: Final = 12


def _table() -> NDArray[np.float32]:
    """A windowed sinc that gives three values between any two samples, rounded to be the same on every machine."""
    at = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1)
    rows = [np.sinc(phase / _PHASES - at) * np.cos(np.pi * (phase / _PHASES - at) / (_TAPS + 1)) for phase in range(4)]
    return np.round(np.array(rows), 6).astype(np.float32)


_TABLE: Final = _table()


def limited(samples: NDArray[np.float32], ceiling: Decibels = CEILING) -> NDArray[np.float32]:
    """`samples` (mono), under the ceiling; the very same ones where nothing is too high."""
    top = np.float32(gain_of(ceiling))
    if not len(samples) or max(samples.max(), -samples.min()) <= top * np.float32(_BETWEEN_SAMPLES):
        return samples
    peaks = peaks_of(samples)
    if peaks.max() <= top:
        return samples
    goal = np.float32(gain_of(Decibels(ceiling + _MARGIN)))
    needed = np.ones(len(samples) + 2 * REACH, np.float32)
    needed[REACH:-REACH] = np.minimum(np.float32(1), goal / np.maximum(peaks, goal))
    lowest = needed
    for step in _doublings():
        lowest = np.minimum(lowest[:-step], lowest[step:])
    mean = lowest
    for step in _doublings():
        mean = (mean[:-step] + mean[step:]) * np.float32(0.5)
    start = REACH - (REACH - 1)
    return samples * mean[start : start + len(samples)]


def peaks_of(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest amplitude at and after each sample, up to the next: its true peak, four times oversampled."""
    padded = np.zeros(len(samples) + _TAPS, np.float32)
    padded[_TAPS // 2 - 1 : _TAPS // 2 - 1 + len(samples)] = samples
    highest = np.abs(samples)
    for row in _TABLE[1:]:
        between = np.zeros(len(samples), np.float32)
        for tap, weight in enumerate(row):
            between += weight * padded[tap : tap + len(samples)]
        highest = np.maximum(highest, np.abs(between))
    return highest


def _doublings() -> list[int]:
    return [1 << power for power in range(REACH.bit_length() - 1)]
