"""A session that is changed while it plays: its length, its background, and a word of the player's in a silence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.cli.making import Made
from voiceguide.cli.player.own_words import APART, Room, Teller, beneath, rooms, section_at
from voiceguide.cli.player.spoken import going_on, keys, left, moved, sayings, where
from voiceguide.meanwhile.growth import Growth, heard
from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, Key
from voiceguide.play.part import Change, Part
from voiceguide.play.places import RUN_UP
from voiceguide.problems import Stop
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.refit import landing, refit
from voiceguide.timeline.timeline import Event, Track, Underneath
from voiceguide.units import MINUTE, SECOND, Decibels, Frames, Milliseconds, frames_of
from voiceguide.voice.speaker import SpeechFailed

LATELY: Final = frames_of(Milliseconds(10 * SECOND))
"""What was said so long ago is not said again, should the listener go back there."""
USUAL_BACKGROUND: Final = "rain"
"""For a session that has none, when the listener asks for one."""
FADE_IN: Final = frames_of(Milliseconds(4 * SECOND))
FADE_OUT: Final = frames_of(Milliseconds(10 * SECOND))
NO_ROOM: Final = "No silence is left to say it in; in a pause it is said at once."
MORE: Final = frames_of(Milliseconds(600_000))
"""A session of which not all is spoken does not end by itself, however busy the machine is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A session as it is heard."""

    plan: Plan
    refits: tuple[tuple[Frames, Frames], ...]
    """Each with its moment and the length that was asked for."""
    background: bool
    said: tuple[Event, ...]
    """What the player says, and has just said."""
    growth: Growth | None = None
    """Where not all of it was spoken when it began."""


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
        self._heard: list[Event] = []
        """Of what the player says, what was heard to its end."""
        self._meanwhile = made.meanwhile
        self.state = State(plan=plan, refits=refits, background=on, said=(), growth=made.growth)
        self.planned = made.plan if made.growth is None else None
        """The session as it was planned, before it was changed; None where it had to begin without being so."""
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

    def due(self, late: Frames) -> Command | None:
        """Whether more is spoken, or is needed; the end, where it cannot be had.

        What the player itself has said comes only once: it is taken away for a listener who goes back.
        """
        self._heard = [event for event in self.state.said if event.end <= late or event in self._heard]
        if any(event.start >= late for event in self._heard):
            return Command.SAID
        growth = self.state.growth
        if growth is None or self._meanwhile is None:
            return None
        if self._meanwhile.over(growth, late):
            return Command.END
        return Command.FURTHER if self._meanwhile.due(growth, late) else None

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
                return self._changed(state, now, said, (lambda _: said,) if still else (), still=still)
            case Command.LONGER:
                return self._refitted(state, now, frames_of(MINUTE), still=still)
            case Command.SHORTER:
                return self._refitted(state, now, Frames(-frames_of(MINUTE)), still=still)
            case Command.SAID:
                coming = tuple(event for event in state.said if event not in self._heard)
                return self._changed(replace(state, said=coming), now, "", (), still=still)
            case Command.FURTHER:
                return self._further(state, now)
            case Command.BACK:
                return self._changed(state, now, self._says.back, (lambda _: self._says.back,), still=still)
            case _:
                at = section_at(state.plan.timeline, now)
                notice = where(self._says, at, Frames(state.plan.timeline.frames - now))
                change = self._changed(state, now, notice, (self._where(state), self._left(state)), still=still)
                unsaid = not still and not any(event.start >= now for event in change.state.said)
                return replace(change, notice=f"{notice} {NO_ROOM}") if unsaid else change

    def keep(self, change: Change) -> None:
        """Note what plays."""
        if not isinstance(change, Changed):
            return
        self.state = change.state
        if change.state.growth is not None and self._meanwhile is not None:
            self._meanwhile.keep(change.state.growth)
            if change.state.growth.whole and change.state.growth.exact:
                self.planned = change.state.plan

    def closing(self, now: Frames) -> Part | None:
        """The script's own closing."""
        growth = self.state.growth
        if growth is None or growth.whole or self._meanwhile is None:
            plan = landing(self._production.planner, self.state.plan, now)
        else:
            spoken = self._meanwhile.closing(growth, now)
            if spoken is None:
                return None
            plan = spoken
        return Part(timeline=plan.timeline, mixer=self._production.mixer(plan))

    def opening(self, settle: Frames, resumed: Frames | None, *, with_keys: bool = False) -> Part | None:
        """Time to settle, what the keys do, and a sentence that says where it goes on; None if nothing is wanted."""
        timeline = self.state.plan.timeline
        texts = keys(self._says, self._table) if with_keys else ()
        section = ""
        if resumed is not None:
            section = section_at(timeline, Frames(resumed + RUN_UP))
            texts = (*texts, going_on(self._says, section or timeline.title, Frames(timeline.frames - resumed)))
        return self._teller.alone(self.state.plan, settle, texts, section) if settle or texts else None

    def _refitted(self, state: State, now: Frames, by: Frames, *, still: bool) -> Changed:
        before = state.plan.timeline.frames
        asked = Frames(before + by)
        growth = state.growth
        if growth is None or self._meanwhile is None:
            plan = refit(self._production.planner, state.plan, now, asked)
        else:
            growth = self._meanwhile.refitted(growth, now, asked)
            plan = growth.plan
        came = Frames(plan.timeline.frames - before)
        did = moved(self._says, came, by)
        if (came > 0) is (by > 0) and came:
            state = replace(state, plan=plan, refits=(*state.refits, (now, asked)), growth=growth)
        told = self._left(state)
        notice = f"{did} {left(self._says, Frames(state.plan.timeline.frames - now))}"
        return self._changed(state, now, notice, (lambda room: f"{did} {told(room)}", lambda _: did), still=still)

    def _further(self, state: State, now: Frames) -> Changed:
        """With what is spoken by now; what the player was to say is said where there is room for it then."""
        if state.growth is None or self._meanwhile is None:
            return Changed(part=self._part(state), now=now, notice="", state=state)
        growth = self._meanwhile.further(state.growth, now)
        said = [event for event in state.said if event.start < now]
        later = [event for event in state.said if event.start >= now]
        state = replace(state, plan=growth.plan, growth=growth, said=tuple(said))
        for event in later:
            room = next((one for one in _rooms(state, event.start) if one.frames >= event.frames), None)
            said += [] if room is None else [replace(event, start=room.start, section=room.section)]
        failing = bool(self._meanwhile.speech.failures)
        notice = "The voice cannot say what comes later: the session will end before it." if failing else ""
        state = replace(state, said=tuple(said))
        return Changed(part=self._part(state), now=now, notice=notice, state=state)

    def failure(self) -> Stop | None:
        """Why it was not played as it is meant; None where it was."""
        growth = self.state.growth
        failure = None if growth is None or self._meanwhile is None else self._meanwhile.failure(growth)
        if not isinstance(failure, SpeechFailed):
            return failure
        phrases = self._production.planner.phrases(self.state.plan.compared)
        blamed = self._production.blamed(failure, phrases)
        return Stop(str(blamed), blamed.hint)

    @property
    def delay(self) -> Frames:
        """By how much it is longer than it should be, as the voice was not ready in time."""
        return Frames(0 if self.state.growth is None else self.state.growth.late)

    def _changed(self, state: State, now: Frames, notice: str, texts: Sequence[Text], *, still: bool) -> Changed:
        """The change, with the first of the texts said at once, or one of them in the first silence with room."""
        if not still:
            said = self._saying(state, now, texts) if texts else state
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
        for room in _rooms(state, free):
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
        growth = state.growth
        timeline = state.plan.timeline if growth is None else heard(growth)
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
        more = Frames(0) if growth is None or growth.whole else MORE
        return self._teller.sounding(state.plan, replace(timeline, events=tuple(events)), more)


def _rooms(state: State, now: Frames) -> Iterator[Room]:
    """Where there is room for words of the player's own that will not change."""
    growth = state.growth
    return rooms(state.plan.timeline, now, None if growth is None else growth.cut.frame)


def _rest(state: State, room: Room) -> Frames:
    return Frames(state.plan.timeline.frames - room.start)
