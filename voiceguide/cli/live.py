"""A session that is changed while it plays: its length, its background, and a word of the player's in a silence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.cli.making import Made
from voiceguide.cli.spoken import going_on, left, moved, sayings, where
from voiceguide.model.phrase import Phrase
from voiceguide.model.steps import Eyes, Posture
from voiceguide.play.command import Command
from voiceguide.play.part import Change, Part
from voiceguide.problems import Source
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.refit import landing, refit
from voiceguide.timeline.timeline import Event, Quiet, Role, Spoken, Timeline, Track, Underneath, Why
from voiceguide.units import MINUTE, Decibels, Frames, Milliseconds, frames_of, short_clock

APART: Final = frames_of(Milliseconds(400))
"""A word of the player's own stays so far away from the guidance."""
LATELY: Final = frames_of(Milliseconds(10_000))
"""What was said so long ago is not said again, should the listener go back there."""
LEAST: Final = frames_of(Milliseconds(600))
"""No sentence is shorter."""
USUAL_BACKGROUND: Final = "rain"
"""For a session that has none, when the listener asks for one."""
FADE_IN: Final = frames_of(Milliseconds(4000))
FADE_OUT: Final = frames_of(Milliseconds(10_000))
OWN: Final = "voiceguide"
"""The source and the id of what the player itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A session as it is heard."""

    plan: Plan
    refits: tuple[tuple[Frames, Frames], ...]
    """Each with its moment and the length that was asked for."""
    background: bool
    said: tuple[Event, ...]
    """What the player says, and has just said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Change):
    """A change that knows what it makes of the session."""

    state: State


class Live:
    """Knows a session that plays. It is asked by one thread at a time."""

    def __init__(
        self,
        made: Made,
        refits: tuple[tuple[Frames, Frames], ...] = (),
        *,
        background: str = "",
        underneath: bool | None = None,
    ) -> None:
        """Take up a session as it was left.

        Args:
            made: the session as it was planned.
            refits: each with its moment and the length that was asked for then.
            background: the listener's usual one.
            underneath: whether the background is on; None leaves it to the plan.
        """
        self._production = made.production
        self._says = sayings(made.production.session.language)
        usual = made.production.session.background
        self._background = background or (usual.sound if usual is not None else None) or USUAL_BACKGROUND
        has = any(isinstance(event.what, Underneath) for event in made.plan.timeline.events)
        plan = made.plan
        for now, asked in refits:
            plan = refit(made.production.planner, plan, now, asked)
        on = has if underneath is None else underneath
        self.state = State(plan=plan, refits=refits, background=on, said=())

    @property
    def part(self) -> Part:
        """The session as it is now."""
        return self._part(self.state)

    def change(self, command: Command, now: Frames) -> Changed:
        """What a command makes of the session; before `now` it stays as it is."""
        state, notice = self.state, ""
        state = replace(state, said=tuple(event for event in state.said if event.end > now - LATELY))
        match command:
            case Command.BACKGROUND:
                state = replace(state, background=not state.background)
                notice = f"background {'on' if state.background else 'off'}"
            case Command.LONGER:
                state, notice = self._refitted(state, now, frames_of(MINUTE))
            case Command.SHORTER:
                state, notice = self._refitted(state, now, Frames(-frames_of(MINUTE)))
            case Command.BACK:
                state = self._saying(state, now, lambda _: self._says.back)
                notice = self._says.back
            case _:
                state = self._saying(state, now, self._where(state), self._left(state))
                at = _section(state.plan.timeline, now)
                notice = where(self._says, at, Frames(state.plan.timeline.frames - now))
        return Changed(part=self._part(state), now=now, notice=notice, state=state)

    def keep(self, change: Change) -> None:
        """Note what plays."""
        if isinstance(change, Changed):
            self.state = change.state

    def closing(self, now: Frames) -> Part | None:
        """The script's own closing."""
        plan = landing(self._production.planner, self.state.plan, now)
        return Part(timeline=plan.timeline, mixer=self._production.mixer(plan))

    def opening(self, settle: Frames, resumed: Frames | None) -> Part | None:
        """Time to settle, and a sentence that says where it goes on, if it does; None if there is neither."""
        events: list[Event] = []
        if settle:
            events.append(_quiet(Frames(0), settle))
        if resumed is not None:
            timeline = self.state.plan.timeline
            section = _section(timeline, resumed)
            text = going_on(self._says, section, Frames(timeline.frames - resumed))
            words = self._spoken(text, settle, section, Track.TIME)
            events += [words, _quiet(words.end, APART)]
        if not events:
            return None
        whole = replace(self.state.plan.timeline, events=tuple(events), frames=events[-1].end, chapters=())
        return self._sounding(whole)

    def _refitted(self, state: State, now: Frames, by: Frames) -> tuple[State, str]:
        before = state.plan.timeline.frames
        asked = Frames(before + by)
        plan = refit(self._production.planner, state.plan, now, asked)
        came = Frames(plan.timeline.frames - before)
        did = moved(self._says, came, by)
        if (came > 0) is (by > 0) and came:
            state = replace(state, plan=plan, refits=(*state.refits, (now, asked)))
        told = self._left(state)
        said = self._saying(state, now, lambda gap: f"{did} {told(gap)}", lambda _: did)
        return said, f"{did} {short_clock(state.plan.timeline.frames)} in all."

    def _saying(self, state: State, now: Frames, *texts: Callable[[Event], str]) -> State:
        """The session with a sentence in the first silence that has room for one of them; as it is where none has."""
        begun = tuple(event for event in state.said if event.start < now)
        state = replace(state, said=begun)  # what was to be said later is said better now
        free = max(now, *(Frames(event.end + APART) for event in begun)) if begun else now
        for gap in _gaps(state.plan.timeline, free):
            for text in texts:
                words = self._spoken(text(gap), gap.start, gap.section, Track.INSIDE)
                if words.frames <= gap.frames:
                    return replace(state, said=(*begun, words))
        return state

    def _where(self, state: State) -> Callable[[Event], str]:
        return lambda gap: where(self._says, gap.section, _rest(state, gap))

    def _left(self, state: State) -> Callable[[Event], str]:
        return lambda gap: left(self._says, _rest(state, gap))

    def _spoken(self, text: str, start: Frames, section: str, track: Track) -> Event:
        phrase = Phrase(said=text, rate=self._production.planner.speaking.rate)
        what = Spoken(phrase=phrase, text=text, role=Role.SAY, level=Decibels(0.0))
        frames = self._production.cast.length_of(phrase)
        return replace(_quiet(start, frames), track=track, what=what, section=section)

    def _part(self, state: State) -> Part:
        timeline = state.plan.timeline
        has = any(isinstance(event.what, Underneath) for event in timeline.events)
        events = list(timeline.events)
        if has and not state.background:
            events = [event for event in events if not isinstance(event.what, Underneath)]
        elif state.background and not has:
            under = Underneath(sound=self._background, level=Decibels(0.0), fade_in=FADE_IN, fade_out=FADE_OUT)
            events.append(replace(_quiet(Frames(0), timeline.frames), track=Track.SOUND, what=under))
        events += state.said
        order = list(Track)
        events.sort(key=lambda event: (event.start, order.index(event.track)))
        return self._sounding(replace(timeline, events=tuple(events)))

    def _sounding(self, timeline: Timeline) -> Part:
        mixer = self._production.mixer(replace(self.state.plan, timeline=timeline))
        return Part(timeline=timeline, mixer=mixer)


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


def _gaps(timeline: Timeline, now: Frames) -> Iterator[Event]:
    """The room in the silences from `now` on, each less what keeps words apart."""
    for event in timeline.on(Track.TIME):
        start = Frames(max(event.start + APART, now))
        room = Frames(event.end - APART - start)
        if isinstance(event.what, Quiet) and room > LEAST:
            yield replace(event, start=start, frames=room)


def _section(timeline: Timeline, now: Frames) -> str:
    """The title of the innermost section at `now`."""
    return next((event.section for event in reversed(timeline.on(Track.TIME)) if event.start <= now), "")


def _rest(state: State, gap: Event) -> Frames:
    return Frames(state.plan.timeline.frames - gap.start)
