"""A device that stays: what is lost is opened again, and Python gives way to it."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from types import TracebackType
from typing import Final, Self

from voiceguide.play.device import Clock, Device, DeviceUnavailable, Opened, Output, Progress, open_named
from voiceguide.play.feed import Feed
from voiceguide.units import Frames

SWITCH_SECONDS: Final = 0.001
"""How long Python may keep a device waiting for its lock: with the usual 5 ms it comes too late now and then."""
AGAIN_SECONDS: Final = 1.0
"""Between two attempts to open a lost device."""

Aside = Callable[[Callable[[], None]], None]
"""Does something that may hang where it holds up nobody."""


def in_a_thread(work: Callable[[], None]) -> None:
    """Do it in a thread that does not outlive the process."""
    Thread(target=work, daemon=True).start()


class Loudspeaker:
    """An open device, fed by a feed. May be closed twice."""

    def __init__(self, feed: Feed, opened: Opened, clock: Clock, aside: Aside = in_a_thread) -> None:
        self.name = opened.name
        self.instead = opened.instead
        """Why it is not the default device, to be said once; None if there is nothing to say."""
        self._feed = feed
        self._device = opened.device
        self._output: Output | None = opened.output
        self._clock = clock
        self._aside = aside
        self._late = 0
        self._heard = Frames(0)
        self._attempt = _Attempt()
        self._next_attempt = 0.0
        self._switching = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def progress(self) -> Progress:
        """Where it is. What was lost is looked for meanwhile; found again, it is lost no more."""
        if self._output is None:
            self._look_again()
        if self._output is None:
            return Progress(heard=self._heard, late=self._late, lost=True)
        progress = self._output.progress()
        progress = replace(progress, late=progress.late + self._late)
        self._heard = progress.heard
        if progress.lost:
            self._late = progress.late
            self._aside(self._output.close)
            self._output = None
            self._next_attempt = self._clock() + AGAIN_SECONDS
        return progress

    def now(self) -> float:
        """Seconds that only go forward, also while no device does."""
        return self._clock()

    def rest(self) -> None:
        """Stop the clock, for nothing is heard."""
        if self._output is not None:
            self._output.rest()

    def wake(self) -> None:
        """Go on after a rest."""
        if self._output is not None:
            self._output.wake()

    def close(self) -> None:
        """End it."""
        output, self._output = self._output, None
        self._attempt.given_up = True
        if output is not None:
            output.close()
        sys.setswitchinterval(self._switching)

    def _look_again(self) -> None:
        found, self._attempt.found = self._attempt.found, None
        if found is not None:
            self._output = found
        elif not self._attempt.running and self._clock() >= self._next_attempt:
            self._next_attempt = self._clock() + AGAIN_SECONDS
            attempt = self._attempt
            attempt.running = True
            self._aside(lambda: attempt.run(self._device, self._feed))


class _Attempt:
    """Opens a device elsewhere."""

    def __init__(self) -> None:
        self.running = False
        self.found: Output | None = None
        self.given_up = False

    def run(self, device: Device, feed: Feed) -> None:
        try:
            output = device.open(feed.pull, feed.sent)
        except DeviceUnavailable:
            self.running = False
            return
        if self.given_up:
            output.close()
        else:
            self.found = output
        self.running = False


def open_loudspeaker(feed: Feed, name: str | None) -> Loudspeaker:
    """Open the device called `name`, or without a name the best there is; it sounds at once, with what `feed` gives.

    Raises:
        DeviceUnavailable: The device that was asked for by name cannot be opened.
    """
    return Loudspeaker(feed, open_named(name, feed.pull, feed.sent), time.monotonic)
