"""A session grows: it is planned with what is spoken, heard as far as that is certain, and planned again.

    |== heard ==|.. certain ..|  not certain yet  |
                ^ now         ^ cut
    heard so    |== heard ==|.. certain ..| silence ...

As long as nothing had to be decided on a guess it is `exact`: what is heard is what it would be if all had been spoken
before. Where the voice is not ready in time, silences are decided on, and what comes then is fitted to the length that
was asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from voiceguide.meanwhile.speech import Speech
from voiceguide.meanwhile.tentative import Tentative
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Problem
from voiceguide.timeline.horizon import Horizon, Unheard, fitted_rounds
from voiceguide.timeline.plan import Plan, Planner, UnreachableError
from voiceguide.timeline.refit import refit
from voiceguide.timeline.rounds import natural_rounds
from voiceguide.timeline.timeline import Event, Quiet, Timeline, Track, Why
from voiceguide.units import Frames, Milliseconds, frames_of, milliseconds_of

LAST: Final = frames_of(Milliseconds(2500))
"""So long before the cut it must be decided what comes then."""
STEP: Final = frames_of(Milliseconds(10_000))
"""How long a wait is at first; it is ended when the voice is ready, and made longer while it is not."""
_TRIES: Final = 6
_TRACKS: Final = list(Track)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A session as it is heard, of which not all may be spoken."""

    plan: Plan
    cut: Horizon
    """Where what can be heard of it ends."""
    asked: Frames | None
    """How long it is to be."""
    lengths: Tentative
    """What it was planned with."""
    exact: bool
    waits: Mapping[str, Frames] = field(default_factory=dict)
    guessed: tuple[Phrase, ...] = ()
    """What it still lacks, in the order of need."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, as far as is known; guesses may be wrong too."""

    @property
    def whole(self) -> bool:
        """Whether all of it can be heard."""
        return not self.cut.place

    @property
    def late(self) -> Frames:
        """By how much it is longer than it should be."""
        return Frames(0 if self.asked is None else self.plan.timeline.frames - self.asked)


class Grower:
    """Plans one session again and again."""

    def __init__(self, planner: Planner, speech: Speech) -> None:
        self._planner = planner
        self._speech = speech
        self._fitted = fitted_rounds(planner.session)

    def begun(self, asked: Milliseconds | None) -> Growth:
        """The session before anything of it is heard.

        Raises:
            UnreachableError: It cannot last so long, by what is known of it now.
        """
        planner, lengths = self._tentative({})
        plan = planner.natural() if asked is None else planner.fitted(asked)
        unheard = self._unheard(planner, plan, lengths, elastic=asked is not None and bool(lengths.guessed))
        return Growth(
            plan=plan,
            cut=unheard.horizon(),
            asked=None if asked is None else frames_of(asked),
            lengths=lengths,
            exact=True,
            guessed=_in_order(unheard, lengths),
            problems=tuple(planner.problems),
        )

    def loosened(self, growth: Growth) -> Growth:
        """The same, its silences decided on, so that it can be heard as far as it is spoken."""
        if growth.asked is None or growth.whole:
            return growth
        cut = self._unheard(self._planner, growth.plan, growth.lengths, elastic=False).horizon()
        return replace(growth, cut=cut, exact=False)

    def further(self, growth: Growth, now: Frames) -> Growth:
        """The session with all that is spoken by now; what is before `now` stays as it was heard."""
        if growth.exact:
            grown = self._exactly(growth, now)
            if grown is not None and (grown.whole or grown.cut.frame >= now + LAST):
                return grown
        return self._pinned(growth, now)

    def refitted(self, growth: Growth, now: Frames, asked: Frames) -> Growth:
        """The session with another length, or with the nearest to it that can be had."""
        return self._pinned(replace(growth, asked=asked, exact=False), now)

    def _exactly(self, growth: Growth, now: Frames) -> Growth | None:
        """The session as it would be if all had been spoken before; None if that is not what was heard."""
        try:
            grown = self.begun(None if growth.asked is None else milliseconds_of(growth.asked))
        except UnreachableError:
            return None
        return grown if _heard(growth.plan, min(now, growth.cut.frame)) == _heard(grown.plan, now) else None

    def _pinned(self, growth: Growth, now: Frames) -> Growth:
        """With what was heard pinned; where the voice is not ready, it is waited for, as long as must be."""
        waits = {name: wait for name, wait in growth.waits.items() if name != growth.cut.place}
        for _ in range(_TRIES):
            planner, lengths = self._tentative(waits)
            plan = self._laid_out(planner, growth, now)
            unheard = self._unheard(planner, plan, lengths, elastic=False)
            cut = unheard.horizon()
            late = _too_early(growth, unheard, cut, now)
            if late is None:
                break
            name, more = late
            start, end = unheard.spans[name]
            waits[name] = Frames((end - start if name in unheard.silences else waits.get(name, 0)) + more)
        return replace(
            growth,
            plan=plan,
            cut=cut,
            exact=growth.exact and growth.asked is None and set(waits) <= {cut.place},
            waits=waits,
            lengths=lengths,
            guessed=_in_order(unheard, lengths),
            problems=tuple(planner.problems),
        )

    def _laid_out(self, planner: Planner, growth: Growth, now: Frames) -> Plan:
        if growth.asked is None:
            return planner.natural()
        return refit(planner, growth.plan, min(now, growth.cut.frame), growth.asked)

    def _tentative(self, waits: Mapping[str, Frames]) -> tuple[Planner, Tentative]:
        lengths = Tentative(self._speech, self._planner.lengths)
        return replace(self._planner, lengths=lengths, waits=waits, problems=[]), lengths

    def _unheard(self, planner: Planner, plan: Plan, lengths: Tentative, *, elastic: bool) -> Unheard:
        loops = planner.draft(natural_rounds, plan.compared).loops if elastic else ()
        return Unheard(
            plan=plan,
            lengths=lengths,
            unheard=lengths.unheard,
            elastic=elastic,
            fitted=self._fitted,
            open=frozenset(loop.key for loop in loops),
        )


def heard(growth: Growth) -> Timeline:
    """What can be heard of a session so far: after its cut there is silence, as long as it is planned to last."""
    timeline = growth.plan.timeline
    if growth.whole:
        return timeline
    cut = growth.cut.frame
    events = [event for event in timeline.events if event.start < cut]
    time = [event for event in events if event.track is Track.TIME]
    if not time:
        return replace(timeline, events=(), chapters=(), landmarks=())
    last = time[-1]
    start = last.start if isinstance(last.what, Quiet) else last.end
    quiet = Quiet(why=Why.WAIT, natural=Frames(0), least=Frames(0), most=timeline.frames)
    rest = replace(last, id=f"{last.id}/wait", start=start, frames=Frames(timeline.frames - start), what=quiet)
    if isinstance(last.what, Quiet):
        events.remove(last)
        rest = replace(rest, id=last.id, what=last.what)
    events.append(rest)
    return replace(
        timeline,
        events=tuple(sorted(events, key=lambda event: (event.start, _TRACKS.index(event.track)))),
        chapters=tuple(chapter for chapter in timeline.chapters if chapter.start < cut),
    )


def _heard(plan: Plan, end: Frames) -> set[tuple[str, Frames, Frames]]:
    """What sounds, or is timed, before `end`."""
    return {
        (event.id, event.start, event.frames)
        for event in plan.timeline.events
        if event.start < end and event.track is not Track.SOUND and not isinstance(event.what, Quiet)
    }


def _too_early(growth: Growth, unheard: Unheard, cut: Horizon, now: Frames) -> tuple[str, Frames] | None:
    """The place that cannot begin so early in the new plan, and how much longer it must be waited for.

    What has not been heard begins now at the earliest. Where the next cut is so near that the voice cannot be ready, it
    is waited for.
    """
    before = min(now, growth.cut.frame)
    begun = {name for name, _, _ in _heard(growth.plan, before)}
    events = unheard.plan.timeline.on(Track.TIME)
    first = next((event for event in events if not isinstance(event.what, Quiet) and event.id not in begun), None)
    if first is not None and first.start < now:
        return _where_to_wait(unheard, growth.cut.place, before, first), Frames(now - first.start)
    if cut.place and cut.frame < now + LAST:
        after = next(event for event in events if not isinstance(event.what, Quiet) and event.end > cut.frame)
        return _where_to_wait(unheard, cut.place, cut.frame, after), Frames(now + STEP - cut.frame)
    return None


def _where_to_wait(unheard: Unheard, place: str, cut: Frames, after: Event) -> str:
    """The id of what can be waited in, or before, so that `after` comes later: `place` itself where it begins there."""
    start, end = unheard.spans.get(place, (Frames(0), Frames(0)))
    if place in unheard.silences and start <= cut and end <= after.start:
        return place
    return place if place in unheard.spans and cut <= start <= after.start else after.id


def _in_order(unheard: Unheard, lengths: Tentative) -> tuple[Phrase, ...]:
    """What is still to be spoken, in the order of need."""
    return tuple(dict.fromkeys((*unheard.phrases(), *lengths.guessed)))
