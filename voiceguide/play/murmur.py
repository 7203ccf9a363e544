"""Silence, and the near-silence that wakes a device."""

from typing import Final

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, Milliseconds, frames_of

WAKE: Final = frames_of(Milliseconds(300))
"""How long a device hears near-silence first: a Bluetooth speaker that wakes up swallows that, and no word."""
MURMUR: Final = 2.0**-13
"""The peak of that near-silence, -78 dB: enough that a device does not take it for nothing."""


def silence(count: int) -> Samples:
    """So many frames of nothing."""
    return np.zeros((count, CHANNELS), dtype=np.float32)


def murmur(offset: int, count: int) -> Samples:
    """Near-silence that rises and falls within `WAKE`, and silence after it."""
    frame = np.arange(offset, offset + count)
    part = np.clip(frame / WAKE, 0.0, 1.0)
    hump = 16.0 * (part * (1.0 - part)) ** 2
    grain = (frame * 7919 % 257 - 128) / 128.0
    return np.repeat((MURMUR * hump * grain).astype(np.float32)[:, np.newaxis], CHANNELS, axis=1)
