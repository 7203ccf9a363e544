"""What a listener sees and hears of a session at one moment."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from voiceguide.play.command import How
from voiceguide.timeline.timeline import Event, Spoken, Timeline, Track
from voiceguide.units import Decibels, Frames


class State(StrEnum):
    """What a player is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    TELLING = "telling"
    """Paused, while the player itself says something."""
    LOST = "lost"
    """The sound device is gone, and is being looked for."""
    WAITING = "waiting"
    """It has been gone for so long that the session counts as paused; it goes on by itself when sound is back."""
    ENDING = "ending"
    """Fading out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What there is to show now."""

    state: State
    position: Frames
    """Where the session is, as it is heard."""
    frames: Frames
    """How long the session is now."""
    place: Frames | None
    """The first frame of the phrase or beat that is heard; None before the session and in a closing of its own."""
    notice: str
    """What the last key did, for a while; empty if there is nothing to tell."""
    help: bool
    """Whether the keys are to be shown."""
    event: Event | None
    """What happens now on the track of time; None before the first and after the last event."""
    words: Event | None
    """What was said last, or is being said; None before the first words."""
    late: int
    """How often the device was served too late."""
    volume: Decibels
    """As the listener has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it ended."""

    how: How
    position: Frames
    """What was heard of the session."""
    volume: Decibels
    """As the listener left it."""
    late: int
    """How often a gap may have been heard because this machine was too slow; seldom more than 0."""


Show = Callable[[Moment], None]
"""Shows a moment; called up to twenty-five times a second."""


class Happenings:
    """Finds what happens at a moment."""

    def __init__(self, timeline: Timeline) -> None:
        self._events = timeline.on(Track.TIME)
        self._words = tuple(event for event in timeline.events if isinstance(event.what, Spoken))
        self._changes = tuple(sorted({event.start for event in (*self._events, *self._words)}))

    def event(self, position: Frames) -> Event | None:
        """What fills the time at `position`."""
        event = _last(self._events, position)
        return event if event is not None and position < event.end else None

    def next(self, position: Frames) -> Frames | None:
        """When something happens next after `position`; None if nothing does."""
        index = bisect_right(self._changes, position)
        return self._changes[index] if index < len(self._changes) else None

    def words(self, position: Frames) -> Event | None:
        """The last words that have begun."""
        return _last(self._words, position)


def _last(events: tuple[Event, ...], position: Frames) -> Event | None:
    index = bisect_right(events, position, key=lambda event: event.start)
    return events[index - 1] if index else None
