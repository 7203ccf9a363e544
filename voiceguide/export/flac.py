"""FLAC: the same frames as WAV in less room.

file    fLaC  blocks: what the sound is | comments | cover     frames
block   last and kind (1 byte)  size (3 bytes)  content
"""

import shutil
from pathlib import Path
from typing import BinaryIO, Final

from voiceguide.export import coded
from voiceguide.export.blocks import blocks
from voiceguide.export.comments import comments_of, picture_of
from voiceguide.export.piece import Piece
from voiceguide.export.tags import tags_of
from voiceguide.export.whole import spare_file, whole_file

MAGIC: Final = b"fLaC"
STREAM_INFO, COMMENTS, PICTURE = 0, 4, 6
"""Kinds of blocks."""
LAST: Final = 0x80
"""Marks the last block."""


def write_flac(target: Path, piece: Piece) -> None:
    """Write a FLAC file. Raises CannotWrite and NothingToWrite."""
    frames = blocks(piece, target)
    with whole_file(target) as draft, spare_file(draft) as encoded:
        coded.encode(encoded, frames, coded.FLAC)
        if coded.frames_in(encoded) != piece.frames:
            raise coded.disk_full()
        tags = tags_of(piece)
        with encoded.open("rb") as sound, draft.open("wb") as file:
            file.write(MAGIC)
            file.write(_block(STREAM_INFO, _stream_info(sound)))
            file.write(_block(COMMENTS, comments_of(tags, picture=False)))
            file.write(_block(PICTURE | LAST, picture_of(tags)))
            shutil.copyfileobj(sound, file)


def _stream_info(sound: BinaryIO) -> bytes:
    """What the sound is, told by the first block; the file then stands at its first frame."""
    sound.seek(len(MAGIC))
    info, last = b"", False
    while not last:
        kind, *size = sound.read(4)
        content = sound.read(int.from_bytes(size, "big"))
        info, last = info or content, bool(kind & LAST)
    return info


def _block(kind: int, content: bytes) -> bytes:
    return bytes((kind,)) + len(content).to_bytes(3, "big") + content
