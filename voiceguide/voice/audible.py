r"""From what an engine gave to what is kept: 48 kHz, trimmed to its audible part.

    engine's   ..........|=====speech=====|.............
    kept              |..|=====speech=====|\\
                     10 ms                5 ms, faded

What is heard is never touched.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import RATE, Frames, Milliseconds, frames_of
from voiceguide.voice.engine import Unspoken, Utterance

SOUND_VERSION: Final = 2
"""Changes whenever the same utterance would be kept as other samples."""

WINDOW: Final = frames_of(Milliseconds(5))
RANGE_DB: Final = 45
"""A window is audible that is within this of the phrase's loudest one."""
LEAD: Final = frames_of(Milliseconds(10))
TAIL: Final = frames_of(Milliseconds(5))

_SILENT: Final = 1e-3
"""An utterance whose loudest window stays under this amplitude (-60 dB of full scale) is no speech."""
_FASTEST: Final = 60
"""Letters a second that no voice speaks: what is shorter was cut off."""

FULL_SCALE: Final = 32768
"""The sample that stands for an amplitude of 1."""

Kept = NDArray[np.int16]
"""Mono samples at 48 kHz: what engines give has 16 bit, and half of the size is half of the time to read it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spoken:
    """A phrase as it is kept: not levelled."""

    samples: Kept
    first: Frames
    """The first audible frame."""
    last: Frames
    """The first frame after the audible part."""

    @property
    def audible(self) -> Frames:
        """How long its audible part is."""
        return Frames(self.last - self.first)


def kept(utterance: Utterance, text: str) -> Spoken:
    """Resample once, find the audible part, trim and fade. Raises `Unspoken` for silence and for a torso of `text`."""
    samples = _at_our_rate(utterance)
    if utterance.whole:
        return Spoken(samples=_sixteen_bit(samples), first=Frames(0), last=Frames(len(samples)))
    first, last = audible_part(samples)
    letters = sum(character.isalpha() for character in text)
    if (last - first) * _FASTEST < letters * RATE:
        raise Unspoken("it broke off" if last else "it was silent")
    cut = np.zeros(LEAD + last - first + TAIL, np.float32)
    begin, end = max(0, first - LEAD), min(len(samples), last + TAIL)
    cut[LEAD - (first - begin) : LEAD + (end - first)] = samples[begin:end]
    cut[-TAIL:] *= np.linspace(1, 0, TAIL, dtype=np.float32)
    return Spoken(samples=_sixteen_bit(cut), first=LEAD, last=Frames(LEAD + last - first))


def audible_part(samples: NDArray[np.float32]) -> tuple[Frames, Frames]:
    """From the first frame of the first audible window to after the last one; (0, 0) where all is silent.

    Whole windows, and so whole milliseconds: a sound that ends in the middle of one counts to its end.
    """
    count = -(-len(samples) // WINDOW)
    padded = np.zeros(count * WINDOW, np.float64)
    padded[: len(samples)] = samples
    power = np.square(padded).reshape(count, WINDOW).mean(axis=1)
    if not count or power.max() < _SILENT**2:
        return Frames(0), Frames(0)
    heard = np.flatnonzero(power >= power.max() * 10 ** (-RANGE_DB / 10))
    return Frames(int(heard[0]) * WINDOW), Frames((int(heard[-1]) + 1) * WINDOW)


def _at_our_rate(utterance: Utterance) -> NDArray[np.float32]:
    if utterance.rate == RATE or not len(utterance.samples):
        return utterance.samples
    import soxr  # noqa: PLC0415  (a session whose phrases are all in the store never needs it)

    resampled: NDArray[np.float32] = soxr.resample(utterance.samples, utterance.rate, RATE, quality="HQ")
    return resampled


def _sixteen_bit(samples: NDArray[np.float32]) -> Kept:
    levels: Kept = np.clip(np.rint(samples * np.float32(FULL_SCALE)), -32768, 32767).astype(np.int16)
    return levels
