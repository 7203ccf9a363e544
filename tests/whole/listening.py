"""Somebody who presses keys in a terminal and listens: what a null sink is given is recorded meanwhile."""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from sound_server import Recorded, Recording

from voiceguide.units import RATE

MS = RATE // 1000
IN_GOOD_TIME = 60
TOLD = 10 ** (-50 / 20)
"""What is softer is nobody's."""


class Listener:
    """The player in a terminal, somebody at its keys, and the time of the recording at each."""

    def __init__(self, folder: Path, recording: Recording, *line: str, **environment: str) -> None:
        import pexpect  # noqa: PLC0415  (not on Windows, where there is no such terminal)

        self._recording = recording
        self.child: Any = pexpect.spawn(
            sys.executable, ["-m", "voiceguide", *line], cwd=folder, encoding="utf-8", timeout=IN_GOOD_TIME,
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )  # fmt: skip
        self.child.delaybeforesend = None
        self.shown = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with suppress(Exception):  # the end of it
            while True:
                self.shown += self.child.read_nonblocking(10_000, IN_GOOD_TIME)

    def until(self, reached: Callable[[Recorded], bool], window: int = 100 * MS) -> None:
        """Wait until the last frames of what was played are so."""
        while self._recording.frames < RATE or not reached(self._recording.last(window)[:, 0]):
            assert self.child.isalive(), "the player has ended"
            time.sleep(0.01)

    def after(self, seconds: float) -> None:
        """Listen on for so long."""
        self._recording.wait_for(self._recording.frames + round(seconds * RATE))

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


def tone(hertz: float, seconds: float, loud: float) -> Recorded:
    """A tone, mono."""
    sound = loud * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return sound.astype(np.float32)


def playing(sound: Recorded) -> bool:
    """Whether it is loud."""
    return bool(len(sound)) and float(np.abs(sound).max()) > 0.015


def silent(sound: Recorded) -> bool:
    """Whether nothing is heard."""
    return not playing(sound)


def pitch(sound: Recorded) -> float:
    """How many times a second it crosses nought upwards."""
    return float(np.count_nonzero((sound[:-1] < 0) & (sound[1:] >= 0)) * RATE / len(sound))


def is_tone(hertz: float, off: float) -> Callable[[Recorded], bool]:
    """Tells whether something sounds as high as that."""
    return lambda sound: playing(sound) and abs(pitch(sound) - hertz) < off


def first_after(sound: Recorded, frame: int, reached: Callable[[Recorded], bool], window: int) -> float:
    """How many milliseconds after `frame` the sound of a window is so for the first time."""
    starts = range(frame, len(sound) - window * MS, MS)
    return next((start - frame) / MS for start in starts if reached(sound[start : start + window * MS]))


def pieces(sound: Recorded, quiet_ms: int = 40) -> list[tuple[int, int]]:
    """Where something is heard: from its first to after its last loud frame, with so much quiet between two."""
    loud = np.flatnonzero(np.abs(sound[:, 0]) > TOLD)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > quiet_ms * MS)
    first, last = [loud[0], *loud[breaks + 1]], [*loud[breaks], loud[-1]]
    return [(int(one), int(other) + 1) for one, other in zip(first, last, strict=True)]


def as_it_was_sent(sound: Recorded, should: Recorded, sure: int = RATE) -> Recorded:
    """A recording of a session that is never quite silent, from the session's first frame on.

    What a busy machine was too late with is left out again: pure silence, for longer than a sound is nought. `sure` is
    a frame of the session at which it plays already as it will to its end.
    """
    silent = np.concatenate([[0], (~sound.any(axis=1)).astype(np.int8), [0]])
    first, after = np.flatnonzero(np.diff(silent) == 1), np.flatnonzero(np.diff(silent) == -1)
    late = np.zeros(len(sound), dtype=bool)
    for begin, end in zip(first, after, strict=True):
        late[begin:end] = end - begin > MS
    heard = sound[~late]
    wanted = should[sure : sure + 480]
    for start in np.flatnonzero((heard[: len(heard) - 480] == wanted[0]).all(axis=1)):
        if np.array_equal(heard[start : start + 480], wanted):
            return heard[max(0, start - sure) :]
    raise AssertionError(start_of_nothing(sound))


def start_of_nothing(sound: Recorded) -> str:
    """What to say where a session is not found again."""
    return f"in {len(sound) / RATE:.1f} s the session is not heard; the loudest frame is {np.abs(sound).max():.3f}"
