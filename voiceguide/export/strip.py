"""A session as rows of bars, ready to be drawn: what is seen where, without knowing what draws it.

row 0   |== section ==========|== section ==|      each row lasts equally long, the last one too
        [speech][ silence ][ hold ][speech]...
row 1   ...
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voiceguide.model.choices import BreathPart, SpanKind
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Moving,
    Quiet,
    Recorded,
    Spoken,
    Struck,
    Timeline,
    Toned,
    Track,
    Underneath,
)
from voiceguide.units import RATE, Frames


class Look(StrEnum):
    """What a bar stands for; its value is what the legend says."""

    SPEECH = "speech"
    SILENCE = "silence that can move"
    STILL = "silence that never moves"
    HOLD = "hold"
    TENSE = "tense"
    RELEASE = "release"
    IN = "breathe in"
    OUT = "breathe out"
    KEPT = "breath held"
    MOVE = "time to move"
    WAIT = "after a bell"
    PLAY = "sound file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a row."""

    look: Look
    start: Frames
    """From the beginning of its row."""
    frames: Frames
    whole: Frames
    """How long the event itself is, which may go on in the next row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A piece of a row with a name: a section, a background."""

    name: str
    start: Frames
    """From the beginning of its row."""
    frames: Frames
    depth: int
    """Of a section; 0 elsewhere."""
    begins: bool
    """False where it began in a row before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stretch of the session."""

    start: Frames
    """From the beginning of the session."""
    frames: Frames
    """How much of the session stands in it; less than the others in the last row."""
    bars: tuple[Bar, ...]
    """One after another, without gap or overlap."""
    words: tuple[Bar, ...]
    """What is spoken within beats."""
    sections: tuple[Named, ...]
    backgrounds: tuple[Named, ...]
    bells: tuple[Frames, ...]
    landmarks: tuple[Frames, ...]


MOST_ROWS: Final = 6
LENGTHS: Final = (15, 30, 60, 120, 180, 240, 300, 600, 900, 1800, 3600)
"""How many seconds a row may last."""

_SPANS: Final = {SpanKind.HOLD: Look.HOLD, SpanKind.TENSE: Look.TENSE, SpanKind.RELEASE: Look.RELEASE}
_BREATHS: Final = {
    BreathPart.IN: Look.IN,
    BreathPart.MORE: Look.IN,
    BreathPart.OUT: Look.OUT,
    BreathPart.HOLD: Look.KEPT,
    BreathPart.REST: Look.KEPT,
}


def row_length(timeline: Timeline) -> Frames:
    """How long each row lasts: as short as leaves few of them, so that there is room to see."""
    for seconds in LENGTHS:
        if timeline.frames <= MOST_ROWS * seconds * RATE:
            return Frames(seconds * RATE)
    return Frames(LENGTHS[-1] * RATE)


def rows(timeline: Timeline) -> tuple[Row, ...]:
    """The session in rows of `row_length`."""
    length = row_length(timeline)
    time, inside = timeline.on(Track.TIME), timeline.on(Track.INSIDE)
    return tuple(
        _row(timeline, time, inside, Frames(start), Frames(min(length, timeline.frames - start)))
        for start in range(0, timeline.frames, length)
    )


def _row(timeline: Timeline, time: tuple[Event, ...], inside: tuple[Event, ...], start: Frames, frames: Frames) -> Row:
    end = Frames(start + frames)
    row = range(start, end)
    return Row(
        start=start,
        frames=frames,
        bars=tuple(_bars(time, start, end)),
        words=tuple(_bars(inside, start, end)),
        sections=tuple(
            piece
            for chapter in timeline.chapters
            for piece in _named(chapter.title, range(chapter.start, chapter.end), row, chapter.depth)
        ),
        backgrounds=tuple(
            piece
            for event in timeline.on(Track.SOUND)
            if isinstance(event.what, Underneath)
            for piece in _named(event.what.sound, range(event.start, event.end), row)
        ),
        bells=tuple(
            Frames(event.start - start)
            for event in time
            if isinstance(event.what, Struck) and start <= event.start < end
        ),
        landmarks=tuple(Frames(mark.frame - start) for mark in timeline.landmarks if start <= mark.frame < end),
    )


def _bars(events: tuple[Event, ...], start: Frames, end: Frames) -> Iterator[Bar]:
    for event in events:
        look = look_of(event)
        low, high = max(event.start, start), min(event.end, end)
        if look is not None and low < high:
            yield Bar(look=look, start=Frames(low - start), frames=Frames(high - low), whole=event.frames)


def _named(name: str, whole: range, row: range, depth: int = 0) -> Iterator[Named]:
    """The piece of a section or background that stands in a row; both as the frames that they own."""
    low, high = max(whole.start, row.start), min(whole.stop, row.stop)
    if low < high:
        start, frames = Frames(low - row.start), Frames(high - low)
        yield Named(name=name, start=start, frames=frames, depth=depth, begins=whole.start >= row.start)


def look_of(event: Event) -> Look | None:
    """What an event is seen as; None for what has no bar."""
    match event.what:
        case Spoken():
            return Look.SPEECH
        case Quiet(least=least, most=most):
            return Look.STILL if least == most else Look.SILENCE
        case Beat(kind=kind):
            return _SPANS[kind]
        case BreathBeat(part=part):
            return _BREATHS[part]
        case Moving():
            return Look.MOVE
        case Struck():
            return Look.WAIT
        case Recorded():
            return Look.PLAY
        case Toned() | Underneath():
            return None
