"""A sound server that is killed and started again while a session plays."""

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from listening import pieces
from sound_server import Recorded, SoundServer
from tones import heard_whole, numbers

LINE = [sys.executable, "-m", "voiceguide", "play", "tones.yaml", "--voice", "silent:100ms", "--plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survived:
    """How a session came through."""

    status: int
    lives: tuple[Recorded, ...]
    """What the loudspeaker of each server has played."""

    def whole(self) -> list[int]:
        """The phrases that were heard whole, in order."""
        return [
            number
            for sound in self.lives
            for number, whole in zip(numbers(sound), heard_whole(sound), strict=True)
            if whole
        ]

    def missing(self, count: int) -> list[int]:
        """The phrases that nobody heard whole."""
        return sorted(set(range(count)) - set(self.whole()))

    def backwards(self) -> int:
        """How often a phrase was heard before the one that comes before it."""
        return sum(1 for before, after in pairwise(self.whole()) if after < before)


def survived(server: SoundServer, folder: Path, times: int, seed: int, line: Sequence[str] = LINE) -> Survived:
    """Play the session of `folder`, while the server is killed so often, each time soon after something is heard."""
    chance = random.Random(seed)  # noqa: S311  (the same moments every time)
    lives: list[Recorded] = []
    with ExitStack() as stack:
        player: subprocess.Popen[bytes] | None = None
        for _ in range(times):
            with server.recording() as recording:
                if player is None:
                    player = stack.enter_context(subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL))
                while not pieces(recording.read()):
                    time.sleep(0.02)
                time.sleep(chance.uniform(0.3, 1.2))
                server.kill()
                lives.append(recording.read())
                recording.over = True
            server.start()
        assert player is not None
        with server.recording() as recording:
            status = player.wait()
        lives.append(recording.read())
    return Survived(status=status, lives=tuple(lives))
