"""A session becomes a plan: a timeline, and how it came to its length."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.walk import every_step
from voiceguide.problems import Problem, ScriptErrors, Source
from voiceguide.timeline.cues import Block, Branch, Ground, Lengths, Raw, Strike
from voiceguide.timeline.expand import Expander, Expansion
from voiceguide.timeline.fit import Draft, Sweep
from voiceguide.timeline.flow import MOST_CUES, TooManyCuesError
from voiceguide.timeline.phrases import GuessedLengths, phrases_in
from voiceguide.timeline.place import LAST_CHIME_WAIT, place, timeline_of
from voiceguide.timeline.rounds import Rounding, natural_rounds
from voiceguide.timeline.shape import Shaper
from voiceguide.timeline.share import NATURAL, Shares, share
from voiceguide.timeline.timeline import Timeline
from voiceguide.timeline.voicing import Speaking, Voicing
from voiceguide.units import (
    FRAMES_PER_MILLISECOND,
    HOUR,
    Frames,
    Milliseconds,
    frames_of,
    milliseconds_of,
    whole_seconds_down,
    whole_seconds_up,
)

LONGEST = frames_of(Milliseconds(24 * HOUR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Lengths that can be had, both ends included."""

    least: Milliseconds
    most: Milliseconds

    @property
    def in_seconds(self) -> "Range | None":
        """The whole seconds in it, for people; None where there is none."""
        least, most = whole_seconds_up(self.least), whole_seconds_down(self.most)
        return Range(least=least, most=most) if least <= most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A timeline, and how it came to its length."""

    timeline: Timeline
    root: Block
    """The cues behind it."""
    silences: Fraction
    """The factor that the silences were given; 1 by nature."""
    rounds: Fraction
    """The factor that the rounds were given; 1 by nature."""
    natural: Frames
    """How long the session is by nature."""
    shares: Shares
    """What every thing that moves was given."""
    counts: Mapping[str, int]
    """The rounds of every loop, by its key."""
    compared: Milliseconds | None
    """What `at least` and `under` were compared with."""


class UnreachableError(Exception):
    """The length that was asked for cannot be had; carries those that can, shortest first."""

    def __init__(self, asked: Milliseconds, ranges: tuple[Range, ...], root: Block) -> None:
        super().__init__(asked)
        self.asked = asked
        self.ranges = ranges
        self.root = root
        """The session at its shortest, for the lines that take the rigid time."""


@dataclass(slots=True)
class Planner:
    """Plans one session for one voice."""

    session: Session
    speaking: Speaking
    lengths: Lengths
    seed: int = 0
    problems: list[Problem] = field(default_factory=list)
    """What was found while planning, each once."""
    waits: Mapping[str, Frames] = field(default_factory=dict)
    """How long the voice is waited for, by an id; see `Shaper`."""

    def natural(self) -> Plan:
        """Everything takes its natural time."""
        draft = self.draft(natural_rounds, self.session.length)
        return self.laid_out(draft, NATURAL, Fraction(1), None)

    def fitted(self, asked: Milliseconds) -> Plan:
        """Exactly the length that was asked for.

        Raises:
            UnreachableError: if it cannot be had.
        """
        frames = frames_of(asked)
        sweep = self._sweep(asked)
        found = sweep.find(frames)
        if found is None:
            raise UnreachableError(asked, self.reach(), sweep.shortest.root)
        return self.laid_out(found.draft, share(found.draft.shape, frames), found.rounds, asked)

    def reach(self) -> tuple[Range, ...]:
        """All lengths that can be had, as ranges rounded inwards to whole milliseconds, shortest first."""
        ranges: list[Range] = []
        marks = [Milliseconds(0), *sorted(thresholds(self.session))]
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            for low, high in self._sweep(mark).reach():
                least = max(-(-low // FRAMES_PER_MILLISECOND), mark)
                most = (
                    high // FRAMES_PER_MILLISECOND if after is None else min(high // FRAMES_PER_MILLISECOND, after - 1)
                )
                if ranges and least <= ranges[-1].most + 1 and most >= least:
                    ranges[-1] = Range(least=ranges[-1].least, most=Milliseconds(max(most, ranges[-1].most)))
                elif least <= most:
                    ranges.append(Range(least=Milliseconds(least), most=Milliseconds(most)))
        if not ranges:  # it has one length, which is no whole millisecond: a file of the author's may have any
            only = milliseconds_of(self.natural().timeline.frames)
            ranges = [Range(least=only, most=only)]
        return tuple(ranges)

    def _sweep(self, asked: Milliseconds) -> Sweep:
        return Sweep(lambda rounding: self.draft(rounding, asked))

    def phrases(self, asked: Milliseconds | None, rounding: Rounding = natural_rounds) -> dict[Phrase, Source]:
        """What will be said, in order, each with the first place of its words; a few more may turn up in the plan."""
        guessing = replace(self, lengths=GuessedLengths(), problems=[])
        expansion, _ = guessing._expanded(rounding, asked)  # noqa: SLF001  (it is one of us)
        found: dict[Phrase, Source] = {}
        for phrase, source in phrases_in(expansion.root):
            found.setdefault(phrase, source)
        return found

    def draft(self, rounding: Rounding, asked: Milliseconds | None) -> Draft:
        """The session with the rounds that it is told; `at least` and `under` are compared with `asked`."""
        expansion, problems = self._expanded(rounding, asked)
        shaper = Shaper(gap=frames_of(self.session.voice.gap), problems=problems, waits=self.waits)
        root = shaper.shape(_with_long_last_chime(expansion.root))
        self._remember(problems)
        if root.shape.least > LONGEST:
            raise ScriptErrors((_too_big(self.session.source, "it lasts more than 24 hours"),))
        return Draft(root=root, shape=root.shape, loops=expansion.loops, counts=expansion.counts)

    def _expanded(self, rounding: Rounding, asked: Milliseconds | None) -> tuple[Expansion, list[Problem]]:
        problems: list[Problem] = []
        voicing = Voicing(speaking=self.speaking, lengths=self.lengths, problems=problems)
        expander = Expander(
            session=self.session,
            voicing=voicing,
            lengths=self.lengths,
            rounding=rounding,
            asked=asked,
            seed=self.seed,
            problems=problems,
        )
        try:
            expansion = expander.expand()
        except TooManyCuesError as error:
            raise ScriptErrors((_too_big(error.source, f"it has more than {MOST_CUES:,} cues"),)) from None
        return expansion, problems

    def _remember(self, problems: list[Problem]) -> None:
        known = {(problem.source, problem.code) for problem in self.problems}
        for problem in problems:
            if (problem.source, problem.code) not in known:
                known.add((problem.source, problem.code))
                self.problems.append(problem)

    def laid_out(self, draft: Draft, shares: Shares, rounds: Fraction, asked: Milliseconds | None) -> Plan:
        """The plan of a draft whose things were given their shares."""
        compared = self.session.length if asked is None else asked
        natural = self.draft(natural_rounds, compared) if draft.loops and asked is not None else draft
        timeline = timeline_of(place(draft.root, self.lengths, shares), self.session.title, asked)
        return Plan(
            timeline=timeline,
            root=draft.root,
            silences=shares.factor,
            rounds=rounds,
            natural=natural.root.shape.natural,
            shares=shares,
            counts=draft.counts,
            compared=compared,
        )


def thresholds(session: Session) -> set[Milliseconds]:
    """The lengths at which `at least` and `under` change which steps take part."""
    return {
        mark
        for step in every_step((*session.steps, *session.closing))
        for mark in (step.at_least, step.under)
        if mark is not None
    }


def _with_long_last_chime(branch: Branch) -> Branch:
    """A chime with nothing after it, and with no wait that its author gave it, may ring out."""
    children: list[Raw] = list(branch.children)
    for number in reversed(range(len(children))):
        child = children[number]
        if isinstance(child, Ground) or (isinstance(child, Branch) and not _takes_time(child)):
            continue
        if isinstance(child, Strike) and child.open:
            children[number] = replace(child, frames=LAST_CHIME_WAIT)
        elif isinstance(child, Branch) and child.over is None:
            children[number] = _with_long_last_chime(child)
        break
    return replace(branch, children=tuple(children))


def _takes_time(branch: Branch) -> bool:
    return branch.over is not None or any(
        _takes_time(child) if isinstance(child, Branch) else not isinstance(child, Ground) for child in branch.children
    )


def _too_big(source: Source, what: str) -> Problem:
    return Problem(
        source=source,
        message=f"this session is too big: {what}",
        hint="let it have fewer rounds, or make several sessions of it",
        code="too-big",
    )
