"""What an expansion knows at each step: what goes on from step to step, and what holds for one branch."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from voiceguide.model.steps import Eyes, Posture
from voiceguide.timeline.freedom import Bounds
from voiceguide.timeline.rounds import Loop


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
    marks: tuple[str, ...] = ()
    """Rounds and sides, from the outermost: they tell the passes of one step from each other."""
    twins: tuple[str, ...] = ()
    """The same without the sides."""
    steady: bool = False
    """Inside of a pass of its own length rounds keep their nature."""


def shuffled(count: int, seed: int, path: str, turn: int) -> list[int]:
    """An order of `count` choices that depends on nothing but its arguments, on every machine."""
    if count == 2:  # noqa: PLR2004  (of two, nothing comes twice in a row only if they take turns)
        turn = 0
    mixed = _order(count, seed, path, turn)
    if turn and mixed[0] == _order(count, seed, path, turn - 1)[-1]:
        mixed[0], mixed[1] = mixed[1], mixed[0]
    return mixed


def _order(count: int, seed: int, path: str, turn: int) -> list[int]:
    return sorted(range(count), key=lambda n: hashlib.sha256(f"{seed}:{path}:{turn}:{n}".encode()).digest())
