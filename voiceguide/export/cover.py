"""The picture of a file: the course of the session around a circle, beginning at the top, as a clock goes.

    outermost   bells, as lights
                sections, as an arc each
    ring        what is spoken, breathed and held: a petal each, the longer the higher; a silence leaves a thin line
    middle      a glow

Without a letter, so that it needs no font; what it is called stands beside it in every player.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.export.course import BINS, Course, course_of
from voiceguide.export.palettes import Colour, Palette, palette_of
from voiceguide.export.piece import Piece
from voiceguide.export.png import png_of

Plane = NDArray[np.floating]
"""A number for each of some pixels."""
Colours = NDArray[np.float32]
"""Red, green and blue from 0 to 255 for each of them, on the last axis."""

CHANNELS: Final = 3

SIDE: Final = 1000
"""Pixels of each side."""
BASE: Final = 250.0
"""The radius on which petals stand; all radii are in pixels."""
HIGHEST: Final = 136.0
"""How far a petal reaches outward."""
LINE: Final = 3.0
"""How thick the line is that every petal stands on."""
BAND: Final = (412.0, 419.0)
"""Between which radii sections are."""
BELLS: Final = 448.0
"""The radius on which bells are."""
BELL: Final = 7.0
"""The radius of a bell, around which its light fades."""
GLOW: Final = 190.0
"""How far the light in the middle reaches."""
GAP: Final = 5.0
"""Between two sections, along the arc."""


def cover_of(piece: Piece) -> bytes:
    """A PNG that shows the course of a piece; its colours go by the title."""
    course, palette = course_of(piece), palette_of(piece.timeline.title)
    return png_of(painted(course, palette))


def painted(course: Course, palette: Palette) -> NDArray[np.uint8]:
    """The picture, of shape [SIDE, SIDE, 3]; only where there is something to see is it worked out pixel by pixel."""
    picture = _sky(palette)
    pixels = picture.reshape(SIDE * SIDE, CHANNELS)
    across = np.arange(SIDE, dtype=np.float32) - np.float32((SIDE - 1) / 2)
    squared = (across[np.newaxis, :] ** 2 + across[:, np.newaxis] ** 2).reshape(-1)

    middle = np.flatnonzero(squared < GLOW**2)
    near = 1 - np.sqrt(squared[middle]) / np.float32(GLOW)
    pixels[middle] = _round(_laid(pixels[middle], palette.glow, _light(near)))

    ring = np.flatnonzero((squared > (BASE - LINE) ** 2) & (squared < BAND[1] ** 2))
    row, column = np.divmod(ring, SIDE)
    angle = np.arctan2(across[column], -across[row]) * np.float32(BINS / 2 / np.pi)  # from the top, to the right
    turn = angle.astype(np.intp) % BINS
    pixels[ring] = _round(_ring(pixels[ring], course, palette, np.sqrt(squared[ring]), turn))

    for step in course.bells:
        _bell(picture, palette.bell, step / BINS * 2 * np.pi)
    return picture


def _sky(palette: Palette) -> NDArray[np.uint8]:
    """From one colour at the top to another at the bottom; of shape [SIDE, SIDE, 3]."""
    top, bottom = np.array(palette.top), np.array(palette.bottom)
    rows = top + (bottom - top) * np.linspace(0, 1, SIDE)[:, np.newaxis]
    return np.repeat(_round(rows)[:, np.newaxis, :], SIDE, axis=1)


def _light(near: Plane) -> Plane:
    return near * near * (3 - 2 * near) * np.float32(0.5)


def _ring(under: NDArray[np.uint8], course: Course, palette: Palette, radius: Plane, turn: NDArray[np.intp]) -> Colours:
    """Pixels by their radius and their step around the circle: the line, the petals, the sections."""
    pixels = _laid(under, palette.quiet, _between(radius, BASE - LINE, BASE))
    pixels = _laid(pixels, _kinds(palette)[course.looks[turn]], _petals(course, radius, turn))
    edge = GAP / 2 / (2 * np.pi * BAND[0]) * BINS if len(course.bands) > 1 else 0.0
    shades, shown = np.zeros((BINS, CHANNELS), np.float32), np.zeros(BINS, np.float32)
    for number, band in enumerate(course.bands):
        inside = slice(round(band.start + edge), round(band.stop - edge))
        shades[inside], shown[inside] = palette.bands[number % len(palette.bands)], 1
    return _laid(pixels, shades[turn], _between(radius, *BAND) * shown[turn])


def _petals(course: Course, radius: Plane, turn: NDArray[np.intp]) -> Plane:
    """How much of each pixel lies in a petal: faint where it stands, bright where it ends."""
    heights = course.heights.astype(np.float32) * np.float32(HIGHEST)
    steep = np.gradient(heights).astype(np.float32)[turn] * np.float32(BINS / 2 / np.pi) / radius
    inside: Plane = (BASE + heights[turn] - radius) / np.sqrt(1 + steep * steep)  # about how far from its edge
    bright: Plane = np.float32(0.3) + np.float32(0.7) * np.clip((radius - BASE) / np.float32(HIGHEST), 0, 1)
    cover: Plane = np.clip(inside + np.float32(0.5), 0, 1) * np.clip(radius - BASE, 0, 1) * bright
    return cover


def _kinds(palette: Palette) -> Colours:
    return np.array([palette.speech, palette.breath, palette.body], np.float32)


def _bell(picture: NDArray[np.uint8], colour: Colour, angle: float) -> None:
    reach, centre = round(6 * BELL), (SIDE - 1) / 2
    x, y = centre + BELLS * np.sin(angle), centre - BELLS * np.cos(angle)
    left, top = round(x) - reach, round(y) - reach
    rows, columns = np.mgrid[max(0, top) : min(SIDE, top + 2 * reach), max(0, left) : min(SIDE, left + 2 * reach)]
    away = np.hypot(columns - x, rows - y).astype(np.float32)
    halo = np.clip(1 - away / reach, 0, 1) ** 3 * np.float32(0.35)
    cover = np.maximum(np.clip(BELL - away, 0, 1), halo)
    picture[rows, columns] = _round(_laid(picture[rows, columns], colour, cover))


def _between(radius: Plane, inner: float, outer: float) -> Plane:
    cover: Plane = np.clip(radius - np.float32(inner), 0, 1) * np.clip(np.float32(outer) - radius, 0, 1)
    return cover


def _round(colours: NDArray[np.floating]) -> NDArray[np.uint8]:
    whole: NDArray[np.uint8] = np.rint(colours).astype(np.uint8)
    return whole


def _laid(pixels: Colours | NDArray[np.uint8], colour: Colour | Colours, cover: Plane) -> Colours:
    """Pixels with a colour over them, as thick as `cover` says from 0 to 1."""
    return pixels + (np.asarray(colour, np.float32) - pixels) * cover[..., np.newaxis].astype(np.float32)
