"""Fades as polynomials and square roots, so that they have the same bits on every machine.

smooth   0 ___/‾‾‾ 1      its slope is 0 at both ends: no click, no corner
power    the square root of smooth: two of them crossed keep the power of two sounds that know nothing of each other
"""

import math

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32]
"""One factor a frame, from 0 to 1."""

FloatCurve = NDArray[np.float64]
"""The same for generators, which compute in double precision."""


def smooth(start: int, count: int, length: int) -> Curve:
    """`count` frames of a rise from 0 to 1 that takes `length` frames, from its frame `start` on.

    Before the rise it is 0, after it 1; `start` may be negative. A rise of no length is a step.
    """
    if length <= 0:
        return (np.arange(start, start + count) >= 0).astype(np.float32)
    t = np.clip((np.arange(start, start + count, dtype=np.float64) + 0.5) / length, 0.0, 1.0)
    return (t * t * (3.0 - 2.0 * t)).astype(np.float32)


def power(start: int, count: int, length: int) -> Curve:
    """As `smooth`, for cross-fades: the squares of a rise and of the fall that mirrors it sum to 1."""
    return np.sqrt(smooth(start, count, length))


def raised_cosine(count: int) -> FloatCurve:
    """A rise from 0 to 1 as a felt mallet gives it; for generators alone."""
    return 0.5 - 0.5 * np.cos(np.arange(count, dtype=np.float64) * (math.pi / count))
