"""Frames through soundfile into a file of a coded format: FLAC, MP3, Ogg Opus."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from voiceguide.problems import Stop
from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What soundfile is told of a format."""

    format: str
    subtype: str
    """As soundfile calls them."""
    level: float | None = None
    """libsndfile's `compression_level`, 0 the best and 1 the smallest; None where there is nothing to choose."""
    mode: str | None = None
    """libsndfile's `bitrate_mode`."""
    gain: float = 1.0
    """What the frames are multiplied by before the encoder."""


LAME_GAIN: Final = 1 / 0.95
"""LAME multiplies by 0.95 at rates of 64 to 128 kbit/s; this takes it back."""

FLAC: Final = Coding(format="FLAC", subtype="PCM_16")
MP3: Final = Coding(format="MP3", subtype="MPEG_LAYER_III", level=2 / 3, mode="CONSTANT", gain=LAME_GAIN)
"""128 kbit/s, joint stereo: 320 less 288 times the level. Constant, so that any player finds a chapter exactly.

Takes only floating point: of 16 bit libsndfile 1.2.2 makes noise.
"""
OPUS: Final = Coding(format="OGG", subtype="OPUS", level=0.832)
"""96 kbit/s while there is something to hear: for each channel 6, and 250 less 250 times the level. Silence takes next
to nothing.
"""


class CannotEncode(Stop):
    """The sound library of this machine was built without a format."""

    def __init__(self, coding: Coding, reason: str) -> None:
        super().__init__(
            f"The sound library of this machine cannot write {coding.subtype}: {reason}",
            "Type: pip install --force-reinstall soundfile\nor choose another ending, such as .flac.",
        )


def encode(draft: Path, frames: Iterable[NDArray[np.int16] | Samples], coding: Coding) -> None:
    """Write all frames into `draft`. Raises OSError where the disk refuses them, and CannotEncode."""
    try:
        file = soundfile.SoundFile(
            draft,
            "w",
            RATE,
            CHANNELS,
            coding.subtype,
            format=coding.format,
            compression_level=coding.level,
            bitrate_mode=coding.mode,
        )
    except (soundfile.LibsndfileError, ValueError) as unable:
        raise CannotEncode(coding, str(unable)) from unable
    try:
        with file:
            for block in frames:
                file.write(block if coding.gain == 1 else block * np.float32(coding.gain))
    except (soundfile.LibsndfileError, AssertionError) as refused:  # the latter is how soundfile tells of a short write
        raise disk_full() from refused


def disk_full() -> OSError:
    """What to raise where soundfile wrote less than it was given.

    It keeps the reason to itself; what refuses bytes of a file that could be created is a full disk.
    """
    return OSError(errno.ENOSPC, "the disk is full or was taken away")


def frames_in(draft: Path) -> int:
    """How many frames a file has, as far as it can be read; 0 where it cannot."""
    try:
        return int(soundfile.info(draft).frames)
    except soundfile.LibsndfileError:
        return 0
