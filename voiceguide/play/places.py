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

RUN_UP: Final = Frames(80 * FRAMES_PER_MILLISECOND)
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
        return self._run_up(self._index(position))

    def start(self, position: Frames) -> Frames:
        """The first frame of what is heard at `position`, which counts from its very beginning; 0 before the first."""
        index = bisect_right(self.starts, position) - 1
        return self.starts[index] if index > 0 else Frames(0)

    def before(self, position: Frames) -> Frames:
        """Where to begin to hear what comes before what is heard at `position`."""
        return self._run_up(self._index(position) - 1)

    def after(self, position: Frames) -> Frames | None:
        """Where the next place begins; None after the last one."""
        index = self._index(position) + 1
        return self._run_up(index) if index < len(self.starts) else None

    def _index(self, position: Frames) -> int:
        return bisect_right(self.starts, position + RUN_UP) - 1

    def _run_up(self, index: int) -> Frames:
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
