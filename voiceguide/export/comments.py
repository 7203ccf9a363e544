"""Tags as Vorbis comments, of FLAC and Ogg Opus.

Chapters are `CHAPTER001=00:01:30.000` and `CHAPTER001NAME=…`, as ffmpeg, mpv and VLC read them.
"""

import struct
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from voiceguide.export.cover import SIDE
from voiceguide.export.tags import MAKER, Tags
from voiceguide.units import FRAMES_PER_MILLISECOND, Frames

FRONT: Final = 3
"""A picture that is the front cover."""
DEPTH: Final = 24
"""Bits of a pixel."""


def comments_of(tags: Tags, *, picture: bool) -> bytes:
    """Every comment, behind the name of who wrote them; `picture` puts the cover among them, as Ogg has it."""
    said = [f"{name}={text}" for name, text in (*_said(tags), *_chapters(tags)) if text]
    if picture:
        said.append(f"METADATA_BLOCK_PICTURE={b64encode(picture_of(tags)).decode('ascii')}")
    return b"".join((_sized(MAKER), struct.pack("<I", len(said)), *map(_sized, said)))


def picture_of(tags: Tags) -> bytes:
    """The cover as a block of FLAC, which Ogg borrows."""
    mime = b"image/png"
    shape = struct.pack(">IIIII", SIDE, SIDE, DEPTH, 0, len(tags.cover))
    return struct.pack(">II", FRONT, len(mime)) + mime + struct.pack(">I", 0) + shape + tags.cover


def _said(tags: Tags) -> tuple[tuple[str, str], ...]:
    return (
        ("TITLE", tags.title),
        ("ARTIST", tags.author),
        ("ALBUM", tags.album),
        ("GENRE", tags.genre),
        ("DESCRIPTION", tags.comment),
        ("LANGUAGE", tags.language),
        ("COPYRIGHT", tags.licence),
        ("LICENSE", tags.licence),
    )


def _chapters(tags: Tags) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(tags.chapters, 1):
        yield f"CHAPTER{number:03d}", _moment(part.start)
        yield f"CHAPTER{number:03d}NAME", part.title


def _moment(frame: Frames) -> str:
    seconds, part = divmod(frame // FRAMES_PER_MILLISECOND, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}.{part:03d}"


def _sized(text: str) -> bytes:
    content = text.encode("utf-8")
    return struct.pack("<I", len(content)) + content
