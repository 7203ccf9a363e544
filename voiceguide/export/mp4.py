"""M4A and M4B: AAC in MP4, as phones and players of audiobooks want it; chapters as both of its kinds.

PyAV writes them, which is an extra: over 100 MB, as it brings all of FFmpeg.

    encoder   |-priming-|=============session=============|-rest-|
    edit list           |=============session=============|          what players play
"""

from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.export.blocks import waves
from voiceguide.export.cover import SIDE
from voiceguide.export.languages import three_letters
from voiceguide.export.piece import Piece
from voiceguide.export.tags import Tags, tags_of
from voiceguide.export.whole import whole_file
from voiceguide.units import RATE

BIT_RATE: Final = 128_000
"""The most, of which silence takes little."""

MUSIC, AUDIOBOOK = 1, 2
"""Kinds of media, as Apple numbers them."""

EXACT: Final = {"flags": "+bitexact"}
OPTIONS: Final = {"movflags": "+faststart", "movie_timescale": str(RATE), "fflags": "+bitexact"}
"""What is read first stands first; lengths are told to the frame; no date, so that equal sessions are equal bytes."""


def write_m4a(target: Path, piece: Piece) -> None:
    """Write an M4A file, as music. Raises CannotWrite and NothingToWrite."""
    _write(target, piece, "M4A ", MUSIC)


def write_m4b(target: Path, piece: Piece) -> None:
    """Write an M4B file, as an audiobook, whose place players keep. Raises CannotWrite and NothingToWrite."""
    _write(target, piece, "M4B ", AUDIOBOOK)


def _write(target: Path, piece: Piece, brand: str, kind: int) -> None:
    frames = waves(piece, target)
    av = import_module("av")
    tags = tags_of(piece)
    with whole_file(target) as draft:
        try:
            with av.open(str(draft), "w", format="mp4", options={**OPTIONS, "brand": brand}) as file:
                file.metadata.update(_said(tags), media_type=str(kind))
                file.set_chapters(_chapters(tags))
                sound = file.add_stream("aac", rate=RATE, layout="stereo", bit_rate=BIT_RATE, options=EXACT)
                sound.metadata["language"] = three_letters(tags.language)
                cover = file.add_mux_stream("png", width=SIDE, height=SIDE)
                cover.disposition = av.stream.Disposition.attached_pic.value
                picture = av.Packet(tags.cover)
                picture.stream, picture.pts, picture.time_base = cover, 0, Fraction(1, RATE)
                file.mux(picture)
                done = 0
                for block in frames:
                    frame = av.AudioFrame.from_ndarray(
                        np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo"
                    )
                    frame.rate, frame.pts, frame.time_base = RATE, done, Fraction(1, RATE)
                    done += len(block)
                    file.mux(sound.encode(frame))
                file.mux(sound.encode(None))
        except av.FFmpegError as refused:
            raise OSError(refused.errno, refused.strerror) from refused


def _said(tags: Tags) -> dict[str, str]:
    said = {
        "title": tags.title,
        "artist": tags.author,
        "album": tags.album,
        "genre": tags.genre,
        "comment": tags.comment,
        "description": tags.comment,
        "copyright": tags.licence,
    }
    return {name: text for name, text in said.items() if text}


def _chapters(tags: Tags) -> list[dict[str, object]]:
    return [
        {
            "id": number,
            "start": part.start,
            "end": part.end,
            "time_base": Fraction(1, RATE),
            "metadata": {"title": part.title},
        }
        for number, part in enumerate(tags.chapters)
    ]
