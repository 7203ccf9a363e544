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
    origin: str
    """What it is made of, for the list of sounds."""


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
    Recipe(
        name="low bowl",
        kind=Kind.CHIME,
        make=lambda: bells.struck(bells.LOW_BOWL, 1),
        origin="a singing bowl of 181 Hz",
    ),
    Recipe(
        name="middle bowl",
        kind=Kind.CHIME,
        make=lambda: bells.struck(bells.MIDDLE_BOWL, 2),
        origin="a singing bowl of 241 Hz; `bowl` means this one",
    ),
    Recipe(
        name="high bowl",
        kind=Kind.CHIME,
        make=lambda: bells.struck(bells.HIGH_BOWL, 3),
        origin="a singing bowl of 327 Hz",
    ),
    Recipe(
        name="bell",
        kind=Kind.CHIME,
        make=lambda: bells.struck(bells.BELL, 4),
        origin="a bell of 523 Hz with the partials of a Hemony carillon",
    ),
    Recipe(
        name="block",
        kind=Kind.CHIME,
        make=lambda: bells.struck(bells.BLOCK, 5),
        origin="a hollow wooden block under a wrapped mallet",
    ),
    Recipe(
        name="in", kind=Kind.TONE, make=lambda: bells.tone(523.0, 659.0), origin="a tone that rises from 523 to 659 Hz"
    ),
    Recipe(
        name="out", kind=Kind.TONE, make=lambda: bells.tone(523.0, 415.0), origin="a tone that falls from 523 to 415 Hz"
    ),
    Recipe(
        name="pink",
        kind=Kind.BACKGROUND,
        make=lambda: wide(Chance(11), LOOP, pink, 0.8),
        origin="noise of equal power in every octave from 35 Hz to 12 kHz",
    ),
    Recipe(
        name="brown",
        kind=Kind.BACKGROUND,
        make=lambda: wide(Chance(12), LOOP, brown, 0.7),
        origin="noise that falls by 6 dB an octave from 35 Hz on",
    ),
    Recipe(
        name="rain",
        kind=Kind.BACKGROUND,
        make=lambda: nature.rain(Chance(13), LOOP),
        origin="noise with a shelf from 2.5 to 8 kHz, and 160 drops a second",
    ),
    Recipe(
        name="sea",
        kind=Kind.BACKGROUND,
        make=lambda: nature.sea(Chance(14), SEA_LOOP),
        origin="three noises (deep, water, foam) that swell in periods of 8 to 25 s, none like the one before",
    ),
    Recipe(
        name="stream",
        kind=Kind.BACKGROUND,
        make=lambda: nature.stream(Chance(15), LOOP),
        origin="noise from 220 Hz to 4.5 kHz, and 70 bubbles a second",
    ),
    Recipe(
        name="night",
        kind=Kind.BACKGROUND,
        make=lambda: nature.night(Chance(16), LOOP),
        origin="a soft wind, and three crickets a long way off",
    ),
)
