"""Tags as ID3, in front of an MP3 and in a chunk of a WAV.

Version 2.4, in UTF-8, with the frames by which podcasts carry chapters: `CHAP` for each of them, and
`CTOC` for their order. One `CTOC` holds 255; where there are more, one stands above several.

Written by us: mutagen would put chapters in the order of their titles' length, and players show them as they come.

    frame   name   size   flags   content         sizes in seven bits of each byte
    bytes   4      4      2       size
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import Final

from voiceguide.export.chapters import Part
from voiceguide.export.languages import three_letters
from voiceguide.export.tags import MAKER, Tags, shortened
from voiceguide.units import FRAMES_PER_MILLISECOND

MOST: Final = 255
"""Entries of one table of contents."""
UTF8: Final = b"\x03"
FRONT: Final = b"\x03"
"""A picture that is the front cover."""
LONGEST_TITLE: Final = 125
"""Bytes of a chapter's title: ffmpeg reads the size of a frame in a frame wrongly from 128 on, and then no chapter."""
NO_OFFSET: Final = 0xFFFF_FFFF
"""A chapter is found by its time."""
NO_FLAGS: Final = b"\x00\x00"
TOP, ORDERED = 2, 1
"""Marks of a table of contents."""


def id3_of(tags: Tags) -> bytes:
    """All tags of a file."""
    frames = b"".join((*_said(tags), *_chapters(tags.chapters), _cover(tags.cover)))
    return b"ID3\x04\x00\x00" + _seven_bits(len(frames)) + frames


def _said(tags: Tags) -> Iterator[bytes]:
    language = three_letters(tags.language)
    yield _text("TIT2", tags.title)
    yield _text("TPE1", tags.author)
    yield _text("TALB", tags.album)
    yield _text("TCON", tags.genre)
    yield _text("TLAN", language)
    yield _text("TENC", MAKER)
    if tags.licence:
        yield _text("TCOP", tags.licence)
    if tags.comment:
        yield _frame("COMM", UTF8 + language.encode("ascii") + _zero("") + _zero(tags.comment))


def _chapters(parts: tuple[Part, ...]) -> Iterator[bytes]:
    names = [f"chapter{number}" for number in range(1, len(parts) + 1)]
    tables = list(_split(names))
    if len(tables) == 1:
        yield _contents("contents", tables[0], TOP | ORDERED)
    elif tables:
        above = [f"contents{number}" for number in range(1, len(tables) + 1)]
        yield _contents("contents", above, TOP | ORDERED)
        yield from (_contents(name, table, ORDERED) for name, table in zip(above, tables, strict=True))
    for name, part in zip(names, parts, strict=True):
        start, end = part.start // FRAMES_PER_MILLISECOND, part.end // FRAMES_PER_MILLISECOND
        times = struct.pack(">IIII", start, end, NO_OFFSET, NO_OFFSET)
        yield _frame("CHAP", _zero(name) + times + _text("TIT2", shortened(part.title, LONGEST_TITLE)))


def _split(names: list[str]) -> Iterator[list[str]]:
    left = iter(names)
    while table := list(islice(left, MOST)):
        yield table


def _contents(name: str, entries: list[str], marks: int) -> bytes:
    return _frame("CTOC", _zero(name) + bytes((marks, len(entries))) + b"".join(map(_zero, entries)))


def _cover(picture: bytes) -> bytes:
    return _frame("APIC", UTF8 + _zero("image/png") + FRONT + _zero("") + picture)


def _text(name: str, text: str) -> bytes:
    return _frame(name, UTF8 + _zero(text))


def _frame(name: str, content: bytes) -> bytes:
    return name.encode("ascii") + _seven_bits(len(content)) + NO_FLAGS + content


def _zero(text: str) -> bytes:
    """A text and the zero that ends it."""
    return text.encode("utf-8") + b"\x00"


def _seven_bits(size: int) -> bytes:
    """A size, the highest bit of each of its four bytes being zero."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
