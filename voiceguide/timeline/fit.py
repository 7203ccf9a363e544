"""A session is brought to the length that was asked for, to the frame, or the lengths are named that can be had.

One factor grows from 0. Every silence has its nature times the factor, every loop its rounds times the factor, each
held in its bounds. Rounds step one after another, in the order of the script:

    factor      0.75                 1.0                  1.25
    rounds   6 ──┬── 7 ───────────────┬── 8 ───────────────┬── 9
    length   ────┘jump                └jump                └jump
                     a length that a step jumps over is had with the round or without it, by the silences alone,
                     and if neither can be, it lies in a hole
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from voiceguide.model.forms import Rounds
from voiceguide.timeline.cues import Block, Shape
from voiceguide.timeline.rounds import Loop, Rounding
from voiceguide.timeline.share import factor_for, length_at
from voiceguide.units import Frames

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A session with its rounds decided."""

    root: Block
    shape: Shape
    """What it needs; while it plays, what is past needs what it had."""
    loops: tuple[Loop, ...]
    """Those whose rounds may change."""
    counts: Mapping[str, int]
    """The rounds of every loop, by its key."""


Drafting = Callable[[Rounding], Draft]
"""Drafts the session with the rounds that it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """The rounds at one moment of the sweep: the factor, and which of the loops that are due there have stepped."""

    factor: Fraction
    waiting: frozenset[str] = frozenset()
    """Loops that are due at this factor and have not stepped yet."""

    def __call__(self, key: str, rounds: Rounds) -> int:
        """How many rounds a loop has."""
        exact = rounds.nature * self.factor + _HALF
        count = exact.__floor__()
        if key in self.waiting and exact == count:
            count -= 1
        return min(max(count, rounds.least), rounds.most)

    def due(self, rounds: Rounds) -> bool:
        """Whether a loop steps at just this factor."""
        exact = rounds.nature * self.factor + _HALF
        return exact.denominator == 1 and rounds.least < exact <= rounds.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A draft that can be brought to the length by its silences alone."""

    draft: Draft
    rounds: Fraction
    """The factor of the rounds."""


class Sweep:
    """The drafts of one session along the growing factor; each is made once, when it is first asked for."""

    def __init__(self, draft: Drafting) -> None:
        self._draft = draft
        self._drafts: dict[Stepped, Draft] = {}
        self._steady: Draft | None = None
        most = self._at(Stepped(factor=Fraction(10**12)))
        if not most.loops:
            self._steady = most
        self._steps = sorted(
            {
                Fraction(2 * count - 1, 2 * loop.rounds.nature)
                for loop in most.loops
                for count in range(loop.rounds.least + 1, loop.rounds.most + 1)
            }
        )

    def _at(self, stepped: Stepped) -> Draft:
        if self._steady:
            return self._steady
        if stepped not in self._drafts:
            self._drafts[stepped] = self._draft(stepped)
        return self._drafts[stepped]

    @property
    def shortest(self) -> Draft:
        """With the fewest rounds."""
        return self._at(Stepped(factor=Fraction(0)))

    @property
    def longest(self) -> Draft:
        """With the most rounds."""
        return self._before(len(self._steps))

    def _before(self, index: int) -> Draft:
        """The draft before the loops step at the factor of this number."""
        return self._at(Stepped(factor=self._steps[index - 1])) if index else self.shortest

    def _chain(self, index: int) -> list[Draft]:
        """The drafts while the loops that are due at one factor step, one after another."""
        factor = self._steps[index]
        after = self._at(Stepped(factor=factor))
        now = Stepped(factor=factor)
        due = [loop.key for loop in after.loops if now.due(loop.rounds)]
        chain = [self._before(index)]
        chain += [self._at(Stepped(factor=factor, waiting=frozenset(due[stepped:]))) for stepped in range(1, len(due))]
        return [*chain, after]

    def find(self, asked: Frames) -> Found | None:
        """The rounds with which the silences can be brought to `asked`; None where it lies in a hole or outside."""
        steps = self._steps
        index = bisect_left(
            range(len(steps)),
            Fraction(asked),
            key=lambda i: length_at(self._at(Stepped(factor=steps[i])).shape, steps[i]),
        )
        if index == len(steps):
            return self._without(self.longest, asked, steps[-1] if steps else Fraction(1))
        factor = steps[index]
        chain = self._chain(index)
        number = bisect_left(range(len(chain)), Fraction(asked), key=lambda i: length_at(chain[i].shape, factor))
        if number == 0 or length_at(chain[number].shape, factor) == asked:
            return self._without(chain[number], asked, factor)
        return self._jumped(chain[number - 1], chain[number], asked, factor)

    def _without(self, draft: Draft, asked: Frames, factor: Fraction) -> Found | None:
        if draft.shape.least <= asked <= draft.shape.most:
            return Found(draft=draft, rounds=factor)
        return None

    def _jumped(self, without: Draft, with_: Draft, asked: Frames, factor: Fraction) -> Found | None:
        """With the round or without it: the one whose silences then have the factor nearer to the step's."""
        ways = [way for way in (self._without(without, asked, factor), self._without(with_, asked, factor)) if way]
        if len(ways) == 2:  # noqa: PLR2004  (with and without)
            near, far = (abs(factor_for(way.draft.shape, asked) - factor) for way in ways)
            return ways[0] if near <= far else ways[1]
        return ways[0] if ways else None

    def reach(self) -> list[tuple[Frames, Frames]]:
        """All lengths that can be had, as closed ranges that do not touch."""
        ranges: list[tuple[Frames, Frames]] = []
        for draft in self._needed():
            least, most = draft.shape.least, draft.shape.most
            if ranges and least <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], most))
            else:
                ranges.append((least, most))
        return ranges

    def _needed(self) -> list[Draft]:
        """Drafts whose ranges together reach as far as all do: those between two that overlap add nothing."""
        drafts = [self.shortest]
        todo = [(0, len(self._steps))]
        while todo:
            low, high = todo.pop()
            first, last = self._before(low), self._before(high)
            if last.shape.least <= first.shape.most + 1:
                drafts.append(last)
            elif high - low == 1:
                drafts += self._chain(low)
            else:
                middle = (low + high) // 2
                todo += [(middle, high), (low, middle)]
        return sorted(drafts, key=lambda draft: (draft.shape.least, draft.shape.most))
