"""A gain that moves."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.play.ramp import Ramp, steady
from voiceguide.units import Frames

ONES = np.ones((1000, 2), dtype=np.float32)


def ramp(start: int = 100, frames: int = 400, before: float = 1.0, after: float = 0.0) -> Ramp:
    """A fade out, unless it is told otherwise."""
    return Ramp(start=Frames(start), frames=Frames(frames), before=before, after=after)


def test_full_level_leaves_the_sound_untouched() -> None:
    """Where the gain is 1 the very same samples come back."""
    assert steady(1.0).on(ONES, Frames(0)) is ONES
    assert ramp(start=1000).on(ONES, Frames(0)) is ONES


def test_a_fade_is_smooth_and_ends_where_it_should() -> None:
    """It is whole before, nothing after, and no step in it is greater than 1.5 parts of its length."""
    faded = ramp().on(ONES, Frames(0))[:, 0]

    assert np.all(faded[:101] == 1.0)
    assert np.all(faded[500:] == 0.0)
    assert np.abs(np.diff(faded)).max() <= 1.5 / 400 + 1e-6


@settings(deadline=None)
@given(cut=st.integers(min_value=1, max_value=999))
def test_a_fade_does_not_depend_on_where_it_is_cut(cut: int) -> None:
    """Two pieces are the same as the whole, to the bit."""
    whole = ramp().on(ONES, Frames(0))

    assert np.array_equal(whole[:cut], ramp().on(ONES[:cut], Frames(0)))
    assert np.array_equal(whole[cut:], ramp().on(ONES[cut:], Frames(cut)))


def test_one_frame_is_asked_like_many() -> None:
    """`at` and `on` agree."""
    whole = ramp(before=0.2, after=0.9).on(ONES, Frames(0))[:, 0]

    assert all(abs(ramp(before=0.2, after=0.9).at(Frames(frame)) - whole[frame]) < 1e-6 for frame in range(0, 1000, 7))
