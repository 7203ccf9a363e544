"""What the player says while the session waits, by a clock that is moved by hand."""

import pytest
from play_parts import idle
from play_stage import Stage
from test_changes import CLOSING, Scribe, part, texts
from test_lost_device import Fragile

from voiceguide.play.command import Command, How
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import State
from voiceguide.units import RATE

PAUSED = [(3.0, Command.PAUSE), *idle(3.0, 30)]
TOLD = "Half is over."


def states(stage: Stage) -> list[State]:
    """Every state that it came through, in order."""
    found = [moment.state for moment in stage.listener.moments]
    return [state for index, state in enumerate(found) if not index or found[index - 1] is not state]


def test_in_a_pause_it_is_said_at_once() -> None:
    """And the session stays where it is, paused, until the listener goes on."""
    stage = Stage([*PAUSED, (3.0, Command.WHERE), *idle(3.0, 60), (3.0, Command.PAUSE)], guide=Scribe())
    ending = stage.run()
    positions = {moment.position for moment in stage.listener.moments if moment.state is State.TELLING}

    assert ending.how is How.DONE
    assert states(stage) == [State.PLAYING, State.PAUSED, State.TELLING, State.PAUSED, State.PLAYING, State.ENDING]
    assert texts(stage.listener.moments) == ["Breathe in.", TOLD, "Breathe in.", "Breathe out."]
    assert len(positions) == 1


def test_the_keys_are_said_while_the_session_waits() -> None:
    """It goes on by itself, with the phrase that was heard; meanwhile they are shown."""
    stage = Stage([(3.0, Command.HELP), *idle(3.0, 5), (3.0, Command.HELP)], guide=Scribe())
    ending = stage.run()
    telling = [moment for moment in stage.listener.moments if moment.state is State.TELLING]

    assert ending.how is How.DONE
    assert [state for state in states(stage) if state is not State.PAUSED] == [
        State.PLAYING, State.TELLING, State.PLAYING, State.ENDING,
    ]  # fmt: skip
    assert all(moment.help for moment in telling)
    assert len(telling) * 0.04 == pytest.approx(1.0, abs=0.5)
    assert texts(stage.listener.moments) == ["Breathe in.", TOLD, "Breathe in.", "Breathe out."]


def test_one_press_only_shows_the_keys() -> None:
    """Later than two seconds after the first, the second hides them."""
    stage = Stage([(1.0, Command.HELP), (4.0, Command.HELP)], guide=Scribe())
    stage.run()

    assert State.TELLING not in states(stage)
    assert next(moment.help for moment in stage.listener.moments if moment.position > 5 * RATE) is False


@pytest.mark.parametrize("command", [Command.PAUSE, Command.GO_ON, Command.NEXT])
def test_who_has_heard_enough_goes_on(command: Command) -> None:
    """Space and right both leave what is said."""
    stage = Stage([(3.0, Command.HELP), (3.0, Command.HELP), *idle(3.0, 12), (0.0, command)], guide=Scribe())
    stage.run()
    telling = [moment for moment in stage.listener.moments if moment.state is State.TELLING]

    assert len(telling) < 20
    assert states(stage)[-2:] == [State.PLAYING, State.ENDING]


def test_what_is_said_is_said_again() -> None:
    """Left belongs to what is heard."""
    stage = Stage([*PAUSED, (3.0, Command.WHERE), *idle(3.0, 20), (3.0, Command.AGAIN), *idle(3.0, 60),
                   (3.0, Command.PAUSE)], guide=Scribe())  # fmt: skip
    stage.run()
    telling = [moment for moment in stage.listener.moments if moment.state is State.TELLING]

    assert len(telling) > 40
    assert states(stage).count(State.TELLING) == 1


def test_a_pause_ends_what_is_said() -> None:
    """A headset's pause key pauses whatever is heard."""
    stage = Stage([(3.0, Command.HELP), (3.0, Command.HELP), *idle(3.0, 12), (0.0, Command.HOLD), *idle(0.0, 40),
                   (0.0, Command.GO_ON)], guide=Scribe())  # fmt: skip
    stage.run()

    assert states(stage)[-4:] == [State.TELLING, State.PAUSED, State.PLAYING, State.ENDING]


@pytest.mark.parametrize("command", [Command.END, Command.INTERRUPT])
def test_it_can_be_ended_while_something_is_said(command: Command) -> None:
    """As at any other time."""
    stage = Stage([(3.0, Command.HELP), (3.0, Command.HELP), *idle(3.0, 12), (0.0, command)], guide=Scribe())
    ending = stage.run()

    assert ending.how is (How.DONE if command is Command.END else How.INTERRUPTED)
    assert ending.position == pytest.approx(3 * RATE, abs=0.2 * RATE)
    assert texts(stage.listener.moments)[-1] == ("Come back." if command is Command.END else TOLD)


def test_the_opening_goes_on_after_the_keys() -> None:
    """Also what comes before the session waits."""
    stage = Stage([(0.0, Command.HELP), (0.0, Command.HELP)], guide=Scribe(), first=part(CLOSING))
    ending = stage.run()
    heard = [text for text in texts(stage.listener.moments) if text != TOLD]

    assert ending.position == 10 * RATE
    assert TOLD in texts(stage.listener.moments)
    assert heard[-3:] == ["Come back.", "Breathe in.", "Breathe out."]


def test_what_cannot_be_said_is_no_reason_to_wait() -> None:
    """The session goes on by itself."""
    stage = Stage([(3.0, Command.HELP), (3.0, Command.HELP)], guide=Scribe(refuses=True))

    assert stage.run().position == 10 * RATE
    assert State.TELLING not in states(stage)


def test_a_device_that_is_lost_takes_what_is_said_with_it() -> None:
    """The session goes on with its phrase."""
    stage = Stage([(5.0, Command.HELP), (5.0, Command.HELP)], guide=Scribe(), make=Fragile)
    ending = stage.run()
    after = [moment for moment in stage.listener.moments if moment.state is State.LOST][-1]

    assert ending.how is How.DONE
    assert after.words is not None
    assert 4 * RATE - RUN_UP <= after.position <= 5.2 * RATE
