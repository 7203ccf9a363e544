"""Plays a session: keys and signals come in, moments go out, the device's own clock is the only clock."""

import os
import signal
from collections import deque
from typing import Final

from voiceguide.play.command import ENDS, Command, How
from voiceguide.play.device import Progress
from voiceguide.play.feed import PAUSE_FADE, QUIT_FADE, Feed
from voiceguide.play.filler import filled
from voiceguide.play.keys import Keys
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Ending, Happenings, Moment, Show, State
from voiceguide.play.noted import noted_signals
from voiceguide.play.places import Places
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Decibels, Frames, Milliseconds, frames_of, gain_of

__all__ = ["Ending", "Moment", "Player", "Show", "State"]

TICK_SECONDS: Final = 0.04
"""How long a moment lasts; captions keep time within it."""
DRAIN: Final = frames_of(Milliseconds(300))
"""Silence that must have been heard before a device is stopped, for stopping throws away what it still holds."""
SOFTEST: Final = Decibels(-40.0)
STEP: Final = Decibels(2.0)
"""One key press louder or softer; never louder than it was mixed."""


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
        self._mixer = mixer
        self._feed = feed
        self._loudspeaker = loudspeaker
        self._keys = keys
        self._show = show
        self._start = start
        self._places = Places(timeline)
        self._happenings = Happenings(timeline)
        self._state = State.PLAYING
        self._position = start
        self._begun = False
        """Whether any of it has been heard."""
        self._how = How.DONE
        self._volume = Decibels(0.0)
        self._wanted = True
        """Whether it plays as soon as it can again: after a lost device, after the shell has had the terminal."""
        self._asleep = False
        """The loudspeaker rests."""
        self._suspending = False
        self._hurried = False
        self._unshown: OSError | None = None
        self._late_before = 0

    def run(self) -> Ending:
        """Play to the end, or until it is told to end.

        The terminal, the signals and the loudspeaker are given back on every way out.

        Raises:
            OSError: Showing failed; it was raised when the sound had faded out.
        """
        self._feed.play(self._mixer, self._start)
        try:
            with filled(self._feed) as failed, noted_signals() as signals:
                self._keys.take()
                progress = self._loudspeaker.progress()
                self._late_before = progress.late
                while not self._over(progress):
                    failed()
                    self._tell(progress)
                    self._listen(signals)
                    while self._feed.fill():
                        pass
                    progress = self._loudspeaker.progress()
                    self._follow(progress)
        finally:
            self._keys.give_back()
            self._loudspeaker.close()
        if self._unshown is not None:
            raise self._unshown
        return Ending(how=self._how, position=self._position, late=self._late(progress))

    def _over(self, progress: Progress) -> bool:
        if self._state is not State.ENDING:
            return False
        return self._hurried or self._asleep or progress.lost or self._feed.quiet(progress.heard) >= DRAIN

    def _listen(self, signals: deque[Command]) -> None:
        for command in self._keys.wait(TICK_SECONDS):
            self._do(command)
        while signals:
            self._do(signals.popleft())

    def _do(self, command: Command) -> None:
        if command in ENDS:
            self._hurried = self._state is State.ENDING
            self._end(ENDS[command])
        elif self._state is not State.ENDING:
            self._steer(command)

    def _steer(self, command: Command) -> None:
        match command:
            case Command.SUSPEND:
                self._suspending = True
                if self._state is State.PLAYING:
                    self._pause()
                    self._wanted = True
            case Command.LOUDER | Command.SOFTER:
                step = STEP if command is Command.LOUDER else -STEP
                self._volume = Decibels(min(0.0, max(SOFTEST, self._volume + step)))
                self._feed.volume(gain_of(self._volume))
            case _ if self._state is State.LOST:
                self._wanted = not self._wanted  # it is not heard now; when it can be, it will be, or will not
            case Command.AGAIN:
                self._go_on(self._places.before(self._position))
            case Command.NEXT:
                following = self._places.after(self._position)
                if following is not None:
                    self._go_on(following)
            case _ if self._state is State.PLAYING:
                self._pause()
            case _:
                self._go_on(self._places.current(self._position))

    def _pause(self) -> None:
        self._feed.hush(PAUSE_FADE)
        self._state = State.PAUSED
        self._wanted = False

    def _go_on(self, position: Frames) -> None:
        self._feed.play(self._mixer, position, wake=self._asleep)
        if self._asleep:
            self._loudspeaker.wake()
        self._asleep = False
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
        elif progress.lost and self._state is not State.ENDING:
            self._state = State.LOST
            self._feed.hush(Frames(0))
        elif not progress.lost:
            self._begun = self._begun or self._feed.sounds(self._mixer, progress.heard)
            if self._begun:  # before that, what is heard is still what this feed played before
                self._position = self._feed.position(progress.heard)
            if self._state is State.PLAYING and self._position >= self._mixer.frames:
                self._end(How.DONE, Frames(0))
            if self._state is State.PAUSED and not self._asleep and self._feed.quiet(progress.heard) >= DRAIN:
                self._loudspeaker.rest()
                self._asleep = True
        if self._suspending and (self._asleep or self._state is State.LOST):
            self._suspend()

    def _found(self) -> None:
        """Go on with what was lost, or stay paused if that was asked meanwhile."""
        self._state = State.PAUSED
        if self._wanted:
            self._feed.play(self._mixer, self._places.current(self._position), wake=True)
            self._state = State.PLAYING

    def _suspend(self) -> None:
        """Stop, as the shell expects, until it lets this process go on."""
        self._suspending = False
        self._keys.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._keys.take()
        if self._wanted and self._state is State.PAUSED:
            self._go_on(self._places.current(self._position))

    def _tell(self, progress: Progress) -> None:
        if self._unshown is not None or self._how is How.HUNG_UP:
            return
        moment = Moment(
            state=self._state,
            position=self._position,
            event=self._happenings.event(self._position),
            words=self._happenings.words(self._position),
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
