"""A session is led to a moment, and made as loud as a slider says."""

from itertools import pairwise

import pytest
from play_parts import idle
from play_stage import Stage
from test_changes import CLOSING, part

from voiceguide.play.command import Command, Seek, Turn
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import State
from voiceguide.play.volume import LOUDEST, SOFTEST
from voiceguide.units import RATE, Decibels, Frames

FOUR = 4 * RATE - RUN_UP


def to(seconds: float) -> Seek:
    """A moment."""
    return Seek(position=Frames(round(seconds * RATE)))


@pytest.mark.parametrize(("seconds", "place"), [(6.5, FOUR), (99.0, FOUR), (3.0, 0), (-5.0, 0)])
def test_it_goes_to_the_phrase_that_is_heard_there(seconds: float, place: int) -> None:
    """Never into the middle of one, nor out of the session."""
    stage = Stage([(5.0, to(seconds))])
    stage.run()
    positions = [moment.position for moment in stage.listener.moments]
    back = [after for before, after in pairwise(positions) if after < before]

    assert back == [pytest.approx(place, abs=0.1 * RATE)]


def test_who_has_paused_stays_paused() -> None:
    """And goes on from there."""
    stage = Stage([(2.0, Command.PAUSE), *idle(2.0, 20), (2.0, to(5.0)), *idle(2.0, 20), (0.0, Command.GO_ON)])
    stage.run()
    paused = [moment for moment in stage.listener.moments if moment.state is State.PAUSED]

    assert len(paused) > 35
    assert paused[-1].position == FOUR
    assert stage.seconds == pytest.approx(0.3 + 2 + 1.7 + 0.3 + 6 + 0.3, abs=0.4)


def test_from_what_comes_first_it_goes_into_the_session() -> None:
    """Who moves the slider does not want to wait."""
    stage = Stage([(0.0, to(5.0))], first=part(CLOSING))
    stage.run()

    assert stage.seconds == pytest.approx(6.5, abs=0.5)


@pytest.mark.parametrize(("asked", "level"), [(-6.0, -6.0), (3.0, LOUDEST), (-99.0, SOFTEST)])
def test_it_is_as_loud_as_was_asked(asked: float, level: float) -> None:
    """Or as near to it as can be; the loudness is told with every moment."""
    stage = Stage([(1.0, Turn(level=Decibels(asked)))])

    assert stage.run().volume == level
    assert stage.listener.moments[-1].volume == level
