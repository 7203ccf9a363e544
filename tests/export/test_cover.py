"""The cover is drawn from the plan."""

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from pieces import chapter, piece, silence, sounding
from PIL import Image

from voiceguide.export.course import course_of
from voiceguide.export.cover import BAND, BASE, HIGHEST, SIDE, cover_of
from voiceguide.export.palettes import palette_of
from voiceguide.export.piece import Piece
from voiceguide.timeline.timeline import BreathBeat
from voiceguide.units import RATE

QUIET = """\
title: A minute of silence
steps:
  - Sit. [58s!]
"""
BREATHS = """\
title: Breaths
steps:
  - section: Breathe
    steps:
      - chime: bowl
      - Breathe.
      - breathe: {in: 4s, hold: 2s, out: 6s}
        times: 3
  - section: Hold
    steps:
      - hold: 10s
        say: Lift.
"""


def seen(made: Piece) -> NDArray[np.uint8]:
    """The picture as any program shows it."""
    with Image.open(BytesIO(cover_of(made))) as picture:
        picture.load()
        assert picture.format == "PNG"
        pixels: NDArray[np.uint8] = np.asarray(picture.convert("RGB"))
    return pixels


def along(picture: NDArray[np.uint8], turn: float, radius: float) -> NDArray[np.uint8]:
    """The colour in a direction, 0 at the top and growing as a clock goes, at a distance from the middle."""
    x = round((SIDE - 1) / 2 + radius * np.sin(2 * np.pi * turn))
    y = round((SIDE - 1) / 2 - radius * np.cos(2 * np.pi * turn))
    pixel: NDArray[np.uint8] = picture[y, x]
    return pixel


def test_a_cover_is_a_square_picture() -> None:
    """Large enough for any player, dark at its edges, and small as a file."""
    made = sounding(BREATHS)
    picture = seen(made)
    assert picture.shape == (SIDE, SIDE, 3)
    assert picture[:, [0, -1]].max() < 80
    assert picture[[0, -1], :].max() < 80
    assert len(cover_of(made)) < 500_000


def test_the_same_session_has_the_same_cover() -> None:
    """To the byte; the colours go by its title."""
    assert cover_of(sounding(BREATHS)) == cover_of(sounding(BREATHS))
    titles = [f"Session {number}" for number in range(40)]
    assert len({palette_of(title) for title in titles}) == 5


def test_a_silence_is_empty() -> None:
    """Where nothing is spoken there is nothing but the line."""
    picture = seen(sounding(QUIET))
    empty = along(picture, 0.25, BASE + HIGHEST / 2)
    assert np.array_equal(empty, along(picture, 0.25, BAND[0] - 10))
    assert not np.array_equal(along(picture, 0.25, BASE - 1), empty)


def test_a_breath_rises_falls_and_is_kept() -> None:
    """In goes up, out goes down, and a breath that is held stays up."""
    made = sounding(BREATHS)
    heights = course_of(made).heights
    event = next(event for event in made.timeline.events if isinstance(event.what, BreathBeat))
    start = event.start / made.frames * len(heights)
    second = RATE / made.frames * len(heights)
    rise = heights[round(start + 0.5 * second) : round(start + 3.5 * second)]
    fall = heights[round(start + 6.5 * second) : round(start + 11.5 * second)]
    assert np.all(np.diff(rise) > 0)
    assert np.all(heights[round(start + 4.2 * second) : round(start + 5.8 * second)] > 0.98)
    assert np.all(np.diff(fall) < 0)


def test_sections_stand_outside() -> None:
    """Each has an arc, and a gap is between them."""
    made = sounding(BREATHS)
    picture, middle = seen(made), sum(BAND) / 2
    parts = made.chapters
    colours = [tuple(along(picture, (part.start + part.end) / 2 / made.frames, middle).tolist()) for part in parts]
    assert colours == [palette_of("Breaths").bands[number % 2] for number in range(len(parts))]
    assert along(picture, parts[1].start / made.frames, middle).max() < 80


@pytest.mark.parametrize("frames", [1, 7, RATE])
def test_any_session_has_a_cover(frames: int) -> None:
    """However short it is, with events or without."""
    assert seen(piece(silence, frames, chapters=[chapter("All", 0, frames / RATE)])).shape == (SIDE, SIDE, 3)
