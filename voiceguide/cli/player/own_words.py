"""Words of the player's own: where in a session there is room for them, and how they are spoken by themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from voiceguide.cli.player.lines import OWN
from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.phrase import Phrase
from voiceguide.play.part import Part
from voiceguide.problems import Source
from voiceguide.produce import Production
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Moving,
    Quiet,
    Recorded,
    Role,
    Spoken,
    Timeline,
    Toned,
    Track,
    Underneath,
    Why,
)
from voiceguide.units import SECOND, Decibels, Frames, Milliseconds, frames_of

APART: Final = frames_of(Milliseconds(400))
"""A word of the player's own stays so far away from the guidance."""
BETWEEN: Final = frames_of(Milliseconds(700))
"""After each of its own."""
LEAST: Final = frames_of(Milliseconds(600))
"""No sentence is shorter."""
PATIENCE: Final = frames_of(Milliseconds(30 * SECOND))
"""A silence is waited for so long; then a hold or a breath will do, where nothing is spoken."""

Room = Event
"""What fills the time there, brought to where it is free: its start, its frames and its section count."""


def rooms(timeline: Timeline, now: Frames, until: Frames | None = None) -> Iterator[Room]:
    """Where nothing is said from `now` on, and before `until`, each less what keeps words apart; in the order to try.

        |--say--|----silence----|--hold----------------------|--say--|
                  |---room----|    |two|  |---room---|  |up|           apart from the words on both sides

    A silence comes first if it begins soon; otherwise a hold or a breath will do.
    """
    events = [event for event in timeline.on(Track.TIME) if event.end > now and (until is None or event.end <= until)]
    silences = list(_silences(events, now))
    soon = [room for room in silences if room.start < now + PATIENCE]
    yield from soon
    later = [*silences[len(soon) :], *_pauses_in_spans(timeline, events, now)]
    yield from sorted(later, key=lambda room: room.start)


def _silences(events: Iterable[Event], now: Frames) -> Iterator[Room]:
    for event in events:
        if isinstance(event.what, Quiet):
            yield from _room(event, event.start, event.end, now)


def _pauses_in_spans(timeline: Timeline, events: Iterable[Event], now: Frames) -> Iterator[Room]:
    """Where in holds, breaths and moves nothing is said and no tone leads."""
    guides = [event for event in timeline.events if isinstance(event.what, Spoken | Toned | Recorded)]
    busy = [(event.start, event.end) for event in guides if event.end > now]
    for run in _runs(events):
        start, end = run[0].start, run[-1].end
        for first, last in (*(one for one in busy if one[0] < end and one[1] > start), (end, end)):
            where = next((event for event in reversed(run) if event.start <= start), run[0])
            yield from _room(where, start, max(start, first), now)
            start = max(start, last)


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Spans that follow one another."""
    run: list[Event] = []
    for event in events:
        if isinstance(event.what, Beat | BreathBeat | Moving):
            run.append(event)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _room(event: Event, start: Frames, end: Frames, now: Frames) -> Iterator[Room]:
    begin = Frames(max(start + APART, now))
    frames = Frames(end - APART - begin)
    if frames > LEAST:
        yield replace(event, start=begin, frames=frames)


def section_at(timeline: Timeline, now: Frames) -> str:
    """The title of the innermost section at `now`."""
    return next((event.section for event in reversed(timeline.on(Track.TIME)) if event.start <= now), "")


class Teller:
    """Speaks for the player with the session's own voice."""

    def __init__(self, production: Production) -> None:
        self._production = production

    def spoken(self, text: str, start: Frames, section: str, track: Track) -> Event:
        """A sentence, at a moment of a session."""
        phrase = Phrase(said=text, rate=self._production.planner.speaking.rate)
        what = Spoken(phrase=phrase, text=text, role=Role.SAY, level=Decibels(0.0))
        frames = self._production.phrase(phrase)
        return replace(_quiet(start, frames), track=track, what=what, section=section)

    def alone(self, plan: Plan, lead: Frames, texts: Sequence[str], section: str = "") -> Part:
        """Sentences one after another, after a silence, and nothing else; `plan` is the session's."""
        events = [_quiet(Frames(0), lead)] if lead else []
        for text in texts:
            words = self.spoken(text, events[-1].end if events else Frames(0), section, Track.TIME)
            events += [words, _quiet(words.end, BETWEEN)]
        return self.sounding(plan, replace(plan.timeline, events=tuple(events), frames=events[-1].end, chapters=()))

    def sounding(self, plan: Plan, timeline: Timeline, more: Frames = Frames(0)) -> Part:
        """A timeline that is not quite the plan's, with its sound; `more` silence after it."""
        longer = replace(timeline, frames=Frames(timeline.frames + more))
        return Part(timeline=timeline, mixer=self._production.mixer(replace(plan, timeline=longer)))


def _quiet(start: Frames, frames: Frames) -> Event:
    return Event(
        id=OWN,
        track=Track.TIME,
        start=start,
        frames=frames,
        what=Quiet(why=Why.WRITTEN, natural=frames, least=frames, most=frames),
        source=Source(file=OWN, line=1, column=1),
        section="",
        side="",
        round=0,
        posture=Posture.LYING,
        eyes=Eyes.OPTIONAL,
    )


def beneath(timeline: Timeline, what: Underneath) -> Event:
    """A background of the listener's own, from the beginning to the end."""
    return replace(_quiet(Frames(0), timeline.frames), track=Track.SOUND, what=what)
