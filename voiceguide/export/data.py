"""The plan as data: the very object that `voiceguide plan --json` prints, whatever the beginning of the piece."""

import json
from pathlib import Path

from voiceguide.export.piece import Piece
from voiceguide.export.text import write_text


def write_data(target: Path, piece: Piece) -> None:
    """Write the plan as JSON. Raises CannotWrite."""
    write_text(target, json.dumps(piece.record(), indent=1, ensure_ascii=False) + "\n")
