"""What an expansion knows at each step: what goes on from step to step, and what holds for one branch."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.steps import Written
from voiceguide.problems import Source
from voiceguide.timeline.cues import Leaf
from voiceguide.timeline.freedom import Bounds
from voiceguide.timeline.rounds import Loop
from voiceguide.units import Milliseconds

Cue = TypeVar("Cue", bound=Leaf)

MOST_CUES = 100_000


class TooManyCuesError(Exception):
    """A session has more cues than it may; carries where the one too many is written."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.source = source


@dataclass(slots=True)
class Flow:
    """What goes on from step to step."""

    posture: Posture
    eyes: Eyes
    guided: dict[object, int] = field(default_factory=dict)
    """How many cycles of each pattern of breath have been led in this section."""
    bags: dict[str, int] = field(default_factory=dict)
    """How often each `one of` has been asked."""
    chosen: dict[str, int] = field(default_factory=dict)
    """What each `one of` gave, so that the second side is given the same."""
    loops: dict[str, Loop] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """The rounds of each loop, so that the second side has as many."""
    cues: int = 0

    def choice(self, key: str, path: str, count: int, seed: int) -> int:
        """Which of `count` choices is taken; in a loop none comes again before all have been, and none twice in a row.

        Args:
            key: the place, the same on both sides.
            path: the step in the script.
            count: how many choices there are.
            seed: what the order depends on.
        """
        if key not in self.chosen:
            asked = self.bags.get(path, 0)
            self.bags[path] = asked + 1
            turn, place = divmod(asked, count)
            self.chosen[key] = shuffled(count, seed, path, turn)[place]
        return self.chosen[key]

    def counted(self, cue: Cue) -> Cue:
        """The cue itself, as long as there are not too many.

        Raises:
            TooManyCuesError: before the memory grows.
        """
        self.cues += 1
        if self.cues > MOST_CUES:
            raise TooManyCuesError(cue.place.source)
        return cue

    def copy(self) -> "Flow":
        """A flow of its own, to try something out."""
        return replace(
            self,
            guided=dict(self.guided),
            bags=dict(self.bags),
            chosen=dict(self.chosen),
            loops=dict(self.loops),
            counts=dict(self.counts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What holds for the steps of one branch."""

    bounds: Bounds
    section: str = ""
    side: str = ""
    round: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
    """Rounds and sides, from the outermost, as ids have them: they tell the passes of one step from each other."""
    twin: str = ""
    """The same without the sides."""
    steady: bool = False
    """Inside of a pass of its own length rounds keep their nature."""

    def turn(self, number: int, names: Mapping[str, str] | None = None) -> "Scope":
        """What holds in one round of a loop."""
        return replace(
            self,
            round=number,
            mark=f"{self.mark}[{number}]",
            twin=f"{self.twin}[{number}]",
            names={**self.names, **(names or {})},
        )

    def on_side(self, side: str) -> "Scope":
        """What holds on one side."""
        return replace(self, side=side, mark=f"{self.mark}[{side}]")


def takes_part(step: Written, asked: Milliseconds | None, names: Mapping[str, str]) -> bool:
    """Whether a step is kept: by the length that was asked for, and by what the running session knows."""
    if asked is not None and step.at_least is not None and asked < step.at_least:
        return False
    if asked is not None and step.under is not None and asked >= step.under:
        return False
    return all((names.get(test.name) in test.values) is test.wanted for test in step.conditions)


def shuffled(count: int, seed: int, path: str, turn: int) -> list[int]:
    """An order of `count` choices that depends on nothing but its arguments, on every machine."""
    if count <= 2:  # noqa: PLR2004  (of two, nothing comes twice in a row only if they take turns)
        turn = 0
    mixed = _order(count, seed, path, turn)
    if turn and mixed[0] == _order(count, seed, path, turn - 1)[-1]:
        mixed[0], mixed[1] = mixed[1], mixed[0]
    return mixed


def _order(count: int, seed: int, path: str, turn: int) -> list[int]:
    return sorted(range(count), key=lambda n: hashlib.sha256(f"{seed}:{path}:{turn}:{n}".encode()).digest())
