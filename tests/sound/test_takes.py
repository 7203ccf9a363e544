"""What is found in what a microphone took."""

import numpy as np
import pytest
from own_voices import room, spoken, taken

from voiceguide.sound.takes import LEAD, TAIL, WINDOW, clipped, cut, measured
from voiceguide.units import RATE


@pytest.mark.parametrize("noise", [0.0, 0.0005, 0.005])
@pytest.mark.parametrize("seconds", [0.4, 2.0, 8.0])
def test_words_are_found_where_they_are(noise: float, seconds: float) -> None:
    """To a window or two, in a quiet room and in one that is not."""
    take = measured(taken(seconds, noise=noise))
    assert take.first == pytest.approx(RATE // 2, abs=2 * WINDOW)
    assert take.last == pytest.approx(RATE // 2 + seconds * RATE, abs=3 * WINDOW)


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(RATE), room(3), room(3, 0.02), np.full(RATE, 0.5)])
def test_a_room_says_nothing(samples: np.ndarray) -> None:
    """Neither silence nor noise nor a constant is a word."""
    assert measured(samples.astype(np.float32)).words == 0


def test_a_click_is_no_word() -> None:
    """A key or a chair, away from the words, is left out; words are kept whole."""
    samples = taken(2)
    samples[1000:1200] += 0.5
    samples[-3000:-2800] -= 0.5
    take = measured(samples)
    assert take.first == pytest.approx(RATE // 2, abs=2 * WINDOW)
    assert take.last == pytest.approx(RATE // 2 + 2 * RATE, abs=3 * WINDOW)


def test_a_pause_between_words_belongs_to_them() -> None:
    """However long it is."""
    samples = np.concatenate((taken(1), room(2), taken(1)))
    assert measured(samples).words == pytest.approx(1 * RATE + 3 * RATE + 1 * RATE, abs=4 * WINDOW)


def test_soft_beginnings_stay() -> None:
    """A word that begins with a breath is not cut."""
    breath = np.linspace(0.002, 0.02, RATE // 10) * np.random.default_rng(3).standard_normal(RATE // 10)
    samples = np.concatenate((room(0.5), breath, spoken(1), room(0.5))).astype(np.float32)
    assert measured(samples).first <= RATE // 2 + 3 * WINDOW


def test_only_the_edges_are_faded() -> None:
    """Nothing of the words is touched; before and after them there is a breath of the room."""
    samples = taken(1)
    take = measured(samples)
    kept = cut(samples, take)
    assert len(kept) == LEAD + take.words + TAIL
    assert np.array_equal(kept[LEAD : LEAD + take.words], samples[take.first : take.last])
    assert kept[0] == kept[-1] == 0


@pytest.mark.parametrize("ceiling", [0.4, 0.7, 1.0])
def test_flat_tops_are_seen(ceiling: float) -> None:
    """Whether the program or the microphone cut them off."""
    assert clipped(np.clip(spoken(1, 3.0), -ceiling, ceiling).astype(np.float32))


@pytest.mark.parametrize("hertz", [60, 120, 250])
def test_loud_is_not_torn(hertz: float) -> None:
    """A low voice at the very top has round waves."""
    assert not clipped(spoken(1, 0.99, hertz))
    times = np.arange(RATE) / RATE
    assert not clipped((0.999 * np.sin(2 * np.pi * hertz * times)).astype(np.float32))


def test_levels_are_told() -> None:
    """Words, room and peak, in dB of full scale."""
    take = measured(taken(2, amplitude=0.2, noise=0.001))
    assert take.room == pytest.approx(-60, abs=1.5)
    assert -26 < take.level < -14
    assert take.peak == pytest.approx(0.2, rel=0.05)
    assert take.frames == 3 * RATE
