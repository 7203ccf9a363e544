"""Struck things: bowls, a bell, a wooden block, and the tones that lead a breath.

Each is a sum of decaying sines. A real bowl has two modes of nearly one frequency for each of its shapes; their sum
beats, and so do these. Nothing starts suddenly: all rise as a raised cosine and only then begin to die away, so that
none reaches its level in under 20 ms.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.chance import Chance
from voiceguide.sound.shapes import raised_cosine
from voiceguide.units import RATE

Wave = NDArray[np.float64]
"""Amplitudes of shape [frames, 2], in double precision, at a level of their own."""

PAIR = (0.7, 0.3)
"""How the two modes of a pair share its amplitude: struck beside a node, so that the beats stay gentle (8 dB)."""

LN_1000 = math.log(1000.0)
"""An amplitude that falls by 60 dB falls by a factor of a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """One shape in which a body rings."""

    ratios: tuple[float, ...]
    """Its frequencies as multiples of the body's pitch; a close pair beats."""
    size: float
    """Its amplitude when struck with something hard."""
    t60: float
    """The seconds in which it falls by 60 dB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Something that can be struck."""

    pitch: float
    """Hertz."""
    partials: tuple[Partial, ...]
    mallet: float
    """Hertz from which on a soft mallet excites less and less: amplitude / (1 + (f / mallet)²)."""
    attack: float
    """Seconds from nothing to the full level."""
    seconds: float
    """How long its sound is."""
    ending: float
    """Seconds of the fade at its end, where little is left to hear."""
    spread: float
    """Radians between left and right in the second of a pair: the beats wander a little between the ears."""
    knock: float
    """Decibels of the mallet's noise under the first partial; it lasts 15 ms after the attack."""


def _bowl(pitch: float, longer: float) -> Body:
    """A singing bowl: pairs and ratios as measured by Essl and Cook (2002), sizes and times within the usual ranges."""
    return Body(
        pitch=pitch,
        partials=(
            Partial(ratios=(0.996, 1.004), size=1.0, t60=25.0 * longer),
            Partial(ratios=(2.979, 2.993), size=0.5, t60=15.0 * longer),
            Partial(ratios=(5.697, 5.703), size=0.25, t60=8.5 * longer),
            Partial(ratios=(9.00, 9.02), size=0.10, t60=5.0 * longer),
            Partial(ratios=(12.81, 12.83), size=0.05, t60=2.5 * longer),
            Partial(ratios=(17.28,), size=0.02, t60=1.5 * longer),
        ),
        mallet=1500.0,
        attack=0.040,
        seconds=24.0 * longer,
        ending=6.0,
        spread=0.9,
        knock=-38.0,
    )


LOW_BOWL = _bowl(181.0, 1.15)
MIDDLE_BOWL = _bowl(241.0, 1.0)
HIGH_BOWL = _bowl(327.0, 0.85)

BELL = Body(  # church-bell partials of a Hemony carillon: hum, prime, minor third, fifth, nominal, and above
    pitch=523.0,
    partials=(
        Partial(ratios=(0.4996, 0.5004), size=0.6, t60=14.0),
        Partial(ratios=(0.9993, 1.0007), size=0.8, t60=9.0),
        Partial(ratios=(1.1993, 1.2007), size=0.55, t60=8.0),
        Partial(ratios=(1.50,), size=0.2, t60=5.0),
        Partial(ratios=(2.008, 2.012), size=0.6, t60=5.0),
        Partial(ratios=(3.01,), size=0.3, t60=2.8),
        Partial(ratios=(4.16,), size=0.2, t60=1.8),
        Partial(ratios=(4.83,), size=0.08, t60=1.2),
        Partial(ratios=(5.43,), size=0.1, t60=1.0),
    ),
    mallet=1500.0,
    attack=0.040,
    seconds=14.0,
    ending=4.0,
    spread=0.5,
    knock=-44.0,
)

BLOCK = Body(  # a hollow wooden block under a wrapped mallet: a bar's ratios, lowered by the hollow
    pitch=466.0,
    partials=(
        Partial(ratios=(1.0,), size=1.0, t60=0.36),
        Partial(ratios=(1.52,), size=0.35, t60=0.26),
        Partial(ratios=(2.74,), size=0.30, t60=0.16),
        Partial(ratios=(4.62,), size=0.12, t60=0.10),
    ),
    mallet=1500.0,
    attack=0.036,
    seconds=0.6,
    ending=0.15,
    spread=0.0,
    knock=-26.0,
)


def struck(body: Body, seed: int) -> Wave:
    """The sound of `body`, struck once."""
    count = round(body.seconds * RATE)
    rise = round(body.attack * RATE)
    time = np.arange(count, dtype=np.float64) / RATE
    since = np.maximum(time - body.attack, 0.0)
    wave = np.zeros((count, 2))
    for partial in body.partials:
        fall = np.exp(since * (-LN_1000 / partial.t60))
        shares = PAIR if len(partial.ratios) > 1 else (1.0,)
        for place, (ratio, share) in enumerate(zip(partial.ratios, shares, strict=True)):
            frequency = body.pitch * ratio
            size = partial.size * share / (1.0 + (frequency / body.mallet) ** 2)
            turn = time * (2.0 * math.pi * frequency)
            wave[:, 0] += size * fall * np.sin(turn)
            wave[:, 1] += size * fall * np.sin(turn + body.spread * place)
    wave += _knock(body, seed, count)
    wave[:rise] *= raised_cosine(rise)[:, np.newaxis]
    last = round(body.ending * RATE)
    wave[-last:] *= raised_cosine(last)[::-1, np.newaxis]
    return wave


def _knock(body: Body, seed: int, count: int) -> Wave:
    """The faint noise of the mallet: it swells with the attack and is gone 15 ms later."""
    length = round((body.attack + 0.015) * RATE)
    window = np.sin(np.arange(length) * (math.pi / length)) ** 2
    noise = np.zeros((count, 1))
    hiss = Chance(seed).even(length + 32, -1.0, 1.0)
    hiss = np.convolve(hiss, np.hanning(33) / np.hanning(33).sum(), mode="valid")  # wrapped in felt: little above 2 kHz
    noise[:length, 0] = hiss[:length] / np.max(np.abs(hiss)) * window * 10.0 ** (body.knock / 20.0)
    return noise


def tone(low: float, high: float, *, seconds: float = 0.25, attack: float = 0.04, release: float = 0.12) -> Wave:
    """A soft tone that glides from `low` to `high` hertz, with a little of its octave: up for in, down for out."""
    count = round(seconds * RATE)
    share = np.arange(count, dtype=np.float64) / count
    glide = share * share * (3.0 - 2.0 * share)
    turn = np.cumsum(low + (high - low) * glide) * (2.0 * math.pi / RATE)
    mono = np.sin(turn) + 0.12 * np.sin(2.0 * turn)
    rise, fall = round(attack * RATE), round(release * RATE)
    mono[:rise] *= raised_cosine(rise)
    mono[-fall:] *= raised_cosine(fall)[::-1]
    return np.stack((mono, mono), axis=1)
