"""The player, by a clock that is moved by hand and a device that plays to nobody."""

import os
import signal
from itertools import pairwise

import pytest
from play_parts import Grains, idle
from play_stage import Stage

from voiceguide.play.command import Command, How
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import Ending, Moment, State
from voiceguide.play.transport import NEAR
from voiceguide.play.volume import LOUDEST
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames


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

    assert ending == Ending(how=How.DONE, position=Frames(10 * RATE), volume=LOUDEST, late=0)
    assert stage.seconds == pytest.approx(0.3 + 10 + 0.3, abs=0.15)


def test_words_are_shown_when_they_are_heard() -> None:
    """Each moment tells what happens, and what was said last, as heard; a new phrase is no moment late."""
    stage = Stage()
    stage.run()
    told = {moment.words.what.text: seconds(moment) for moment in reversed(stage.listener.moments) if moment.words}  # type: ignore[union-attr]

    assert told["Breathe in."] == 0
    assert told["Breathe out."] == pytest.approx(4 - NEAR / RATE, abs=0.005)
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
    """It is said again from its beginning; if that is asked again within two seconds, the one before is."""
    once, soon = Stage([(5.0, Command.AGAIN)]), Stage([(6.0, Command.AGAIN), *idle(4.0, 12), (4.0, Command.AGAIN)])
    later = Stage([(6.0, Command.AGAIN), (6.5, Command.AGAIN)])
    begun = 4 - RUN_UP / RATE

    assert {once.run().how, soon.run().how, later.run().how} == {How.DONE}
    assert jumps(once) == [pytest.approx(begun, abs=0.1)]
    assert jumps(soon) == [pytest.approx(begun, abs=0.1), pytest.approx(0, abs=0.1)]
    assert jumps(later) == [pytest.approx(begun, abs=0.1)] * 2


def test_a_phrase_can_be_left_out() -> None:
    """The next one follows at once; after the last one nothing is left out."""
    stage = Stage([(1.0, Command.NEXT), (8.0, Command.NEXT)])

    assert stage.run().position == 10 * RATE
    assert jumps(stage) == [pytest.approx(4 - RUN_UP / RATE, abs=0.1)]


def test_louder_is_never_louder_than_it_was_mixed() -> None:
    """Softer and louder again ends at full level, and a key press more changes nothing."""
    stage = Stage([(1.0, Command.SOFTER), *idle(1.0, 5), (1.0, Command.LOUDER), (1.0, Command.LOUDER)])
    stage.run()

    assert stage.player._volume.level == 0.0
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

    assert stage.listener.moments[-1].position > 2 * RATE
    assert stage.player._feed.position(stage.player._feed.sent) == pytest.approx(2.3 * RATE, abs=0.15 * RATE)


def test_a_mixer_that_fails_ends_it() -> None:
    """Its error comes out, and the loudspeaker is closed."""
    stage = Stage(mixer=Broken(10 * RATE))
    with pytest.raises(MemoryError):
        stage.run()

    assert stage.loudspeaker._output is None
