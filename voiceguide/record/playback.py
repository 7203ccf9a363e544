"""A sound played once, as far as nobody interrupts it."""

import sys
from collections.abc import Callable
from typing import Final

import numpy as np

from voiceguide.play.device import LAST, open_named
from voiceguide.play.loudspeaker import SWITCH_SECONDS
from voiceguide.sound.clip import Samples
from voiceguide.sound.takes import Mono
from voiceguide.units import CHANNELS, RATE, Frames, Milliseconds, frames_of

WAKING: Final = frames_of(Milliseconds(250))
"""Silence before it, for a loudspeaker that has to wake up first."""
DRAINING: Final = frames_of(Milliseconds(250))
SIGN_HZ: Final = 660.0
SIGN: Final = frames_of(Milliseconds(160))
SIGN_LEVEL: Final = 0.12
_TURN_S: Final = 0.02

Interrupted = Callable[[float], bool]
"""Waits so many seconds, and says whether the rest is not wanted any more."""


def play(samples: Mono, device: str | None, interrupted: Interrupted) -> bool:
    """Play mono samples to their end or until `interrupted`; False where there is no loudspeaker.

    Raises DeviceUnavailable for a `device` that was asked for by name.
    """
    reel = _Reel(samples)
    opened = open_named(device, reel.pull, Frames(0))
    switching = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        if opened.name == LAST:
            return False
        whole = len(reel.frames)
        while True:
            progress = opened.output.progress()
            if progress.lost or progress.heard >= whole or interrupted(_TURN_S):
                return not progress.lost
    finally:
        opened.output.close()
        sys.setswitchinterval(switching)


def sign() -> Mono:
    """A short soft tone: now it begins."""
    times = np.arange(SIGN) / RATE
    shape = np.sin(np.pi * np.arange(SIGN) / SIGN) ** 2
    return np.asarray(SIGN_LEVEL * shape * np.sin(2 * np.pi * SIGN_HZ * times), np.float32)


class _Reel:
    """Gives its frames once, then silence."""

    def __init__(self, samples: Mono) -> None:
        mono = np.pad(samples, (WAKING, DRAINING))
        self.frames = np.ascontiguousarray(np.repeat(mono[:, np.newaxis], CHANNELS, axis=1), np.float32)
        self._after = np.zeros((RATE, CHANNELS), np.float32)
        self._given = 0

    def pull(self, reach: Frames, until: Frames) -> Samples:
        """The next frames; nothing that was given ever changes."""
        del reach
        begin, self._given = self._given, max(self._given, until)
        part = self.frames[begin : self._given]
        missing = self._given - begin - len(part)
        return part if not missing else np.concatenate((part, self._after[:missing]))
