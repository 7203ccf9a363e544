"""What a WAV says of itself, behind its sound: three chunks, each for the programs that look there.

    LIST INFO   title, author, licence          file managers, sox, ffmpeg
    cue, adtl   where sections begin            sound editors
    id3         the same, and the cover         players

Chapters stand in one of them alone: ffmpeg would mix those of two.
"""

import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from voiceguide.export.chapters import Part
from voiceguide.export.id3 import id3_of
from voiceguide.export.tags import MAKER, Tags

INFO: Final = (
    ("INAM", "title"),
    ("IART", "author"),
    ("IGNR", "genre"),
    ("ICMT", "comment"),
    ("ILNG", "language"),
    ("ICOP", "licence"),
)
"""Names of RIFF, and what of the tags is said there."""


def said_behind(tags: Tags) -> bytes:
    """Every chunk, each of an even number of bytes."""
    return b"".join((_info(tags), *_marks(tags.chapters), _chunk(b"id3 ", id3_of(replace(tags, chapters=())))))


def _info(tags: Tags) -> bytes:
    said = [(name, str(getattr(tags, field))) for name, field in INFO]
    return _chunk(b"LIST", b"INFO" + b"".join(_text(name, text) for name, text in (*said, ("ISFT", MAKER)) if text))


def _marks(parts: tuple[Part, ...]) -> Iterator[bytes]:
    """Moments by frame, and their names."""
    if not parts:
        return
    numbered = list(enumerate(parts, 1))
    points = (struct.pack("<II4sIII", number, part.start, b"data", 0, 0, part.start) for number, part in numbered)
    yield _chunk(b"cue ", struct.pack("<I", len(parts)) + b"".join(points))
    names = (_chunk(b"labl", struct.pack("<I", number) + _zero(part.title)) for number, part in numbered)
    yield _chunk(b"LIST", b"adtl" + b"".join(names))


def _text(name: str, text: str) -> bytes:
    return _chunk(name.encode("ascii"), _zero(text))


def _zero(text: str) -> bytes:
    return text.encode("utf-8") + b"\x00"


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
