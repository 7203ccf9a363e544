r"""How far the background steps back, from a plan that is known in advance.

voice           |=======|  |====|
background  ‾‾‾\_________________/‾‾‾
            AHEAD               AFTER      it is down before the first word; short gaps are bridged
"""

from collections.abc import Iterable

import numpy as np

from voiceguide.mix.spans import Spans
from voiceguide.sound.shapes import Curve, smooth
from voiceguide.units import Decibels, Milliseconds, frames_of, gain_of

DEPTH = np.float32(gain_of(Decibels(-6.0)))
"""What is left of the background under a voice."""

AHEAD = frames_of(Milliseconds(800))
"""It begins to fall this long before the voice, and is down when the voice begins."""

AFTER = frames_of(Milliseconds(2000))
"""It takes this long to come back."""

BRIDGED = frames_of(Milliseconds(4000))
"""In a shorter gap between two phrases it stays down: coming and going with each sentence would pace the listener."""


class Duck:
    """The factor of the background over time."""

    def __init__(self, voices: Iterable[tuple[int, int]]) -> None:
        """Take the spans in which someone speaks."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(voices):
            if joined and start - joined[-1][1] < BRIDGED:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self._spans = Spans((start - AHEAD, end + AFTER, (start, end)) for start, end in joined)

    def factor(self, start: int, count: int) -> np.float32 | Curve:
        """The factor for each of `count` frames; a single one where it does not move."""
        near = self._spans.touching(start, start + count)
        if not near:
            return np.float32(1.0)
        if any(begin <= start and start + count <= end for _, _, (begin, end) in near):
            return DEPTH
        down = np.zeros(count, dtype=np.float32)
        for _, _, (begin, end) in near:
            fall = smooth(start - (begin - AHEAD), count, AHEAD)
            rise = smooth(start - end, count, AFTER)
            np.maximum(down, fall - rise, out=down)
        return np.float32(1.0) - (np.float32(1.0) - DEPTH) * down
