"""The background: looped without a seam, faded, and lower before anyone speaks."""

import numpy as np
import pytest
from mixing import SOUNDS, clip, event, in_blocks, mixer, noise, said, timeline, under, whole

from voiceguide.mix.duck import AFTER, AHEAD, DEPTH, Duck
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE

QUIET = clip(noise(2.0, 0.0001))


def level(frames: Samples, second: float) -> float:
    """What the flat background has at that second."""
    return float(frames[round(second * RATE), 0]) / 0.04


def test_a_loop_has_no_seam() -> None:
    """Round after round the loop goes on where it would, frame by frame."""
    frames = whole(timeline(9.0, event(0.0, 9.0, under("rain", 0.0, 0.0))))
    loop = SOUNDS["rain"].read(0, SOUNDS["rain"].frames)
    rounds = np.concatenate([loop] * 4)[: 9 * RATE]

    assert np.array_equal(frames[240:-240], rounds[240:-240])


def test_comes_and_goes_slowly() -> None:
    """It is half as strong in power in the middle of its fade in, and of its fade out."""
    frames = whole(timeline(30.0, event(0.0, 30.0, under("flat", 4.0, 10.0))))

    assert level(frames, 0.0) < 0.001
    assert level(frames, 2.0) ** 2 == pytest.approx(0.5, abs=0.01)
    assert level(frames, 10.0) == pytest.approx(1.0)
    assert level(frames, 25.0) ** 2 == pytest.approx(0.5, abs=0.01)
    assert level(frames, 29.9999) < 0.001


def test_a_change_keeps_the_power() -> None:
    """While one background goes and the next comes, both have together the power of one."""
    first = whole(timeline(20.0, event(0.0, 12.0, under("flat", 1.0, 4.0))))
    second = whole(timeline(20.0, event(8.0, 12.0, under("flat", 4.0, 1.0))))
    power = (first[2 * RATE : 18 * RATE, 0] / 0.04) ** 2 + (second[2 * RATE : 18 * RATE, 0] / 0.04) ** 2

    assert np.allclose(power, 1.0, atol=1e-4)


def test_steps_back_before_the_voice() -> None:
    """It begins to fall 0.8 s before the first word, is 6 dB down when that begins, and comes back in 2 s."""
    spoken = event(10.0, 2.0, said("one"))
    frames = whole(timeline(30.0, event(0.0, 30.0, under("flat", 1.0, 1.0)), spoken), lambda _: QUIET)

    assert level(frames, 9.2) == pytest.approx(1.0)
    assert 0.6 < level(frames, 9.6) < 0.9
    assert level(frames, 9.9999) == pytest.approx(0.501, abs=0.005)
    assert level(frames, 12.0) == pytest.approx(0.501, abs=0.005)
    assert 0.6 < level(frames, 13.0) < 0.9
    assert level(frames, 14.0) == pytest.approx(1.0)


def test_stays_back_between_two_phrases() -> None:
    """In a gap of under four seconds it does not come back."""
    duck = Duck([(10 * RATE, 12 * RATE), (15 * RATE, 16 * RATE), (30 * RATE, 31 * RATE)])

    assert np.all(duck.factor(10 * RATE, 6 * RATE) == DEPTH)
    assert duck.factor(19 * RATE, RATE) == 1.0


def test_moves_without_a_step() -> None:
    """Nothing in its movement is faster than its slopes."""
    duck = Duck([(5 * RATE, 6 * RATE), (11 * RATE, 12 * RATE)])
    curve = duck.factor(0, 20 * RATE)

    assert isinstance(curve, np.ndarray)
    assert np.max(np.abs(np.diff(curve))) <= 1.5 * (1.0 - float(DEPTH)) / min(AHEAD, AFTER) * 1.01
    assert (curve.min(), curve.max()) == (DEPTH, 1.0)


def test_a_curve_is_the_same_in_pieces() -> None:
    """What it is at a frame does not depend on where one begins to look."""
    duck = Duck([(5 * RATE, 6 * RATE), (8 * RATE, 12 * RATE)])
    pieces = [np.broadcast_to(duck.factor(start, 1000), 1000) for start in range(0, 20 * RATE, 1000)]

    assert np.array_equal(np.concatenate(pieces), duck.factor(0, 20 * RATE))


def test_a_loop_shorter_than_a_block_is_fine() -> None:
    """A sound of a second is repeated as often as it takes."""
    plan = timeline(5.0, event(0.0, 5.0, under("flat", 0.0, 0.0)))

    assert np.array_equal(in_blocks(mixer(plan), [777]), whole(plan))
