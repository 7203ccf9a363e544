"""How loud a sound is, after ITU-R BS.1770 and EBU R 128; for what is measured once, never in the signal path.

The two filters of the recommendation are applied as their frequency response, so any length is one transform each way.
"""

import math

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import RATE

SILENT = -120.0
"""What is said of digital silence, in LUFS."""

_BLOCK = RATE * 4 // 10
_STEP = RATE // 10
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = 10.0
_OFFSET = -0.691


def momentary(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The loudness of every 400 ms, 100 ms apart, in LUFS; of shape [blocks], at least one.

    Takes samples of shape [frames, channels] at `RATE`; a single channel counts as both.
    """
    weighted = _weighted(samples)
    power = np.sum(weighted * weighted, axis=1) * (2.0 if samples.shape[1] == 1 else 1.0)
    if len(power) < _BLOCK:
        power = np.concatenate((power, np.zeros(_BLOCK - len(power))))
    total = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, len(power) - _BLOCK + 1, _STEP)
    return _lufs((total[starts + _BLOCK] - total[starts]) / _BLOCK)


def integrated(samples: NDArray[np.float64]) -> float:
    """The gated loudness of the whole, in LUFS."""
    blocks = momentary(samples)
    heard = blocks[blocks > _ABSOLUTE_GATE]
    if not len(heard):
        return SILENT
    gate = _mean(heard) - _RELATIVE_GATE
    return _mean(heard[heard > gate])


def _mean(lufs: NDArray[np.float64]) -> float:
    return float(_lufs(np.mean(10.0 ** ((lufs - _OFFSET) / 10.0), keepdims=True))[0])


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10.0 * np.log10(np.maximum(power, 10.0 ** ((SILENT - _OFFSET) / 10.0))))


def _weighted(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(samples)
    size = (count // RATE + 2) * RATE  # a second or more of rest, so that the end does not run into the beginning
    response = _response(size)[:, np.newaxis]
    return np.fft.irfft(np.fft.rfft(samples, size, axis=0) * response, size, axis=0)[:count]


def _response(size: int) -> NDArray[np.complex128]:
    """Shelf and high-pass of BS.1770 at 48 kHz, from the coefficients of its tables 1 and 2."""
    z = np.exp(np.fft.rfftfreq(size) * (-2j * math.pi))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z * z) / (
        1.0 - 1.69065929318241 * z + 0.73248077421585 * z * z
    )
    high_pass = (1.0 - 2.0 * z + z * z) / (1.0 - 1.99004745483398 * z + 0.99007225036621 * z * z)
    return np.asarray(shelf * high_pass)
