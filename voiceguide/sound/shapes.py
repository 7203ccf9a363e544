"""Fades as polynomials and square roots, so that they have the same bits on every machine.

smooth   0 ___/‾‾‾ 1      its slope is 0 at both ends: no click, no corner
power    the square root of smooth: two of them crossed keep the power of two sounds that know nothing of each other
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import RATE

Curve = NDArray[np.float32]
"""One factor a frame, from 0 to 1."""

FloatCurve = NDArray[np.float64]
"""The same for generators, which compute in double precision."""

LONGEST_TABLE = 20 * RATE
"""Rises of up to 20 s are computed once and kept."""


def smooth(start: int, count: int, length: int) -> Curve:
    """`count` frames of a rise from 0 to 1 that takes `length` frames, from its frame `start` on.

    Before the rise it is 0, after it 1; `start` may be negative. A rise of no length is a step.
    """
    curve = np.ones(count, dtype=np.float32)
    curve[: min(max(-start, 0), count)] = 0.0
    begin, end = max(start, 0), min(start + count, length)
    if begin < end:
        curve[begin - start : end - start] = _rise(begin, end, length)
    return curve


def power(start: int, count: int, length: int) -> Curve:
    """As `smooth`, for cross-fades: the squares of a rise and of the fall that mirrors it sum to 1."""
    return np.sqrt(smooth(start, count, length))


def _rise(begin: int, end: int, length: int) -> Curve:
    """Part of a rise; short ones are taken from a table."""
    if length <= LONGEST_TABLE:
        return _table(length)[begin:end]
    return _polynomial(begin, end, length)


@lru_cache(maxsize=8)
def _table(length: int) -> Curve:
    return _polynomial(0, length, length)


def _polynomial(begin: int, end: int, length: int) -> Curve:
    t = (np.arange(begin, end, dtype=np.float64) + 0.5) / length
    curve: Curve = (t * t * (3.0 - 2.0 * t)).astype(np.float32)
    return curve


def raised_cosine(count: int) -> FloatCurve:
    """A rise from 0 to 1 as a felt mallet gives it; for generators alone."""
    return 0.5 - 0.5 * np.cos(np.arange(count, dtype=np.float64) * (math.pi / count))
