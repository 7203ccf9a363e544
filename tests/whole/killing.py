"""Sessions that are killed at any moment, and taken up again."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from voiceguide import journal
from voiceguide.play.places import RUN_UP
from voiceguide.units import RATE

PHRASE = 300 * RATE // 1000
"""A tenth of a second of words, and two of silence."""
COUNT = 100
SCRIPT = "title: Many\nsteps:\n" + "".join(f"  - Phrase {number}. [200ms!]\n" for number in range(COUNT))
PROGRAM = [sys.executable, "-m", "voiceguide"]
MANNER = ["--device", "silent", "--plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What became of a session that was killed."""

    shown: int
    """The phrase whose line was printed last."""
    kept: int
    """The phrase that the journal had."""
    said: str
    """The sentence before it goes on."""
    first: int
    """The phrase that it went on with."""
    damaged: tuple[str, ...]
    """Files that cannot be read, and drafts that were left."""


def killed_after(folder: Path, seconds: float) -> Killed:
    """Play, kill so long after the first phrase was shown, and take it up again; `folder` is this session's own."""
    folder.mkdir()
    (folder / "many.yaml").write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, **{f"XDG_{name}_HOME": str(folder / name) for name in ("STATE", "DATA", "CONFIG")}}
    line = [*PROGRAM, "play", "many.yaml", "--voice", "silent:100ms", *MANNER]
    with subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        lines = [player.stdout.readline()]
        time.sleep(seconds)
        player.kill()
        lines += player.stdout.readlines()
    state = folder / "STATE" / "voiceguide"
    last = journal.read(state)
    assert last is not None
    line = [*PROGRAM, "resume", *MANNER]
    with subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        said, first = player.stdout.readline(), player.stdout.readline()
        player.kill()
    return Killed(
        shown=_number(lines[-1]),
        kept=(last.position + RUN_UP) // PHRASE,
        said=said.strip(),
        first=_number(first),
        damaged=tuple(damaged(state)),
    )


def damaged(state: Path) -> list[str]:
    """What cannot be read of what a player keeps, and what it left half written before the last kill."""
    found = []
    for file in state.iterdir():
        try:
            if file.suffix == ".json":
                json.loads(file.read_bytes())
        except ValueError:
            found.append(file.name)
    return found


def _number(line: str) -> int:
    return int(line.rsplit(maxsplit=1)[-1].strip("."))
