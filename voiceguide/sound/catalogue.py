"""Our own sounds: which there are, what they are for, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound import bells, nature
from voiceguide.sound.chance import Chance
from voiceguide.sound.kinds import Kind, at_usual_level
from voiceguide.sound.noise import Wave, brown, pink, wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one of our sounds is made."""

    name: str
    kind: Kind
    make: Callable[[], Wave]
    """Gives the sound at any level."""


def made(recipe: Recipe) -> NDArray[np.int16]:
    """Make a sound at its usual level, as it is written to its file: 16 bits, of shape [frames, channels].

    Backgrounds are rounded to even numbers. That noise is 50 dB under theirs, and their files are a sixth smaller.
    """
    wave = recipe.make()
    step = 2 if recipe.kind is Kind.BACKGROUND else 1
    steps = np.rint(wave * (at_usual_level(wave, recipe.kind) * 32768.0 / step))
    return (steps * step).astype(np.int16)


LOOP = 60
"""Seconds of a background; whole seconds with small prime factors make a quick transform."""

SEA_LOOP = 80
"""Seconds of the sea: its swells are long, and should not come again soon."""

RECIPES = (
    Recipe(name="low bowl", kind=Kind.CHIME, make=lambda: bells.struck(bells.LOW_BOWL, 1)),
    Recipe(name="middle bowl", kind=Kind.CHIME, make=lambda: bells.struck(bells.MIDDLE_BOWL, 2)),
    Recipe(name="high bowl", kind=Kind.CHIME, make=lambda: bells.struck(bells.HIGH_BOWL, 3)),
    Recipe(name="bell", kind=Kind.CHIME, make=lambda: bells.struck(bells.BELL, 4)),
    Recipe(name="block", kind=Kind.CHIME, make=lambda: bells.struck(bells.BLOCK, 5)),
    Recipe(name="in", kind=Kind.TONE, make=lambda: bells.tone(523.0, 659.0)),
    Recipe(name="out", kind=Kind.TONE, make=lambda: bells.tone(523.0, 415.0)),
    Recipe(name="pink", kind=Kind.BACKGROUND, make=lambda: wide(Chance(11), LOOP, pink, 0.8)),
    Recipe(name="brown", kind=Kind.BACKGROUND, make=lambda: wide(Chance(12), LOOP, brown, 0.7)),
    Recipe(name="rain", kind=Kind.BACKGROUND, make=lambda: nature.rain(Chance(13), LOOP)),
    Recipe(name="sea", kind=Kind.BACKGROUND, make=lambda: nature.sea(Chance(14), SEA_LOOP)),
    Recipe(name="stream", kind=Kind.BACKGROUND, make=lambda: nature.stream(Chance(15), LOOP)),
    Recipe(name="night", kind=Kind.BACKGROUND, make=lambda: nature.night(Chance(16), LOOP)),
)
