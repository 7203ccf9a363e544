"""The player, by a clock that is moved by hand and a device that plays to nobody."""

import os
import signal
from itertools import pairwise

import pytest
from play_parts import QUIET, FakeClock, Grains, Listener, Plan, event, idle, spoken, timeline

from voiceguide.play.command import Command, How
from voiceguide.play.device import DeviceUnavailable, Opened, Output, Progress, Pull
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import Ending, Moment, Player, State
from voiceguide.play.silent_device import Silent
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames

SESSION = timeline(
    10,
    event(spoken("Breathe in."), 0, 1),
    event(QUIET, 1, 3),
    event(spoken("Breathe out."), 4, 1),
    event(QUIET, 5, 5),
)


class Stage:
    """A player with everything around it."""

    def __init__(self, plan: Plan | None = None, start: float = 0.0, device: "Silent | Fragile | None" = None) -> None:
        self.clock = FakeClock()
        self.listener = Listener(self._pass, plan or [])
        feed = Feed()
        device = device or Silent(self.clock)
        if isinstance(device, Fragile):
            device.silent = Silent(self.clock)
        opened = Opened(name="test", device=device, output=device.open(feed.pull, Frames(0)), instead=None)
        self.loudspeaker = Loudspeaker(feed, opened, self.clock, aside=lambda work: work())
        self.player = Player(
            timeline=SESSION,
            mixer=Grains(10 * RATE),
            feed=feed,
            loudspeaker=self.loudspeaker,
            keys=self.listener,
            show=self.listener.show,
            start=Frames(round(start * RATE)),
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


class Fragile:
    """A device that is lost at one moment, and comes back at the third attempt."""

    def __init__(self, dies_at: float) -> None:
        self.dies_at = round(dies_at * RATE)
        self.attempts = 0
        self.silent = Silent()

    @property
    def about(self) -> str:
        """What it is."""
        return "a device that breaks"

    def trouble(self) -> DeviceUnavailable | None:
        """None."""
        return None

    def open(self, pull: Pull, first: Frames) -> "Output | FragileOutput":
        """Open it: it breaks the first time, and is not there the next two."""
        self.attempts += 1
        if self.attempts == 1:
            return FragileOutput(self.silent.open(pull, first), self.dies_at)
        if self.attempts <= 3:
            message = "It is not there."
            raise DeviceUnavailable(message)
        return self.silent.open(pull, first)


class FragileOutput:
    """Works until it dies."""

    def __init__(self, output: Output, dies_at: int) -> None:
        self._output = output
        self._dies_at = dies_at

    def progress(self) -> Progress:
        """Where it is, or was."""
        progress = self._output.progress()
        lost = progress.heard >= self._dies_at
        return Progress(heard=progress.heard, late=2 if lost else 0, lost=lost)

    def rest(self) -> None:
        """Stop."""
        self._output.rest()

    def wake(self) -> None:
        """Go on."""
        self._output.wake()

    def close(self) -> None:
        """End."""
        self._output.close()


class Broken(Grains):
    """A mixer that cannot go on."""

    def read(self, count: int) -> Samples:
        """Fail."""
        raise MemoryError(count)


def seconds(moment: Moment) -> float:
    """Where the session was at that moment."""
    return moment.position / RATE


def test_a_session_is_played_to_its_end() -> None:
    """It takes its length, the 300 ms that wake the loudspeaker and the 300 ms after which nothing is left in it."""
    stage = Stage()
    ending = stage.run()

    assert ending == Ending(how=How.DONE, position=Frames(10 * RATE), late=0)
    assert stage.seconds == pytest.approx(0.3 + 10 + 0.3, abs=0.15)


def test_words_are_shown_when_they_are_heard() -> None:
    """Each moment tells what happens, and what was said last, as heard."""
    stage = Stage()
    stage.run()
    told = {moment.words.what.text: seconds(moment) for moment in reversed(stage.listener.moments) if moment.words}  # type: ignore[union-attr]

    assert told["Breathe in."] == 0
    assert told["Breathe out."] == pytest.approx(4, abs=0.05)
    assert stage.listener.moments[-1].event is None


def test_it_begins_where_it_is_told() -> None:
    """With `start` what lies before is not played."""
    stage = Stage(start=6.0)
    ending = stage.run()

    assert stage.seconds == pytest.approx(0.3 + 4 + 0.3, abs=0.15)
    assert ending.position == 10 * RATE


def test_a_pause_goes_on_with_the_phrase_that_was_heard_last() -> None:
    """After a pause in a silence the words before it are heard again."""
    stage = Stage([(6.0, Command.PAUSE), *idle(6.0, 3), (6.0, Command.PAUSE)])
    ending = stage.run()
    positions = [moment.position for moment in stage.listener.moments]
    back = [after for before, after in pairwise(positions) if after < before]

    assert ending.how is How.DONE
    assert back == [pytest.approx(4 * RATE - RUN_UP, abs=0.1 * RATE)]
    assert State.PAUSED in {moment.state for moment in stage.listener.moments}


def jumps(stage: Stage) -> list[float]:
    """Where the session went on after each step back or far ahead, in seconds."""
    positions = [moment.position for moment in stage.listener.moments]
    return [after / RATE for before, after in pairwise(positions) if not 0 <= after - before < RATE // 2]


def test_a_phrase_can_be_heard_again() -> None:
    """Later than two seconds after its beginning it is said again; sooner, the one before."""
    late, soon = Stage([(6.5, Command.AGAIN)]), Stage([(5.0, Command.AGAIN)])

    assert late.run().how is How.DONE
    assert soon.run().how is How.DONE
    assert jumps(late) == [pytest.approx(4 - RUN_UP / RATE, abs=0.1)]
    assert jumps(soon) == [pytest.approx(0, abs=0.1)]


def test_a_phrase_can_be_left_out() -> None:
    """The next one follows at once; after the last one nothing is left out."""
    stage = Stage([(1.0, Command.NEXT), (8.0, Command.NEXT)])

    assert stage.run().position == 10 * RATE
    assert jumps(stage) == [pytest.approx(4 - RUN_UP / RATE, abs=0.1)]


def test_louder_is_never_louder_than_it_was_mixed() -> None:
    """Softer and louder again ends at full level, and a key press more changes nothing."""
    stage = Stage([(1.0, Command.SOFTER), *idle(1.0, 5), (1.0, Command.LOUDER), (1.0, Command.LOUDER)])
    stage.run()

    assert stage.player._volume == 0.0
    assert stage.player._feed._volume.after == 1.0


def test_a_long_pause_lets_the_device_sleep() -> None:
    """It rests when silence has been heard, and the session stands still."""
    stage = Stage([(2.0, Command.PAUSE), *idle(2.0, 99), (2.0, Command.PAUSE)])
    stage.run()
    paused = [moment for moment in stage.listener.moments if moment.state is State.PAUSED]

    assert len(paused) > 90
    assert paused[-1].position == pytest.approx(2.08 * RATE, abs=0.1 * RATE)
    assert stage.seconds == pytest.approx(0.3 + 2 + 4 + 0.3 + 10 + 0.3, abs=0.5)


@pytest.mark.parametrize(
    ("number", "how"),
    [
        (signal.SIGINT, How.INTERRUPTED),
        (signal.SIGTERM, How.TERMINATED),
        (signal.SIGHUP, How.HUNG_UP),
    ],
)
def test_a_signal_ends_it_with_a_fade(number: signal.Signals, how: How) -> None:
    """The fade takes 300 ms; then the signal means again what it meant before."""
    before = signal.getsignal(number)
    stage = Stage([(3.0, lambda: os.kill(os.getpid(), number))])
    ending = stage.run()

    assert ending.how is how
    assert ending.position == pytest.approx(3.3 * RATE, abs=0.15 * RATE)
    assert signal.getsignal(number) is before


def test_the_second_interrupt_ends_it_at_once() -> None:
    """Who presses Ctrl-C twice does not wait."""
    stage = Stage([(3.0, Command.INTERRUPT), (3.0, Command.INTERRUPT)])
    ending = stage.run()

    assert ending.position < 3.2 * RATE


def test_quitting_in_a_pause_is_immediate() -> None:
    """There is nothing to fade."""
    stage = Stage([(2.0, Command.PAUSE), *idle(2.0, 50), (2.0, Command.INTERRUPT)])
    ending = stage.run()

    assert ending.how is How.INTERRUPTED
    assert ending.position == pytest.approx(2.08 * RATE, abs=0.1 * RATE)


def test_a_lost_device_is_opened_again() -> None:
    """The session waits meanwhile, and goes on with the phrase that was lost; late frames are counted over both."""
    fragile = Fragile(dies_at=6.3)
    stage = Stage(device=fragile)
    ending = stage.run()
    lost = [moment for moment in stage.listener.moments if moment.state is State.LOST]
    shown = [moment.state for moment in stage.listener.moments]
    after = stage.listener.moments[shown.index(State.PLAYING, shown.index(State.LOST)) + 10]

    assert fragile.attempts == 4
    assert ending == Ending(how=How.DONE, position=Frames(10 * RATE), late=2)
    assert len(lost) == pytest.approx(3 / 0.04, abs=5)
    assert 4 * RATE - RUN_UP <= after.position <= 4.5 * RATE


def test_a_pause_is_kept_while_the_device_is_lost() -> None:
    """Found again, it stays silent until the listener goes on."""
    plan = [*idle(5.9, 20), (5.9, Command.PAUSE), *idle(5.9, 120), (5.9, Command.INTERRUPT)]
    stage = Stage(plan, device=Fragile(dies_at=6.3))
    ending = stage.run()

    assert ending.how is How.INTERRUPTED
    assert ending.position < 6.2 * RATE
    assert stage.listener.moments[-1].state in {State.PAUSED, State.ENDING}


def test_a_screen_that_nobody_reads_ends_it_with_a_fade() -> None:
    """The error comes out when all is quiet."""
    stage = Stage()

    def show(moment: Moment) -> None:
        stage.listener.show(moment)
        if moment.position > 2 * RATE:
            raise BrokenPipeError

    stage.player._show = show
    with pytest.raises(BrokenPipeError):
        stage.run()

    assert stage.player._position == pytest.approx(2.3 * RATE, abs=0.15 * RATE)


def test_a_mixer_that_fails_ends_it() -> None:
    """Its error comes out, and the loudspeaker is closed."""
    stage = Stage()
    stage.player._mixer = Broken(10 * RATE)
    with pytest.raises(MemoryError):
        stage.run()

    assert stage.loudspeaker._output is None
