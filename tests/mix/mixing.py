"""Builds small sessions for the mixer, and sounds to go into them."""

from collections.abc import Callable, Sequence

import numpy as np

from voiceguide.mix import Mixer
from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Source
from voiceguide.sound.clip import Clip, Samples
from voiceguide.sound.sound import Readable
from voiceguide.timeline.timeline import (
    Event,
    Happening,
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
