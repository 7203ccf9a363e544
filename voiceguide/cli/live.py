"""A session that is changed while it plays: its length, its background, and a word of the player's in a silence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.cli.making import Made
from voiceguide.cli.own_words import APART, Room, Teller, beneath, rooms, section_at
from voiceguide.cli.spoken import going_on, keys, left, moved, sayings, where
from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, Key
from voiceguide.play.part import Change, Part
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.refit import landing, refit
from voiceguide.timeline.timeline import Event, Track, Underneath
from voiceguide.units import MINUTE, SECOND, Decibels, Frames, Milliseconds, frames_of, short_clock

LATELY: Final = frames_of(Milliseconds(10 * SECOND))
"""What was said so long ago is not said again, should the listener go back there."""
USUAL_BACKGROUND: Final = "rain"
"""For a session that has none, when the listener asks for one."""
FADE_IN: Final = frames_of(Milliseconds(4 * SECOND))
FADE_OUT: Final = frames_of(Milliseconds(10 * SECOND))
NO_ROOM: Final = "No silence is left to say it in; in a pause it is said at once."


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


Text = Callable[[Room], str]
"""What is to be said there."""


class Live:
    """Knows a session that plays. It is asked by one thread at a time."""

    def __init__(
        self,
        made: Made,
        refits: tuple[tuple[Frames, Frames], ...] = (),
        *,
        background: str = "",
        underneath: bool | None = None,
        table: Sequence[Key] = KEYS,
    ) -> None:
        """Take up a session as it was left.

        Args:
            made: the session as it was planned.
            refits: each with its moment and the length that was asked for then.
            background: the listener's usual one.
            underneath: whether the background is on; None leaves it to the plan.
            table: the listener's keys.
        """
        self._production = made.production
        self._says = sayings(made.production.session.language)
        self._teller = Teller(made.production)
        self._table = table
        usual = made.production.session.background
        self._background = background or (usual.sound if usual is not None else None) or USUAL_BACKGROUND
        has = any(isinstance(event.what, Underneath) for event in made.plan.timeline.events)
        plan = made.plan
        for now, asked in refits:
            plan = refit(made.production.planner, plan, now, asked)
        on = has if underneath is None else underneath
        self.state = State(plan=plan, refits=refits, background=on, said=())
        self._began_with = on
        self._has_own = usual is not None

    @property
    def background(self) -> str | None:
        """What the listener left the background at; None for as it was, an empty name for the script's own."""
        on = self.state.background
        if on is self._began_with:
            return None
        return "none" if not on else "" if self._has_own else self._background

    @property
    def part(self) -> Part:
        """The session as it is now."""
        return self._part(self.state)

    def change(self, command: Command, now: Frames, *, still: bool = False) -> Changed:
        """What a command makes of the session; before `now` it stays as it is."""
        state = self.state
        state = replace(state, said=tuple(event for event in state.said if event.end > now - LATELY))
        match command:
            case Command.KEYS:
                told = self._teller.alone(state.plan, APART, keys(self._says, self._table))
                return Changed(part=None, now=now, notice="", state=self.state, told=told)
            case Command.BACKGROUND:
                state = replace(state, background=not state.background)
                said = self._says.background[not state.background]
                notice = f"background {'on' if state.background else 'off'}"
                return self._changed(state, now, notice, (lambda _: said,) if still else (), still=still)
            case Command.LONGER:
                return self._refitted(state, now, frames_of(MINUTE), still=still)
            case Command.SHORTER:
                return self._refitted(state, now, Frames(-frames_of(MINUTE)), still=still)
            case Command.BACK:
                return self._changed(state, now, self._says.back, (lambda _: self._says.back,), still=still)
            case _:
                at = section_at(state.plan.timeline, now)
                notice = where(self._says, at, Frames(state.plan.timeline.frames - now))
                return self._changed(state, now, notice, (self._where(state), self._left(state)), still=still)

    def keep(self, change: Change) -> None:
        """Note what plays."""
        if isinstance(change, Changed):
            self.state = change.state

    def closing(self, now: Frames) -> Part | None:
        """The script's own closing."""
        plan = landing(self._production.planner, self.state.plan, now)
        return Part(timeline=plan.timeline, mixer=self._production.mixer(plan))

    def opening(self, settle: Frames, resumed: Frames | None, *, with_keys: bool = False) -> Part | None:
        """Time to settle, what the keys do, and a sentence that says where it goes on; None if nothing is wanted."""
        timeline = self.state.plan.timeline
        texts = keys(self._says, self._table) if with_keys else ()
        section = ""
        if resumed is not None:
            section = section_at(timeline, resumed)
            texts = (*texts, going_on(self._says, section, Frames(timeline.frames - resumed)))
        return self._teller.alone(self.state.plan, settle, texts, section) if settle or texts else None

    def _refitted(self, state: State, now: Frames, by: Frames, *, still: bool) -> Changed:
        before = state.plan.timeline.frames
        asked = Frames(before + by)
        plan = refit(self._production.planner, state.plan, now, asked)
        came = Frames(plan.timeline.frames - before)
        did = moved(self._says, came, by)
        if (came > 0) is (by > 0) and came:
            state = replace(state, plan=plan, refits=(*state.refits, (now, asked)))
        told = self._left(state)
        notice = f"{did} {short_clock(state.plan.timeline.frames)} in all."
        return self._changed(state, now, notice, (lambda room: f"{did} {told(room)}", lambda _: did), still=still)

    def _changed(self, state: State, now: Frames, notice: str, texts: Sequence[Text], *, still: bool) -> Changed:
        """The change, with the first of the texts said at once, or one of them in the first silence with room."""
        if not still:
            said = self._saying(state, now, texts) if texts else state
            if texts and not any(event.start >= now for event in said.said):
                notice = f"{notice} {NO_ROOM}"
            return Changed(part=self._part(said), now=now, notice=notice, state=said)
        told = None
        if texts:
            here = replace(state.plan.timeline.events[0], start=now, section=section_at(state.plan.timeline, now))
            told = self._teller.alone(state.plan, Frames(0), (texts[0](here),))
        return Changed(part=self._part(state), now=now, notice=notice, state=state, told=told)

    def _saying(self, state: State, now: Frames, texts: Sequence[Text]) -> State:
        """The session with a sentence in the first silence that has room for one of them; as it is where none has."""
        begun = tuple(event for event in state.said if event.start < now)
        state = replace(state, said=begun)  # what was to be said later is said better now
        free = max(now, *(Frames(event.end + APART) for event in begun)) if begun else now
        for room in rooms(state.plan.timeline, free):
            for text in texts:
                words = self._teller.spoken(text(room), room.start, room.section, Track.INSIDE)
                if words.frames <= room.frames:
                    return replace(state, said=(*begun, words))
        return state

    def _where(self, state: State) -> Text:
        return lambda room: where(self._says, room.section, _rest(state, room))

    def _left(self, state: State) -> Text:
        return lambda room: left(self._says, _rest(state, room))

    def _part(self, state: State) -> Part:
        timeline = state.plan.timeline
        has = any(isinstance(event.what, Underneath) for event in timeline.events)
        events = list(timeline.events)
        if has and not state.background:
            events = [event for event in events if not isinstance(event.what, Underneath)]
        elif state.background and not has:
            under = Underneath(sound=self._background, level=Decibels(0.0), fade_in=FADE_IN, fade_out=FADE_OUT)
            events.append(beneath(timeline, under))
        events += state.said
        order = list(Track)
        events.sort(key=lambda event: (event.start, order.index(event.track)))
        return self._teller.sounding(state.plan, replace(timeline, events=tuple(events)))


def _rest(state: State, room: Room) -> Frames:
    return Frames(state.plan.timeline.frames - room.start)
