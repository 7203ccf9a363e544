"""An hour of playing to a loudspeaker that is recorded: is every frame heard, in time, and what does it take?

    PYTHONPATH=tests python tests/benchmarks/hour.py [MINUTES]

The recording is compared with the mixer's frames while it is made, to the bit. Silence that comes between tells that
the machine was too busy; it is counted, and what follows is looked for behind it. Memory is of the player alone
and of what speaks for it, and so is the processor time, from the second minute on: the first has the start in it.
"""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Final

import numpy as np
from measure import own_folders, voiceguide
from sound_server import Recorded, SoundServer

from voiceguide.cli.making import made
from voiceguide.cli.wishes import Wishes
from voiceguide.model.wish import Wish
from voiceguide.play.murmur import MURMUR
from voiceguide.units import CHANNELS, MINUTE, RATE, SECOND, Milliseconds

SCRIPT: Final = """
title: An hour
background: rain
steps:
  - chime: bowl
  - repeat: 1..{rounds}..{most}
    steps:
      - section: Body $round
        steps:
          - Notice where your body touches the ground. [8s] Let the breath come and go. [12s]
          - hold: 6s
            say: Lift your shoulders.
            on: Up.
            count: up
          - Let them fall. [10s]
          - breathe: {{in: 4s, out: 6s}}
            times: 3
            guide: words 1 then tones
closing:
  - Come back. [5s]
  - chime: bowl
"""
ROUND_SECONDS: Final = 85
FRAME_BYTES: Final = 4 * CHANNELS
BITE: Final = RATE // 2
"""Frames that are compared at once."""
SURE: Final = 240
"""So many frames alike, and the place is found again."""
LONGEST_GAP: Final = 5 * RATE
EVERY_SECONDS: Final = 10.0
FIRST_SECONDS: Final = 60.0
TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE_MB: Final = os.sysconf("SC_PAGE_SIZE") / 2**20


class Comparing(Thread):
    """Reads what a loudspeaker plays, and compares it with what it should."""

    def __init__(self, stream: IO[bytes], read: Callable[[int], Recorded]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._read = read
        self._there = np.zeros((0, CHANNELS), dtype=np.float32)
        self.alike = 0
        """Frames that were heard as they should be."""
        self.gaps: list[int] = []
        """Frames of silence that came between."""
        self.failure = ""

    def run(self) -> None:
        """Compare until nothing more should come, and hear the rest out, for a recorder must not be held up."""
        self._compare()
        while self._stream.read(BITE):
            pass

    def _compare(self) -> None:
        should = self._read(BITE)
        first = _loud(should)
        while True:
            heard = self._take(BITE)
            if len(heard) == 0:
                self.failure = "nothing was heard"
                return
            at = _loud(heard)
            if at < len(heard):
                self._there = heard[max(0, at - first) :]
                break
        while len(should):
            heard = self._take(len(should))
            same = np.all(heard == should[: len(heard)], axis=1)
            good = int(np.argmin(same)) if not same.all() else len(heard)
            self.alike += good
            should = should[good:]
            if not len(should):
                should = self._read(BITE)
            elif len(heard) == 0 or not self._found(heard[good:], should):
                self.failure = f"after {self.alike / RATE:.3f} s something else was heard"
                return

    def _found(self, heard: Recorded, should: Recorded) -> bool:
        """Look for `should` behind what came between, and go on there."""
        while len(heard) < LONGEST_GAP:
            more = self._take(BITE)
            if not len(more):
                break
            heard = np.concatenate([heard, more])
        wanted = should[:SURE]
        for start in np.flatnonzero((heard[: len(heard) - len(wanted)] == wanted[0]).all(axis=1)):
            if np.array_equal(heard[start : start + len(wanted)], wanted):
                self.gaps.append(int(start))
                self._there = np.concatenate([heard[start:], self._there])
                return True
        return False

    def _take(self, count: int) -> Recorded:
        """The next frames; fewer at the end of the stream."""
        while len(self._there) < count:
            read = self._stream.read((count - len(self._there)) * FRAME_BYTES)
            if not read:
                break
            new = np.frombuffer(read[: len(read) // FRAME_BYTES * FRAME_BYTES], dtype=np.float32)
            self._there = np.concatenate([self._there, new.reshape(-1, CHANNELS)])
        taken, self._there = self._there[:count], self._there[count:]
        return taken


def _loud(sound: Recorded) -> int:
    """The first frame that is louder than what wakes a device; its length where there is none."""
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 4 * MURMUR)
    return int(loud[0]) if len(loud) else len(sound)


def taken(process: int) -> tuple[float, float]:
    """Seconds of processor time and megabytes of memory of a process and its children."""
    seconds = megabytes = 0.0
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / TICKS
        megabytes += int(fields[21]) * PAGE_MB
        for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split():
            more = taken(int(child))
            seconds, megabytes = seconds + more[0], megabytes + more[1]
    return seconds, megabytes


def played(line: list[str], environment: dict[str, str]) -> tuple[int, float, list[float]]:
    """Play in a terminal; the status, the share of one core in percent, and the memory every ten seconds."""
    ours, its = pty.openpty()
    began = time.monotonic()
    with subprocess.Popen(line, env=environment, stdin=its, stdout=its, stderr=its, start_new_session=True) as player:
        os.close(its)
        Thread(target=_looked_at, args=(ours,), daemon=True).start()
        memory: list[float] = []
        first = last = (0.0, 0.0)
        while True:
            with suppress(subprocess.TimeoutExpired):
                player.wait(EVERY_SECONDS)
                break
            seconds, megabytes = taken(player.pid)
            last = (time.monotonic(), seconds)
            if last[0] - began >= FIRST_SECONDS:
                first = first if first[0] else last
                memory.append(megabytes)
    return player.returncode, 100 * (last[1] - first[1]) / max(1.0, last[0] - first[0]), memory


def _looked_at(terminal: int) -> None:
    with suppress(OSError):
        while os.read(terminal, 65536):
            pass


def main() -> None:
    """Print what was found."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with own_folders() as folder:
        rounds = max(1, round(minutes * 60 / ROUND_SECONDS))
        script = folder / "hour.yaml"
        script.write_text(SCRIPT.format(rounds=rounds, most=3 * rounds), encoding="utf-8")
        length = Milliseconds(round(minutes * MINUTE / SECOND) * SECOND)
        server = SoundServer()
        try:
            server.start()
            with made(Wishes(wanted=str(script), settings={}, background=None, wish=Wish(length=length))) as session:
                frames = session.plan.timeline.frames
                recorder = ["parec", "-d", "t.monitor", "--format=float32le", "--rate=48000", "--channels=2"]
                environment = {**os.environ, **server.environment, "TERM": "xterm-256color"}
                with subprocess.Popen(recorder, env=environment, stdout=subprocess.PIPE) as recording:
                    assert recording.stdout is not None
                    comparing = Comparing(recording.stdout, session.production.mixer(session.plan).read)
                    comparing.start()
                    line = voiceguide("play", str(script), "--for", f"{length // SECOND}s", "--device", "miniaudio")
                    status, share, memory = played(line, environment)
                    time.sleep(1)
                    recording.terminate()
                    comparing.join()
        finally:
            server.close()
    print(f"{minutes:g} minutes, {frames} frames; the player's status was {status}")
    print(f"heard as mixed, to the bit and in order: {comparing.alike} frames {comparing.failure}")
    print(f"silence that came between: {sum(comparing.gaps)} frames in {len(comparing.gaps)} gaps")
    print(f"drift: {frames - comparing.alike + sum(comparing.gaps)} frames   allowed 0")
    tenth = max(1, len(memory) // 10)
    begin, end = sum(memory[:tenth]) / tenth, sum(memory[-tenth:]) / tenth
    print(f"memory: {begin:.1f} MB after a minute, {end:.1f} MB at the end, {max(memory, default=0):.1f} MB at most")
    print(f"processor: {share:.2f} % of one core   allowed 3 %")


if __name__ == "__main__":
    main()
