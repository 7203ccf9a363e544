"""The sound of a page: MP3, which every phone plays, as base64.

Of a constant rate, so that a browser jumps in it by its bytes; in Chromium, words are heard within 30 ms of their place
after jumps over 20 minutes. Without the frame that tells of the encoder's delay: some players leave that out of the
sound and others do not, and without the frame all are alike.
"""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from voiceguide.export import coded
from voiceguide.export.piece import Piece
from voiceguide.sound.clip import Samples
from voiceguide.timeline.timeline import Recorded, Underneath
from voiceguide.units import RATE, Frames

LEAD: Final = Frames(1105)
"""How much later everything is in the decoded sound: LAME's delay of 576 frames, and the decoder's of 529.

It is no more than that in any browser, and the page knows of it.
"""

VOICE: Final = coded.Coding(format="MP3", subtype="MPEG_LAYER_III", level=8 / 9, mode="CONSTANT", gain=coded.LAME_GAIN)
"""64 kbit/s: a voice in the middle and a bell."""

RICH: Final = coded.Coding(format="MP3", subtype="MPEG_LAYER_III", level=7 / 9, mode="CONSTANT", gain=coded.LAME_GAIN)
"""96 kbit/s: rain all around."""

CHUNK: Final = 3 * (1 << 18)
"""Bytes at a time, three for each four letters of base64."""

TABLE: Final = (b"Xing", b"Info")
"""What the first frame of a file holds instead of sound, somewhere after its header."""

RATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Kilobits a second, by their number in the header of a frame (MPEG-1 Layer III)."""

NOT_YET: Final = 40
"""The table is announced within so many bytes of its frame."""


def encode(draft: Path, piece: Piece, frames: Iterator[Samples]) -> None:
    """Write the sound of a piece into a file of its own. Raises OSError where the disk refuses it."""
    around = any(isinstance(event.what, Underneath | Recorded) for event in piece.timeline.events)
    coded.encode(draft, frames, RICH if around else VOICE)
    if not coded.frames_in(draft):
        raise coded.disk_full()


def as_base64(draft: Path) -> Iterator[bytes]:
    """The frames of that file that hold sound, a chunk at a time."""
    with draft.open("rb") as file:
        first = file.read(NOT_YET)
        file.seek(_size(first) if any(name in first for name in TABLE) else 0)
        while chunk := file.read(CHUNK):
            yield b64encode(chunk)


def _size(header: bytes) -> int:
    """The bytes of a frame, by ISO 11172-3: at 48 kHz they are the same for all of one rate."""
    return 144 * 1000 * RATES[header[2] >> 4] // RATE
