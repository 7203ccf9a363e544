"""The device of last resort: it plays to nobody, and keeps time, so that a session still shows its words."""

import time

from voiceguide.play.device import Clock, DeviceUnavailable, Progress, Pull
from voiceguide.units import RATE, Frames

STALL_SECONDS = 1.0
"""Time in which nobody asked for progress does not pass beyond this: a machine that slept has led nobody."""


class Silent:
    """Keeps time by a clock."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock

    @property
    def about(self) -> str:
        """What it is."""
        return "no sound: the words are shown in time"

    def trouble(self) -> DeviceUnavailable | None:
        """Nothing ever is."""
        return None

    def open(self, pull: Pull, first: Frames) -> "SilentOutput":
        """Start the clock."""
        return SilentOutput(pull, first, self._clock)


class SilentOutput:
    """A clock that pulls when it is asked how late it is; it has no thread and no buffer."""

    def __init__(self, pull: Pull, first: Frames, clock: Clock) -> None:
        self._pull = pull
        self._clock = clock
        self._sent = first
        self._rest = 0.0
        self._asked = clock()
        self._asleep = False

    def progress(self) -> Progress:
        """Pull what has passed since the last time."""
        now = self._clock()
        passed = 0.0 if self._asleep else min(now - self._asked, STALL_SECONDS)
        self._asked = now
        frames, self._rest = divmod(passed * RATE + self._rest, 1.0)
        if frames:
            until = Frames(self._sent + int(frames))
            self._pull(self._sent, until)
            self._sent = until
        return Progress(heard=self._sent, late=0, lost=False)

    def rest(self) -> None:
        """Stop the clock."""
        self._asleep = True

    def wake(self) -> None:
        """Let it go on from now."""
        self._asleep = False
        self._asked = self._clock()

    def close(self) -> None:
        """There is nothing to give back."""
        self._asleep = True


def device() -> Silent:
    """What the entry point gives."""
    return Silent()
