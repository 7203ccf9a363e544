"""WAV, and RF64 where four bytes are too few for its size. A header, frames, tags: nothing is quicker to write."""

import struct
from os import SEEK_CUR
from pathlib import Path
from typing import Final

from voiceguide.export.blocks import blocks
from voiceguide.export.piece import Piece
from voiceguide.export.riff import said_behind
from voiceguide.export.tags import tags_of
from voiceguide.export.whole import whole_file
from voiceguide.units import CHANNELS, RATE, Frames

FRAME_BYTES: Final = 2 * CHANNELS
LARGEST_RIFF: Final = 0xFFFF_FFFF
"""The most that the four-byte sizes of a WAV file can tell; larger files are RF64."""


def write_wav(target: Path, piece: Piece) -> None:
    """Write a WAV file; RF64 from 4 GiB on. Raises CannotWrite and NothingToWrite."""
    frames = blocks(piece, target)
    with whole_file(target) as draft, draft.open("wb") as file:
        behind = said_behind(tags_of(piece))
        file.write(wav_header(piece.frames, len(behind)))
        before, silent = None, False
        for block in frames:
            if block is not before:
                before, silent = block, False
            elif not silent:  # a long silence is one block, again and again
                silent = not block.any()
            if silent:
                file.seek(block.nbytes, SEEK_CUR)  # what is skipped is zero, and takes no time and often no room
            else:
                file.write(block.data)
        file.write(behind)  # never nothing: a file does not end with what is skipped


def wav_header(frames: Frames, behind: int = 0) -> bytes:
    """Everything before the first frame of a WAV file, in which so many bytes stand behind the last one.

    RF64 as EBU Tech 3306 gives it: the true sizes stand in a `ds64` chunk, and -1 in their usual places.
    """
    size = frames * FRAME_BYTES
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, CHANNELS, RATE, RATE * FRAME_BYTES, FRAME_BYTES, 16)
    after_riff = 4 + len(form) + 8 + size + behind
    if after_riff <= LARGEST_RIFF:
        return struct.pack("<4sI4s", b"RIFF", after_riff, b"WAVE") + form + struct.pack("<4sI", b"data", size)
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, after_riff + 36, size, frames, 0)
    riff = struct.pack("<4sI4s", b"RF64", LARGEST_RIFF, b"WAVE")
    return riff + sizes + form + struct.pack("<4sI", b"data", LARGEST_RIFF)
