"""Rain, sea, stream and night, made of noises and of very many small sounds.

What swells does so in periods drawn anew between 8 and 25 s, so that no breath can follow it.
"""

import math
from dataclasses import dataclass

import numpy as np

from voiceguide.sound.chance import Chance, FloatRow
from voiceguide.sound.noise import Wave, above, below, wide
from voiceguide.units import RATE

SHORTEST_SWELL = 8.0
LONGEST_SWELL = 25.0

UNLIKE = math.log(1.15)
"""Two swells in a row differ by more than this ratio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grains:
    """Very many small sounds of one kind."""

    a_second: int
    pitch: tuple[float, float]
    """The lowest and the highest, in hertz."""
    shortest: float
    """Seconds in which even the highest falls to a third."""
    cycles: float
    """So many of its periods are added to that."""
    rise: float
    """How much its pitch rises while it dies, as a part of it."""
    smallest: float
    """The smallest one's size; the largest has 1."""


DROPS = Grains(a_second=180, pitch=(900.0, 5600.0), shortest=0.0012, cycles=3.0, rise=0.3, smallest=0.03)
BUBBLES = Grains(a_second=70, pitch=(380.0, 2200.0), shortest=0.004, cycles=9.0, rise=0.25, smallest=0.15)


def rain(chance: Chance, seconds: int) -> Wave:
    """Steady rain on leaves: a soft hiss with a shelf from 3 to 8 kHz, and drops."""

    def tilt(frequency: FloatRow) -> FloatRow:
        shelf = 1.0 + 1.2 * above(frequency, 2500.0, 2) * below(frequency, 8000.0, 2)
        return frequency**-0.5 * above(frequency, 150.0, 2) * below(frequency, 8000.0, 3) * shelf

    base = wide(chance, seconds, tilt, 0.4)
    gusts = _swelling(chance, seconds)
    falling = _scattered(chance, seconds, DROPS)
    return base * (0.88 + 0.12 * gusts) + falling * (0.7 * (0.8 + 0.2 * gusts))


def stream(chance: Chance, seconds: int) -> Wave:
    """A small stream: water over stones, and bubbles, each of which rises a little in pitch as it closes."""

    def tilt(frequency: FloatRow) -> FloatRow:
        return frequency**-0.7 * above(frequency, 220.0, 2) * below(frequency, 4500.0, 2)

    base = wide(chance, seconds, tilt, 0.5)
    flow = _swelling(chance, seconds)
    bubbling = _scattered(chance, seconds, BUBBLES)
    return base * (0.5 + 0.1 * flow) + bubbling * (0.75 + 0.15 * _swelling(chance, seconds))


def sea(chance: Chance, seconds: int) -> Wave:
    """Waves on a flat shore: each swells slowly, breaks softly and runs out hissing, over a deep even murmur."""

    def deep(frequency: FloatRow) -> FloatRow:
        return frequency**-1.0 * above(frequency, 40.0, 2) * below(frequency, 700.0, 1)

    def water(frequency: FloatRow) -> FloatRow:
        return frequency**-0.8 * above(frequency, 150.0, 1) * below(frequency, 1800.0, 2)

    def foam(frequency: FloatRow) -> FloatRow:
        return frequency**-0.5 * above(frequency, 900.0, 1) * below(frequency, 5200.0, 2)

    swell = _swelling(chance, seconds)
    late = np.roll(swell, round(1.4 * RATE), axis=0)  # foam hisses on when the wave has broken
    return (
        wide(chance, seconds, deep, 0.8) * (0.5 + 0.15 * swell)
        + wide(chance, seconds, water, 0.6) * (0.22 + 0.60 * swell)
        + wide(chance, seconds, foam, 0.3) * (0.04 + 0.26 * late * late)
    )


def night(chance: Chance, seconds: int) -> Wave:
    """A summer night: a soft breath of wind, and a few crickets a long way off."""

    def air(frequency: FloatRow) -> FloatRow:
        return frequency**-1.0 * above(frequency, 60.0, 2) * below(frequency, 900.0, 1)

    wave = wide(chance, seconds, air, 0.6) * (0.75 + 0.25 * _swelling(chance, seconds))
    for pitch, pulses, size, side in ((3900.0, 3, 0.55, 0.3), (4300.0, 4, 0.3, 0.75), (3550.0, 3, 0.2, 0.55)):
        song = _cricket(chance, seconds, pitch, pulses)
        wave += song[:, np.newaxis] * size * np.sqrt([1.0 - side, side])
    return wave


def swells(chance: Chance, seconds: int) -> list[float]:
    """The periods of swells in seconds, which fill a loop exactly: each between 8 and 25 s, none like its neighbour."""
    while True:
        periods: list[float] = []
        while (left := seconds - sum(periods)) > LONGEST_SWELL:
            periods.append(float(chance.even(1, SHORTEST_SWELL, LONGEST_SWELL)[0]))
        periods.append(left)
        ratios = [later / earlier for earlier, later in zip([periods[-1], *periods], periods, strict=False)]
        if left >= SHORTEST_SWELL and all(abs(math.log(ratio)) > UNLIKE for ratio in ratios):
            return periods


def _swelling(chance: Chance, seconds: int) -> Wave:
    """From 0 to 1 and back with each swell, of shape [frames, 1]: rising for two fifths of it, falling for the rest."""
    edges = np.cumsum([0.0, *swells(chance, seconds)]) * RATE
    heights = chance.even(len(edges) - 1, 0.55, 1.0)
    wave = np.zeros((seconds * RATE, 1))
    for begin, end, height in zip(edges[:-1], edges[1:], heights, strict=True):
        frames = np.arange(math.ceil(begin), min(math.ceil(end), len(wave)), dtype=np.float64)
        share = (frames - begin) / (end - begin)
        part = np.minimum(share / 0.4, (1.0 - share) / 0.6)
        wave[math.ceil(begin) : math.ceil(begin) + len(frames), 0] = height * part * part * (3.0 - 2.0 * part)
    return wave


def _scattered(chance: Chance, seconds: int, grains: Grains) -> Wave:
    """Small sounds all over the loop, each with a place, pitch and size of its own; with an RMS of 1.

    Each is a sine that starts softly, dies away and rises in pitch.
    """
    count = seconds * RATE
    many = seconds * grains.a_second
    places = chance.even(many, 0.0, count).astype(np.int64)
    pitches = chance.wide(many, *grains.pitch)
    sizes = chance.wide(many, grains.smallest, 1.0)
    sides = chance.even(many, 0.1, 0.9)
    wave = np.zeros((count + RATE, 2))
    for place, pitch, size, side in zip(places, pitches, sizes, sides, strict=True):
        fall = grains.shortest + grains.cycles / pitch
        time = np.arange(round(7.0 * fall * RATE), dtype=np.float64) / RATE
        turn = (2.0 * math.pi * pitch) * time * (1.0 + grains.rise / (14.0 * fall) * time)
        grain = np.sin(turn) * np.exp(time / -fall) * (1.0 - np.exp(time / (-0.25 * fall))) * size
        wave[place : place + len(grain), 0] += grain * math.sqrt(1.0 - side)
        wave[place : place + len(grain), 1] += grain * math.sqrt(side)
    wave[:RATE] += wave[count:]
    wave = wave[:count]
    return wave / math.sqrt(float(np.mean(wave * wave)))


def _cricket(chance: Chance, seconds: int, pitch: float, pulses: int) -> FloatRow:
    """A cricket: chirps of a few soft pulses, 33 a second, at uneven distances, with longer rests."""
    count = seconds * RATE
    pulse = np.sin(np.arange(RATE * 22 // 1000) * (math.pi / (RATE * 22 / 1000))) ** 2
    gate = np.zeros(count)
    place = 0.0
    while place < seconds - 1.0:
        for number in range(pulses):
            start = round((place + 0.030 * number) * RATE)
            gate[start : start + len(pulse)] += pulse * (0.7 + 0.3 * number / pulses)
        place += float(chance.even(1, 0.55, 0.95)[0])
        if float(chance.even(1)[0]) < 0.08:  # noqa: PLR2004  (one chirp in twelve is followed by a rest)
            place += float(chance.even(1, 2.0, 6.0)[0])
    return gate * np.sin(np.arange(count, dtype=np.float64) * (2.0 * math.pi * pitch / RATE))
