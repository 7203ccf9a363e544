"""Whatever a listener presses, and however a device bites, nothing clicks and nothing piles up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.play.feed import END_FADE, JUMP_FADE, PAUSE_FADE, QUIT_FADE, Feed
from voiceguide.play.murmur import WAKE
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames

HERTZ, LOUD = 220, 0.4
STEEPEST = LOUD * 2 * np.pi * HERTZ / RATE
FASTEST = 3 * 2 * LOUD * 1.5 / JUMP_FADE
"""What the steepest moments of three fades at once add, from a tone to its opposite."""


class Hum:
    """A mixer: one long tone, from nothing and to nothing."""

    frames = Frames(600 * RATE)

    def __init__(self) -> None:
        self._at = 0

    def read(self, count: int) -> Samples:
        """The next frames."""
        at = np.arange(self._at, min(self._at + count, self.frames))
        self._at += len(at)
        edge = np.clip(np.minimum(at, self.frames - at) / 4800.0, 0.0, 1.0)
        tone = LOUD * edge * np.sin(2 * np.pi * HERTZ * at / RATE)
        return np.stack([tone, -tone], axis=1).astype(np.float32)

    def seek(self, frame: Frames) -> None:
        """Go on there."""
        self._at = int(frame)


PRESSES = st.one_of(
    st.tuples(st.just("play"), st.integers(1, 500 * RATE)),
    st.tuples(st.just("begin"), st.just(0)),
    st.tuples(st.just("pause"), st.just(0)),
    st.tuples(st.just("end"), st.just(0)),
    st.tuples(st.just("change"), st.just(0)),
    st.tuples(st.just("volume"), st.integers(1, 10)),
)


def press(feed: Feed, key: str, value: int) -> None:
    """Do what a player does for a key."""
    match key:
        case "play":
            feed.play(Hum(), Frames(value), fade=JUMP_FADE)
        case "begin":
            feed.play(Hum(), Frames(0), fade=PAUSE_FADE)
        case "pause":
            feed.hush(PAUSE_FADE)
        case "end":
            feed.hush(END_FADE if value else QUIT_FADE)
        case "change":
            feed.change(Hum())
        case _:
            feed.volume(value / 10)


@settings(deadline=None, max_examples=40)
@given(
    storm=st.lists(
        st.tuples(st.lists(PRESSES, max_size=3), st.integers(64, 3000), st.booleans()), min_size=5, max_size=25
    )
)
def test_no_storm_of_keys_clicks(storm: list[tuple[list[tuple[str, int]], int, bool]]) -> None:
    """Between two frames that follow one another is never more than the tone and a fade make.

    Now and then the mixer has nothing ready when the device bites right after a key.
    """
    feed = Feed()
    feed.play(Hum(), Frames(5 * RATE))
    pieces = []
    for keys, bite, filled in storm:
        for key, value in keys:
            press(feed, key, value)
        for _ in range(4 * filled):
            feed.fill()
        pieces.append(feed.pull(feed.sent, Frames(feed.sent + bite)))
    sound = np.concatenate(pieces)

    assert np.abs(np.diff(sound[:, 0])).max() <= (STEEPEST + FASTEST) * 1.01


@pytest.mark.parametrize("bite", [960, 1440])
def test_a_key_that_is_held_down_piles_nothing_up(bite: int) -> None:
    """Thirty jumps a second for a while: what goes is forgotten as soon as it is gone."""
    feed = Feed()
    feed.play(Hum(), Frames(5 * RATE))
    for number in range(150):
        feed.play(Hum(), Frames(RATE * (1 + number % 50)), fade=JUMP_FADE)
        feed.fill()
        feed.fill()
        feed.fill()
        feed.pull(feed.sent, Frames(feed.sent + bite))
    deep, strip = 0, feed._strips[-1]
    while strip.before is not None:
        deep, strip = deep + 1, strip.before.strip

    assert feed.sent > WAKE
    assert deep <= JUMP_FADE // bite + 2


def test_what_was_left_is_let_go() -> None:
    """Seconds after a jump nothing of the sound before it is kept, and where it was is still known."""
    feed = Feed()
    feed.play(Hum(), Frames(5 * RATE))
    pulled_for(feed, 2)
    first = feed._coming
    here = feed.sent
    feed.play(Hum(), Frames(60 * RATE), fade=JUMP_FADE)
    pulled_for(feed, 4)

    assert first is not None
    assert not first._blocks
    assert feed.position(Frames(here - 1)) == pytest.approx(5 * RATE + here - WAKE, abs=2)


def pulled_for(feed: Feed, seconds: int) -> None:
    """Let time pass."""
    for _ in range(seconds * 50):
        while feed.fill():
            pass
        feed.pull(feed.sent, Frames(feed.sent + RATE // 50))
