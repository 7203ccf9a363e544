"""Where a session was when its player was killed."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from test_last import LAST

from voiceguide.journal import Pulse, read, write
from voiceguide.journal.pulse import FILE
from voiceguide.units import Frames

STAMPED = replace(LAST, stamp=7)
KILLED = """
import os, signal, sys
from pathlib import Path
from voiceguide.journal import Pulse
pulse = Pulse(Path(sys.argv[1]))
pulse.belongs_to(7)
pulse.beat(200_000)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def pulse(tmp_path: Path) -> Pulse:
    """The note of a session whose journal has the stamp 7."""
    write(tmp_path, STAMPED)
    pulse = Pulse(tmp_path)
    pulse.beat(Frames(200_000))
    return pulse


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody is killed so on Windows")
def test_what_a_killed_player_noted_outlives_it(tmp_path: Path) -> None:
    """Though it had no time to keep it."""
    write(tmp_path, STAMPED)
    player = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)

    assert player.returncode == -signal.SIGKILL
    assert read(tmp_path) == replace(STAMPED, position=Frames(200_000), since=Frames(200_000 - LAST.position))


def test_a_note_counts_for_its_own_journal(tmp_path: Path, pulse: Pulse) -> None:
    """Not for one that was kept later, nor for one of before there were notes; never past the end."""
    assert read(tmp_path) == STAMPED

    pulse.belongs_to(7)
    pulse.beat(Frames(10**12))
    found = read(tmp_path)
    assert found is not None
    assert found.position == LAST.frames

    for stamp in (8, 0):
        write(tmp_path, replace(LAST, stamp=stamp))
        assert read(tmp_path) == replace(LAST, stamp=stamp)


def test_another_player_has_a_note_of_its_own(tmp_path: Path, pulse: Pulse) -> None:
    """The one that began last counts."""
    pulse.belongs_to(7)
    other = Pulse(tmp_path)
    pulse.beat(Frames(300_000))
    assert read(tmp_path) == STAMPED

    other.belongs_to(7)
    other.beat(Frames(48_000))
    assert read(tmp_path) == replace(STAMPED, position=Frames(48_000))


@pytest.mark.parametrize("content", [b"", b"1234567", bytes(16), b"\xff" * 4096])
def test_a_damaged_note_does_not_count(tmp_path: Path, content: bytes) -> None:
    """What the journal has kept stands."""
    write(tmp_path, STAMPED)
    (tmp_path / FILE).write_bytes(content)

    assert read(tmp_path) == STAMPED
