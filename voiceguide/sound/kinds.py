"""What sounds are for, and how loud each kind of them stands."""

from enum import StrEnum

import numpy as np

from voiceguide.sound import loudness
from voiceguide.sound.loudness import Wave

VOICE = -20.0
"""LUFS at which a voice stands; every other level follows from it."""


class Kind(StrEnum):
    """What a sound is for; also the folder it is in."""

    CHIME = "chimes"
    """Struck and left to ring."""
    BACKGROUND = "backgrounds"
    """Runs in a loop underneath."""
    TONE = "tones"
    """Leads a breath."""


USUAL = {Kind.CHIME: VOICE - 4.0, Kind.TONE: VOICE - 8.0, Kind.BACKGROUND: VOICE - 21.0}
"""Where a sound of each kind stands, in LUFS: the loudest 400 ms of a chime or tone, the whole of a background."""

LOUDEST_PEAK = {
    Kind.CHIME: 10.0 ** (-9.0 / 20.0),
    Kind.TONE: 10.0 ** (-9.0 / 20.0),
    Kind.BACKGROUND: 10.0 ** (-21.0 / 20.0),
}
"""No sample of a sound is above it."""

ALIASES = {"bowl": "middle bowl"}
"""Other names of our sounds."""


def level_of(wave: Wave, kind: Kind) -> float:
    """The loudness that counts for its kind, in LUFS, of a wave of shape [frames, channels]."""
    return loudness.integrated(wave) if kind is Kind.BACKGROUND else float(np.max(loudness.momentary(wave)))


def at_usual_level(wave: Wave, kind: Kind) -> float:
    """The factor that brings a sound to its usual place; 0 for silence."""
    peak = max(float(np.max(wave)), -float(np.min(wave)))
    if not peak:
        return 0.0
    return float(min(10.0 ** ((USUAL[kind] - level_of(wave, kind)) / 20.0), LOUDEST_PEAK[kind] / peak))
