"""Frames into a sound file: 16 bit stereo at 48 kHz, as WAV or FLAC.

Streamed, so that memory does not grow with length; equal frames give equal bytes. Rounded without dither: a random
one would change the bytes, and at 16 bit the rounding lies under -98 dB.
"""

import errno
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from voiceguide.export.whole import whole_file
from voiceguide.problems import Stop
from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, RATE, Frames

Read = Callable[[Frames], Samples]
"""Gives the next frames, stereo; as many as asked for until the end."""

Progress = Callable[[Frames], None]
"""Told how many frames are written so far."""

Writer = Callable[[Path, Read, Frames, Progress], None]
"""Writes so many frames into a file of one format."""

BLOCK: Final = Frames(RATE // 2)
"""Frames in memory at a time, as many as a cell of the mixer: nothing is copied. Has no influence on the bytes."""

LOUDEST: Final = 32767
FRAME_BYTES: Final = 2 * CHANNELS
LARGEST_RIFF: Final = 0xFFFF_FFFF
"""The most that the four-byte sizes of a WAV file can tell; larger files are RF64."""


class UnknownEnding(Stop):
    """The ending of a file's name tells no format that can be written."""

    def __init__(self, target: Path) -> None:
        endings = ", ".join(WRITERS)
        super().__init__(
            f"{target} has no ending that tells a format that can be written.",
            f"Give the file a name that ends in one of: {endings}.",
        )


class NothingToWrite(Stop):
    """There is not one frame; FLAC cannot say that."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} is not written: the session has no sound and no silence in it.")


def writer_of(target: Path) -> Writer:
    """How a file with this ending is written. Raises UnknownEnding."""
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        raise UnknownEnding(target)
    return writer


def write_wav(target: Path, read: Read, frames: Frames, progress: Progress) -> None:
    """Write a WAV file; RF64 from 4 GiB on. Raises CannotWrite and NothingToWrite."""
    if not frames:
        raise NothingToWrite(target)
    with whole_file(target) as draft, draft.open("wb") as file:
        file.write(wav_header(frames))
        for block in _rounded(read, frames, progress):
            file.write(block.data)


def write_flac(target: Path, read: Read, frames: Frames, progress: Progress) -> None:
    """Write a FLAC file. Raises CannotWrite and NothingToWrite."""
    if not frames:
        raise NothingToWrite(target)
    with whole_file(target) as draft:
        try:
            with soundfile.SoundFile(draft, "w", RATE, CHANNELS, "PCM_16", format="FLAC") as file:
                for block in _rounded(read, frames, progress):
                    file.write(block)
            whole = soundfile.info(draft).frames == frames
        except (soundfile.LibsndfileError, AssertionError):  # the latter is how soundfile tells of a short write
            whole = False
        if not whole:
            # The library keeps the reason to itself; what refuses bytes of a file that could be created is a full disk.
            raise OSError(errno.ENOSPC, "the disk is full or was taken away")


WRITERS: Final[dict[str, Writer]] = {".wav": write_wav, ".flac": write_flac}
"""Every format by the ending of its files."""


def wav_header(frames: Frames) -> bytes:
    """Everything before the first frame of a WAV file.

    RF64 as EBU Tech 3306 gives it: the true sizes stand in a `ds64` chunk, and -1 in their usual places.
    """
    size = frames * FRAME_BYTES
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, CHANNELS, RATE, RATE * FRAME_BYTES, FRAME_BYTES, 16)
    after_riff = 4 + len(form) + 8 + size
    if after_riff <= LARGEST_RIFF:
        return struct.pack("<4sI4s", b"RIFF", after_riff, b"WAVE") + form + struct.pack("<4sI", b"data", size)
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, after_riff + 36, size, frames, 0)
    riff = struct.pack("<4sI4s", b"RF64", LARGEST_RIFF, b"WAVE")
    return riff + sizes + form + struct.pack("<4sI", b"data", LARGEST_RIFF)


def _rounded(read: Read, frames: Frames, progress: Progress) -> Iterator[NDArray[np.int16]]:
    """All frames as 16 bit, of shape [frames, channels], a block at a time."""
    done = 0
    room = np.empty((BLOCK, CHANNELS), dtype=np.float32)
    while done < frames:
        block = read(Frames(min(BLOCK, frames - done)))
        if not len(block):
            message = f"the sound ended at frame {done} of {frames}"
            raise EOFError(message)
        levels = np.multiply(block, np.float32(LOUDEST), out=room[: len(block)])
        np.rint(levels, out=levels)
        yield np.clip(levels, -LOUDEST, LOUDEST, out=levels).astype("<i2", order="C")
        done += len(block)
        progress(Frames(done))
