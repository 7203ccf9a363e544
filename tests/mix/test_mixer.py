"""The mixer: one sound, however it is asked for."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.mix import CELL, Mixer
from voiceguide.model.phrase import Phrase
from voiceguide.model.steps import Eyes, Posture
from voiceguide.problems import Source
from voiceguide.sound.clip import Clip, Samples
from voiceguide.sound.sound import Readable
from voiceguide.timeline.timeline import (
    Event,
    Happening,
    Recorded,
    Role,
    Spoken,
    Struck,
    Timeline,
    Toned,
    Track,
    Underneath,
)
from voiceguide.units import RATE, Decibels, Frames, WordsPerMinute

LEAD = 480
HERE = Source(file="test.yaml", line=1, column=1)


def noise(seconds: float, peak: float, seed: int = 1, channels: int = 2) -> Samples:
    """Smooth noise, so that nothing in it is steeper than in speech."""
    rough = np.random.default_rng(seed).uniform(-1.0, 1.0, (round(seconds * RATE) + 31, channels))
    smooth = np.apply_along_axis(lambda row: np.convolve(row, np.hanning(32), "valid"), 0, rough)
    return np.asarray(smooth * (peak / np.max(np.abs(smooth))), dtype=np.float32)


def clip(samples: Samples, lead: int = 0) -> Clip:
    """A clip that is audible from `lead` on."""
    return Clip(samples=samples, first=Frames(lead), last=Frames(len(samples)))


def said(text: str, level: float = 0.0) -> Spoken:
    """Words."""
    phrase = Phrase(said=text, rate=WordsPerMinute(130))
    return Spoken(phrase=phrase, text=text, role=Role.SAY, level=Decibels(level))


def under(sound: str = "rain", fade_in: float = 4.0, fade_out: float = 10.0, level: float = 0.0) -> Underneath:
    """A background."""
    return Underneath(
        sound=sound,
        level=Decibels(level),
        fade_in=Frames(round(fade_in * RATE)),
        fade_out=Frames(round(fade_out * RATE)),
    )


def event(start: float, seconds: float, what: Happening) -> Event:
    """Something from second `start` on."""
    return Event(
        id=f"steps/{start}",
        track=Track.SOUND if isinstance(what, Struck | Toned | Underneath) else Track.TIME,
        start=Frames(round(start * RATE)),
        frames=Frames(round(seconds * RATE)),
        what=what,
        source=HERE,
        section="",
        side="",
        round=0,
        posture=Posture.ANY,
        eyes=Eyes.OPEN,
    )


def timeline(seconds: float, *events: Event) -> Timeline:
    """A session."""
    frames = Frames(round(seconds * RATE))
    return Timeline(
        title="Test",
        frames=frames,
        asked=None,
        events=tuple(sorted(events, key=lambda each: each.start)),
        chapters=(),
        closing=frames,
    )


SOUNDS = {
    "bowl": clip(noise(20.0, 0.3, 2) * np.exp(-np.arange(20 * RATE) / (4.0 * RATE))[:, None].astype(np.float32)),
    "in": clip(noise(0.25, 0.1, 3)),
    "rain": clip(noise(2.5, 0.04, 4)),
    "sea": clip(noise(3.25, 0.04, 5)),
    "flat": clip(np.full((RATE, 1), 0.04, dtype=np.float32)),
}
SPEECH = noise(2.0 + LEAD / RATE, 0.75, 6)


def sound_of(name: str) -> Readable:
    """The test's sounds."""
    return SOUNDS[name]


def speech(_: Phrase) -> Clip:
    """Two seconds of speech with 10 ms before it."""
    return clip(SPEECH, LEAD)


def file_of(_: str) -> Clip:
    """A file of one second in one channel, at full level."""
    return clip(noise(1.0, 1.0, 7, channels=1))


def mixer(plan: Timeline, clip_of: Callable[[Phrase], Clip] = speech) -> Mixer:
    """A mixer of the test's sounds."""
    return Mixer(plan, clip_of=clip_of, sound_of=sound_of, file_of=file_of)


def whole(plan: Timeline, clip_of: Callable[[Phrase], Clip] = speech) -> Samples:
    """The whole session at once."""
    return mixer(plan, clip_of).read(plan.frames)


def in_blocks(reader: Mixer, sizes: Sequence[int]) -> Samples:
    """The session in blocks of these sizes, over and over."""
    blocks = []
    turn = 0
    while len(block := reader.read(sizes[turn % len(sizes)])):
        blocks.append(block)
        turn += 1
    return np.concatenate(blocks)


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
