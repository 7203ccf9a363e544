"""The desktop's own controls drive a session: a bus of the test's own, and playerctl."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Needs

from voiceguide.cli.exits import Exit

SCRIPT = """\
title: A long rest
steps:
  - section: Arms
    steps:
      - Lie down. [60s!]
      - Rest. [60s!]
closing:
  - Get up.
"""
PLAY = [sys.executable, "-m", "voiceguide", "play", "rest.yaml", "--device", "silent", "--voice", "silent:500ms"]
IN_GOOD_TIME = 60


@pytest.fixture
def bus(needs: Needs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus on which nobody else is."""
    needs("dbus-daemon")
    needs("playerctl")
    line = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path}/bus"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.terminate()


def playerctl(*line: str) -> str:
    """What playerctl says."""
    return subprocess.run(
        ["playerctl", "-p", "voiceguide", *line], capture_output=True, text=True, check=False, timeout=IN_GOOD_TIME
    ).stdout.strip()


def awaited(*line: str, word: str) -> str:
    """What playerctl says as soon as `word` is in it."""
    while word not in (said := playerctl(*line)):
        pass
    return said


@pytest.fixture
def player(bus: None, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:  # noqa: ARG001  (it plays on that bus)
    """A session that plays."""
    (tmp_path / "rest.yaml").write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        PLAY, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as one:
        yield one
        one.terminate()


def test_playerctl_drives_it(player: subprocess.Popen[str]) -> None:
    """Title and section are told, pause and play do what they say, next goes on, and stop ends kindly.

    A slider moves the loudness, and a position is that of the phrase that is heard there.
    """
    awaited("status", word="Playing")
    told = playerctl("metadata", "--format", "{{title}} / {{album}} / {{mpris:length}}")
    playerctl("pause")
    awaited("status", word="Paused")
    playerctl("play")
    awaited("status", word="Playing")
    playerctl("next")
    while float(playerctl("position")) < 60:
        pass
    playerctl("volume", "0.5")
    softer = awaited("volume", word="0.5")
    playerctl("position", "20")
    while not float(playerctl("position")) < 60:
        pass
    playerctl("position", "30+")
    playerctl("position", "100")
    while float(playerctl("position")) < 60:
        pass
    playerctl("stop")
    out, _ = player.communicate(timeout=IN_GOOD_TIME)

    assert softer == "0.500000"
    assert told == "A long rest / Arms / 121500000"
    assert player.returncode == Exit.DONE
    assert out.splitlines()[-1].endswith("Get up.")


def test_without_a_bus_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session is led all the same, and nothing is said about it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    (tmp_path / "rest.yaml").write_text("title: Short\nsteps: [Lie down.]\n", encoding="utf-8")
    done = subprocess.run(PLAY, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=IN_GOOD_TIME)

    assert done.returncode == Exit.DONE
    assert done.stdout.splitlines()[-1].endswith("Lie down.")
    assert "Traceback" not in done.stderr
