"""How much there is to read, and how many cues it becomes, before anything is read.

A few lines of loops inside of loops can mean millions of steps: they are counted, not expanded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from voiceguide.script.compose import DEEPEST
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.place import MOST_CUES, MOST_READ, Routine, TooMuchError, too_many

_ROUNDS: Final = re.compile(r"\s*(?:\d{1,9}\.\.){0,2}(\d{1,9})\s*", re.ASCII)
_ROUND: Final = re.compile(r"\$(?:round\b|\{round\})")
_TEXTS: Final = frozenset(["say", "on", "during", "words", "steps", "between", "each side", "one of"])
"""Keys under which `$round` may stay a name, since it is spoken."""
_CONDITIONS: Final = ("when", "unless", "at least", "under")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weight:
    read: int
    """Steps and sentences that have to be read."""
    cues: int
    """Cues, those of steps that may be left out not counted."""

    def times(self, read: int, cues: int) -> "_Weight":
        return _Weight(read=self.read * read, cues=self.cues * cues)

    @property
    def too_much(self) -> bool:
        return self.read > MOST_READ or self.cues > MOST_CUES


_NOTHING: Final = _Weight(read=0, cues=0)


def weigh(steps: Node, routines: Mapping[str, Routine]) -> None:
    """Do nothing where the steps can be read in good time; else raise `TooMuchError` with the step that is to blame."""
    scales = _Scales(routines=routines)
    whole = scales.steps(steps, 0)
    if not isinstance(steps, ListNode) or not whole.too_much:
        return
    worst: Node = max(steps.items, key=lambda step: (scales.step(step, 0).cues, scales.step(step, 0).read))
    source = worst.pairs[0][0].source if isinstance(worst, MapNode) else worst.source
    raise TooMuchError(too_many(source, MOST_CUES if whole.cues > MOST_CUES else MOST_READ))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scales:
    routines: Mapping[str, Routine]
    known: dict[int, _Weight] = field(default_factory=dict)
    """By the node's identity: an alias, a routine is weighed once."""

    def steps(self, node: Node | None, depth: int) -> _Weight:
        """What is deeper than scripts may be weighs nothing: the reader stops there, and tells of it."""
        if depth > DEEPEST:
            return _NOTHING
        if isinstance(node, ListNode):
            return _sum([self.step(item, depth) for item in node.items])
        return _Weight(read=2, cues=1) if isinstance(node, Scalar) else _NOTHING

    def step(self, node: Node, depth: int) -> _Weight:
        if not isinstance(node, MapNode):
            return _Weight(read=2, cues=1)
        if id(node) not in self.known:
            self.known[id(node)] = _NOTHING  # a routine that does itself is told when it is read
            weight = self.inside(node, depth + 1)
            left_out = any(node.key(word) for word in _CONDITIONS)
            self.known[id(node)] = weight.times(1, 0) if left_out else weight
        return self.known[id(node)]

    def inside(self, node: MapNode, depth: int) -> _Weight:
        body = self.steps(node.get("steps"), depth)
        around = self.steps(node.get("between"), depth)
        own = _Weight(read=1, cues=0)
        repeat, items = node.get("repeat"), node.get("for each")
        if isinstance(repeat, Scalar):
            rounds = _most(repeat.text)
            return _sum([own, body.times(rounds if _unrolls(node.get("steps"), "steps") else 1, rounds), around])
        if items is not None:
            count = len(items.items) if isinstance(items, ListNode) else 1
            return _sum([own, body.times(count, count), around.times(count - 1, count - 1)])
        if node.key("each side"):
            return _sum([own, self.steps(node.get("each side"), depth).times(2, 2), around])
        name, choices = node.get("do"), node.get("one of")
        if isinstance(name, Scalar):
            routine = self.routines.get(name.text.strip())
            return _sum([own, self.steps(routine.steps, depth) if routine else _NOTHING])
        if isinstance(choices, ListNode):
            lists = [self.steps(choice, depth) for choice in choices.items]
            return _sum([own, *(weight.times(1, 0) for weight in lists)])
        return _sum([own, body])


def _sum(weights: list[_Weight]) -> _Weight:
    return _Weight(read=sum(weight.read for weight in weights), cues=sum(weight.cues for weight in weights))


def _unrolls(node: Node | None, key: str) -> bool:
    """Whether a form in a loop's body needs the number of the round, so that the body is read for each."""
    match node:
        case Scalar():
            return key not in _TEXTS and _ROUND.search(node.text) is not None
        case ListNode():
            return any(_unrolls(item, key) for item in node.items)
        case MapNode():
            inner = node.key("repeat") is not None
            return any(_unrolls(value, name.text) for name, value in node.pairs if not (inner and name.text == "steps"))
        case None:
            return False


def _most(text: str) -> int:
    match = _ROUNDS.fullmatch(text)
    return int(match.group(1)) if match else 1
