"""How loud a sound is, after ITU-R BS.1770 and EBU R 128; for what is measured once, never in the signal path.

The two filters of the recommendation are applied as their frequency response, so any length is one transform each way.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import RATE

SILENT = -120.0
"""What is said of digital silence, in LUFS."""

Wave = NDArray[np.float64] | NDArray[np.float32]
"""Amplitudes of shape [frames, channels] at `RATE`."""

_STEP = RATE // 10
_STEPS_A_BLOCK = 4
_PIECE = 30 * RATE
_BEFORE = RATE
"""The filters have forgotten what was a second ago, so a long sound is taken in pieces that begin a second early."""

_REST = RATE // 4
"""Silence after each piece, so that its end does not run into its beginning: by then less than a 10^-12th is left."""

_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = 10.0
_OFFSET = -0.691


def momentary(samples: Wave) -> NDArray[np.float64]:
    """The loudness of every 400 ms, 100 ms apart, in LUFS; of shape [blocks], at least one.

    A single channel counts as both.
    """
    steps = np.concatenate([_energy(samples, start) for start in range(0, max(len(samples), 1), _PIECE)])
    whole = max(len(samples) // _STEP, 0)
    steps = steps[:whole] if whole >= _STEPS_A_BLOCK else np.pad(steps, (0, _STEPS_A_BLOCK))[:_STEPS_A_BLOCK]
    count = len(steps) - _STEPS_A_BLOCK + 1
    total = steps[:count] + steps[1 : count + 1] + steps[2 : count + 2] + steps[3 : count + 3]
    return _lufs(total / (_STEP * _STEPS_A_BLOCK))


def integrated(samples: Wave) -> float:
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


def _energy(samples: Wave, start: int) -> NDArray[np.float64]:
    """The energy of each 100 ms of the piece from `start` on, both channels together, its last ones filled up."""
    begin = max(0, start - _BEFORE)
    piece = samples[begin : start + _PIECE].astype(np.float64)
    size = _size(len(piece) + _REST)
    response = _response(size)[:, np.newaxis]
    weighted = np.fft.irfft(np.fft.rfft(piece, size, axis=0) * response, size, axis=0)[start - begin : len(piece)]
    weighted = np.pad(weighted, ((0, -len(weighted) % _STEP), (0, 0)))
    energy = np.sum(np.square(weighted).reshape(-1, _STEP * samples.shape[1]), axis=1)
    return np.asarray(energy * (2.0 if samples.shape[1] == 1 else 1.0), dtype=np.float64)


def _size(frames: int) -> int:
    """The next size that is quickly transformed: a power of two, or three quarters of one; so there are few."""
    power = 1 << (frames - 1).bit_length()
    return power // 4 * 3 if frames <= power // 4 * 3 else power


@lru_cache(maxsize=4)
def _response(size: int) -> NDArray[np.complex128]:
    """Shelf and high-pass of BS.1770 at 48 kHz, from the coefficients of its tables 1 and 2."""
    z = np.exp(np.fft.rfftfreq(size) * (-2j * math.pi))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z * z) / (
        1.0 - 1.69065929318241 * z + 0.73248077421585 * z * z
    )
    high_pass = (1.0 - 2.0 * z + z * z) / (1.0 - 1.99004745483398 * z + 0.99007225036621 * z * z)
    response = np.asarray(shelf * high_pass)
    response.setflags(write=False)  # for it is kept
    return response
