"""What every benchmark here does: a command as a whole process, several times, the median beside its floor."""

import json
import os
import statistics
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
    """Folders for what the program keeps, so that each benchmark starts with nothing stored."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        yield Path(folder)


def voiceguide(*arguments: str) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "voiceguide", *arguments]


def seconds(command: Sequence[str], runs: int = RUNS) -> float:
    """How long a command takes, the median of several runs."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def told(command: Sequence[str], runs: int = RUNS) -> float:
    """The median of the seconds that a command prints as its last line, counted from its start."""
    took = []
    for _ in range(runs):
        start = time.time()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took.append(float(done.stdout.split()[-1]) - start)
    return statistics.median(took)


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
