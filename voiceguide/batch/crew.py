"""Several processes that work on tasks. A crash of one costs its task and no other; none outlives this process."""

import os
import signal
import sys
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Final, Generic, TypeVar

from voiceguide.batch.queue import Queue

T = TypeVar("T")
R = TypeVar("R")

Grow = Callable[[float], None]
"""Told which share of a task is done, from 0 to 1."""

PATIENCE_S: Final = 5.0
"""So long a process has to clean up after itself."""
OFTEN_S: Final = 0.1
"""Nobody needs to be told more often how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A task is so far."""

    number: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Generic[R]):
    """A task has ended."""

    number: int
    result: R


@dataclass(frozen=True, slots=True, kw_only=True)
class Crashed:
    """The process that worked on a task is gone."""

    number: int
    how: str
    """The end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """Somebody works on a task now."""

    number: int


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def worked(
    tasks: Sequence[T], work: Callable[[T, Grow], R], words_of: Callable[[T], Hashable], at_once: int
) -> Iterator[Began | Grown | Ended[R] | Crashed]:
    """Work on all tasks, so many at once, and tell what happens.

    `work` is called in other processes: it and everything it takes and gives must be a thing that can be sent there.
    When the iterator is closed, every process is ended and has cleaned up after itself.
    """
    queue = Queue(tasks, words_of)
    crew: list[_Hand[T, R]] = []
    try:
        while True:
            for place in range(at_once):
                hand = crew[place] if place < len(crew) else None
                if hand is not None and hand.number is not None:
                    continue
                turn = queue.take()
                if turn is None:
                    break
                if hand is None:
                    hand = _Hand(work, place, alone=at_once == 1)
                    crew.append(hand)
                hand.give(*turn)
                yield Began(number=turn[0])
            busy = {hand.pipe: hand for hand in crew if hand.number is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                hand = busy[pipe]  # type: ignore[index]  # it is one of those that were waited for
                number, told = hand.hear()
                if isinstance(told, float):
                    yield Grown(number=number, share=told)
                    continue
                queue.done(number)
                if isinstance(told, _Gone):
                    crew[crew.index(hand)] = _Hand(work, hand.place, alone=at_once == 1)
                    yield Crashed(number=number, how=told.how)
                else:
                    yield Ended(number=number, result=told)
    finally:
        _end(crew)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    how: str


class _Hand(Generic[T, R]):
    """One process; started when it is first given something."""

    def __init__(self, work: Callable[[T, Grow], R], place: int, *, alone: bool) -> None:
        self.place = place
        self._alone = alone
        self.number: int | None = None
        """The task that it works on."""
        self._work = work
        self._process: BaseProcess | None = None
        # A fresh interpreter: a process with threads must not fork.
        self.pipe, self._other = get_context("spawn").Pipe()

    def give(self, number: int, task: T) -> None:
        if self._process is None:
            arguments = (self._other, self._work, self.place, self._alone)
            self._process = get_context("spawn").Process(target=_serve, args=arguments, daemon=True)
            with _undisturbed():
                self._process.start()
            self._other.close()
        self.number = number
        with suppress(OSError):  # it is gone already, which is heard next
            self.pipe.send(task)

    def hear(self) -> tuple[int, "R | float | _Gone"]:
        """What it says of its task: how far it is, what came of it, or that it is gone."""
        number = self.number or 0
        try:
            done, told = self.pipe.recv()
        except (EOFError, OSError):
            self.close()
            return number, _Gone(how=_how(self._process))
        if done:
            self.number = None
        answer: R | float | _Gone = told
        return number, answer

    def close(self) -> None:
        self.pipe.close()
        if self._process is not None:
            self._process.join(PATIENCE_S)

    def end(self) -> None:
        """Ask it to clean up and to end."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end; after that moment it is killed."""
        self.pipe.close()
        if self._process is not None:
            self._process.join(max(0.0, until - time.monotonic()))
            if self._process.is_alive():
                self._process.kill()
                self._process.join()


def _end(crew: "Sequence[_Hand[T, R]]") -> None:
    for hand in crew:
        hand.end()
    until = time.monotonic() + PATIENCE_S
    for hand in crew:
        hand.wait(until)


def _how(process: BaseProcess | None) -> str:
    code = process.exitcode if process is not None else None
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return "ended by itself" if code is None else f"ended with the status {code}"


def _serve(pipe: "Connection", work: Callable[[T, Grow], R], place: int, alone: bool) -> None:  # noqa: FBT001  (a process is started with it)
    """Work on what comes through the pipe until it is closed: the life of a process of the crew."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if not alone:
        _stay(place)
    last = 0.0

    def grow(share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= OFTEN_S:
            last = now
            pipe.send((False, float(share)))

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # whoever started this process is gone
        while True:
            task = pipe.recv()
            pipe.send((True, work(task, grow)))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal: one that is started now never hears it, and this one does after."""
    mask = getattr(signal, "pthread_sigmask", None)  # Windows has none
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def _stay(place: int) -> None:
    """Keep to one processor, with all that speaks for this process: so many of them work that each has its own."""
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        with suppress(OSError):
            os.sched_setaffinity(0, {allowed[place % len(allowed)]})
