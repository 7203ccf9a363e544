"""The pages of an Ogg file, RFC 3533.

page     head (27 bytes)   segments, their lengths (a byte each)   segments
packet   one or more segments, of 255 bytes but for the last, which is shorter
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

HEAD: Final = struct.Struct("<4sBBqIIIB")
CHECK: Final = slice(22, 26)
"""Where the check sum stands in the head."""
LONGEST: Final = 255
"""Bytes of a segment, and segments of a page."""
CONTINUED: Final = 1
"""Marks a page that begins within a packet."""
NOWHERE: Final = -1
"""The place of a page in which no packet ends."""
REVERSED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page; of which stream, and the how-many-eth, is said when it is written."""

    marks: int
    place: int
    """How many frames there are up to its end."""
    lengths: bytes
    """Of its segments."""
    content: bytes

    @property
    def whole(self) -> bool:
        """Whether its last packet ends in it."""
        return self.lengths[-1:] != bytes((LONGEST,))

    def written(self, stream: int, number: int) -> bytes:
        """Its bytes."""
        head = HEAD.pack(b"OggS", 0, self.marks, self.place, stream, number, 0, len(self.lengths))
        page = bytearray(head + self.lengths + self.content)
        page[CHECK] = _check_sum(page)
        return bytes(page)


def pages(file: BinaryIO) -> Iterator[Page]:
    """The pages of a file of one stream, which is whole."""
    while head := file.read(HEAD.size):
        _, _, marks, place, _, _, _, count = HEAD.unpack(head)
        lengths = file.read(count)
        yield Page(marks=marks, place=place, lengths=lengths, content=file.read(sum(lengths)))


def paged(packet: bytes) -> Iterator[Page]:
    """A packet of headers on pages of its own."""
    lengths = bytes((LONGEST,)) * (len(packet) // LONGEST) + bytes((len(packet) % LONGEST,))
    page = Page(marks=0, place=0, lengths=b"", content=b"")
    for first in range(0, len(lengths), LONGEST):
        some = lengths[first : first + LONGEST]
        start = first * LONGEST
        page = replace(page, lengths=some, content=packet[start : start + sum(some)])
        yield page if page.whole else replace(page, place=NOWHERE)
        page = replace(page, marks=CONTINUED)


def _check_sum(page: bytes | bytearray) -> bytes:
    """Ogg's sum is that of zlib with the bits of every byte and of the result the other way round, from 0 on."""
    turned = zlib.crc32(page.translate(REVERSED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return turned.to_bytes(4, "big").translate(REVERSED)
