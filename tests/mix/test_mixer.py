"""The mixer: one sound, however it is asked for."""

import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixing import LEAD, SPEECH, clip, event, in_blocks, mixer, noise, said, speech, timeline, under, whole

from voiceguide.mix import CELL
from voiceguide.model.phrase import Phrase
from voiceguide.sound.clip import Clip, Samples
from voiceguide.timeline.timeline import Recorded, Struck, Toned, Track
from voiceguide.units import RATE, Decibels, Frames

EVERYTHING = timeline(
    14.3,
    event(0.0, 14.3, under(fade_in=1.0, fade_out=3.0)),
    event(0.0, 14.3, Struck(sound="bowl", level=Decibels(0.0))),
    event(0.5, 2.0, said("one")),
    event(3.0, 2.0, said("two", -3.0)),
    event(4.0, 0.25, Toned(sound="in")),
    event(6.1, 1.0, Recorded(file="bird.wav", level=Decibels(0.0))),
    event(9.0, 5.3, Struck(sound="bowl", level=Decibels(-2.0))),
    event(9.5, 2.0, said("three")),
)
ALL_OF_IT = whole(EVERYTHING)


@pytest.mark.parametrize("size", [64, 65, 8192, 8193, CELL - 1, CELL, CELL + 1, 10**9])
def test_block_size_changes_no_bit(size: int) -> None:
    """Whatever size of blocks is read, the frames are the same to the bit."""
    assert np.array_equal(in_blocks(mixer(EVERYTHING), [size]), ALL_OF_IT)


def test_frame_by_frame_changes_no_bit() -> None:
    """A frame at a time, across the border of two cells, gives the same frames."""
    reader = mixer(EVERYTHING)
    reader.seek(CELL - 200)
    blocks = [reader.read(1) for _ in range(400)]

    assert np.array_equal(np.concatenate(blocks), ALL_OF_IT[CELL - 200 : CELL + 200])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, EVERYTHING.frames), st.integers(1, 40_000)), min_size=1, max_size=6))
def test_seeking_changes_no_bit(jumps: list[tuple[int, int]]) -> None:
    """After any jumps, what is read is what stands at that place."""
    reader = mixer(EVERYTHING)
    for place, count in jumps:
        reader.seek(place)

        assert np.array_equal(reader.read(count), ALL_OF_IT[place : place + count])


def test_ends_with_its_last_frame() -> None:
    """Fewer frames are given at the end, and none after it."""
    reader = mixer(timeline(1.0))
    reader.seek(RATE - 10)

    assert [len(reader.read(64)) for _ in range(3)] == [10, 0, 0]
    assert reader.frames == RATE


def test_frames_are_stereo_float32_in_a_row() -> None:
    """Devices and files take the frames as they lie in memory."""
    frames = mixer(EVERYTHING).read(65)

    assert (frames.shape, frames.dtype.name, frames.flags["C_CONTIGUOUS"]) == ((65, 2), "float32", True)


def test_silence_is_exactly_zero() -> None:
    """Where nothing sounds, every sample is zero."""
    frames = whole(timeline(9.0, event(1.0, 2.0, said("one")), event(6.0, 2.0, said("two"))))

    assert not np.any(frames[: RATE - LEAD])
    assert not np.any(frames[3 * RATE : 6 * RATE - LEAD])
    assert not np.any(frames[8 * RATE :])


def test_speech_is_audible_from_its_events_first_frame() -> None:
    """A phrase's first audible frame falls on the first frame of its event; its lead lies before."""
    frames = whole(timeline(5.0, event(1.0, 2.0, said("one"))))

    assert np.array_equal(frames[RATE - LEAD : 3 * RATE], SPEECH)


def test_mono_is_heard_on_both_sides() -> None:
    """A voice in one channel sounds the same left and right."""
    mono = noise(2.0, 0.5, channels=1)
    frames = whole(timeline(4.0, event(1.0, 2.0, said("one"))), lambda _: clip(mono))

    assert np.array_equal(frames[RATE : 3 * RATE], np.repeat(mono, 2, axis=1))


def test_level_of_a_phrase() -> None:
    """A phrase at -6 dB has half of its amplitude."""
    frames = whole(timeline(4.0, event(1.0, 2.0, said("one", -6.0206))))

    assert np.allclose(frames[RATE - LEAD : 3 * RATE], 0.5 * SPEECH, atol=1e-5)


def test_a_chime_rings_on_under_speech() -> None:
    """What rings and what is spoken are summed."""
    bowl = event(0.0, 9.0, Struck(sound="bowl", level=Decibels(-20.0)))
    spoken = event(2.0, 2.0, said("one", -6.0))
    both, alone, words = (whole(timeline(9.0, *events)) for events in ((bowl, spoken), (bowl,), (spoken,)))

    assert np.allclose(both, alone + words, atol=1e-6)
    assert np.any(alone[2 * RATE : 4 * RATE])


def test_the_wait_of_a_chime_does_not_sound() -> None:
    """A chime stands on two tracks, its wait and its ring; it is struck once."""
    ring = event(0.0, 9.0, Struck(sound="bowl", level=Decibels(-20.0)))
    wait = replace(ring, track=Track.TIME, frames=Frames(3 * RATE))

    assert np.array_equal(whole(timeline(9.0, wait, ring)), whole(timeline(9.0, ring)))


def test_clips_are_loaded_when_they_are_heard() -> None:
    """Reading the first second loads nothing that is spoken later, and nothing twice."""
    asked: list[str] = []

    def clip_of(phrase: Phrase) -> Clip:
        asked.append(phrase.said)
        return speech(phrase)

    reader = mixer(timeline(60.0, event(1.0, 2.0, said("one")), event(40.0, 2.0, said("two"))), clip_of)
    reader.read(RATE)
    assert asked == ["one"]

    reader.read(30 * RATE)
    assert asked == ["one"]


@pytest.mark.parametrize("start", [0.0, 0.004])
def test_speech_at_the_very_beginning_does_not_click(start: float) -> None:
    """A lead that would lie before the session is cut, and what is left begins from nothing."""
    loud = np.full((2 * RATE, 2), 0.5, dtype=np.float32)
    frames = whole(timeline(3.0, event(start, 2.0, said("one"))), lambda _: clip(loud, LEAD))

    assert np.max(np.abs(frames[0])) < 0.001
    assert np.max(np.abs(np.diff(frames[:RATE], axis=0))) < 0.005


def test_the_last_frame_does_not_click() -> None:
    """Whatever sounds at the end of the session ends in nothing."""
    loud = np.full((2 * RATE, 2), 0.5, dtype=np.float32)
    frames = whole(timeline(1.5, event(0.0, 1.5, said("one"))), lambda _: clip(loud))

    assert np.max(np.abs(frames[-1])) < 0.001


def test_a_long_lead_is_cut_softly() -> None:
    """Of a clip that is inaudible for a second, a tenth of it is played, from nothing."""
    loud = np.full((2 * RATE, 2), 0.5, dtype=np.float32)
    frames = whole(timeline(4.0, event(2.0, 1.0, said("one"))), lambda _: clip(loud, RATE))

    assert not np.any(frames[: 2 * RATE - 4800])
    assert np.max(np.abs(np.diff(frames[: 3 * RATE], axis=0))) < 0.005


def test_clips_are_let_go() -> None:
    """However many phrases a session has, a few clips are held."""
    clips: list[weakref.ref[Samples]] = []

    def clip_of(_: Phrase) -> Clip:
        made = clip(np.full((RATE, 1), 0.1, dtype=np.float32))
        clips.append(weakref.ref(made.samples))
        return made

    reader = mixer(timeline(60.0, *(event(second, 1.0, said(str(second))) for second in range(60))), clip_of)
    reader.read(60 * RATE)

    assert len(clips) == 60
    assert sum(each() is not None for each in clips) <= 12


def test_a_session_of_no_length_is_empty() -> None:
    """There is nothing to read, and nothing to fail."""
    assert mixer(timeline(0.0)).read(100).shape == (0, 2)
