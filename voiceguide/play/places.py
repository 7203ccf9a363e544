"""Where a session can be taken up again: at the beginning of a phrase, a span or a breath, never in the middle."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Recorded,
    Role,
    Spoken,
    Struck,
    Timeline,
    Track,
)
from voiceguide.units import FRAMES_PER_MILLISECOND, Frames

if TYPE_CHECKING:
    from voiceguide.problems import Source

RUN_UP: Final = Frames(120 * FRAMES_PER_MILLISECOND)
"""Playing begins so long before a place, so that the fade in is over at its first sound."""


class Places:
    """The beginnings of a session, in order.

        |--say--|-silence-|--lead--|----hold----|-in-|-out-|-in-|-out-|
        ^place            ^place                ^place     ^place

    A silence belongs to what was said before it, a span to its lead-in, a phase to its whole breath.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.starts: tuple[Frames, ...] = tuple(_starts(timeline.on(Track.TIME)))
        """First frames, ascending."""

    def current(self, position: Frames) -> Frames:
        """Where to begin to hear again what is heard at `position`; 0 before the first place."""
        index = bisect_right(self.starts, position) - 1
        return Frames(max(0, self.starts[index] - RUN_UP)) if index > 0 else Frames(0)


def _starts(events: tuple[Event, ...]) -> Iterator[Frames]:
    led = False
    breathing: tuple[Source, int, str, int] | None = None
    for event in events:
        match event.what:
            case BreathBeat(cycle=cycle):
                breath = (event.source, event.round, event.side, cycle)
                if breath != breathing and not led:
                    yield event.start
                breathing, led = breath, False
            case Beat():
                if not led:
                    yield event.start
                breathing, led = None, False
            case Spoken(role=role):
                yield event.start
                breathing, led = None, role is Role.LEAD
            case Struck() | Recorded():
                yield event.start
                breathing, led = None, False
            case _:
                pass  # silence, and time to move, belong to the words before
