"""How loud speech is: ITU-R BS.1770-4, for mono sound that is played on both channels.

Offline and in float64. The two filters of the K-weighting are applied by their response in the frequency domain, which
is the same as running them, and needs no loop over samples.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import RATE, Decibels

LOUDNESS_VERSION: Final = 1
"""Changes whenever the same sound would be measured as another loudness."""

_SHELF_B: Final = (1.53512485958697, -2.69169618940638, 1.19839281085285)  # BS.1770-4, table 1, at 48 kHz
_SHELF_A: Final = (1.0, -1.69065929318241, 0.73248077421585)
_HIGH_PASS_B: Final = (1.0, -2.0, 1.0)  # table 2
_HIGH_PASS_A: Final = (1.0, -1.99004745483398, 0.99007225036621)

_STEP: Final = RATE // 10  # a block is four steps: 400 ms, overlapping by three quarters
_STEPS: Final = 4
_OFFSET: Final = -0.691
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0
_SETTLING: Final = RATE  # frames after which the filters have forgotten, to better than float64 can tell


def loudness(samples: NDArray[np.float64]) -> Decibels:
    """LUFS of mono `samples` at 48 kHz, played on both channels; -inf where no block is louder than the gate."""
    weighted = _k_weighted(samples)
    steps = len(samples) // _STEP
    if steps < _STEPS:
        return Decibels(-np.inf)
    power = np.square(weighted[: steps * _STEP]).reshape(steps, _STEP).mean(axis=1)
    blocks = 2 * np.convolve(power, np.full(_STEPS, 1 / _STEPS), "valid")  # the sum of two equal channels
    loud = blocks[blocks > _power_of(_ABSOLUTE_GATE)]
    if not len(loud):
        return Decibels(-np.inf)
    loud = loud[loud > loud.mean() * 10 ** (_RELATIVE_GATE / 10)]
    return Decibels(float(_OFFSET + 10 * np.log10(loud.mean())))


def _power_of(level: float) -> float:
    return float(10 ** ((level - _OFFSET) / 10))


def _k_weighted(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    size = 1 << (len(samples) + _SETTLING - 1).bit_length()
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(turn), np.complex128)
    for over, under in ((_SHELF_B, _SHELF_A), (_HIGH_PASS_B, _HIGH_PASS_A)):
        response *= (over[0] + turn * (over[1] + turn * over[2])) / (under[0] + turn * (under[1] + turn * under[2]))
    weighted: NDArray[np.float64] = np.fft.irfft(np.fft.rfft(samples, size) * response, size)
    return weighted[: len(samples)]
