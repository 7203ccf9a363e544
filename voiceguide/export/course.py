"""The course of a piece, in as many steps as its picture has directions: how high, of which kind, and where it rings.

said   |Breathe in.|    |---In----|----Out----|
high    .--------.      __-----------____            a phrase is a dome, a breath a wave
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.export.piece import Piece
from voiceguide.export.strip import Look, look_of
from voiceguide.timeline.timeline import Event, Struck, Track
from voiceguide.units import RATE, Frames

Curve = NDArray[np.float64]
"""How high, from 0 to 1, at each step."""

BINS: Final = 7200
"""Steps around the circle: three for each pixel of its longest line."""


class Kind(IntEnum):
    """Which colour a step has."""

    SPEECH = 0
    BREATH = 1
    BODY = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """What there is to draw."""

    heights: Curve
    """Of shape [BINS]."""
    looks: NDArray[np.intp]
    """The kind of each step, of shape [BINS]."""
    bands: tuple[range, ...]
    """The steps of each chapter; all of them where there are none."""
    bells: tuple[int, ...]
    """Where it rings."""


KINDS: Final = {
    Look.SPEECH: Kind.SPEECH,
    Look.PLAY: Kind.SPEECH,
    Look.IN: Kind.BREATH,
    Look.OUT: Kind.BREATH,
    Look.KEPT: Kind.BREATH,
    Look.HOLD: Kind.BODY,
    Look.TENSE: Kind.BODY,
    Look.RELEASE: Kind.BODY,
    Look.MOVE: Kind.BODY,
}
"""What is drawn, and as what; silences are not."""

STEEPEST: Final = 0.1
"""How much higher one step can be than the one before."""
LONG: Final = 8 * RATE
"""A phrase or span of so many frames is as high as can be."""


def course_of(piece: Piece) -> Course:
    """The course of a piece; its beginning and its end meet at the top."""
    heights, looks = np.zeros(BINS), np.zeros(BINS, np.intp)
    events = [event for event in piece.timeline.on(Track.TIME) if event.end > piece.start]
    for event in events:
        look = look_of(event)
        if look in KINDS:
            steps = _steps(piece, Frames(event.start), Frames(event.end))
            heights[steps.start : steps.stop] = _shape(look, event, len(steps))
            looks[steps.start : steps.stop] = KINDS[look]
    return Course(
        heights=_gentle(heights),
        looks=looks,
        bands=tuple(_bands(piece)),
        bells=tuple(_steps(piece, event.start, event.end).start for event in events if isinstance(event.what, Struck)),
    )


def _shape(look: Look, event: Event, steps: int) -> Curve:
    """How high each of the steps of an event is."""
    along: Curve = (np.arange(steps) + 0.5) / steps
    full = 0.25 + 0.75 * min(1.0, event.frames / LONG)
    match look:
        case Look.IN:
            return _smooth(along)
        case Look.OUT:
            return 1 - _smooth(along)
        case Look.KEPT:
            return np.ones(steps)
        case _:
            return full * (1 - np.abs(2 * along - 1) ** 4)


def _smooth(along: Curve) -> Curve:
    return along * along * (3 - 2 * along)


def _bands(piece: Piece) -> Iterator[range]:
    if not piece.chapters:
        yield range(BINS)
    for part in piece.chapters:
        yield _steps(piece, Frames(part.start + piece.start), Frames(part.end + piece.start))


def _steps(piece: Piece, start: Frames, end: Frames) -> range:
    """The steps between two moments of the timeline; one at the least."""
    first, last = (max(0, (frame - piece.start)) * BINS // piece.frames for frame in (start, end))
    first = min(first, BINS - 1)
    return range(first, max(first + 1, last))


def _gentle(heights: Curve) -> Curve:
    """No cliffs: from one step to the next no more than `STEEPEST`, from the ground at both ends."""
    heights[[0, -1]] = 0
    slope = np.arange(BINS) * STEEPEST
    rising = slope + np.minimum.accumulate(heights - slope)
    falling = np.minimum.accumulate((rising + slope)[::-1])[::-1] - slope
    held: Curve = np.clip(falling, 0, 1)
    return held
