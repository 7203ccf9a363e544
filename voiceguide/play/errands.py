"""What is worked out beside the player, so that no key has to wait for it."""

from collections import deque
from concurrent.futures import Executor, Future

from voiceguide.play.command import Command
from voiceguide.play.part import Change, Guide, Part
from voiceguide.problems import Stop
from voiceguide.units import Frames


class Errands:
    """Orders for a guide, one after another, in a thread of their own."""

    def __init__(self, guide: Guide, executor: Executor) -> None:
        self._guide = guide
        self._executor = executor
        self._orders: deque[Command] = deque()
        self._working: Future[Change] | None = None
        self._still = False
        """Whether nothing played when it was given to be worked out."""
        self._closing: Future[Part | None] | None = None

    def order(self, command: Command) -> None:
        """Let a change be worked out when those before it are done."""
        self._orders.append(command)

    def due(self, late: Frames) -> Command | None:
        """What the guide must do by itself, as long as nothing else is worked out."""
        if self._orders or self._working is not None or self._closing is not None:
            return None
        return self._guide.due(late)

    def change(self, now: Frames, late: Frames, *, still: bool) -> Change | str | None:
        """The change that is ready, until it is kept; why there is none, told once; or nothing yet.

        It is worked out for `now`, and again if it is not ready before `late`, the first frame that can still change,
        or if the session was `still` then and plays now, or the other way round.
        """
        if self._working is None and self._orders:
            self._still = still
            self._working = self._executor.submit(self._guide.change, self._orders[0], now, still=still)
        if self._working is None or not self._working.done():
            return None
        try:
            change = self._working.result()
        except Stop as stop:
            self._next()
            return stop.message
        if change.now < late or still is not self._still:
            self._working = None
            return None
        return change

    def keep(self, change: Change) -> None:
        """Note that a change plays, and go on to the next order."""
        self._guide.keep(change)
        self._next()

    def end(self, position: Frames) -> None:
        """Let the closing be worked out for a listener who ends at `position`; nothing else is of interest then."""
        self._orders.clear()
        self._working = None
        self._closing = self._executor.submit(self._guide.closing, position)

    def ended(self) -> bool:
        """Whether the closing is ready."""
        return self._closing is not None and self._closing.done()

    def closing(self) -> Part | None:
        """The closing, once; None if there is nothing to be said. Raises what working it out raised."""
        closing, self._closing = self._closing, None
        return closing.result() if closing is not None else None

    def _next(self) -> None:
        self._orders.popleft()
        self._working = None
