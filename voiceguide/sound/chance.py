"""Chance that is the same everywhere.

Only the raw stream of PCG64 is used, which NumPy promises to keep; the distributions are made here, because NumPy may
change its own.
"""

import math

import numpy as np
from numpy.typing import NDArray

FloatRow = NDArray[np.float64]


class Chance:
    """Numbers that look like chance and follow from a seed."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed)

    def even(self, count: int, low: float = 0.0, high: float = 1.0) -> FloatRow:
        """`count` numbers spread evenly over `low` ≤ x < `high`, from the upper 53 bits of each raw number."""
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64) >> np.uint64(11)
        return low + (high - low) * (raw.astype(np.float64) * 2.0**-53)

    def wide(self, count: int, low: float, high: float) -> FloatRow:
        """`count` numbers spread evenly in ratio, as the ear hears pitch and size; `low` is above 0."""
        return np.exp(self.even(count, math.log(low), math.log(high)))
