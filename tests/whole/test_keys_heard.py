"""Keys that are pressed in a terminal, and what a loudspeaker plays then: a null sink is recorded meanwhile."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from sound_server import Recorded, Recording, SoundServer

from voiceguide import journal, settings
from voiceguide.cli.exits import Exit
from voiceguide.play.places import RUN_UP
from voiceguide.units import RATE

pexpect = pytest.importorskip("pexpect")

SCRIPT = """\
title: Tones
steps:
  - section: Low
    steps:
      - play: low.wav
      - pause: 3s!
  - section: High
    steps:
      - play: high.wav
closing:
  - play: end.wav
  - pause: 1s!
"""
LOW, HIGH, END = 200, 1500, 600
LOUD = 0.3
MS = RATE // 1000
VOICE = ["--voice", "silent:1s"]
IN_GOOD_TIME = 60


def tone(hertz: int, seconds: float) -> Recorded:
    """A tone."""
    sound = LOUD * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return sound.astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session of two long tones, each in a section of its own, and a third as its closing."""
    for name, hertz, seconds in (("low", LOW, 60), ("high", HIGH, 60), ("end", END, 1)):
        soundfile.write(tmp_path / f"{name}.wav", tone(hertz, seconds), RATE, subtype="FLOAT")
    (tmp_path / "tones.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


class Player:
    """The player in a terminal, somebody at its keys, and the time of the recording at each."""

    def __init__(self, folder: Path, recording: Recording) -> None:
        self._recording = recording
        self.child: Any = pexpect.spawn(
            sys.executable, ["-m", "voiceguide", "play", "tones.yaml", *VOICE], cwd=folder, encoding="utf-8",
            timeout=IN_GOOD_TIME, env={**os.environ, "TERM": "xterm-256color"},
        )  # fmt: skip
        self.child.delaybeforesend = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with suppress(Exception):  # the end of it
            while True:
                self.child.read_nonblocking(10_000, IN_GOOD_TIME)

    def until(self, reached: Callable[[Recorded], bool]) -> None:
        """Wait until the last 100 ms of what was played are so."""
        while self._recording.frames < RATE or not reached(self._recording.read()[-100 * MS :, 0]):
            time.sleep(0.02)

    def press(self, key: str) -> int:
        """Press a key; the frame of the recording at that moment."""
        frame = self._recording.frames
        self.child.send(key)
        return frame

    def ended(self) -> int:
        """Wait for its end; the status."""
        self._reader.join()
        self.child.wait()
        return int(self.child.exitstatus)


def playing(sound: Recorded) -> bool:
    """Whether it is loud."""
    return float(np.abs(sound).max()) > LOUD / 20


def silent(sound: Recorded) -> bool:
    """Whether nothing is heard."""
    return not playing(sound)


def pitch(sound: Recorded) -> float:
    """How many times a second it crosses nought upwards."""
    return float(np.count_nonzero((sound[:-1] < 0) & (sound[1:] >= 0)) * RATE / len(sound))


def high(sound: Recorded) -> bool:
    """Whether it is the high tone."""
    return playing(sound) and abs(pitch(sound) - HIGH) < 100


def low(sound: Recorded) -> bool:
    """Whether it is the low one."""
    return playing(sound) and abs(pitch(sound) - LOW) < 50


def after(sound: Recorded, frame: int, reached: Callable[[Recorded], bool], window: int) -> float:
    """How many milliseconds after `frame` the sound of a window is so for the first time."""
    starts = range(frame, len(sound) - window * MS, MS)
    return next((start - frame) / MS for start in starts if reached(sound[start : start + window * MS]))


def test_keys_are_heard_at_once_and_never_click(sound_server: SoundServer, folder: Path) -> None:
    """A pause is silent within 150 ms, a jump heard within 200, at the best of a few presses on a busy machine.

    No step from one sample to the next is greater than the material's own, and ending kindly is a fade, the closing
    and then real quiet.
    """
    with sound_server.recording() as recording:
        player = Player(folder, recording)
        player.until(low)
        pauses: list[int] = []
        jumps: list[int] = []
        for _ in range(4):
            pauses.append(player.press(" "))
            player.until(silent)
            player.press(" ")
            player.until(playing)
            jumps.append(player.press("n"))
            player.until(high)
            player.press("p")
            player.until(low)
        player.press("\x1b[B")
        player.press("b")
        player.press("x")
        player.until(low)
        end = player.press("e")
        status = player.ended()
    sound = recording.read()[:, 0]
    steepest = 2 * np.pi * HIGH * LOUD / RATE
    closing = sound[end + 1100 * MS :]

    assert status == Exit.DONE
    assert min(after(sound, frame, silent, 30) for frame in pauses) <= 150
    assert min(after(sound, frame, high, 10) for frame in jumps) <= 200
    assert np.abs(np.diff(sound)).max() <= steepest * 1.02
    assert playing(closing)
    assert abs(pitch(closing[: RATE // 2]) - END) < 50
    assert not sound[-200 * MS :].any()


PHRASE = 300 * MS
"""A tenth of a second of words, and two of silence."""


@pytest.mark.parametrize(("lines", "more"), [(1, 0.0), (2, 0.11), (4, 0.23), (5, 0.05), (7, 0.29), (9, 0.17)])
def test_a_killed_session_goes_on_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, lines: int, more: float
) -> None:
    """Killed at any moment, `resume` goes on with the phrase that was playing, after a sentence that says where."""
    monkeypatch.chdir(folder)
    steps = "".join(f"  - Phrase {number}. [200ms!]\n" for number in range(100))
    Path("many.yaml").write_text(f"title: Many\nsteps:\n{steps}", encoding="utf-8")
    program = [sys.executable, "-m", "voiceguide"]
    manner = ["--device", "silent", "--plain"]
    line = [*program, "play", "many.yaml", "--voice", "silent:100ms", *manner]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        shown = [player.stdout.readline() for _ in range(lines)]
        time.sleep(more)
        player.kill()
        shown += player.stdout.readlines()
    heard = number_of(shown[-1])
    last = journal.read(settings.folders().state)
    with subprocess.Popen([*program, "resume", *manner], stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        said, first = player.stdout.readline(), player.stdout.readline()
        player.kill()

    assert last is not None
    kept = (last.position + RUN_UP) // PHRASE
    assert kept - heard in {0, 1}  # 1: it was killed after it was kept, before it was shown
    assert said.endswith(" seconds left.\n")
    assert number_of(first) == kept


def number_of(line: str) -> int:
    """The number of a phrase in a line."""
    return int(line.rsplit(maxsplit=1)[-1].strip("."))
