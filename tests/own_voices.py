"""Recorded voices for the tests, kept as the program keeps them."""

from datetime import datetime
from pathlib import Path

import numpy as np

from voiceguide.record.keeping import Shelf
from voiceguide.sound.takes import Mono, measured
from voiceguide.units import RATE
from voiceguide.voice.own import folder
from voiceguide.voice.own_manifest import Recordings

MOMENT = datetime(2025, 3, 1, 12, 30)  # noqa: DTZ001  (as the clock on the wall says it)


def spoken(seconds: float, amplitude: float = 0.2, hertz: float = 180.0) -> Mono:
    """Something like a voice: a buzz that comes and goes a few times a second, from its first frame to its last."""
    times = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * hertz * part * times) / part for part in (1, 2, 3, 5))
    syllables = 0.6 + 0.4 * np.cos(2 * np.pi * 4 * times)
    return np.asarray(amplitude * buzz / np.max(np.abs(buzz)) * syllables, np.float32)


def room(seconds: float, amplitude: float = 0.0005) -> Mono:
    """A quiet room."""
    noise = np.random.default_rng(7).standard_normal(round(seconds * RATE))
    return np.asarray(amplitude * noise, np.float32)


def taken(seconds: float, amplitude: float = 0.2, noise: float = 0.0005) -> Mono:
    """A take: half a second of the room, words, half a second of the room."""
    whole = room(seconds + 1, noise)
    begin = RATE // 2
    whole[begin : begin + round(seconds * RATE)] += spoken(seconds, amplitude)
    return whole


def shelf_of(name: str, home: Path | None = None) -> Shelf:
    """A new voice."""
    recordings = Recordings(folder=(home or folder()) / name, title=name.title(), language="en", phrases={})
    return Shelf(recordings=recordings, now=lambda: MOMENT)


def recorded(name: str, *texts: str, seconds: float = 2.0, amplitude: float = 0.2) -> Path:
    """Record these phrases; the folder of the voice."""
    shelf = shelf_of(name)
    for text in texts:
        samples = taken(seconds, amplitude)
        shelf.keep(text, samples, measured(samples))
    return shelf.recordings.folder
