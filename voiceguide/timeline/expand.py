"""Steps become cues in their order: rounds, sides and choices are unfolded, conditions are answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from voiceguide.model.forms import Length, RoundCount, Rounds
from voiceguide.model.session import Session
from voiceguide.model.steps import (
    Breathe,
    Chime,
    EachSide,
    ForEach,
    Group,
    Hold,
    MoveTo,
    OneOf,
    Pause,
    PlayFile,
    Repeat,
    Say,
    Section,
    SetBackground,
    SetEyes,
    Silence,
    Step,
    Steps,
    Text,
)
from voiceguide.problems import Problem, Source
from voiceguide.timeline.cues import (
    Branch,
    Freedom,
    Ground,
    Lengths,
    Move,
    Place,
    Raw,
    Rest,
    Strike,
    Title,
    Track,
    Words,
)
from voiceguide.timeline.flow import MOST_CUES, Flow, Scope, TooManyCuesError, takes_part
from voiceguide.timeline.freedom import Bounds
from voiceguide.timeline.rounds import Loop, Rounding, natural_rounds, rounds_that_fit
from voiceguide.timeline.shape import Shaper
from voiceguide.timeline.sides import unequal_sides
from voiceguide.timeline.spans import Spanning, guided
from voiceguide.timeline.timeline import Role, Why
from voiceguide.timeline.voicing import Voicing
from voiceguide.units import SECOND, Milliseconds, frames_of

CHIME_WAIT = Milliseconds(3 * SECOND)
"""From a chime to the next step, where the author does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A session in its order."""

    root: Branch
    loops: tuple[Loop, ...]
    """The loops whose rounds may change, in the order of the script; one on two sides stands here once."""
    counts: Mapping[str, int]
    """The rounds of every loop, by its key."""


@dataclass(slots=True)
class Expander:
    """Walks through the steps of a session once."""

    session: Session
    voicing: Voicing
    lengths: Lengths
    rounding: Rounding
    asked: Milliseconds | None
    """What `at least` and `under` compare with."""
    seed: int
    problems: list[Problem]
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        """Begin where the header says."""
        self.flow = Flow(posture=self.session.posture, eyes=self.session.eyes)

    def expand(self) -> Expansion:
        """The whole session: its background, its steps and its closing."""
        session = self.session
        scope = Scope(bounds=Bounds(longest=session.longest_silence))
        ending = replace(scope, bounds=Bounds(longest=session.longest_silence, closing=True))
        place = self._root_place("session")
        children: list[Raw] = []
        if session.background is not None:
            children += self._step(session.background, scope)
        children += self._steps(session.steps, scope)
        closing = Branch(
            place=self._root_place("closing"),
            children=tuple(self._steps(session.closing, ending)),
            closing=True,
        )
        root = Branch(place=place, children=(*children, closing))
        return Expansion(root=root, loops=tuple(self.flow.loops.values()), counts=self.flow.counts)

    def _steps(self, steps: Steps, scope: Scope) -> Iterator[Raw]:
        for step in steps:
            if takes_part(step, self.asked, self._names(scope)):
                yield from self._step(step, scope)

    def _step(self, step: Step, scope: Scope) -> Iterator[Raw]:  # noqa: C901, PLR0912  (one case for each verb)
        match step:
            case Say():
                yield from self._text(step, step.text, scope)
            case Pause():
                freedom = scope.bounds.silence(step.length)
                yield self.flow.counted(Rest(place=self._place(step, scope), why=Why.WRITTEN, freedom=freedom))
            case Chime():
                yield from self._chime(step, scope)
            case Hold():
                yield from self._text(step, step.say, scope, part="say", role=Role.LEAD)
                yield self.flow.counted(self._spanning(scope).hold(step, self._place(step, scope), scope.bounds))
            case Breathe():
                yield from self._breathe(step, scope)
            case Repeat():
                yield self._repeat(step, scope)
            case ForEach():
                yield self._for_each(step, scope)
            case EachSide():
                yield self._each_side(step, scope)
            case Section():
                yield self._section(step, scope)
            case Group():
                yield self._branch(step, step.steps, scope, over=step.over)
            case OneOf():
                yield from self._steps(step.choices[self._chosen(step, scope)], scope)
            case MoveTo():
                yield from self._text(step, step.say, scope, part="say")
                self.flow.posture = step.posture
                yield self.flow.counted(Move(place=self._place(step, scope), frames=frames_of(step.take)))
            case SetEyes():
                self.flow.eyes = step.eyes
                yield from self._text(step, step.say, scope, part="say")
            case SetBackground():
                fade = None if step.fade is None else frames_of(step.fade)
                yield Ground(place=self._place(step, scope), sound=step.sound or "", level=step.level, fade=fade)
            case PlayFile():
                frames = self.lengths.file(step.file)
                place = self._place(step, scope)
                yield self.flow.counted(Track(place=place, file=step.file, level=step.level, frames=frames))
            case _:
                assert_never(step)

    def _text(self, step: Step, text: Text, scope: Scope, part: str = "", role: Role = Role.SAY) -> Iterator[Raw]:
        for number, item in enumerate(text):
            names = (part, str(number)) if len(text) > 1 else (part,)
            place = self._place(step, scope, "/".join(name for name in names if name), item.source)
            if isinstance(item, Silence):
                yield self.flow.counted(Rest(place=place, why=Why.WRITTEN, freedom=scope.bounds.silence(item.length)))
            else:
                spoken = self.voicing.spoken(item, role, self._names(scope))
                yield self.flow.counted(Words(place=place, spoken=spoken, frames=self.lengths.phrase(spoken.phrase)))

    def _chime(self, step: Chime, scope: Scope) -> Iterator[Raw]:
        for strike in range(step.times):
            last = strike == step.times - 1
            wait = (CHIME_WAIT if step.wait is None else step.wait) if last else step.every
            place = self._place(step, scope, str(strike) if step.times > 1 else "")
            yield self.flow.counted(
                Strike(
                    place=place,
                    sound=step.sound,
                    level=step.level,
                    frames=frames_of(wait),
                    open=last and step.wait is None,
                )
            )

    def _breathe(self, step: Breathe, scope: Scope) -> Iterator[Raw]:
        cycle = sum(frames_of(phase.length) for phase in step.phases)
        for number in range(self._rounds(step, step.times, scope, lambda: (cycle, cycle))):
            inside = scope.turn(number + 1)
            pattern = tuple((phase.part, phase.length) for phase in step.phases)
            led = self.flow.guided.get(pattern, 0)
            self.flow.guided[pattern] = led + 1
            way = guided(step.guide, led)
            for phase in step.phases:
                place = self._place(step, inside, phase.part.value)
                yield self.flow.counted(self._spanning(inside).phase(phase, way, number + 1, place))

    def _branch(self, step: Step, steps: Steps, scope: Scope, over: Length | None, part: str = "") -> Branch:
        place = self._place(step, scope, part)
        freedom, inner = self._pass(over, scope)
        return Branch(place=place, children=tuple(self._steps(steps, inner)), over=freedom)

    def _pass(self, over: Length | None, scope: Scope) -> tuple[Freedom | None, Scope]:
        """How long a pass lasts, and what holds inside of it."""
        if over is None:
            return None, scope
        freedom = scope.bounds.span(over)
        still = scope.bounds.still or freedom.rigid
        return freedom, replace(scope, steady=True, bounds=replace(scope.bounds, still=still))

    def _section(self, step: Section, scope: Scope) -> Branch:
        self.flow.guided.clear()
        title = self.voicing.title(step.title, self._names(scope))
        heading = Title(title=title, technique=step.technique, source=step.source)
        branch = self._branch(step, step.steps, replace(scope, section=title), over=step.over)
        return replace(branch, title=heading)

    def _repeat(self, step: Repeat, scope: Scope) -> Branch:
        count = self._rounds(step, step.rounds, scope, lambda: self._stride(step, scope))
        return Branch(place=self._place(step, scope), children=tuple(self._passes(step, scope, count)))

    def _passes(self, step: Repeat, scope: Scope, count: int) -> Iterator[Raw]:
        for number in range(1, count + 1):
            inside = scope.turn(number, {"round": str(number), "rounds": str(count)})
            if number > 1 and step.between:
                yield self._branch(step, step.between, inside, over=None, part="between")
            yield self._branch(
                step, step.bodies[min(number, len(step.bodies)) - 1], inside, over=step.over, part="pass"
            )

    def _for_each(self, step: ForEach, scope: Scope) -> Branch:
        children: list[Raw] = []
        for number, steps in enumerate(step.passes, start=1):
            inside = scope.turn(number)
            if number > 1 and step.between[number - 2]:
                children.append(self._branch(step, step.between[number - 2], inside, over=None, part="between"))
            children.append(self._branch(step, steps, inside, over=step.over, part="pass"))
        return Branch(place=self._place(step, scope), children=tuple(children))

    def _each_side(self, step: EachSide, scope: Scope) -> Branch:
        guiding = dict(self.flow.guided)
        first = self._branch(step, step.passes[0], scope.on_side(step.sides[0]), over=step.over, part="pass")
        between = self._branch(step, step.between, scope, over=None, part="between")
        self.flow.guided = guiding
        second = self._branch(step, step.passes[1], scope.on_side(step.sides[1]), over=step.over, part="pass")
        self.problems += unequal_sides(step, first, second)
        return Branch(place=self._place(step, scope), children=(first, between, second), sides=True)

    def _rounds(
        self, step: Repeat | Breathe, rounds: RoundCount, scope: Scope, stride: Callable[[], tuple[int, int]]
    ) -> int:
        key = self._place(step, scope).twin
        if key in self.flow.counts:
            return self.flow.counts[key]
        written = rounds if isinstance(rounds, Rounds) else rounds_that_fit(rounds, *stride())
        count = written.nature
        if not scope.steady and written.least < written.most:
            self.flow.loops[key] = Loop(key=key, rounds=written, source=step.source)
            count = self.rounding(key, written)
        if count > MOST_CUES:
            raise TooManyCuesError(step.source)
        self.flow.counts[key] = count
        return count

    def _stride(self, step: Repeat, scope: Scope) -> tuple[int, int]:
        """The natural length of one round, and what another one adds."""
        before, problems, rounding = self.flow, len(self.problems), self.rounding
        lengths = []
        self.rounding = natural_rounds
        for count in (1, 2):
            self.flow = before.copy()
            passes = Branch(place=self._place(step, scope), children=tuple(self._passes(step, scope, count)))
            shaper = Shaper(gap=frames_of(self.session.voice.gap))
            lengths.append(shaper.shape(passes).shape.natural)
        self.flow, self.rounding = before, rounding
        del self.problems[problems:]
        return lengths[0], lengths[1] - lengths[0]

    def _chosen(self, step: OneOf, scope: Scope) -> int:
        return self.flow.choice(self._place(step, scope).twin, step.path, len(step.choices), self.seed)

    def _names(self, scope: Scope) -> Mapping[str, str]:
        return {**scope.names, "posture": self.flow.posture.value}

    def _spanning(self, scope: Scope) -> Spanning:
        return Spanning(voicing=self.voicing, lengths=self.lengths, names=self._names(scope))

    def _place(self, step: Step, scope: Scope, part: str = "", source: Source | None = None) -> Place:
        tail = f"/{part}" if part else ""
        return Place(
            id=f"{step.path}{scope.mark}{tail}",
            twin=f"{step.path}{scope.twin}{tail}",
            source=source or step.source,
            section=scope.section,
            side=scope.side,
            round=scope.round,
            posture=self.flow.posture,
            eyes=self.flow.eyes,
            allow=step.allow,
        )

    def _root_place(self, name: str) -> Place:
        source, flow = self.session.source, self.flow
        return Place(
            id=name, twin=name, source=source, section="", side="", round=0, posture=flow.posture, eyes=flow.eyes
        )
