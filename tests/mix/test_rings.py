"""Chimes ring on, and are never cut off."""

import numpy as np
from mixing import SOUNDS, event, timeline, whole

from voiceguide.timeline.timeline import Struck, Toned
from voiceguide.units import RATE, Decibels

BOWL = Struck(sound="bowl", level=Decibels(0.0))


def test_rings_out() -> None:
    """A chime whose event is as long as it rings is played as it is."""
    sound = SOUNDS["bowl"]
    frames = whole(timeline(25.0, event(1.0, 20.0, BOWL)))

    assert np.array_equal(frames[RATE : 21 * RATE], sound.read(0, sound.frames))
    assert not np.any(frames[21 * RATE :])


def test_fades_over_the_last_three_seconds() -> None:
    """What still rings at the end is untouched until 3 s before it, and fades from there to nothing."""
    sound = SOUNDS["bowl"].read(0, 8 * RATE)
    frames = whole(timeline(8.0, event(0.0, 8.0, BOWL)))
    middle = slice(round(6.49 * RATE), round(6.51 * RATE))

    assert np.array_equal(frames[240 : 5 * RATE], sound[240 : 5 * RATE])
    assert np.allclose(frames[middle], 0.5 * sound[middle], atol=0.005)
    assert np.max(np.abs(frames[-24:])) < 1e-5


def test_a_strike_near_the_end_fades_as_well() -> None:
    """A chime struck a second before the end does not click."""
    frames = whole(timeline(4.0, event(3.0, 1.0, BOWL)))

    assert np.max(np.abs(frames[-24:])) < 1e-4
    assert np.any(frames[3 * RATE :])


def test_strikes_ring_over_one_another() -> None:
    """Three strikes are three sounds."""
    strikes = [event(second, 20.0, Struck(sound="bowl", level=Decibels(-12.0))) for second in (0.0, 2.0, 4.0)]
    together = whole(timeline(30.0, *strikes))
    alone = sum(whole(timeline(30.0, strike)) for strike in strikes)

    assert np.allclose(together, alone, atol=1e-6)


def test_a_tone_is_heard_where_it_stands() -> None:
    """A tone in a span begins on its frame."""
    frames = whole(timeline(3.0, event(1.0, 0.25, Toned(sound="in"))))

    assert np.array_equal(frames[RATE : RATE + RATE // 4], SOUNDS["in"].read(0, RATE // 4))
    assert not np.any(frames[:RATE])
