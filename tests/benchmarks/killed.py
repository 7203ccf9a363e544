"""A player is killed at fifty random moments, and taken up again: is it the phrase that was heard?

    PYTHONPATH=tests:tests/whole python tests/benchmarks/killed.py [TIMES] [SEED]

Every phrase is a tone of its own height, and what is compared is what a loudspeaker has played: the last tone before
the kill, and the first one after `resume`. A session that is killed in the run-up to a phrase goes on with that one.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from killing import damaged
from listening import pieces
from sound_server import SoundServer
from sounding import sounding
from tones import numbers, written

from voiceguide.units import RATE

PROGRAM = [sys.executable, "-m", "voiceguide"]
MANNER = ["--device", "miniaudio", "--quiet"]


def once(folder: Path, server: SoundServer, seconds: float) -> tuple[int, int, list[str]]:
    """The phrase that was heard when it was killed, the one that it went on with, and what is damaged."""
    for file in (folder / "state").rglob("*.json"):
        file.unlink()
    with server.recording() as recording:
        line = [*PROGRAM, "play", "tones.yaml", "--voice", "silent:100ms", *MANNER]
        with subprocess.Popen(line, cwd=folder) as player:
            while not pieces(recording.read()):
                time.sleep(0.02)
            time.sleep(seconds)
            player.kill()
        recording.wait_for(recording.frames + RATE // 4)
        heard = numbers(recording.read())
    last = heard[-1] if heard[-1] >= 0 else len(heard) - 1  # they were heard in their order from 0 on
    spoilt = damaged(folder / "state" / "voiceguide")
    with server.recording() as recording:
        with subprocess.Popen([*PROGRAM, "resume", *MANNER], cwd=folder) as player:
            while len(pieces(recording.read())) < 2:
                time.sleep(0.02)
            player.kill()
        again = numbers(recording.read())
    return last, again[0], spoilt


def main() -> None:
    """Print how often it was the same phrase."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance = random.Random(seed)  # noqa: S311  (the same moments every time)
    found: Counter[int] = Counter()
    spoilt: list[str] = []
    with sounding() as (folder, server):
        written(folder)
        for number in range(times):
            last, first, damage = once(folder, server, chance.uniform(0.0, 6.0))
            found[first - last] += 1
            spoilt += damage
            print(f"{number + 1:3}: killed in phrase {last}, went on with {first}", flush=True)
    others = times - found[0] - found[1]
    print(f"{times} kills: {found[0]} went on with the phrase that was heard, {found[1]} with the next, whose run-up")
    print(f"had begun, {others} with another   allowed 0")
    print(f"damaged files: {len(spoilt)}   allowed 0")


if __name__ == "__main__":
    main()
