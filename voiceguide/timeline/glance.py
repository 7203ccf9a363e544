"""A plan at a glance: how long it is, what fills it, how dense its words are, how much of each section is spoken."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Chapter,
    Event,
    Quiet,
    Recorded,
    Role,
    Spoken,
    Timeline,
    Track,
)
from voiceguide.units import RATE, Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the session: a section, or what stands outside of all of them."""

    title: str
    """Empty outside of all sections."""
    depth: int
    """0 for a section that stands in no other."""
    start: Frames
    frames: Frames
    speech: Frames
    """How long a voice is heard in it."""
    closing: bool
    """Whether it belongs to the steps that always end the session, outside of all sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What fills a session. Speech, silence, beats and the rest add up to its length."""

    frames: Frames
    speech: Frames
    """How long a voice is heard, words and numbers within beats included."""
    silence: Frames
    beats: Frames
    """Holds, tensions, releases and breaths, without the words in them."""
    rest: Frames
    """Chimes' waits, changes of posture."""
    words: int
    """Without the counted numbers."""
    speaking: int
    """Words a minute while the voice speaks, outside of beats; 0 where nothing is spoken."""
    overall: int
    """Words a minute of the whole session."""
    longest: Frames
    """The longest silence as it is heard: silences that meet are one."""
    longest_at: Frames
    """Where it begins."""
    stretches: tuple[Stretch, ...]
    """In order; a section before those that stand in it."""


def glance(timeline: Timeline) -> Glance:
    """Count what stands in a timeline."""
    time = timeline.on(Track.TIME)
    voices = [event for event in timeline.events if isinstance(event.what, Spoken | Recorded)]
    speech = sum(event.frames for event in voices)
    inside = sum(event.frames for event in voices if event.track is Track.INSIDE)
    silence = sum(event.frames for event in time if isinstance(event.what, Quiet))
    beats = sum(event.frames for event in time if isinstance(event.what, Beat | BreathBeat)) - inside
    said = [event for event in time if isinstance(event.what, Spoken)]
    words = sum(_words(event) for event in voices)
    longest_at, longest = max(silences(time), key=lambda found: found[1], default=(Frames(0), Frames(0)))
    return Glance(
        frames=timeline.frames,
        speech=Frames(speech),
        silence=Frames(silence),
        beats=Frames(beats),
        rest=Frames(timeline.frames - speech - silence - beats),
        words=words,
        speaking=_a_minute(sum(_words(event) for event in said), sum(event.frames for event in said)),
        overall=_a_minute(words, timeline.frames),
        longest=longest,
        longest_at=longest_at,
        stretches=tuple(_stretches(timeline, voices)),
    )


def silences(time: tuple[Event, ...]) -> Iterator[tuple[Frames, Frames]]:
    """The silences as they are heard, each with its first frame and its length; those that meet are one."""
    start = frames = 0
    for event in time:
        if isinstance(event.what, Quiet):
            start = start if frames else event.start
            frames += event.frames
        elif frames and event.frames:
            yield Frames(start), Frames(frames)
            frames = 0
    if frames:
        yield Frames(start), Frames(frames)


def _words(event: Event) -> int:
    what = event.what
    return len(what.text.split()) if isinstance(what, Spoken) and what.role is not Role.COUNT else 0


def _a_minute(words: int, frames: int) -> int:
    return round(Fraction(words * 60 * RATE, frames)) if frames else 0


def _stretches(timeline: Timeline, voices: list[Event]) -> Iterator[Stretch]:
    done = Frames(0)
    for chapter in timeline.chapters:
        if chapter.depth == 0:
            yield from _outside(timeline, voices, done, chapter.start)
            done = chapter.end
        yield _stretch(chapter, voices)
    yield from _outside(timeline, voices, done, timeline.frames)


def _stretch(chapter: Chapter, voices: list[Event]) -> Stretch:
    return Stretch(
        title=chapter.title,
        depth=chapter.depth,
        start=chapter.start,
        frames=Frames(chapter.end - chapter.start),
        speech=_heard(voices, chapter.start, chapter.end),
        closing=False,
    )


def _outside(timeline: Timeline, voices: list[Event], start: Frames, end: Frames) -> Iterator[Stretch]:
    """What stands outside of all sections there; silence between two of them is not worth a line."""
    cut = min(max(timeline.closing, start), end)
    for low, high, closing in ((start, cut, False), (cut, end, True)):
        if any(low <= event.start < high and not isinstance(event.what, Quiet) for event in timeline.on(Track.TIME)):
            speech = _heard(voices, low, high)
            yield Stretch(
                title="", depth=0, start=Frames(low), frames=Frames(high - low), speech=speech, closing=closing
            )


def _heard(voices: list[Event], start: Frames, end: Frames) -> Frames:
    return Frames(sum(event.frames for event in voices if start <= event.start < end))
