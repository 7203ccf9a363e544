"""Plays a session: keys and signals come in, moments go out, the device's own clock is the only clock."""

import os
import signal
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from threading import Event as Flag
from threading import Thread
from types import FrameType
from typing import Final

from voiceguide.play.command import ENDS, Command, How
from voiceguide.play.device import Progress
from voiceguide.play.feed import PAUSE_FADE, QUIT_FADE, Feed
from voiceguide.play.keys import Keys
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.places import Places
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Event, Spoken, Timeline, Track
from voiceguide.units import Frames, Milliseconds, frames_of

TICK_SECONDS: Final = 0.04
"""How long a moment lasts; captions keep time within it."""
DRAIN: Final = frames_of(Milliseconds(300))
"""Silence that must have been heard before a device is stopped, for stopping throws away what it still holds."""

_SIGNALS: Final = {
    "SIGINT": Command.INTERRUPT,
    "SIGTERM": Command.TERMINATE,
    "SIGHUP": Command.HANG_UP,
    "SIGTSTP": Command.SUSPEND,
}
"""By name, for not every system has all."""


class State(StrEnum):
    """What a player is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    LOST = "lost"
    """The sound device is gone, and is being looked for."""
    ENDING = "ending"
    """Fading out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What there is to show now."""

    state: State
    position: Frames
    """Where the session is, as it is heard."""
    event: Event | None
    """What happens now on the track of time; None before the first and after the last event."""
    words: Event | None
    """What was said last, or is being said; None before the first words."""
    late: int
    """How often the device was served too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it ended."""

    how: How
    position: Frames
    """What was heard of the session."""
    late: int
    """How often a gap was heard because this machine was too slow; seldom more than 0."""


Show = Callable[[Moment], None]
"""Shows a moment; called some twenty-five times a second."""


class Player:
    """Plays one timeline once, from `start` on.

    The feed and the loudspeaker come open, so that a device may wake up while the session is still being made ready.
    """

    def __init__(  # noqa: PLR0913  (every part can be replaced by a test's)
        self,
        *,
        timeline: Timeline,
        mixer: Mixing,
        feed: Feed,
        loudspeaker: Loudspeaker,
        keys: Keys,
        show: Show,
        start: Frames = Frames(0),
    ) -> None:
        self._timeline = timeline
        self._mixer = mixer
        self._feed = feed
        self._loudspeaker = loudspeaker
        self._keys = keys
        self._show = show
        self._start = start
        self._places = Places(timeline)
        self._events = timeline.on(Track.TIME)
        self._words = tuple(event for event in timeline.events if isinstance(event.what, Spoken))
        self._signalled: deque[Command] = deque()
        self._state = State.PLAYING
        self._position = start
        self._how = How.DONE
        self._asleep = False
        self._wanted = True
        """Whether it plays again as soon as it can: after a lost device, after the shell has had the terminal."""
        self._suspending = False
        self._unshown: OSError | None = None
        self._late_before = 0

    def run(self) -> Ending:
        """Play to the end, or until it is told to end.

        The terminal, the signals and the loudspeaker are as before on every way out.
        """
        self._feed.play(self._mixer, self._start)
        try:
            with _filled(self._feed) as failed, self._listening():
                progress = self._loudspeaker.progress()
                self._late_before = progress.late
                while not self._over(progress):
                    failed()
                    self._tell(progress)
                    self._listen()
                    while self._feed.fill():
                        pass
                    progress = self._loudspeaker.progress()
                    self._follow(progress)
        finally:
            self._loudspeaker.close()
        if self._unshown is not None:
            raise self._unshown
        return Ending(how=self._how, position=self._position, late=self._late(progress))

    def _over(self, progress: Progress) -> bool:
        if self._state is not State.ENDING:
            return False
        return self._asleep or progress.lost or self._feed.quiet(progress.heard) >= DRAIN

    def _listen(self) -> None:
        commands = [*self._keys.wait(TICK_SECONDS)]
        while self._signalled:
            commands.append(self._signalled.popleft())
        for command in commands:
            self._do(command)

    def _do(self, command: Command) -> None:
        if command in ENDS:
            self._asleep = self._asleep or self._state is State.ENDING  # twice: at once
            self._end(ENDS[command])
        elif self._state is State.ENDING:
            return
        elif command is Command.SUSPEND:
            self._suspending = True
            if self._state is State.PLAYING:
                self._pause()
                self._wanted = True
        elif self._state is State.PLAYING:
            self._pause()
        elif self._state is State.PAUSED:
            self._go_on()
        else:
            self._wanted = not self._wanted  # it is not heard now, but will be, or will not

    def _pause(self) -> None:
        self._feed.hush(PAUSE_FADE)
        self._state = State.PAUSED
        self._wanted = False

    def _go_on(self) -> None:
        self._again(wake=self._asleep)
        if self._asleep:
            self._loudspeaker.wake()
        self._asleep = False

    def _again(self, *, wake: bool) -> None:
        """Play from the beginning of what was heard last."""
        self._feed.play(self._mixer, self._places.current(self._position), wake=wake)
        self._state = State.PLAYING
        self._wanted = True

    def _end(self, how: How, fade: Frames = QUIT_FADE) -> None:
        self._feed.hush(fade)
        self._how = how
        self._state = State.ENDING

    def _follow(self, progress: Progress) -> None:
        if self._state is State.LOST:
            if not progress.lost:
                self._found()
            return
        if progress.lost:
            if self._state is not State.ENDING:
                self._state = State.LOST
                self._feed.hush(Frames(0))
            return
        self._position = self._feed.position(progress.heard)
        if self._state is State.PLAYING and self._position >= self._mixer.frames:
            self._end(How.DONE, Frames(0))
        if self._state is State.PAUSED and not self._asleep and self._feed.quiet(progress.heard) >= DRAIN:
            self._loudspeaker.rest()
            self._asleep = True
        if self._suspending and self._asleep:
            self._suspend()

    def _found(self) -> None:
        """Go on where it was lost, or stay paused if that was asked meanwhile."""
        self._state = State.PAUSED
        if self._wanted:
            self._again(wake=True)

    def _suspend(self) -> None:
        """Stop, as the shell expects, until it lets this process go on."""
        self._suspending = False
        self._keys.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._keys.take()
        if self._wanted:
            self._go_on()

    def _tell(self, progress: Progress) -> None:
        if self._unshown is not None or self._how is How.HUNG_UP:
            return
        moment = Moment(
            state=self._state,
            position=self._position,
            event=self._happening(),
            words=_last(self._words, self._position),
            late=self._late(progress),
        )
        try:
            self._show(moment)
        except OSError as error:  # nobody reads: it still ends with a fade
            self._unshown = error
            self._end(How.HUNG_UP)

    def _late(self, progress: Progress) -> int:
        """Gaps since it plays; what was late while the session was being made ready nobody heard."""
        return progress.late - self._late_before + self._feed.starved

    def _happening(self) -> Event | None:
        event = _last(self._events, self._position)
        return event if event is not None and self._position < event.end else None

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Take the keys and the signals, and give them back."""

        def note(number: int, _frame: FrameType | None) -> None:
            self._signalled.append(_SIGNALS[signal.Signals(number).name])

        numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        before = [(number, signal.signal(number, note)) for number in numbers]
        try:
            self._keys.take()
            yield
        finally:
            self._keys.give_back()
            for number, handler in before:
                signal.signal(number, handler)


def _last(events: tuple[Event, ...], position: Frames) -> Event | None:
    index = bisect_right(events, position, key=lambda event: event.start)
    return events[index - 1] if index else None


@contextmanager
def _filled(feed: Feed) -> Iterator[Callable[[], None]]:
    """Keep the feed filled by a thread too, for the loop may be held up by a terminal that was stopped with Ctrl-S.

    Gives a function that raises what went wrong there.
    """
    stopped = Flag()
    failures: list[Exception] = []

    def work() -> None:
        try:
            while not stopped.is_set():
                if not feed.fill():
                    stopped.wait(0.2)
        except Exception as error:  # noqa: BLE001  (whatever it is, the loop raises it)
            failures.append(error)

    def failed() -> None:
        if failures:
            raise failures[0]

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield failed
    finally:
        stopped.set()
        thread.join()
