"""A session in which every phrase is a tone of its own height, so that a recording tells which was heard."""

from pathlib import Path

import soundfile
from listening import MS, pieces, pitch, tone
from sound_server import Recorded

from voiceguide.units import RATE

COUNT = 40
LOWEST, STEP = 300, 120
LONG, APART = 0.3, 0.15


def numbers(sound: Recorded) -> list[int]:
    """The phrases that were heard, in order; -1 for one of which too little was heard to tell."""
    heard = []
    for first, end in pieces(sound):
        part = sound[first:end, 0]
        heard.append(round((pitch(part) - LOWEST) / STEP) if len(part) >= 25 * MS else -1)
    return heard


def written(folder: Path, count: int = COUNT) -> None:
    """The session, as `tones.yaml`."""
    steps = []
    for number in range(count):
        soundfile.write(folder / f"{number}.wav", tone(LOWEST + STEP * number, LONG, 0.3), RATE, subtype="FLOAT")
        steps.append(f"  - play: {number}.wav\n  - pause: {APART}s!\n")
    (folder / "tones.yaml").write_text("title: Tones\nsteps:\n" + "".join(steps), encoding="utf-8")


def heard_whole(sound: Recorded) -> list[bool]:
    """Which of them were heard to their end."""
    return [end - first >= (LONG - 0.02) * RATE for first, end in pieces(sound)]
