"""Fades."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.sound.shapes import LONGEST_TABLE, power, smooth


@given(st.integers(1, 3000), st.integers(-50, 3000), st.integers(1, 500))
def test_a_piece_of_a_fade_is_as_the_whole(length: int, start: int, count: int) -> None:
    """What a fade is at a frame does not depend on where one begins to look."""
    whole = smooth(-100, 7000, length)

    assert np.array_equal(smooth(start, count, length), whole[start + 100 : start + 100 + count])


@given(st.integers(1, 3000))
def test_a_fade_and_its_mirror_sum_to_one(length: int) -> None:
    """Crossed, two smooth fades keep the amplitude and two power fades the power."""
    assert np.allclose(smooth(0, length, length) + smooth(0, length, length)[::-1], 1.0, atol=1e-6)
    assert np.allclose(power(0, length, length) ** 2 + power(0, length, length)[::-1] ** 2, 1.0, atol=1e-6)


def test_begins_and_ends_without_a_corner() -> None:
    """Its slope is nothing at both ends, and never more than one and a half times the straight way's."""
    steps = np.diff(smooth(-10, 1020, 1000))

    assert np.max(steps) <= 1.5001 / 1000
    assert np.max(np.abs(np.diff(steps))) < 1e-5


def test_before_it_is_nothing_and_after_it_all() -> None:
    """Before a fade is 0, after it 1; a fade of no length is a step."""
    assert smooth(-4, 4, 100).tolist() == [0.0] * 4
    assert smooth(100, 4, 100).tolist() == [1.0] * 4
    assert smooth(-2, 4, 0).tolist() == [0.0, 0.0, 1.0, 1.0]


def test_a_long_fade_is_as_exact_as_a_short_one() -> None:
    """Fades too long for a table are computed where they are looked at, to the same shape."""
    length = LONGEST_TABLE * 3

    assert smooth(length // 2, 1, length)[0] == pytest.approx(0.5, abs=1e-6)
    assert np.array_equal(smooth(1000, 50, length), smooth(0, 2000, length)[1000:1050])
