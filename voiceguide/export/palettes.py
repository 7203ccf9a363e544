"""The colours of pictures: calm and dark, a few sets of them, so that sessions can be told apart on a shelf."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours that go together."""

    top: Colour
    """Of the sky, above."""
    bottom: Colour
    """Of the sky, below."""
    glow: Colour
    speech: Colour
    breath: Colour
    body: Colour
    """What is held, tensed, released or moved."""
    quiet: Colour
    bell: Colour
    bands: tuple[Colour, Colour]
    """Of sections, in turn."""


PALETTES: Final = (
    Palette(  # dusk
        top=(13, 17, 38),
        bottom=(36, 30, 66),
        glow=(146, 132, 190),
        speech=(248, 224, 182),
        breath=(126, 190, 218),
        body=(226, 150, 130),
        quiet=(82, 90, 138),
        bell=(255, 242, 208),
        bands=(((112, 122, 190)), (164, 124, 178)),
    ),
    Palette(  # sea
        top=(6, 20, 32),
        bottom=(12, 48, 62),
        glow=(86, 168, 172),
        speech=(232, 242, 228),
        breath=(104, 208, 200),
        body=(240, 190, 124),
        quiet=(46, 98, 116),
        bell=(255, 246, 214),
        bands=((64, 142, 162), (112, 172, 150)),
    ),
    Palette(  # forest
        top=(10, 22, 20),
        bottom=(26, 50, 38),
        glow=(150, 180, 120),
        speech=(242, 238, 206),
        breath=(152, 210, 146),
        body=(230, 172, 106),
        quiet=(66, 104, 82),
        bell=(255, 244, 200),
        bands=((92, 146, 106), (148, 158, 94)),
    ),
    Palette(  # plum
        top=(22, 12, 32),
        bottom=(54, 28, 60),
        glow=(190, 130, 170),
        speech=(252, 228, 216),
        breath=(192, 166, 230),
        body=(240, 154, 146),
        quiet=(104, 76, 124),
        bell=(255, 240, 222),
        bands=((148, 106, 170), (186, 112, 142)),
    ),
    Palette(  # stone
        top=(15, 19, 25),
        bottom=(36, 45, 56),
        glow=(170, 176, 180),
        speech=(240, 238, 232),
        breath=(140, 186, 216),
        body=(220, 184, 142),
        quiet=(84, 98, 112),
        bell=(255, 246, 226),
        bands=((106, 128, 150), (148, 142, 130)),
    ),
)


def palette_of(title: str) -> Palette:
    """The same colours for the same title."""
    return PALETTES[sha256(title.encode("utf-8")).digest()[0] % len(PALETTES)]
