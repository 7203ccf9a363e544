"""FLAC: the same frames as WAV in less room."""

import errno
from pathlib import Path

import soundfile

from voiceguide.export.blocks import blocks
from voiceguide.export.piece import Piece
from voiceguide.export.whole import whole_file
from voiceguide.units import CHANNELS, RATE


def write_flac(target: Path, piece: Piece) -> None:
    """Write a FLAC file. Raises CannotWrite and NothingToWrite."""
    frames = blocks(piece, target)
    with whole_file(target) as draft:
        try:
            with soundfile.SoundFile(draft, "w", RATE, CHANNELS, "PCM_16", format="FLAC") as file:
                for block in frames:
                    file.write(block)
            whole = soundfile.info(draft).frames == piece.frames
        except (soundfile.LibsndfileError, AssertionError):  # the latter is how soundfile tells of a short write
            whole = False
        if not whole:
            # The library keeps the reason to itself; what refuses bytes of a file that could be created is a full disk.
            raise OSError(errno.ENOSPC, "the disk is full or was taken away")
