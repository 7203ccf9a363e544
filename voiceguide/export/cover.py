"""The picture of a file."""

from typing import Final

import numpy as np

from voiceguide.export.piece import Piece
from voiceguide.export.png import png_of

SIDE: Final = 1000
"""Pixels of each side."""


def cover_of(piece: Piece) -> bytes:
    """A PNG that shows the course of a piece."""
    del piece
    return png_of(np.zeros((SIDE, SIDE, 3), dtype=np.uint8))
