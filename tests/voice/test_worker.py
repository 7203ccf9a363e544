"""A process that speaks may die in any way; whoever asked is told, and the next phrase is spoken."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceguide.voice.engine import EngineMissing, TooSlow, Unspoken
from voiceguide.voice.worker import Worker

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker forks")


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """One that forks for every phrase."""
    one = Worker("odd_speakers", "forking", str(tmp_path / "memory"), bare=True)
    yield one
    one.close()


def alive(process: int) -> bool:
    """Whether a process is there, and not a dead one that nobody asked about."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_phrase_is_said(worker: Worker) -> None:
    """The text and the pace arrive, and the sound comes back."""
    assert worker.ask("Ein Atemzug — noch einer 🙂", 130, allowed=1000) == (130, "Ein Atemzug — noch einer 🙂".encode())


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [("crash", "signal 11"), ("hang", "did not come to an end"), ("refuse", "refuse"), ("fault", "broke off")],
)
def test_trouble_costs_one_phrase(worker: Worker, trouble: str, reason: str) -> None:
    """A child that crashes, hangs or refuses is told of, and the same worker says the next phrase."""
    _, before = worker.ask("who", 1, allowed=1000)
    with pytest.raises(Unspoken, match=reason):
        worker.ask(trouble, 1, allowed=100)
    _, after = worker.ask("who", 1, allowed=1000)
    assert before == after


@pytest.mark.parametrize("hung", ["child", "worker"])
def test_one_that_had_much_time_is_told_apart(hung: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is broken; one that had little may only have been kept waiting."""
    worker = Worker("odd_speakers", "forking" if hung == "child" else "alone", str(tmp_path / "memory"), bare=True)
    allowed = 100 if hung == "child" else 0
    with pytest.raises(Unspoken) as hasty:
        worker.ask("hang", 1, allowed=allowed)
    monkeypatch.setattr("voiceguide.voice.worker._LONG_MS", allowed)
    with pytest.raises(TooSlow):
        worker.ask("hang", 1, allowed=allowed)
    assert not isinstance(hasty.value, TooSlow)
    worker.close()


def test_each_phrase_has_a_child_of_its_own(worker: Worker) -> None:
    """What one phrase did to its process cannot be heard in the next."""
    first, _ = worker.ask("who", 1, allowed=1000)
    second, _ = worker.ask("who", 1, allowed=1000)
    assert first != second


def test_a_killed_worker_is_started_again(worker: Worker) -> None:
    """Killing the worker between two phrases is not noticed; killing it while it speaks costs that phrase."""
    _, before = worker.ask("who", 1, allowed=1000)
    os.kill(int.from_bytes(before, "little"), signal.SIGKILL)
    worker.start().wait()
    assert worker.ask("hello", 1, allowed=1000) == (1, b"hello")


def test_a_stopped_worker_is_killed_in_the_end(worker: Worker) -> None:
    """A worker that does not even end its own child is killed a second after the time that was allowed."""
    _, before = worker.ask("who", 1, allowed=1000)
    os.kill(int.from_bytes(before, "little"), signal.SIGSTOP)
    with pytest.raises(Unspoken, match="did not answer"):
        worker.ask("hello", 1, allowed=0)
    assert worker.ask("hello", 1, allowed=1000) == (1, b"hello")


def test_nothing_printed_is_taken_for_speech(worker: Worker) -> None:
    """What a library prints goes nowhere."""
    assert worker.ask("print", 7, allowed=1000) == (7, b"print")
    assert worker.ask("hello", 8, allowed=1000) == (8, b"hello")


def test_nothing_is_left_behind(worker: Worker) -> None:
    """After closing there is neither the worker nor a child of it, and nothing more is said."""
    child, answer = worker.ask("who", 1, allowed=1000)
    worker.close()
    assert not alive(child)
    assert not alive(int.from_bytes(answer, "little"))
    with pytest.raises(Unspoken, match="closed"):
        worker.ask("hello", 1, allowed=1000)


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """When the program is killed, its worker finds its standard input closed, and goes."""
    program = (
        "import os, sys; sys.path[:0] = sys.argv[1].split(os.pathsep)\n"
        "from voiceguide.voice.worker import Worker\n"
        "worker = Worker('odd_speakers', 'forking', sys.argv[2], bare=True)\n"
        "print(int.from_bytes(worker.ask('who', 1, allowed=1000)[1], 'little'), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, os.pathsep.join(sys.path), str(tmp_path / "memory")],
        stdout=subprocess.PIPE,
        check=False,
    )
    # The pipe that was read to its end was not the worker's: so its end is waited for by its own hand.
    process = int(run.stdout)
    handle = os.pidfd_open(process) if alive(process) else -1
    if handle >= 0:
        import select  # noqa: PLC0415  (only here, and only on Linux)

        assert select.select([handle], [], [], 10)[0]
        os.close(handle)


def test_it_is_out_of_reach_of_ctrl_c(worker: Worker) -> None:
    """The worker has a session of its own, so an interrupt in the terminal goes to the program alone."""
    _, answer = worker.ask("who", 1, allowed=1000)
    assert os.getsid(int.from_bytes(answer, "little")) != os.getsid(0)


def test_without_fork_each_phrase_has_a_process(tmp_path: Path) -> None:
    """Where there is no fork the worker is a fresh one for every phrase."""
    worker = Worker("odd_speakers", "alone", str(tmp_path / "memory"), bare=True, once=True)
    first, _ = worker.ask("who", 1, allowed=1000)
    second, _ = worker.ask("who", 1, allowed=1000)
    worker.close()
    assert first != second


def test_a_worker_that_can_say_nothing_tells_why(tmp_path: Path) -> None:
    """What is missing reaches the caller in words."""
    worker = Worker("odd_speakers", "missing", str(tmp_path / "memory"), bare=True)
    with pytest.raises(EngineMissing, match="there is no such thing"):
        worker.ask("hello", 1, allowed=1000)
    worker.close()
