"""Opus in an Ogg file: the smallest, and made for speech.

soundfile numbers the stream by chance, and has no room for our tags. So its pages are copied, with another number, our
tags, and their check sums made anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from voiceguide.export import coded
from voiceguide.export.blocks import waves
from voiceguide.export.comments import comments_of
from voiceguide.export.ogg import Page, paged, pages
from voiceguide.export.piece import Piece
from voiceguide.export.tags import tags_of
from voiceguide.export.whole import spare_file, whole_file

STREAM: Final = 1
"""The number of the only stream of the file."""


def write_opus(target: Path, piece: Piece) -> None:
    """Write an Ogg Opus file. Raises CannotWrite and NothingToWrite."""
    frames = waves(piece, target)
    with whole_file(target) as draft, spare_file(draft) as encoded:
        coded.encode(encoded, frames, coded.OPUS)
        if coded.frames_in(encoded) != piece.frames:
            raise coded.disk_full()
        said = b"OpusTags" + comments_of(tags_of(piece), picture=True)
        with encoded.open("rb") as sound, draft.open("wb") as file:
            for number, page in enumerate(_retagged(sound, said)):
                file.write(page.written(STREAM, number))


def _retagged(sound: BinaryIO, said: bytes) -> Iterator[Page]:
    """The pages of a file with other tags: they are the second packet, on pages of its own (RFC 7845)."""
    there = pages(sound)
    yield next(there)
    while not next(there).whole:
        pass
    yield from paged(said)
    yield from there
