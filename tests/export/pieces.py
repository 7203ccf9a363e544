"""Small pieces to be written into files: a session of a few words, chapters wherever a test wants them, any sound."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

import voiceguide
from voiceguide.export.piece import Credit, Piece, Read, nobody
from voiceguide.problems import Source
from voiceguide.script import read_text
from voiceguide.sound.clip import Samples
from voiceguide.timeline.timeline import Chapter, Timeline
from voiceguide.units import RATE, Frames

SOURCE: Final = Source(file="breaths.yaml", line=1, column=1)
SCRIPT: Final = """\
title: Three breaths
summary: A minute with your breath.
language: en
steps:
  - Sit comfortably.
"""


def noise(frames: int) -> Samples:
    """Stereo noise that is the same every time."""
    return np.random.default_rng(1).uniform(-0.9, 0.9, (frames, 2)).astype(np.float32)


class Tape:
    """Gives its samples in order, at most `most` at a time."""

    def __init__(self, samples: Samples, most: int = RATE) -> None:
        self.samples = samples
        self.most = most
        self.at = 0

    def read(self, count: Frames) -> Samples:
        """The next frames."""
        start, self.at = self.at, self.at + min(count, self.most)
        return self.samples[start : self.at]


def chapter(title: str, start: float, end: float, depth: int = 0) -> Chapter:
    """A section from one second to another."""
    frames = [Frames(round(second * RATE)) for second in (start, end)]
    return Chapter(title=title, start=frames[0], end=frames[1], depth=depth, source=SOURCE)


def piece(  # noqa: PLR0913  (what a file can tell)
    sound: Callable[[], Read],
    frames: int,
    *,
    title: str = "Three breaths",
    chapters: Sequence[Chapter] = (),
    credit: Credit = Credit(),  # noqa: B008  (a frozen value)
    progress: Callable[[Frames], None] = nobody,
) -> Piece:
    """A piece of so many frames, without events."""
    session, problems = read_text(SCRIPT, file="breaths.yaml", folder=Path())
    assert session is not None, [str(problem) for problem in problems]
    timeline = Timeline(
        title=title,
        frames=Frames(frames),
        asked=None,
        events=(),
        chapters=tuple(chapters),
        closing=Frames(frames),
    )
    return Piece(
        session=replace(session, title=title), timeline=timeline, sound=sound, credit=credit, progress=progress
    )


def taped(samples: Samples, most: int = RATE) -> Piece:
    """A piece that sounds like these samples."""
    return piece(lambda: Tape(samples, most).read, len(samples))


def silence() -> Read:
    """Nothing to hear, however long."""
    return lambda count: np.zeros((count, 2), np.float32)


def sounding(script: str) -> Piece:
    """A piece laid out from a script, of which nothing is heard."""
    session, problems = read_text(script, file="breaths.yaml", folder=Path())
    assert session is not None, [str(problem) for problem in problems]
    return Piece(session=session, timeline=voiceguide.plan(session, voice="silent").timeline, sound=silence)
