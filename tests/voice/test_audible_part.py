"""A phrase is kept from ten milliseconds before its first sound to its last, at our rate."""

import numpy as np
import pytest
from numpy.typing import NDArray

from voiceguide.units import RATE
from voiceguide.voice.audible import LEAD, TAIL, audible_part, kept
from voiceguide.voice.engine import Unspoken, Utterance


def burst(before: int, sound: int, after: int, rate: int = RATE) -> NDArray[np.float32]:
    """A tone amid silence, lengths in milliseconds."""
    tone = 0.5 * np.sin(np.arange(sound * rate // 1000) * 2 * np.pi * 440 / rate)
    silence = [np.zeros(length * rate // 1000) for length in (before, after)]
    return np.concatenate((silence[0], tone, silence[1])).astype(np.float32)


def test_silence_around_is_cut() -> None:
    """Ten milliseconds stay before the sound, five after it, and the sound is not touched."""
    whole = burst(200, 1000, 300)
    spoken = kept(Utterance(samples=whole, rate=RATE), "Ah.")
    assert (spoken.first, spoken.last, len(spoken.samples)) == (LEAD, LEAD + RATE, LEAD + RATE + TAIL)
    heard = whole[200 * 48 : 1200 * 48]
    assert np.abs(spoken.samples[LEAD : LEAD + RATE] / 32768 - heard).max() < 1 / 32768


def test_what_is_forty_five_decibels_under_is_not_audible() -> None:
    """A window counts that is within 45 dB of the loudest one."""
    sound = burst(0, 1000, 0)
    for level, frames in ((-44.0, 2 * RATE), (-46.0, RATE)):
        quiet = sound * np.float32(10 ** (level / 20))
        assert audible_part(np.concatenate((sound, quiet))) == (0, frames)


def test_a_sound_from_the_first_frame_has_its_lead() -> None:
    """Where an engine gives no silence before a word, it is put there."""
    spoken = kept(Utterance(samples=burst(0, 500, 0), rate=RATE), "Ah.")
    assert spoken.first == LEAD
    assert not spoken.samples[:LEAD].any()


def test_a_sound_that_ends_at_once_lasts_whole_windows() -> None:
    """So that every length is one of whole milliseconds."""
    spoken = kept(Utterance(samples=burst(0, 500, 0)[:-7], rate=RATE), "Ah.")
    assert (spoken.audible, len(spoken.samples)) == (RATE // 2, LEAD + RATE // 2 + TAIL)


@pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 44_100, 48_000])
def test_any_rate_becomes_ours(rate: int) -> None:
    """The audible part lasts as long as it did, to a window."""
    spoken = kept(Utterance(samples=burst(100, 1000, 100, rate), rate=rate), "Ah.")
    assert abs(spoken.audible - RATE) <= 2 * RATE // 200


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(RATE), np.full(RATE, 1e-4)])
def test_silence_is_no_speech(samples: NDArray[np.float64]) -> None:
    """An empty or inaudible utterance is refused."""
    with pytest.raises(Unspoken, match="silent"):
        kept(Utterance(samples=samples.astype(np.float32), rate=RATE), "Ah.")


def test_a_torso_is_no_speech() -> None:
    """Sixty letters cannot be said in half a second."""
    with pytest.raises(Unspoken, match="broke off"):
        kept(Utterance(samples=burst(0, 500, 0), rate=RATE), "a" * 60)


def test_a_known_silence_is_kept_whole() -> None:
    """What says so of itself is not trimmed."""
    spoken = kept(Utterance(samples=np.zeros(RATE, np.float32), rate=RATE, whole=True), "Ah.")
    assert (spoken.first, spoken.last) == (0, RATE)
