"""Plays a session: keys and signals come in, moments go out, the device's own clock is the only clock."""

import os
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from errno import EIO
from typing import Final

from voiceguide.play.command import CHANGES, ENDS, Command, How, Order, Seek, Turn
from voiceguide.play.device import Progress
from voiceguide.play.errands import Errands
from voiceguide.play.feed import END_FADE, QUIT_FADE, Feed
from voiceguide.play.filler import filled
from voiceguide.play.keys import Keys
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Ending, Moment, Show, State
from voiceguide.play.noted import noted_signals
from voiceguide.play.notices import Notices, Twice
from voiceguide.play.part import Guide, Part
from voiceguide.play.transport import AWAY, Transport
from voiceguide.play.volume import LOUDEST, Volume
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Decibels, Frames, Milliseconds, frames_of

__all__ = ["Ending", "Moment", "Player", "Show", "State"]

TICK_SECONDS: Final = 0.04
"""How long a moment lasts, unless something happens sooner; so long a key of the desktop or a signal may wait."""
TICKS: Final = 3
"""So many are one moment while a session simply plays: most of the processor's time would go into looking."""
LEAST_SECONDS: Final = 0.004
"""No moment is shorter."""
AHEAD: Final = frames_of(Milliseconds(1000))
"""A change is worked out for so long after what the device has been given, for it takes its time."""


class Player:
    """Plays one session once, from `start` on, changed on the way by whoever knows it.

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
        guide: Guide | None = None,
        first: Part | None = None,
        volume: Decibels = LOUDEST,
        aside: Executor | None = None,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        """Nothing is heard yet.

        Args:
            timeline: what is played.
            mixer: its sound.
            feed: what feeds the loudspeaker.
            loudspeaker: what is heard.
            keys: where commands come from.
            show: where moments go.
            start: where it begins.
            guide: changes it; without one nothing can be changed, and there is no closing.
            first: what is played before it.
            volume: how loud it begins.
            aside: works out changes; a thread where there is none.
            give_way: called before the terminal is handed back to the shell for a while.
        """
        self._feed = feed
        self._loudspeaker = loudspeaker
        self._keys = keys
        self._show = show
        self._give_way = give_way
        self._main = Part(timeline=timeline, mixer=mixer)
        self._start, self._first = start, first
        self._aside = aside or ThreadPoolExecutor(1, "changes")
        self._errands = None if guide is None else Errands(guide, self._aside)
        self._volume = Volume(feed, volume)
        self._notify = Notices(loudspeaker.now)
        self._quits, self._asks = Twice(loudspeaker.now), Twice(loudspeaker.now)
        self._how = How.DONE
        self._help = self._hurried = self._suspending = False
        self._landing: Frames | None = None
        """Where the listener was who ends kindly; None as long as nobody does."""
        self._unshown: OSError | None = None
        self._late_before = 0

    def run(self) -> Ending:
        """Play to the end, or until it is told to end.

        The terminal, the signals and the loudspeaker are given back on every way out.

        Raises:
            OSError: Showing failed; it was raised when the sound had faded out.
        """
        transport = Transport(self._feed, self._loudspeaker, self._main, self._start, self._first)
        try:
            with filled(self._feed) as failed, noted_signals() as signals:
                self._keys.take()
                progress = self._loudspeaker.progress()
                self._late_before = progress.late
                while not (transport.over(progress) or (self._hurried and transport.state is State.ENDING)):
                    failed()
                    self._tell(transport, progress)
                    self._listen(transport, signals)
                    self._run_errands(transport)
                    while self._feed.fill():
                        pass
                    progress = self._loudspeaker.progress()
                    self._follow(transport, progress)
        finally:
            self._keys.give_back()
            self._loudspeaker.close()
            self._aside.shutdown(wait=False, cancel_futures=True)
        if self._unshown is not None:
            raise self._unshown
        late = self._late(progress)
        position = transport.shown()[0] if self._landing is None else self._landing
        return Ending(how=self._how, position=position, volume=self._volume.level, late=late)

    def _listen(self, transport: Transport, signals: deque[Command]) -> None:
        left = max(LEAST_SECONDS, transport.due())
        commands: tuple[Order, ...] = ()
        for _ in range(TICKS if transport.state is State.PLAYING else 1):
            commands = self._keys.wait(min(TICK_SECONDS, left))
            left -= TICK_SECONDS
            if commands or signals or left <= 0:
                break
        for command in commands:
            self._do(transport, command)
        while signals:
            self._do(transport, signals.popleft())

    def _do(self, transport: Transport, command: Order) -> None:
        if isinstance(command, Turn):
            self._notify(self._volume.turn_to(command.level))
        elif isinstance(command, Seek):
            if self._landing is None and transport.state is not State.ENDING:
                transport.seek(command.position)
        elif command in ENDS:
            self._hurried = transport.state is State.ENDING
            self._end(transport, ENDS[command])
        elif transport.state is State.ENDING:
            pass
        elif command in CHANGES:
            if self._errands is not None and self._landing is None and not transport.before:
                self._errands.order(command)
        else:
            self._steer(transport, command)

    def _steer(self, transport: Transport, command: Command) -> None:
        match command:
            case Command.SUSPEND:
                self._suspending = True
                transport.stand()
            case Command.LOUDER | Command.SOFTER:
                self._notify(self._volume.turn(louder=command is Command.LOUDER))
            case Command.HELP if self._asks():
                self._say_keys(transport)
            case Command.HELP:
                self._help = not self._help
            case Command.QUIT if self._quits():
                self._end(transport, How.INTERRUPTED)
            case Command.QUIT:
                self._notify("Press it again to quit.")
            case Command.END:
                self._land(transport)
            case Command.PAUSE | Command.HOLD | Command.GO_ON:
                transport.hold_or_go_on(command)
            case _:
                transport.jump(command)

    def _say_keys(self, transport: Transport) -> None:
        """Show the keys and have them said, while the session waits."""
        self._help = True
        if self._errands is not None and self._landing is None and transport.state not in AWAY:
            transport.stand()
            self._errands.order(Command.KEYS)

    def _land(self, transport: Transport) -> None:
        """Fade out, and then the closing."""
        if self._errands is None:
            transport.end(END_FADE)
        elif self._landing is None:
            self._landing = self._start if transport.before else transport.position
            transport.fall_silent()
            self._errands.end(self._landing)
            transport.before = False

    def _run_errands(self, transport: Transport) -> None:
        """Let what was ordered be worked out, and play it when it is."""
        if self._errands is None or transport.state is State.ENDING or self._suspending:
            return
        if self._errands.ended():
            transport.close_with(self._errands.closing())
        late, plays = transport.ahead(), transport.state is State.PLAYING
        if self._landing is None and not transport.before and (command := self._errands.due(late)) is not None:
            self._do(transport, command)
        change = self._errands.change(Frames(late + AHEAD if plays else late), late, still=not plays)
        if isinstance(change, str):
            self._notify(change)
            transport.stand_no_more()
        elif change is not None and (change.part is None or transport.change(change.part)):
            self._errands.keep(change)
            if change.notice:
                self._notify(change.notice)
            if change.told is not None:
                transport.tell(change.told)

    def _end(self, transport: Transport, how: How) -> None:
        self._how = how
        transport.end(QUIT_FADE)

    def _follow(self, transport: Transport, progress: Progress) -> None:
        if transport.follow(progress):
            self._do(transport, Command.BACK)
        if self._suspending and (transport.asleep or transport.state in AWAY):
            self._suspend(transport)

    def _suspend(self, transport: Transport) -> None:
        """Stop, as the shell expects, until it lets this process go on."""
        self._suspending = False
        self._keys.give_back()
        self._give_way()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._keys.take()
        transport.stand_no_more()

    def _tell(self, transport: Transport, progress: Progress) -> None:
        if self._unshown is not None or self._how is How.HUNG_UP:
            return
        shown, frames = transport.shown()
        moment = Moment(
            state=transport.state,
            position=shown,
            frames=frames,
            place=None if transport.before or self._landing is not None else transport.place(),
            notice=self._notify.text,
            help=self._help,
            event=transport.event(),
            words=transport.words(),
            late=self._late(progress),
            volume=self._volume.level,
        )
        try:
            self._show(moment)
        except OSError as error:  # nobody reads: it still ends with a fade
            self._unshown = None if error.errno == EIO else error  # that one says that the terminal was closed
            self._end(transport, How.HUNG_UP)

    def _late(self, progress: Progress) -> int:
        """Gaps since it plays; what was late while the session was being made ready nobody heard."""
        return progress.late - self._late_before + self._feed.starved
