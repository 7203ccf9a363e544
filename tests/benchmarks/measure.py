"""What every benchmark here does: a command as a whole process, several times, the least beside its floor."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

RUNS = 5


@contextmanager
def own_folders() -> Iterator[Path]:
    """Folders for what the program keeps, so that each benchmark starts with nothing stored.

    The program is compiled once, as an installed one is, wherever it stands and whatever Python is told otherwise.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        yield Path(folder)


def voiceguide(*arguments: str) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "voiceguide", *arguments]


def seconds(command: Sequence[str], runs: int = RUNS) -> float:
    """Seconds of processor time that a command and what it starts take, the least of several runs.

    Time by the clock tells more of what else the machine does.
    """
    return min(_processor_seconds(command) for _ in range(runs))


def _processor_seconds(command: Sequence[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def told(command: Sequence[str], runs: int = RUNS) -> tuple[float, float]:
    """What a command prints as its last line, the least of several runs each.

    It prints the time of day and its seconds of processor time so far; the former is counted from its start.
    """
    took = []
    for _ in range(runs):
        start = time.time()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        now, busy = map(float, done.stdout.splitlines()[-1].split())
        took.append((now - start, busy))
    return min(clock for clock, _ in took), min(busy for _, busy in took)


def peak_megabytes(command: Sequence[str]) -> float:
    """The most memory that a command takes, in a process of its own that is asked about it."""
    script = (
        "import json, resource, subprocess, sys;"
        "subprocess.run(json.loads(sys.argv[1]), check=True, capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(list(command))], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def line(what: str, value: float, floor: float, unit: str, allowed: str) -> None:
    """One figure beside its floor."""
    print(f"{what:<58}{value:9.3f} {unit}   floor {floor:8.3f} {unit}   x{value / floor:5.2f}   allowed {allowed}")
