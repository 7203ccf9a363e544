"""Several processes, and what becomes of them."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from busy import doubled, endless, fragile, leaving, who

from voiceguide.batch.crew import Began, Crashed, Ended, Grown, worked
from voiceguide.batch.queue import Queue


@pytest.fixture(autouse=True)
def found_by_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes find this folder as this one does."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def of_all(number: int) -> int:
    """Every task has words of its own."""
    return number


def test_every_task_is_done_once() -> None:
    """By two processes, which stay for all of them."""
    happenings = list(worked(range(6), doubled, of_all, 2))
    assert {one.number: one.result for one in happenings if isinstance(one, Ended)} == {n: 2 * n for n in range(6)}
    assert [one.number for one in happenings if isinstance(one, Began)] == list(range(6))
    assert any(isinstance(one, Grown) and one.share == 0.5 for one in happenings)


def test_no_more_processes_than_asked_for() -> None:
    """And each keeps to a processor of its own, with all that speaks for it."""
    results = [one.result for one in worked(range(8), who, of_all, 2) if isinstance(one, Ended)]
    assert len({process for process, _ in results}) <= 2
    assert {processors for _, processors in results} == {1}


def test_a_crash_costs_one_task() -> None:
    """Whatever killed it, the others are done by another process."""
    happenings = list(worked(range(6), fragile, of_all, 2))
    assert sorted(one.number for one in happenings if isinstance(one, Ended)) == [0, 1, 2, 4, 5]
    (crash,) = (one for one in happenings if isinstance(one, Crashed))
    assert (crash.number, crash.how) == (3, "was ended by SIGKILL")


def test_one_that_leaves_is_no_riddle() -> None:
    """Its status is told."""
    happenings = list(worked([7], leaving, of_all, 1))
    assert [one.how for one in happenings if isinstance(one, Crashed)] == ["ended with the status 7"]


def begun(happenings: Iterator[object]) -> None:
    """Wait until two tasks are in the middle of it."""
    growing: set[int] = set()
    while len(growing) < 2:
        happening = next(happenings)
        if isinstance(happening, Grown):
            growing.add(happening.number)


def test_none_outlives_the_work(tmp_path: Path) -> None:
    """Who stops half-way ends every process, and each has cleaned up after itself."""
    happenings = worked([(str(tmp_path), 1), (str(tmp_path), 2)], endless, lambda task: task[1], 2)
    begun(happenings)
    assert len(list(tmp_path.iterdir())) == 2
    happenings.close()  # type: ignore[attr-defined]  # it is a generator
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_is_for_whoever_started_them(tmp_path: Path) -> None:
    """It reaches every process of a terminal, and they leave it to this one."""
    happenings = worked([(str(tmp_path), 1), (str(tmp_path), 2)], endless, lambda task: task[1], 2)
    begun(happenings)
    for process in active_children():
        os.kill(process.pid or 0, signal.SIGINT)
    begun(happenings)
    assert len(list(tmp_path.iterdir())) == 2
    happenings.close()  # type: ignore[attr-defined]  # it is a generator


def test_of_those_that_say_the_same_one_goes_ahead() -> None:
    """The others wait until it has spoken, and then all go at once."""
    queue = Queue(["a1", "a2", "a3", "b1"], lambda task: task[0])
    assert queue.take() == (0, "a1")
    assert queue.take() == (3, "b1")
    assert queue.take() is None
    queue.done(0)
    assert queue.take() == (1, "a2")
    assert queue.take() == (2, "a3")
    assert queue.empty
