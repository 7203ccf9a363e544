"""Work for the processes of a crew."""

import os
import signal
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from voiceguide.batch.crew import Began, Crashed, Ended, Grow, Grown

T = TypeVar("T")
R = TypeVar("R")


def worked_here(
    tasks: Sequence[T], work: Callable[[T, Grow], R], _words_of: Callable[[T], Hashable], _at_once: int
) -> Iterator[Began | Grown | Ended[R] | Crashed]:
    """The same as a crew does, one after another and in this process, which is quicker."""
    for number, task in enumerate(tasks):
        yield Began(number=number)
        shares: list[float] = []
        result = work(task, shares.append)
        yield from (Grown(number=number, share=share) for share in shares)
        yield Ended(number=number, result=result)


def doubled(task: int, grow: Grow) -> int:
    """Quickly."""
    grow(0.5)
    return 2 * task


def fragile(task: int, grow: Grow) -> int:
    """The third task is the end of whoever does it."""
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(task, grow)


def leaving(task: int, _grow: Grow) -> int:
    """It goes away by itself."""
    raise SystemExit(task)


def who(_task: int, _grow: Grow) -> tuple[int, int]:
    """Which process does it, and how many processors that may use."""
    return os.getpid(), len(os.sched_getaffinity(0))


def endless(task: tuple[str, int], grow: Grow) -> int:
    """Leaves a note while it works and takes it away when it ends, well or not."""
    note = Path(task[0]) / f"{task[1]}"
    note.touch()
    try:
        while True:
            time.sleep(0.01)
            grow(0.1)
    finally:
        note.unlink()
