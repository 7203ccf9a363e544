"""Captions: every spoken line with the time for which it is shown.

    spoken   |--Breathe in.--|            |--Breathe out.--|
    shown    |--Breathe in.------|        |--Breathe out.------|     a little longer, for who reads slowly
    close    |--One.--|  |--Two.--|
    shown    |--One.-----|--Two.------|                             but never over the next

A line begins with its first audible frame. A sentence that is longer than two rows is shown in parts, each from where
its words are heard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from voiceguide.export.breaks import onset_near
from voiceguide.export.piece import Piece
from voiceguide.export.wrapping import columns, one_line, pages
from voiceguide.problems import Stop
from voiceguide.sound.clip import Clip
from voiceguide.timeline.timeline import Event, Spoken, Timeline
from voiceguide.units import Frames, Milliseconds, frames_of

HOLD: Final = frames_of(Milliseconds(1000))
"""A line stays so long after it was heard."""

SIGN: Final = frames_of(Milliseconds(60))
"""A line is shown at least so long for each of its columns: 17 a second can be read without haste."""

BLINK: Final = frames_of(Milliseconds(500))
"""A shorter while without words would be a flicker: the line stays until the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is shown at a time."""

    start: Frames
    """From the beginning of the file."""
    end: Frames
    rows: tuple[str, ...]
    """One or two."""
    role: str
    """Who speaks, one of the script's roles; empty for the narrator."""
    event: Event

    @property
    def text(self) -> str:
        """On one row."""
        return " ".join(self.rows)


class NothingSaid(Stop):
    """There are no words that could be shown."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(
            f"There are no captions for {piece.session.title}: nothing is spoken in what is to be written.",
            "Ask for another format, or begin earlier.",
        )


def captions(piece: Piece) -> tuple[Caption, ...]:
    """All captions of a piece, in its own time; never two at once. Raises NothingSaid."""
    parts = [part for event in spoken(piece.timeline, piece.start) for part in _parts(event, piece)]
    if not parts:
        raise NothingSaid(piece)
    ends = [*(part.start for part in parts[1:]), piece.frames]
    return tuple(_held(part, end) for part, end in zip(parts, ends, strict=True))


def spoken(timeline: Timeline, start: Frames = Frames(0)) -> tuple[Event, ...]:
    """The words that are heard from `start` on, in order."""
    heard = (event for event in timeline.events if isinstance(event.what, Spoken) and event.frames)
    return tuple(sorted((event for event in heard if event.start >= start), key=lambda event: event.start))


def _parts(event: Event, piece: Piece) -> Iterator[Caption]:
    """A spoken line as it is shown: at once, or one part after another; each ends with its words."""
    if not isinstance(event.what, Spoken):
        return
    phrase, shown = event.what.phrase, pages(one_line(event.what.text))
    begin = event.start - piece.start
    cuts = [0, *(_cuts(shown, event.frames, piece.clip_of(phrase)) if len(shown) > 1 else ()), event.frames]
    for rows, first, end in zip(shown, cuts, cuts[1:], strict=False):
        yield Caption(start=Frames(begin + first), end=Frames(begin + end), rows=rows, role=phrase.speaker, event=event)


def _cuts(shown: list[tuple[str, ...]], frames: Frames, clip: Clip) -> Iterator[int]:
    """Where parts begin, but the first: after a pause in the words, else where their share of the letters begins."""
    letters = [columns(" ".join(rows)) + 1 for rows in shown]
    before = 0
    for share in list(accumulate(letters))[:-1]:
        guess = frames * share // sum(letters)
        heard = onset_near(clip, Frames(guess))
        before = heard if before < heard < frames else max(guess, before + 1)
        yield before


def _held(caption: Caption, latest: Frames) -> Caption:
    """A line is shown on after it was heard, until `latest` at most."""
    readable = caption.start + SIGN * columns(caption.text)
    end = max(caption.end + HOLD, readable)
    return replace(caption, end=Frames(latest if end + BLINK > latest else end))
