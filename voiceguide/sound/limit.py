"""Holds the true peak of a sound down, looking only a little to both sides.

What a frame is multiplied by depends on the frames within `REACH` of it and on nothing else, so it is the same wherever
the stretch that is looked at begins.
"""

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.clip import Samples
from voiceguide.sound.sums import peak, scaled
from voiceguide.units import Decibels, gain_of

CEILING = gain_of(Decibels(-1.5))
"""Where a sum is held, which keeps it below -1 dBTP; a single clip keeps under `ALONE` and is never touched."""

ALONE = gain_of(Decibels(-2.0))
"""What a single clip keeps under."""

_MARGIN = gain_of(Decibels(-0.1))
"""A gain that moves makes small peaks of its own."""

BETWEEN_SAMPLES = gain_of(Decibels(1.0))

_TAPS = 12
_DOUBLINGS = 8
_BOX = 1 << _DOUBLINGS

_LEAN = 2 * (_BOX - 1)
"""How far the means below look to each side."""

REACH = _LEAN + 1 + _TAPS
"""Frames to both sides that decide on a frame: 11 ms."""


def _between() -> NDArray[np.float64]:
    """How a band-limited signal is read at a quarter, a half and three quarters between two frames: a windowed sinc."""
    offsets = np.arange(_TAPS) - (_TAPS // 2 - 1)
    rows = []
    for quarter in (0.25, 0.5, 0.75):
        distance = offsets - quarter
        row = np.sinc(distance) * np.cos(distance * (np.pi / (_TAPS + 1))) ** 2
        rows.append((row / np.sum(row)).astype(np.float32))
    return np.asarray(rows, dtype=np.float64)


_TABLE = _between()


def peak_of(samples: Samples) -> float:
    """A bound for the true peak of a clip of shape [frames, channels] that was brought under -2 dBTP by itself.

    Between its samples a voice peaks less than 1 dB higher than at them.
    """
    at_samples = peak(samples)
    return max(at_samples, min(at_samples * BETWEEN_SAMPLES, ALONE))


def held_alone(samples: Samples) -> Samples:
    """A clip by itself, under -2 dBTP; the very same samples where nothing is too high. Of shape [frames, channels]."""
    if peak(samples) <= 0.5 * ALONE:
        return samples
    ceiling = ALONE * _MARGIN
    sizes = _sizes(samples)
    where = _near(sizes, ceiling)
    inside = not len(where) or _TAPS <= where[0] <= where[-1] < len(samples) - _TAPS
    if inside and max(float(np.max(sizes)), float(np.max(_between_frames(samples, where), initial=0.0))) <= ceiling:
        return samples
    around = np.zeros((len(samples) + 2 * REACH, samples.shape[1]), dtype=np.float32)
    around[REACH:-REACH] = samples
    held = limited(around, ceiling)
    return samples if held.base is not None else held  # a view of what was given holds nothing down


def limited(samples: Samples, ceiling: float = CEILING) -> Samples:
    """Bring `samples` under the ceiling; the first and last `REACH` of them are there to be looked at, and not given.

    Takes shape [REACH + frames + REACH, channels], gives shape [frames, channels].
    """
    inner = samples[REACH:-REACH]
    highest = peak(samples)
    if highest <= 0.5 * ceiling:
        return inner
    sizes = _sizes(samples)
    where = _near(sizes, ceiling)
    where = where[(where >= _TAPS) & (where < len(samples) - 1 - _TAPS)]
    between = _between_frames(samples, where)
    if max(highest, np.max(between, initial=0.0)) <= ceiling:
        return inner
    peaks = sizes.astype(np.float64)
    peaks[where] = np.maximum(peaks[where], between)
    peaks[where + 1] = np.maximum(peaks[where + 1], between)
    gain = ceiling / np.maximum(peaks, ceiling)
    for step in range(_DOUBLINGS + 1):  # the least of two boxes: all that the means below take in has seen this peak
        gain = np.minimum(gain[: -(1 << step)], gain[1 << step :])
    for _ in range(2):  # the mean of a box, twice: a slope without corners
        for step in range(_DOUBLINGS):
            gain = gain[: -(1 << step)] + gain[1 << step :]
        gain = gain * (1.0 / _BOX)
    first = REACH - _LEAN
    factor = gain[first : first + len(inner)].astype(np.float32)
    return scaled(inner, factor)


def _sizes(samples: Samples) -> NDArray[np.float32]:
    """The largest size in any channel, for each frame."""
    sizes = np.abs(samples[:, 0])
    for channel in range(1, samples.shape[1]):
        np.maximum(sizes, np.abs(samples[:, channel]), out=sizes)
    return sizes


def _near(sizes: NDArray[np.float32], ceiling: float) -> NDArray[np.int64]:
    """The frames between which and the next something may be above the ceiling."""
    loud = sizes > 0.5 * ceiling
    return np.flatnonzero(loud[:-1] | loud[1:])


def _between_frames(samples: Samples, where: NDArray[np.int64]) -> NDArray[np.float64]:
    """The highest value between each of the frames `where` and the next."""
    highest = np.zeros(len(where))
    around = [samples[where + (tap - _TAPS // 2 + 1)].astype(np.float64) for tap in range(_TAPS)]
    for row in _TABLE:
        value = row[0] * around[0]
        for tap in range(1, _TAPS):
            value += row[tap] * around[tap]
        highest = np.maximum(highest, np.max(np.abs(value), axis=1))
    return highest
