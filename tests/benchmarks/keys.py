"""How long after a key something is heard of it: a null sink is recorded while keys go through a pseudo-terminal.

    PYTHONPATH=tests:tests/whole python tests/benchmarks/keys.py [TIMES] [DEVICE]

A pause counts as heard when half of the sound is gone, and as silent when nothing is left; a jump counts from the first
10 ms of what it leads to. The recorder itself hands on what it hears in bites of 20 ms.
"""

import statistics
import sys
from pathlib import Path

import numpy as np
import soundfile
from listening import Listener, first_after, is_tone, playing, silent, tone
from sound_server import Recorded
from sounding import sounding

from voiceguide.units import RATE

LOW, HIGH = 200, 1500
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
"""
high, low = is_tone(HIGH, 100), is_tone(LOW, 50)


def written(folder: Path) -> None:
    """Two long tones, each in a section of its own."""
    for name, hertz in (("low", LOW), ("high", HIGH)):
        soundfile.write(folder / f"{name}.wav", tone(hertz, 60, 0.3), RATE, subtype="FLOAT")
    (folder / "tones.yaml").write_text(SCRIPT, encoding="utf-8")


def pressed(player: Listener, times: int) -> tuple[list[int], list[int]]:
    """The frames at which a pause and a jump were asked for."""
    pauses: list[int] = []
    jumps: list[int] = []
    player.until(low)
    for _ in range(times):
        player.after(0.5)
        pauses.append(player.press(" "))
        player.until(silent)
        player.press(" ")
        player.until(playing)
        player.after(0.5)
        jumps.append(player.press("n"))
        player.until(high)
        player.after(0.3)
        player.press("p")
        player.until(low)
    return pauses, jumps


def main() -> None:
    """Print the least, the usual and the greatest of each."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    device = sys.argv[2] if len(sys.argv) > 2 else "miniaudio"
    with sounding() as (folder, server):
        written(folder)
        with server.recording() as recording:
            line = ("play", "tones.yaml", "--voice", "silent:1s", "--device", device)
            player = Listener(folder, recording, *line)
            pauses, jumps = pressed(player, times)
            player.press("qq")
            player.ended()
        sound = recording.read()[:, 0]
    loud = float(np.abs(sound).max())

    def half(part: Recorded) -> bool:
        return float(np.abs(part).max()) < loud / 2

    told("a pause, heard", [first_after(sound, frame, half, 6) for frame in pauses], "100")
    told("a pause, silent", [first_after(sound, frame, silent, 30) for frame in pauses], "150")
    told("a jump, heard", [first_after(sound, frame, high, 10) for frame in jumps], "150")


def told(what: str, found: list[float], allowed: str) -> None:
    """One line of figures, in milliseconds."""
    middle = statistics.median(found)
    print(f"{what:<18} least {min(found):5.0f}  usual {middle:5.0f}  most {max(found):5.0f} ms   allowed {allowed}")


if __name__ == "__main__":
    main()
