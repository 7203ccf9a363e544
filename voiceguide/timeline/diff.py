"""What became of a session when its script was changed: what moved, appeared and disappeared.

Two timelines are laid side by side by what happens in them, in its order; silences are told by what stands around them.
A part that merely comes later is one change, not one for each of its events.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Moving,
    Quiet,
    Recorded,
    Spoken,
    Struck,
    Timeline,
    Toned,
    Track,
    Underneath,
)
from voiceguide.timeline.why import told
from voiceguide.units import Frames, Milliseconds, frames_of

WORTH_TELLING: Final = frames_of(Milliseconds(100))
"""A part that moves by less is where it was: in a session of a set length every silence moves a little."""


class How(StrEnum):
    """What became of something."""

    GONE = "disappeared"
    NEW = "appeared"
    ELSEWHERE = "moved"
    """It stands somewhere else in the order."""
    LENGTH = "length"
    SHIFTED = "shifted"
    """From here on everything comes earlier or later."""


_ORDER: Final = (How.GONE, How.NEW, How.ELSEWHERE, How.SHIFTED, How.LENGTH)
"""Of changes at the same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference."""

    how: How
    before: Frames | None
    """When it happened in the old session; None for what is new."""
    after: Frames | None
    """When it happens in the new session; None for what is gone."""
    what: str
    """In a few words."""
    by: Frames
    """How much longer it is, or how much later it comes; 0 for what only appeared or disappeared."""
    event: Event
    """The event itself, the new one where there is one; of a shift, the first."""


def differences(old: Timeline, new: Timeline) -> tuple[Change, ...]:
    """Every difference, in the order of the new session; what is gone stands where it was."""
    ours, theirs = _sounding(old), _sounding(new)
    blocks = list(_equal_runs([_key(event) for event in ours], [_key(event) for event in theirs]))
    gone, came = _unmatched(blocks, ours, theirs)
    moved = _moved(gone, came)
    changes = [
        *_only(gone, How.GONE, {before.id for before, _ in moved}),
        *_only(came, How.NEW, {after.id for _, after in moved}),
        *(_elsewhere(before, after) for before, after in moved),
        *_lengths_and_shifts(blocks, ours, theirs),
    ]
    return _in_order(changes, blocks, ours, theirs)


def _sounding(timeline: Timeline) -> tuple[Event, ...]:
    """What is told apart by what it is: all but silences, ringing and the numbers in a span."""
    return tuple(
        event
        for event in timeline.events
        if not isinstance(event.what, Quiet | Toned)
        and not (isinstance(event.what, Struck) and event.track is Track.SOUND)
        and not (isinstance(event.what, Spoken) and event.what.text.isdigit())
    )


def _key(event: Event) -> tuple[str, ...]:
    match event.what:
        case Spoken(text=text, phrase=phrase):
            return ("say", text, phrase.speaker)
        case Beat(kind=kind):
            return ("span", kind.value)
        case BreathBeat(part=part):
            return ("breath", part.value)
        case Moving(posture=posture):
            return ("move", posture.value)
        case Struck(sound=sound) | Toned(sound=sound):
            return ("sound", sound)
        case Underneath(sound=sound):
            return ("background", sound)
        case Recorded(file=file):
            return ("play", file)
        case Quiet():
            return ("silence",)


Run = tuple[int, int, int]
"""Where a run of equal events begins on each side, and how many there are."""


def _equal_runs(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[Run]:
    """The runs that both have; what is equal at both ends is set aside first, as it is nearly everything."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    if first:
        yield 0, 0, first
    middle = old[first : len(old) - last], new[first : len(new) - last]
    matcher = SequenceMatcher(None, *middle, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield first + block.a, first + block.b, block.size
    if last:
        yield len(old) - last, len(new) - last, last


def _unmatched(
    blocks: Sequence[Run], ours: tuple[Event, ...], theirs: tuple[Event, ...]
) -> tuple[list[Event], list[Event]]:
    kept = {a + step for a, _, size in blocks for step in range(size)}
    same = {b + step for _, b, size in blocks for step in range(size)}
    return (
        [event for number, event in enumerate(ours) if number not in kept],
        [event for number, event in enumerate(theirs) if number not in same],
    )


def _moved(gone: list[Event], came: list[Event]) -> list[tuple[Event, Event]]:
    """Words that are gone from one place and stand, once and as they were, in another."""
    before = {_key(event): event for event in gone}
    counts = Counter(_key(event) for event in gone), Counter(_key(event) for event in came)
    return [
        (before[key], event)
        for event in came
        if (key := _key(event)) in before and counts[0][key] == counts[1][key] == 1 and key[0] == "say"
    ]


def _only(events: list[Event], how: How, moved: set[str]) -> Iterator[Change]:
    for event in events:
        if event.id in moved:
            continue
        before, after = (event.start, None) if how is How.GONE else (None, event.start)
        yield Change(how=how, before=before, after=after, what=told(event), by=Frames(0), event=event)


def _elsewhere(before: Event, after: Event) -> Change:
    return Change(
        how=How.ELSEWHERE,
        before=before.start,
        after=after.start,
        what=told(after),
        by=Frames(after.start - before.start),
        event=after,
    )


def _lengths_and_shifts(blocks: Sequence[Run], ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> Iterator[Change]:
    shift = 0
    for a, b, size in blocks:
        for before, after in zip(ours[a : a + size], theirs[b : b + size], strict=True):
            if after.track is Track.SOUND:
                continue
            later = after.start - before.start
            if abs(later - shift) >= WORTH_TELLING:
                yield _change(How.SHIFTED, before, after, later)
                shift = later
            longer = after.frames - before.frames
            if abs(longer) >= WORTH_TELLING:
                yield _change(How.LENGTH, before, after, longer)
                shift += longer if after.track is Track.TIME else 0


def _change(how: How, before: Event, after: Event, by: int) -> Change:
    return Change(how=how, before=before.start, after=after.start, what=told(after), by=Frames(by), event=after)


def _in_order(
    changes: Sequence[Change], blocks: Sequence[Run], ours: tuple[Event, ...], theirs: tuple[Event, ...]
) -> tuple[Change, ...]:
    """By their moment in the new session; what is gone, after what came before it in the old one."""
    known = sorted((ours[a + step].start, theirs[b + step].start) for a, b, size in blocks for step in range(size))

    def moment(change: Change) -> tuple[int, int]:
        if change.after is not None:
            return change.after, _ORDER.index(change.how)
        index = bisect_right(known, change.before or 0, key=lambda pair: pair[0])
        return (known[index - 1][1] + 1 if index else 0), _ORDER.index(change.how)

    return tuple(sorted(changes, key=moment))
