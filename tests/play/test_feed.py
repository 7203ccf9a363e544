"""What a device is given."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from play_parts import Grains, grains

from voiceguide.play.feed import JUMP_FADE, PAUSE_FADE, QUIT_FADE, Feed
from voiceguide.play.murmur import MURMUR, WAKE
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames


def pulled(feed: Feed, until: int, reach: int | None = None) -> Samples:
    """What a device gets that asks once, with everything mixed in time."""
    while feed.fill():
        pass
    return feed.pull(feed.sent if reach is None else Frames(reach), Frames(until))


def playing(frames: int = 5 * RATE, at: int = 0) -> Feed:
    """A feed that plays from the frame `at`."""
    feed = Feed()
    feed.play(Grains(frames), Frames(at))
    return feed


def test_a_device_is_woken_by_near_silence() -> None:
    """For 300 ms there is something that nobody hears and that is not nothing; then comes frame 0, untouched."""
    sound = pulled(playing(), WAKE + 1000)

    assert 0 < np.abs(sound[:WAKE]).max() <= MURMUR
    assert np.array_equal(sound[WAKE:], grains(0, 1000))


def test_a_device_may_wake_up_before_there_is_a_session() -> None:
    """Whatever is late in coming is waited for in silence, and nothing of it is lost."""
    feed = Feed()
    assert not pulled(feed, 2 * WAKE)[WAKE:].any()

    feed.play(Grains(RATE), Frames(0))

    assert np.array_equal(pulled(feed, 2 * WAKE + RATE), grains(0, RATE))


def test_after_the_end_there_is_silence() -> None:
    """The position stays at the end, and a device that asks on gets silence."""
    feed = playing(frames=RATE)
    sound = pulled(feed, WAKE + 2 * RATE)

    assert np.array_equal(sound[WAKE : WAKE + RATE], grains(0, RATE))
    assert not sound[WAKE + RATE :].any()
    assert feed.position(Frames(WAKE + 2 * RATE)) == RATE


@settings(deadline=None)
@given(bites=st.lists(st.integers(min_value=1, max_value=5000), min_size=1, max_size=30))
def test_sound_does_not_depend_on_the_bites_of_a_device(bites: list[int]) -> None:
    """Any sizes give the same frames, murmur and fade among them."""
    feed, other = playing(at=1234), playing(at=1234)
    pieces = [pulled(feed, feed.sent + bite) for bite in bites]

    assert np.array_equal(np.concatenate(pieces), pulled(other, sum(bites)))


def test_a_pause_fades_for_80_ms_from_the_very_next_frame() -> None:
    """What follows is silence, and the session stands where the fade ended."""
    feed = playing()
    pulled(feed, RATE)
    feed.hush(PAUSE_FADE)
    sound = pulled(feed, 2 * RATE)

    assert np.abs(sound[: PAUSE_FADE - 200]).max(axis=1).min() > 0
    assert not sound[PAUSE_FADE:].any()
    assert feed.position(Frames(2 * RATE)) == RATE - WAKE + PAUSE_FADE
    assert feed.quiet(Frames(2 * RATE)) == RATE - PAUSE_FADE


def test_a_fade_never_steps_further_than_the_sound_itself() -> None:
    """At no seam of pausing, going on and jumping is a step greater than the greatest in the material."""
    feed = playing(frames=60 * RATE)
    pieces = [pulled(feed, RATE)]
    feed.hush(PAUSE_FADE)
    pieces.append(pulled(feed, 2 * RATE))
    feed.play(Grains(60 * RATE), Frames(4321))
    pieces.append(pulled(feed, 3 * RATE))
    feed.play(Grains(60 * RATE), Frames(20 * RATE))
    pieces.append(pulled(feed, 4 * RATE))
    sound = np.concatenate(pieces)[WAKE + 1 :]

    greatest = np.abs(np.diff(grains(0, 60 * RATE), axis=0)).max()
    assert np.abs(np.diff(sound, axis=0)).max() <= greatest + 1e-6


def test_going_on_fades_in_where_it_is_told() -> None:
    """After 80 ms every frame is the session's own again."""
    feed = playing()
    pulled(feed, RATE)
    feed.hush(PAUSE_FADE)
    pulled(feed, 2 * RATE)
    feed.play(Grains(5 * RATE), Frames(3000))
    sound = pulled(feed, 3 * RATE)

    assert abs(sound[0]).max() == 0.0
    assert np.array_equal(sound[PAUSE_FADE:], grains(3000 + PAUSE_FADE, 3000 + RATE))


def test_a_sleeping_device_is_woken_again() -> None:
    """After a rest it hears near-silence first, and no word is swallowed."""
    feed = playing()
    pulled(feed, RATE)
    feed.hush(PAUSE_FADE)
    pulled(feed, 2 * RATE)
    feed.play(Grains(5 * RATE), Frames(0), wake=True)
    sound = pulled(feed, 3 * RATE)

    assert 0 < np.abs(sound[:WAKE]).max() <= MURMUR
    assert np.array_equal(sound[WAKE:], grains(0, RATE - WAKE))


def test_a_jump_fades_out_and_in() -> None:
    """The new place begins at once, from its own first frame, while the old one goes: over 80 ms."""
    feed = playing(frames=60 * RATE)
    pulled(feed, RATE)
    feed.play(Grains(60 * RATE), Frames(30 * RATE), fade=JUMP_FADE)
    sound = pulled(feed, 2 * RATE)
    here = RATE - WAKE
    half = (grains(here, here + RATE) + grains(30 * RATE, 31 * RATE))[JUMP_FADE // 2] / 2

    assert np.array_equal(sound[0], grains(here, here + 1)[0])
    assert sound[JUMP_FADE // 2] == pytest.approx(half, abs=1e-6)
    assert np.array_equal(sound[JUMP_FADE:], grains(30 * RATE + JUMP_FADE, 31 * RATE))


def test_a_jump_to_the_very_beginning_waits_for_the_fade() -> None:
    """There is no run-up to it, and its first frame is its first word."""
    feed = playing(frames=60 * RATE)
    pulled(feed, RATE)
    feed.play(Grains(60 * RATE), Frames(0), fade=JUMP_FADE)
    sound = pulled(feed, 2 * RATE)

    assert np.array_equal(sound[JUMP_FADE:], grains(0, RATE - JUMP_FADE))


def test_a_device_that_fills_ahead_takes_back_what_can_still_be_changed() -> None:
    """A pause begins at the frame that the device can still reach, not after all that it was given."""
    feed, other = playing(), playing()
    pulled(feed, 3 * RATE)
    feed.hush(PAUSE_FADE)
    again = pulled(feed, 3 * RATE + 100, reach=2 * RATE)
    pulled(other, 2 * RATE)
    other.hush(PAUSE_FADE)

    assert np.array_equal(again, pulled(other, 3 * RATE + 100))


def test_pausing_while_the_device_wakes_up_loses_nothing() -> None:
    """Nothing was heard yet, so nothing fades; going on begins at the beginning."""
    feed = playing()
    pulled(feed, WAKE // 2)
    feed.hush(PAUSE_FADE)
    assert not pulled(feed, RATE).any()
    assert feed.position(Frames(RATE)) == 0

    feed.play(Grains(5 * RATE), Frames(0))

    assert np.array_equal(pulled(feed, 2 * RATE), grains(0, RATE))


def test_quitting_while_a_pause_fades_is_no_second_fade() -> None:
    """The first fade simply goes on to its end."""
    feed, other = playing(), playing()
    for one in (feed, other):
        pulled(one, RATE)
        one.hush(PAUSE_FADE)
        pulled(one, RATE + 1000)
    feed.hush(QUIT_FADE)

    assert np.array_equal(pulled(feed, 2 * RATE), pulled(other, 2 * RATE))


def test_volume_moves_smoothly_and_stays() -> None:
    """A softer session is softer by just that, and whole again when it is turned up."""
    feed = playing(frames=60 * RATE)
    pulled(feed, RATE)
    feed.volume(0.5)
    sound = pulled(feed, 2 * RATE)

    assert np.array_equal(sound[0], grains(RATE - WAKE, RATE - WAKE + 1)[0])
    assert np.array_equal(sound[-1], grains(2 * RATE - WAKE - 1, 2 * RATE - WAKE)[0] * np.float32(0.5))

    feed.volume(1.0)

    assert np.array_equal(pulled(feed, 3 * RATE)[-1], grains(3 * RATE - WAKE - 1, 3 * RATE - WAKE)[0])


def test_a_mixer_that_is_late_is_waited_for() -> None:
    """What is left fades out, silence is counted, and it fades in again without a frame being left out."""
    feed = playing(frames=60 * RATE)
    pulled(feed, WAKE)
    ready = 4800 * 30
    dry = feed.pull(feed.sent, Frames(WAKE + ready + RATE))
    assert feed.starved == 1
    assert not dry[ready:].any()
    assert feed.position(feed.sent) == ready

    sound = pulled(feed, feed.sent + RATE)

    assert np.array_equal(sound[PAUSE_FADE:], grains(ready + PAUSE_FADE, ready + RATE))


def test_memory_does_not_grow_with_the_session() -> None:
    """After two minutes in bites of 40 ms no more is kept than after ten seconds."""
    feed = playing(frames=130 * RATE)
    for _ in range(3_000):
        pulled(feed, feed.sent + 1920)

    assert feed._coming is not None
    assert len(feed._coming._blocks) < 70
    assert len(feed._strips) < 3
