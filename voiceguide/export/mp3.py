"""MP3: plays everywhere.

The encoder's delay and padding stand in a LAME header, so that players cut what is not of the session.
"""

import shutil
from pathlib import Path

from voiceguide.export import coded
from voiceguide.export.blocks import waves
from voiceguide.export.id3 import id3_of
from voiceguide.export.piece import Piece
from voiceguide.export.tags import tags_of
from voiceguide.export.whole import spare_file, whole_file


def write_mp3(target: Path, piece: Piece) -> None:
    """Write an MP3 file. Raises CannotWrite and NothingToWrite."""
    frames = waves(piece, target)
    with whole_file(target) as draft, spare_file(draft) as encoded:
        coded.encode(encoded, frames, coded.MP3)
        if coded.frames_in(encoded) != piece.frames:
            raise coded.disk_full()
        with encoded.open("rb") as sound, draft.open("wb") as file:
            file.write(id3_of(tags_of(piece)))
            shutil.copyfileobj(sound, file)
