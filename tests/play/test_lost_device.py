"""A device that is lost in the middle of a session."""

from typing import Final

import pytest
from play_parts import FakeClock, idle
from play_stage import Stage

from voiceguide.play.command import Command, How
from voiceguide.play.device import DeviceUnavailable, Output, Progress, Pull
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import Ending, State
from voiceguide.play.silent_device import Silent
from voiceguide.play.volume import LOUDEST
from voiceguide.units import RATE, Frames

DIES_AT: Final = round(6.3 * RATE)
"""By the device's count: 6 s of the session after the near-silence."""


class Fragile:
    """A device that is lost at one moment, and comes back at the third attempt."""

    def __init__(self, clock: FakeClock) -> None:
        self.attempts = 0
        self._silent = Silent(clock)

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
            return FragileOutput(self._silent.open(pull, first))
        if self.attempts <= 3:
            message = "It is not there."
            raise DeviceUnavailable(message)
        return self._silent.open(pull, first)


class FragileOutput:
    """Works until it dies."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def progress(self) -> Progress:
        """Where it is, or was."""
        progress = self._output.progress()
        lost = progress.heard >= DIES_AT
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


def test_a_lost_device_is_opened_again() -> None:
    """The session waits meanwhile, and goes on with the phrase that was lost; late frames are counted over both."""
    stage = Stage(make=Fragile)
    ending = stage.run()
    lost = [moment for moment in stage.listener.moments if moment.state is State.LOST]
    shown = [moment.state for moment in stage.listener.moments]
    after = stage.listener.moments[shown.index(State.PLAYING, shown.index(State.LOST)) + 3]

    assert isinstance(stage.loudspeaker._device, Fragile)
    assert stage.loudspeaker._device.attempts == 4
    assert ending == Ending(how=How.DONE, position=Frames(10 * RATE), volume=LOUDEST, late=2)
    assert len(lost) == pytest.approx(3 / 0.04, abs=5)
    assert 4 * RATE - RUN_UP <= after.position <= 4.5 * RATE


def test_a_pause_is_kept_while_the_device_is_lost() -> None:
    """Found again, it stays silent until the listener goes on."""
    plan = [*idle(5.9, 20), (5.9, Command.PAUSE), *idle(5.9, 120), (5.9, Command.INTERRUPT)]
    stage = Stage(plan, make=Fragile)
    ending = stage.run()

    assert ending.how is How.INTERRUPTED
    assert ending.position < 6.2 * RATE
    assert stage.listener.moments[-1].state in {State.PAUSED, State.ENDING}
