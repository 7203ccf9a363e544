"""Where words begin again after a comma: looked for in the sound of the sentence itself.

sound   |==Let it all drop,==|    |==and wait.==|
guess                      ^                          by the share of the letters
found                             ^                   the end of the longest pause near to it

Tried with eSpeak NG: a guess by letters is 0.1 to 0.4 s off.
"""

from typing import Final

import numpy as np

from voiceguide.sound.clip import Clip
from voiceguide.units import Frames, Milliseconds, frames_of

WINDOW: Final = frames_of(Milliseconds(5))
QUIET_DB: Final = 45
"""A window is a pause that is so far under the loudest one: what is heard is heard as everywhere else."""

SHORTEST: Final = frames_of(Milliseconds(120))
"""A comma's pause is longer, 150 to 400 ms; the stop before a `t` or a `k` is shorter."""

NEAR: Final = frames_of(Milliseconds(1500))
"""How far a guess by letters may be wrong."""


def onset_near(clip: Clip, guess: Frames) -> Frames:
    """The frame of the audible part at which words begin again, as near to `guess` as a pause is long.

    `guess` itself where there is no pause near to it.
    """
    best, onset = 0, guess
    for start, end in _pauses(clip):
        worth = (end - start) * 10 - abs(end - guess)
        if abs(end - guess) <= NEAR and worth > best:
            best, onset = worth, end
    return onset


def _pauses(clip: Clip) -> list[tuple[int, Frames]]:
    """The pauses of the audible part, each with the frame after it."""
    heard = clip.samples[clip.first : clip.last].mean(axis=1, dtype=np.float64)
    count = len(heard) // WINDOW
    power = np.square(heard[: count * WINDOW]).reshape(count, WINDOW).mean(axis=1)
    quiet = power < power.max(initial=0.0) * 10 ** (-QUIET_DB / 10)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    spans = [(int(start) * WINDOW, Frames(int(end) * WINDOW)) for start, end in edges.reshape(-1, 2)]
    return [(start, end) for start, end in spans if end - start >= SHORTEST]
