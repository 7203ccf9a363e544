"""A session as the rules see it: one plan, with what holds at each moment of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.model.choices import BreathPart, Posture, SpanKind
from voiceguide.model.session import Session
from voiceguide.model.steps import Section
from voiceguide.model.walk import every_step
from voiceguide.problems import Source
from voiceguide.timeline.cues import Block, Freedom, Leaf, Rest, Span, Words
from voiceguide.timeline.plan import Plan, Range
from voiceguide.timeline.timeline import Beat, BreathBeat, Event, Moving, Quiet, Spoken, Track
from voiceguide.units import RATE, Frames, Milliseconds, frames_of

MOVEMENT: Final = frozenset(
    {"mobility", "cat-camel", "static stretch", "yoga", "core", "aerobic", "posture", "daily task"}
)
"""Techniques in which the body moves: what holds for quiet breathing does not hold there."""

_MARKS: Final = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event, and what holds there."""

    event: Event
    technique: str
    """Of the innermost section that has one, else the header's."""
    screen: frozenset[str]
    """Care tags that the header and the sections around it give."""
    free: bool
    """Whether its length may move."""

    @property
    def path(self) -> str:
        """Where its step stands in the script, the same in every round and on both sides."""
        return _MARKS.sub("", self.event.id)

    @property
    def tense(self) -> bool:
        """Whether it is a muscle tension."""
        return isinstance(self.event.what, Beat) and self.event.what.kind is SpanKind.TENSE

    @property
    def release(self) -> bool:
        """Whether it is the release of one."""
        return isinstance(self.event.what, Beat) and self.event.what.kind is SpanKind.RELEASE

    @property
    def hold(self) -> bool:
        """Whether it is a hold."""
        return isinstance(self.event.what, Beat) and self.event.what.kind is SpanKind.HOLD

    @property
    def breath_hold(self) -> bool:
        """Whether the breath is held."""
        return isinstance(self.event.what, BreathBeat) and self.event.what.part is BreathPart.HOLD

    @property
    def move(self) -> bool:
        """Whether the listener changes posture."""
        return isinstance(self.event.what, Moving)

    @property
    def text(self) -> str:
        """What is said; empty where nothing is."""
        return self.event.what.text if isinstance(self.event.what, Spoken) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A pass of its own length, and what its words left of it."""

    source: Source
    path: str
    nature: Frames
    """The time that its author gave it."""
    rigid: bool
    needed: Frames
    """What is in it by nature."""
    wordy: bool
    """Whether words stand in it."""
    left: Frames
    """The silence at its end that is more than has to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One plan of a session."""

    session: Session
    plan: Plan
    moments: tuple[Moment, ...]
    """What follows one another from the first frame to the end."""
    inside: tuple[Moment, ...]
    """Words, counts and tones within spans, by start."""
    words: tuple[Moment, ...]
    """Everything that is said, by start."""
    passes: tuple[Pass, ...]
    ranges: tuple[Range, ...] = ()
    """The lengths that can be had, where they were looked for."""
    kept: bool = True
    """Whether the length that the script asks for could be had."""
    natural: bool = True
    """Whether the session has the length that it has by itself, and not one that a listener asks for."""

    @property
    def frames(self) -> Frames:
        """How long the session is."""
        return self.plan.timeline.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What holds in a part of the tree of cues."""

    technique: str
    screen: frozenset[str]
    free: bool = False


def view_of(
    session: Session, plan: Plan, *, ranges: tuple[Range, ...] = (), kept: bool = True, natural: bool = True
) -> View:
    """See a plan."""
    holds: dict[str, _Around] = {}
    passes: list[Block] = []
    screens = {
        step.source: frozenset(step.screen)
        for step in every_step((*session.steps, *session.closing))
        if isinstance(step, Section)
    }
    top = _Around(technique=session.technique, screen=frozenset(session.screen))
    _walk(plan.root, top, screens, holds, passes)
    events = plan.timeline.events
    moments = tuple(_moment(event, holds.get(event.id, top)) for event in events if event.track is Track.TIME)
    rests = {moment.event.id: moment.event.frames for moment in moments if isinstance(moment.event.what, Quiet)}
    inside = tuple(_inside(events, {moment.event.id: moment for moment in moments}))
    said = (moment for moment in (*moments, *inside) if isinstance(moment.event.what, Spoken))
    return View(
        session=session,
        plan=plan,
        moments=moments,
        inside=inside,
        words=tuple(sorted(said, key=lambda moment: moment.event.start)),
        passes=tuple(_pass(block, rests) for block in passes),
        ranges=ranges,
        kept=kept,
        natural=natural,
    )


def _walk(
    block: Block,
    around: _Around,
    screens: dict[Source, frozenset[str]],
    holds: dict[str, _Around],
    passes: list[Block],
) -> None:
    if block.title is not None:
        tags = screens.get(block.title.source, frozenset())
        technique = block.title.technique or around.technique
        around = _Around(technique=technique, screen=around.screen | tags)
    if block.filler is not None:
        passes.append(block)
        holds[f"{block.place.id}/rest"] = replace(around, free=not block.filler.freedom.rigid)
    for child in block.children:
        if isinstance(child, Block):
            _walk(child, around, screens, holds, passes)
        else:
            holds[child.place.id] = replace(around, free=_free(child))


def _free(leaf: Leaf) -> bool:
    freedom: Freedom | None = leaf.freedom if isinstance(leaf, Rest | Span) else None
    return freedom is not None and not freedom.rigid


def _moment(event: Event, around: _Around) -> Moment:
    return Moment(event=event, technique=around.technique, screen=around.screen, free=around.free)


def _inside(events: tuple[Event, ...], hosts: dict[str, Moment]) -> Iterator[Moment]:
    host: Moment | None = None
    for event in events:
        if event.track is Track.TIME:
            host = hosts[event.id]
        elif event.track is Track.INSIDE and host is not None:
            yield replace(host, event=event, free=False)


def _pass(block: Block, rests: dict[str, Frames]) -> Pass:
    filler = block.filler
    assert filler is not None  # noqa: S101  (only passes are gathered)
    rest = rests.get(f"{block.place.id}/rest", Frames(0))
    return Pass(
        source=block.place.source,
        path=_MARKS.sub("", block.place.id),
        nature=filler.freedom.nature,
        rigid=filler.freedom.rigid,
        needed=Frames(filler.inner.natural + filler.tail),
        wordy=_wordy(block),
        left=Frames(max(0, rest - filler.tail)),
    )


def _wordy(block: Block) -> bool:
    return any(isinstance(child, Words) or (isinstance(child, Block) and _wordy(child)) for child in block.children)


def told(frames: Frames) -> str:
    """A length as a teacher would say it: `12 s`, `7.5 s`, `1:30`."""
    seconds = frames / RATE
    if seconds >= 60:  # noqa: PLR2004  (from a minute on)
        whole = round(seconds)
        return f"{whole // 60}:{whole % 60:02d}"
    return f"{seconds:.1f}".removesuffix(".0") + " s"


def seconds(count: float) -> Frames:
    """So many seconds."""
    return frames_of(Milliseconds(round(count * 1000)))


LYING: Final = frozenset({Posture.LYING, Posture.SIDE_LYING, Posture.PRONE})
UPRIGHT: Final = frozenset({Posture.STANDING, Posture.WALKING})
