"""The beginning of a file that begins in the middle of a session."""

from collections.abc import Callable
from typing import Final

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.sound.shapes import smooth
from voiceguide.units import Milliseconds, frames_of

EDGE: Final = frames_of(Milliseconds(80))
"""A session that is cut into fades in so fast."""


def faded_in(read: Callable[[int], Samples]) -> Callable[[int], Samples]:
    """The same frames, the first of them fading in."""
    given = 0

    def reading(count: int) -> Samples:
        nonlocal given
        samples = read(count)
        first, given = given, given + len(samples)
        if first >= EDGE or not len(samples):
            return samples
        rise = np.ones(len(samples), dtype=np.float32)
        inside = min(len(samples), EDGE - first)
        rise[:inside] = smooth(first, inside, EDGE)
        return samples * rise[:, np.newaxis]

    return reading
