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

    def highest(self, start: int, count: int) -> float:
        """No factor of these frames is above it.

        Around each stretch of speech the background goes down once and comes up once, so it is lowest in between: what
        it is at both ends, it is at the most from one to the other.
        """
        last = start + count - 1
        down = max((min(_down(span, start), _down(span, last)) for *_, span in self._near(start, count)), default=0.0)
        return 1.0 - (1.0 - float(DEPTH)) * max(0.0, down)

    def _near(self, start: int, count: int) -> list[tuple[int, int, tuple[int, int]]]:
        return self._spans.touching(start, start + count)

    def factor(self, start: int, count: int) -> np.float32 | Curve:
        """The factor for each of `count` frames; a single one where it does not move."""
        near = self._near(start, count)
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


def _down(span: tuple[int, int], frame: int) -> float:
    """How far one stretch of speech brings it down at one frame, from 0 to 1."""
    begin, end = span
    return _risen(frame - (begin - AHEAD), AHEAD) - _risen(frame - end, AFTER)


def _risen(frame: int, length: int) -> float:
    """One frame of a smooth rise."""
    part = min(1.0, max(0.0, (frame + 0.5) / length))
    return part * part * (3.0 - 2.0 * part)
