"""What is seen of work that takes its time: a bar on a terminal, else a line now and then; never in the way of data.

Nothing at all is seen of what is done in a second.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final, Protocol

from voiceguide.cli.terminal import tell, wants_plain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Grow = Callable[[int, int], None]
"""Told how much of how much is done."""

Clock = Callable[[], float]
"""Seconds that only go forward."""

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Does something in so many seconds, in a thread of its own; gives what calls it off."""

SOON: Final = 1.0
"""Seconds that nothing is shown of."""
LOOKED_BACK: Final = 30.0
"""Seconds of work that tell how fast it goes, so that one long sentence does not make the time left jump."""
FIRST_LINE: Final = 5.0
"""Seconds that must be left before a line is worth reading."""
BETWEEN_LINES: Final = 20.0
MINUTE: Final = 60
TENS: Final = 10


class Left:
    """How long some work still takes, by how fast it went of late."""

    def __init__(self, clock: Clock) -> None:
        self.clock: Final = clock
        self._seen: deque[tuple[float, int]] = deque()
        self._end: float | None = None

    def note(self, done: int, whole: int) -> None:
        """So much of so much is done."""
        now = self.clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[1][0] < now - LOOKED_BACK:  # noqa: PLR2004  (a speed needs two)
            self._seen.popleft()
        first, before = self._seen[0]
        if done > before and now > first:
            self._end = now + (whole - done) * (now - first) / (done - before)

    @property
    def seconds(self) -> float | None:
        """From now on; None as long as nobody can know."""
        return None if self._end is None else max(0.0, self._end - self.clock())


class Seen(Protocol):
    """A way of showing work."""

    def grow(self, done: int, whole: int) -> None:
        """Show it."""

    def close(self) -> None:
        """Leave no trace of it."""


class Work:
    """Some work and what is seen of it, told by one thread."""

    def __init__(self, seen: Callable[[Left], Seen], clock: Clock, later: Later) -> None:
        self._seen = seen
        self._clock = clock
        self._later = later
        self._door = Lock()
        self._left = Left(clock)
        self._shown: Seen | None = None
        self._now: tuple[int, int] | None = None
        self._forget: Callable[[], None] = _none

    def grow(self, done: int, whole: int) -> None:
        """So much of so much is done; with another whole, it is other work."""
        with self._door:
            if self._now is not None and whole != self._now[1]:
                self._end()
            if done >= whole:
                self._end()
                return
            if self._now is None:
                self._forget = self._later(SOON, self._appear)
            self._now = (done, whole)
            self._left.note(done, whole)
            if self._shown is not None:
                self._shown.grow(done, whole)

    def close(self) -> None:
        """It is done, or nobody waits for it any more."""
        with self._door:
            self._end()

    def _appear(self) -> None:
        with self._door:
            if self._now is not None and self._shown is None:
                self._shown = self._seen(self._left)
                self._shown.grow(*self._now)

    def _end(self) -> None:
        self._forget()
        if self._shown is not None:
            self._shown.close()
        self._shown, self._now, self._forget = None, None, _none
        self._left = Left(self._clock)


def in_a_while(seconds: float, do: Callable[[], None]) -> Callable[[], None]:
    """Do it then; gives what calls it off."""
    timer = Timer(seconds, do)
    timer.daemon = True
    timer.start()
    return timer.cancel


def _none() -> None:
    """There is nothing to call off."""


@contextmanager
def speaking(*, plain: bool = False, quiet: bool = False) -> Iterator[Grow]:
    """While phrases are spoken that never were before."""
    with _shown("Speaking", plain=plain, quiet=quiet) as grow:
        yield grow


@contextmanager
def writing(*, quiet: bool = False) -> Iterator[Grow]:
    """While a file is written."""
    with _shown("Writing", plain=False, quiet=quiet) as grow:
        yield grow


@contextmanager
def fetching() -> Iterator[Grow]:
    """While something comes over a network."""
    with _shown("Downloading", plain=False, quiet=False) as grow:
        yield grow


@contextmanager
def _shown(what: str, *, plain: bool, quiet: bool) -> Iterator[Grow]:
    if quiet:
        yield nothing
        return
    seen = Lines if wants_plain(asked=plain, stream=sys.stderr) else Bar
    work = Work(lambda left: seen(what, left), time.monotonic, in_a_while)
    try:
        yield work.grow
    finally:
        work.close()


def nothing(_done: int, _whole: int) -> None:
    """Nobody looks."""


class Lines:
    """A line when there is long to wait, and another one now and then."""

    def __init__(self, what: str, left: Left, write: Callable[[str], None] = tell) -> None:
        self._what = what
        self._left = left
        self._write = write
        self._last: float | None = None

    def grow(self, done: int, whole: int) -> None:
        """Say how far it is, if that was not said just now."""
        now, left = self._left.clock(), self._left.seconds
        far = self._last is None or now - self._last >= BETWEEN_LINES
        if far and left is not None and left >= FIRST_LINE:
            self._last = now
            self._write(f"{self._what}: {100 * done // whole} %, {in_words(left)} left.")

    def close(self) -> None:
        """What was said stays."""


class Bar:
    """A bar with the time left, which goes down between two phrases as well."""

    def __init__(self, what: str, left: Left) -> None:
        # Imported only when there is something to wait for, so that what is quick stays quick.
        rich, console = import_module("rich.progress"), import_module("rich.console")

        class TimeLeft(rich.ProgressColumn):  # type: ignore[misc, name-defined]  # imported when it is needed
            """A second more or less does not matter, so it is drawn each second."""

            max_refresh = 0.5

            def render(self, task: object) -> object:
                """In minutes and seconds."""
                del task
                seconds = left.seconds
                return import_module("rich.text").Text("" if seconds is None else f"{_clock(seconds)} left")

        self._progress: Progress = rich.Progress(
            rich.TextColumn("{task.description}"),
            rich.BarColumn(),
            rich.TaskProgressColumn(),
            TimeLeft(),
            console=console.Console(stderr=True),
            transient=True,
            refresh_per_second=4,
        )
        self._task: TaskID = self._progress.add_task(what)
        self._progress.start()

    def grow(self, done: int, whole: int) -> None:
        """Let it be so long."""
        self._progress.update(self._task, completed=done, total=whole)

    def close(self) -> None:
        """Take it away."""
        self._progress.stop()


def in_words(seconds: float) -> str:
    """A length of time as one would say it: `about 3 minutes`, `about 40 seconds`."""
    if seconds >= 1.5 * MINUTE:
        return f"about {round(seconds / MINUTE)} minutes"
    tens = max(1, round(seconds / TENS)) * TENS
    return "about a minute" if tens >= MINUTE - TENS / 2 else f"about {tens} seconds"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes}:{rest:02}"
