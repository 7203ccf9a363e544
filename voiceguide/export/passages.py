"""A session as it is read: sections, paragraphs, sentences, with their times.

    heard      |--Sit.--| |--Breathe.--|                     |--Notice.--|
    paragraph  |Sit. Breathe.                         (20 s) |Notice. …
    section    |=Beginning=====================|=Noticing================|

A silence that is worth telling ends a paragraph, and so does a section. Words in a span stay together.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from voiceguide.export.chapters import closing_of
from voiceguide.export.piece import Piece
from voiceguide.export.wrapping import one_line
from voiceguide.timeline.timeline import BreathBeat, Event, Recorded, Role, Spoken, Struck, Timeline, Track
from voiceguide.units import Frames, Milliseconds, frames_of, milliseconds_of

TOLD: Final = frames_of(Milliseconds(5000))
"""A silence is told from here on."""

SPAN: Final = frames_of(Milliseconds(20_000))
"""Words in spans that are farther apart stand in paragraphs of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is heard: words, or a sound."""

    text: str
    """On one line; of a sound its name."""
    start: Frames
    """From the beginning of the file."""
    end: Frames
    """Of a chime, the end of its wait; of a word that leads a breath, the end of that breath: it is no silence."""
    role: str
    """Who speaks, one of the script's roles; empty for the narrator."""
    sound: bool
    """Whether it is a sound rather than words."""
    beat: bool
    """Whether it is a word or a number in a span."""
    lead: bool
    """Whether it leads into a span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What is heard without a silence worth telling in it."""

    start: Frames
    """From the beginning of the file."""
    said: tuple[Said, ...]
    """Empty where a section holds nothing but silence."""
    silence: Frames
    """What follows it until the next words, or the next section; 0 where it is not worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A section as far as the next one."""

    title: str
    """Empty where the session goes on outside of its sections."""
    depth: int
    """Of its section: 0 where that stands in no other."""
    start: Frames
    """From the beginning of the file."""
    paragraphs: tuple[Paragraph, ...]
    """None where a section begins with another one."""


def passages(piece: Piece) -> tuple[Passage, ...]:
    """The session from the beginning of the piece on."""
    whole = tuple(_passages(piece.timeline, piece.start, piece.tongue.closing))
    return tuple(_moved(passage, piece.start) for passage in whole)


def told(length: Frames) -> str:
    """A silence in words: `20 s`, `1 min 30 s`."""
    minutes, seconds = divmod((milliseconds_of(length) + 500) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = (hours, "h"), (minutes, "min"), (seconds, "s")
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def lasting(piece: Piece) -> str:
    """How long it is, in a sentence."""
    return piece.tongue.lasts.format(told(piece.frames))


def _passages(timeline: Timeline, start: Frames, closing: str) -> Iterator[Passage]:
    """What stands between the edges of sections; times are those of the timeline."""
    chapters = [chapter for chapter in timeline.chapters if chapter.start < chapter.end and chapter.end > start]
    titles = [(chapter.start, chapter.depth, one_line(chapter.title)) for chapter in chapters]
    edges = {start, timeline.frames}
    edges |= {Frames(max(edge, start)) for chapter in chapters for edge in (chapter.start, chapter.end)}
    ends = closing_of(timeline)
    if ends is not None and ends >= start:
        edges.add(ends)
        titles.append((ends, 0, closing))
    breaths = [event for event in timeline.on(Track.TIME) if isinstance(event.what, BreathBeat)]
    heard = [said for event in timeline.events if event.start >= start for said in _said(event, breaths)]
    heard.sort(key=lambda said: said.start)
    for edge, after in pairwise(sorted(edges)):
        begun = sorted((depth, title) for begin, depth, title in titles if max(begin, start) == edge)
        yield from _between(edge, after, begun, [said for said in heard if edge <= said.start < after])


def _between(edge: Frames, after: Frames, begun: list[tuple[int, str]], heard: list[Said]) -> Iterator[Passage]:
    """What stands between two edges; `begun` are the sections that begin at the first, each with its depth."""
    paragraphs = tuple(_paragraphs(edge, after, heard))
    for depth, title in begun[:-1]:
        yield Passage(title=title, depth=depth, start=edge, paragraphs=())
    if begun:
        yield Passage(title=begun[-1][1], depth=begun[-1][0], start=edge, paragraphs=paragraphs)
    elif heard:
        yield Passage(title="", depth=0, start=edge, paragraphs=paragraphs)


def _paragraphs(edge: Frames, after: Frames, heard: list[Said]) -> Iterator[Paragraph]:
    if not heard and after - edge >= TOLD:
        yield Paragraph(start=edge, said=(), silence=Frames(after - edge))
    gathered: list[Said] = []
    for said, following in zip(heard, [*heard[1:], None], strict=False):
        gathered.append(said)
        silence = Frames(max(0, (following.start if following else after) - said.end))
        if following is None or _parted(said, following, silence):
            worth = silence if silence >= TOLD else Frames(0)
            yield Paragraph(start=gathered[0].start, said=tuple(gathered), silence=worth)
            gathered = []


def _parted(said: Said, following: Said, silence: Frames) -> bool:
    """Whether a paragraph ends between the two."""
    if said.sound != following.sound or said.role != following.role:
        return True
    if said.beat and following.beat:
        return silence >= SPAN
    return silence >= TOLD or said.beat or (following.beat and not said.lead)


def _said(event: Event, breaths: Sequence[Event]) -> Iterator[Said]:
    match event.what:
        case Spoken() as what if event.frames:
            yield Said(
                text=one_line(what.text),
                start=event.start,
                end=max(event.end, _breathed(event.start, breaths)) if event.track is Track.INSIDE else event.end,
                role=what.phrase.speaker,
                sound=False,
                beat=event.track is Track.INSIDE,
                lead=what.role is Role.LEAD,
            )
        case Struck() as what if event.track is Track.TIME:
            yield _sound(event, what.sound)
        case Recorded() as what:
            yield _sound(event, Path(what.file).stem)
        case _:
            pass


def _breathed(moment: Frames, breaths: Sequence[Event]) -> Frames:
    """The end of the breath that is drawn at a moment; the moment itself where none is."""
    at = bisect_right(breaths, moment, key=lambda breath: breath.start) - 1
    return breaths[at].end if at >= 0 and breaths[at].end > moment else moment


def _sound(event: Event, name: str) -> Said:
    name = one_line(name)
    return Said(text=name, start=event.start, end=event.end, role="", sound=True, beat=False, lead=False)


def _moved(passage: Passage, by: Frames) -> Passage:
    """The same in the time of the file."""
    return replace(
        passage,
        start=Frames(passage.start - by),
        paragraphs=tuple(
            replace(
                one,
                start=Frames(one.start - by),
                said=tuple(
                    replace(said, start=Frames(said.start - by), end=Frames(said.end - by)) for said in one.said
                ),
            )
            for one in passage.paragraphs
        ),
    )
