"""Playing begins while a voice still speaks, on the command line."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceguide import settings
from voiceguide.cli.exits import Exit

SCRIPT = """\
title: In time
length: 10s
steps:
  - Part 1. [2s!]
  - Lie still. [3s..6s]
  - Part 2. [2s]
closing:
  - Part 3.
"""
HERE = Path(__file__).parent
IN_GOOD_TIME = 120


@pytest.fixture
def script() -> str:
    """What is played."""
    return SCRIPT


@pytest.fixture
def folder(tmp_path: Path, script: str) -> Path:
    """A script, and a speaker whose phrases wait for a file each."""
    (tmp_path / "in time.yaml").write_text(script, encoding="utf-8")
    command = f"'{sys.executable}' -S '{HERE / 'gated_speaker.py'}' '{tmp_path}' {{text}} {{out}}"
    wanted = settings.folders().settings
    wanted.parent.mkdir(parents=True, exist_ok=True)
    wanted.write_text(f'[speakers.gated]\ncommand = "{command}"\nlanguage = "en"\nseconds = 100\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def player(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """It plays to nobody, and tells the words."""
    line = [sys.executable, "-m", "voiceguide", "play", "in time.yaml", "--voice", "command:gated"]
    with subprocess.Popen(
        [*line, "--plain", "--device", "silent"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_it_begins_when_its_first_words_are_spoken(folder: Path, player: "subprocess.Popen[str]") -> None:
    """The others are spoken while it plays, and it lasts as long as it should."""
    assert player.stdout is not None
    (folder / "1").touch()
    assert player.stdout.readline() == "00:00  Part 1.\n"
    (folder / "2").touch()
    (folder / "3").touch()
    out, err = player.communicate(timeout=IN_GOOD_TIME)
    assert [line.split("  ")[1] for line in out.splitlines()] == ["Lie still.", "Part 2.", "Part 3."]
    assert "In time: 0:10 of 0:10" in err
    assert player.returncode == Exit.DONE


@pytest.mark.parametrize("script", [SCRIPT.replace("Part 2.", "Part 2 fails.")])
def test_a_phrase_that_fails_later_on_ends_it_kindly(folder: Path, player: "subprocess.Popen[str]") -> None:
    """It is said why, and the closing is heard."""
    assert player.stdout is not None
    (folder / "1").touch()
    (folder / "3").touch()
    assert player.stdout.readline() == "00:00  Part 1.\n"
    (folder / "2").touch()
    out, err = player.communicate(timeout=IN_GOOD_TIME)
    assert out.splitlines()[-1].endswith("Part 3.")
    assert "in time.yaml:6:5: the voice 'command:gated' could not say 'Part 2 fails.'" in err
    assert player.returncode == Exit.FAILED


def test_an_interrupt_ends_the_speaking_at_once(folder: Path, player: "subprocess.Popen[str]") -> None:
    """What is spoken is kept, and what is not is not waited for."""
    assert player.stdout is not None
    (folder / "1").touch()
    assert player.stdout.readline() == "00:00  Part 1.\n"
    player.terminate()
    player.communicate(timeout=IN_GOOD_TIME)
    assert player.returncode == Exit.TERMINATED
