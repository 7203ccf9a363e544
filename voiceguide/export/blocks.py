"""Frames for a file, a block at a time: as the mixer gives them, or as 16 bit.

Streamed, so that memory does not grow with length; equal frames give equal bytes. Rounded without dither: a random
one would change the bytes, and at 16 bit the rounding lies under -98 dB.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.export.piece import Piece
from voiceguide.problems import Stop
from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, RATE, Frames

BLOCK: Final = Frames(RATE // 2)
"""Frames in memory at a time, as many as a cell of the mixer: nothing is copied. Has no influence on the bytes."""

LOUDEST: Final = 32767


class NothingToWrite(Stop):
    """There is not one frame; FLAC cannot say that."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} is not written: the session has no sound and no silence in it.")


def blocks(piece: Piece, target: Path) -> Iterator[NDArray[np.int16]]:
    """All frames of a piece as 16 bit, of shape [frames, channels]. Raises NothingToWrite, before the first one."""
    return _rounded(waves(piece, target))


def waves(piece: Piece, target: Path) -> Iterator[Samples]:
    """All frames of a piece as the mixer gives them. Raises NothingToWrite, before the first one."""
    if not piece.frames:
        raise NothingToWrite(target)
    return _read(piece)


def _read(piece: Piece) -> Iterator[Samples]:
    read, frames = piece.sound(), piece.frames
    done = 0
    while done < frames:
        block = read(Frames(min(BLOCK, frames - done)))
        if not len(block):
            message = f"the sound ended at frame {done} of {frames}"
            raise EOFError(message)
        yield block
        done += len(block)
        piece.progress(Frames(done))


def _rounded(waves: Iterator[Samples]) -> Iterator[NDArray[np.int16]]:
    room = np.empty((BLOCK, CHANNELS), dtype=np.float32)
    before: Samples | None = None
    for block in waves:
        if block is not before:  # the silence in a session is one array, read-only, again and again
            levels = np.multiply(block, np.float32(LOUDEST), out=room[: len(block)])
            np.rint(levels, out=levels)
            rounded = np.clip(levels, -LOUDEST, LOUDEST, out=levels).astype("<i2", order="C")
        before = block
        yield rounded
