"""Why a moment of a session is as it is: what happens there, from which line, and what made it so long."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from voiceguide.problems import Source
from voiceguide.timeline.cues import Block, Leaf
from voiceguide.timeline.freedom import ELASTIC_FROM
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Landmark,
    Moving,
    Quiet,
    Recorded,
    Role,
    Spoken,
    Struck,
    Timeline,
    Toned,
    Track,
    Underneath,
    Why,
)
from voiceguide.units import Frames, clock, frames_of, milliseconds_of, written_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What happens at a moment, in words."""

    where: str
    """The moment, its section, round, side and posture."""
    what: str
    """What happens, as a sentence."""
    source: Source
    """The line that it comes from."""
    reasons: tuple[str, ...]
    """How long it is by nature, what it became and why; a sentence each."""
    around: tuple[tuple[str, str], ...]
    """What is heard with it, before and after it, and the next landmark: a heading and its words."""


def why(plan: Plan, at: Frames) -> Answer:
    """Why the frame `at` is as it is; the last frame of the session where `at` lies behind its end.

    There must be something in the session that takes time.
    """
    timeline = plan.timeline
    time = tuple(event for event in timeline.on(Track.TIME) if event.frames)
    at = min(at, Frames(timeline.frames - 1))
    index = next(number for number in reversed(range(len(time))) if time[number].start <= at)
    event = time[index]
    return Answer(
        where=_where(timeline, event, at),
        what=_what(event),
        source=event.source,
        reasons=tuple(_reasons(plan, event, _neighbours(time, index))),
        around=tuple(_around(timeline, time, index, at)),
    )


def told(event: Event) -> str:
    """An event in a few words, for a list."""
    match event.what:
        case Spoken(text=text, phrase=phrase):
            return f"{phrase.speaker}: “{text}”" if phrase.speaker else f"“{text}”"
        case Quiet():
            return f"a silence of {lasting(event.frames)}"
        case Beat(kind=kind):
            return f"{kind.value}, {lasting(event.frames)}"
        case BreathBeat(part=part, cycle=cycle):
            return f"breath {cycle}, {part.value}, {lasting(event.frames)}"
        case Moving(posture=posture):
            return f"time to move: {posture.value}"
        case Struck(sound=sound):
            return f"chime {sound}"
        case Toned(sound=sound):
            return f"tone {sound}"
        case Underneath(sound=sound):
            return f"background {sound}"
        case Recorded(file=file):
            return f"the sound file {file}"


def lasting(frames: Frames) -> str:
    """A length as an author writes it, to the millisecond: `10s`, `1m30s`, `14.217s`."""
    return written_duration(milliseconds_of(frames))


def _where(timeline: Timeline, event: Event, at: Frames) -> str:
    parts = [f"{clock(at)} of {clock(timeline.frames)}"]
    parts += [f"section “{event.section}”"] if event.section else []
    parts += [f"round {event.round}"] if event.round else []
    parts += [event.side] if event.side else []
    parts += [f"posture {event.posture.value}", f"eyes {event.eyes.value}"]
    return ", ".join(parts)


def _what(event: Event) -> str:
    span = f"{lasting(event.frames)}, from {clock(event.start)} to {clock(event.end)}"
    match event.what:
        case Spoken(role=role, text=text, phrase=phrase):
            who = f"The voice of “{phrase.speaker}”" if phrase.speaker else "The voice"
            lead = " before a timed span" if role is Role.LEAD else ""
            return f"{who} says{lead} “{text}”: {span}."
        case Quiet():
            return f"A silence of {span}."
        case Beat(kind=kind):
            return f"The {kind.value} of {span}."
        case BreathBeat(part=part, cycle=cycle):
            return f"Breath {cycle}, {part.value}: {span}."
        case Moving(posture=posture):
            return f"Time to come to the posture “{posture.value}”: {span}."
        case Struck(sound=sound):
            return f"The chime “{sound}” is struck; until the next step: {span}."
        case Recorded(file=file):
            return f"The sound file “{file}” plays: {span}."
        case Toned() | Underneath():
            return f"{told(event)}: {span}."


def _neighbours(time: tuple[Event, ...], index: int) -> tuple[Event, ...]:
    """The silences that are heard as one with a silence, itself among them; none for anything else."""

    def quiet(event: Event) -> bool:
        return isinstance(event.what, Quiet)

    if not quiet(time[index]):
        return ()
    before = tuple(takewhile(quiet, reversed(time[:index])))
    return (*reversed(before), *takewhile(quiet, time[index:]))


def _reasons(plan: Plan, event: Event, heard: tuple[Event, ...]) -> Iterator[str]:
    match event.what:
        case Quiet() as quiet:
            yield from _silence(plan, event, quiet)
        case Beat() | BreathBeat():
            yield from _span(plan, event)
        case Spoken(phrase=phrase):
            yield f"It lasts as long as the voice takes for it, at {phrase.rate} words a minute; words never move."
        case Moving():
            yield "A change of posture takes the time that its 'take' gives it (20s unless said), and never moves."
        case Struck():
            yield "A chime takes its 'wait' (3s unless said, 8s at the very end), and rings on under what follows."
        case Recorded():
            yield "It lasts as long as what is audible in the file, and never moves."
        case Toned() | Underneath():
            return
    if len(heard) > 1:
        total = Frames(sum(each.frames for each in heard))
        yield f"It is one of {len(heard)} silences that meet, and are heard as one of {lasting(total)}."


def _silence(plan: Plan, event: Event, quiet: Quiet) -> Iterator[str]:
    natural = lasting(quiet.natural)
    match quiet.why:
        case Why.GAP:
            yield f"It is the gap between two texts that meet without a silence: 'gap' under 'voice', {natural}."
        case Why.SIDE:
            yield "The words of the other side are longer; this side is given the difference, so that both are equal."
        case Why.ODD:
            yield "These frames could not be shared equally between two sides, and stand after the last sound."
        case Why.OVER:
            yield from _end_of_pass(plan, event)
        case Why.WRITTEN if quiet.least == quiet.most:
            yield f"It is written as {natural}, and never moves: {_rigid_because(plan, event, quiet)}."
        case Why.WRITTEN:
            bounds = f"may be from {lasting(quiet.least)} to {lasting(quiet.most)}"
            yield f"By nature it lasts {natural}; it {bounds}."
            yield from _became(plan, event, quiet.natural, quiet.least, quiet.most)


def _end_of_pass(plan: Plan, event: Event) -> Iterator[str]:
    block = next((block for block in _chain(plan.root, event.id.removesuffix("/rest")) if block.filler), None)
    if block is None or block.filler is None:
        yield "It is what the words leave of a pass that 'over' gives its length."
        return
    free = block.filler.freedom
    yield f"It is what the words leave of a pass that 'over' makes {lasting(free.nature)} long by nature."
    if free.rigid:
        yield "The pass never moves, so neither does what comes after it."
    else:
        yield f"The whole pass may be from {lasting(free.least)} to {lasting(free.most)}."
        yield from _factor(plan)


def _span(plan: Plan, event: Event) -> Iterator[str]:
    leaf = next((leaf for leaf in _leaves(plan.root) if leaf.place.id == event.id), None)
    freedom = getattr(leaf, "freedom", None)
    if freedom is None or freedom.rigid:
        yield "Its time is written, and never moves."
        return
    yield (
        f"By nature it lasts {lasting(freedom.nature)}; it may be from {lasting(freedom.least)}"
        f" to {lasting(freedom.most)}."
    )
    yield from _became(plan, event, freedom.nature, freedom.least, freedom.most)


def _became(plan: Plan, event: Event, natural: Frames, least: Frames, most: Frames) -> Iterator[str]:
    if plan.timeline.asked is not None and event.frames in {least, most}:
        yield f"It is as {'short' if event.frames == least else 'long'} as it may be."
    elif event.frames == natural:
        yield "It has its nature."
    elif natural:
        yield f"It became {event.frames / natural:.3g} times its nature."
    if any(block.filler for block in _chain(plan.root, event.id)):
        yield "It stands in a pass that 'over' gives its length, and shares what the words leave of it."
    yield from _factor(plan)


def _factor(plan: Plan) -> Iterator[str]:
    asked = plan.timeline.asked
    if asked is None:
        yield "No length is asked for, so everything takes its natural time."
        return
    yield (
        f"The session is brought to {clock(frames_of(asked))}, and lasts {clock(plan.natural)} by nature:"
        f" what can move is given {float(plan.silences):.3g} times its nature, within its bounds."
    )


def _rigid_because(plan: Plan, event: Event, quiet: Quiet) -> str:
    if any(block.filler and block.filler.freedom.rigid for block in _chain(plan.root, event.id)):
        return "nothing moves in a pass whose 'over' ends in '!'"
    if quiet.natural < frames_of(ELASTIC_FROM):
        return "a silence under 6s is part of how something is said"
    if event.start >= plan.timeline.closing:
        return "in the closing a silence moves only where its range is written"
    return "it ends in '!', or the listener has set it"


def _chain(root: Block, id_: str) -> tuple[Block, ...]:
    """The blocks around the cue or block of that id, from the innermost out; a block is around itself."""
    for child in root.children:
        if isinstance(child, Block):
            inner = _chain(child, id_)
            if inner:
                return (*inner, root)
        elif child.place.id == id_:
            return (root,)
    return (root,) if root.place.id == id_ else ()


def _leaves(block: Block) -> Iterator[Leaf]:
    for child in block.children:
        if isinstance(child, Block):
            yield from _leaves(child)
        else:
            yield child


def _around(timeline: Timeline, time: tuple[Event, ...], index: int, at: Frames) -> Iterator[tuple[str, str]]:
    for event in timeline.on(Track.INSIDE):
        if event.start <= at < event.end:
            yield "now", f"{told(event)}, since {clock(event.start)}"
    for event in timeline.on(Track.SOUND):
        if event.start <= at < event.end:
            yield "underneath", f"{told(event)}, since {clock(event.start)}"
    before = _heard(reversed(time[:index]))
    if before:
        yield "before", f"{clock(before.start)}  {told(before)}"
    after = _heard(iter(time[index + 1 :]))
    if after:
        yield "next", f"{clock(after.start)}  {told(after)}"
    landmark = next((mark for mark in timeline.landmarks if mark.frame > at), None)
    if landmark:
        yield "landmark", _landmark(landmark)


def _heard(events: Iterator[Event]) -> Event | None:
    return next((event for event in events if not isinstance(event.what, Quiet)), None)


def _landmark(mark: Landmark) -> str:
    moved = "words fill its pass, so another voice may move it" if mark.filled else "neither voice nor wording moves it"
    return f"{clock(mark.frame)}  from line {mark.source.line}; {moved}"
