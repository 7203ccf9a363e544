"""When a take ends by itself, and what is taken."""

import numpy as np
import pytest
from own_voices import room, spoken

from voiceguide.record.listening import KEY, LONGEST, QUIET_AFTER, WAITING, Listening
from voiceguide.sound.takes import Mono
from voiceguide.units import RATE


def ended(samples: Mono, bite: int = 960) -> int | None:
    """After how many frames a take of `samples` is over; None if it is not."""
    listening = Listening()
    for begin in range(0, len(samples), bite):
        listening.hear(samples[begin : begin + bite])
        if listening.over:
            return int(listening.frames)
    return None


@pytest.mark.parametrize("noise", [0.0, 0.0005, 0.005])
def test_silence_after_words_ends_it(noise: float) -> None:
    """A little less than two seconds of it."""
    samples = np.concatenate((room(1, noise), spoken(1.5), room(4, noise)))
    assert ended(samples) == pytest.approx(2.5 * RATE + QUIET_AFTER, abs=RATE // 10)


def test_silence_before_words_does_not() -> None:
    """Whoever records may think first; a click is no word."""
    samples = room(15)
    samples[5 * RATE : 5 * RATE + 200] += 0.5
    assert ended(samples) is None


def test_nobody_is_waited_for_for_ever() -> None:
    """After twenty seconds without a word it ends."""
    assert ended(room(30)) == WAITING


def test_a_breath_between_words_does_not() -> None:
    """Nor a comma."""
    samples = np.concatenate((room(1), spoken(1), room(1.2), spoken(1), room(1)))
    assert ended(samples) is None


def test_a_forgotten_microphone_is_closed() -> None:
    """Whatever it hears."""
    assert ended(spoken(91), bite=RATE) == LONGEST


@pytest.mark.parametrize("bite", [1, 441, 479, 480, 481, 5000])
def test_bites_do_not_matter(bite: int) -> None:
    """Windows are counted over all of them."""
    samples = np.concatenate((room(0.3), spoken(0.4), room(0.1)))
    listening = Listening()
    for begin in range(0, len(samples), bite):
        listening.hear(samples[begin : begin + bite])
    assert np.array_equal(listening.taken(by_key=False), samples[KEY:])
    assert np.array_equal(listening.taken(by_key=True), samples[KEY:-KEY])


def test_nothing_is_taken_of_nothing() -> None:
    """A key that is pressed twice at once."""
    listening = Listening()
    assert not listening.over
    listening.hear(room(0.05))
    assert len(listening.taken(by_key=True)) == 0
