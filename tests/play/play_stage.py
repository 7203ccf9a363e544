"""A player on a stage: its clock is moved by hand, its device plays to nobody, its listener does what is planned."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from play_parts import QUIET, FakeClock, Grains, Listener, Plan, event, spoken, timeline

from voiceguide.play.device import Device, Opened
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.part import Guide, Part
from voiceguide.play.player import Ending, Player
from voiceguide.play.silent_device import Silent
from voiceguide.play.window import Mixing
from voiceguide.problems import Stop
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import RATE, Frames

P = ParamSpec("P")
T = TypeVar("T")

SESSION = timeline(
    10,
    event(spoken("Breathe in."), 0, 1),
    event(QUIET, 1, 3),
    event(spoken("Breathe out."), 4, 1),
    event(QUIET, 5, 5),
)


class AtOnce(Executor):
    """Works everything out when it is asked for."""

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        """Do it."""
        future: Future[T] = Future()
        try:
            future.set_result(work(*given, **named))
        except Stop as stop:
            future.set_exception(stop)
        return future


class Stage:
    """A player with everything around it."""

    def __init__(  # noqa: PLR0913  (every part can be another one)
        self,
        plan: Plan | None = None,
        *,
        start: float = 0.0,
        make: Callable[[FakeClock], Device] = Silent,
        mixer: Mixing | None = None,
        guide: Guide | None = None,
        first: Part | None = None,
        session: Timeline = SESSION,
    ) -> None:
        self.clock = FakeClock()
        self.listener = Listener(self._pass, plan or [])
        feed = Feed()
        device = make(self.clock)
        opened = Opened(name="test", device=device, output=device.open(feed.pull, Frames(0)), instead=None)
        self.loudspeaker = Loudspeaker(feed, opened, self.clock, aside=lambda work: work())
        self.player = Player(
            timeline=session,
            mixer=mixer or Grains(10 * RATE),
            feed=feed,
            loudspeaker=self.loudspeaker,
            keys=self.listener,
            show=self.listener.show,
            start=Frames(round(start * RATE)),
            guide=guide,
            first=first,
            aside=AtOnce(),
        )

    def _pass(self, seconds: float) -> None:
        self.clock.now += seconds

    def run(self) -> Ending:
        """Play it."""
        return self.player.run()

    @property
    def seconds(self) -> float:
        """How long it took by the clock."""
        return self.clock.now - 1000.0
