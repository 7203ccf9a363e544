"""How far a plan is certain while some of its words are still to be spoken.

    |== heard ==|.. silence ..|== unheard ==|.. silence ..|== heard ==|
    |---------- certain ------^ horizon

Words decide on more than what comes after them: the two sides of an `each side` wait for each other, a pass of its own
length shares what its words leave, rounds that fit into a time are counted by theirs. Such a thing is certain when all
its words are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from voiceguide.model.forms import RoundsWithin
from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.steps import Repeat
from voiceguide.model.walk import every_step
from voiceguide.problems import Source
from voiceguide.timeline.cues import Block, Leaf, Lengths, Node, Rest, Span, Words
from voiceguide.timeline.place import place
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.shape import can_wait
from voiceguide.timeline.spans import beats, number_phrase
from voiceguide.timeline.timeline import Why
from voiceguide.units import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Where what is certain of a plan ends."""

    frame: Frames
    """The first frame that may still change; the length of the plan where none can."""
    place: str
    """The id of the cue or block that is the first not to be certain; empty where all is."""
    waits_for: tuple[Phrase, ...] = ()
    """What must be spoken before it is; empty where that is everything."""


@dataclass(slots=True, kw_only=True)
class Unheard:
    """Finds the horizon of one plan."""

    plan: Plan
    lengths: Lengths
    unheard: Callable[[Phrase], bool]
    """Whether a phrase is still to be spoken."""
    elastic: bool
    """Whether what can move may still be moved: a length is asked for, and not all words are known."""
    fitted: frozenset[Source]
    """Where rounds are written that fit into a time."""
    open: frozenset[str] = frozenset()
    """The loops whose rounds may still change."""
    spans: Mapping[str, tuple[Frames, Frames]] = field(init=False)
    silences: frozenset[str] = field(init=False)
    """The silences in which the voice can be waited for."""
    _twins: frozenset[str] = field(init=False)
    """The passes of their own length, on either side, with words that are still to be spoken."""

    def __post_init__(self) -> None:
        """Place everything once."""
        self.spans = place(self.plan.root, self.lengths, self.plan.shares).spans
        self.silences = frozenset(node.place.id for node in _nodes(self.plan.root) if can_wait(node))
        self._twins = frozenset(
            node.place.twin
            for node in _nodes(self.plan.root)
            if isinstance(node, Block) and node.filler is not None and self._any(node)
        )

    def horizon(self) -> Horizon:
        """Up to where the plan is certain."""
        found = self._first(self.plan.root, elastic=self.elastic)
        return found or Horizon(frame=self.plan.timeline.frames, place="")

    def phrases(self) -> Iterator[Phrase]:
        """What is still to be spoken, in the order of time; a phrase may come again."""
        yield from self._phrases(self.plan.root)

    def _first(self, node: Node, *, elastic: bool) -> Horizon | None:
        """The first thing in a node that may still change; with `elastic` its silences may."""
        start = self.spans[node.place.id][0]
        if isinstance(node, Block):
            return self._in_block(node, start, elastic=elastic)
        match node:
            case Rest() if elastic and not node.freedom.rigid and node.why is not Why.SIDE:
                return Horizon(frame=Frames(start + node.freedom.least), place=node.place.id)
            case Span() if elastic and not node.freedom.rigid:
                return Horizon(frame=start, place=node.place.id)
            case _:
                return self._waiting(node.place.id, start, node)

    def _in_block(self, block: Block, start: Frames, *, elastic: bool) -> Horizon | None:
        if elastic and block.place.twin in self.open:
            return Horizon(frame=start, place=block.place.id)
        if block.place.source in self.fitted and (waiting := self._waiting(block.place.id, start, block)):
            return waiting
        shares = block.filler is not None and not block.filler.freedom.rigid
        unknown = shares and block.place.twin in self._twins
        for number, child in enumerate(block.children):
            found = self._first(child, elastic=elastic or unknown)
            if found is None and block.sides and isinstance(child, Block) and number == 0:
                after = next(node.place.id for node in block.children[1:] if isinstance(node, Block))
                found = self._waiting(after, self._end_of_side(child), block)
            if found is not None:
                # What shares the time that words leave waits for all the words in the same pass.
                all_of_it = unknown and not found.waits_for and not elastic
                return replace(found, waits_for=tuple(dict.fromkeys(self._phrases(block)))) if all_of_it else found
        if shares and elastic and block.children:
            return Horizon(frame=self.spans[block.children[-1].place.id][1], place=block.place.id)
        return None

    def _waiting(self, place: str, frame: Frames, node: Node) -> Horizon | None:
        phrases = tuple(dict.fromkeys(self._phrases(node)))
        return Horizon(frame=frame, place=place, waits_for=phrases) if phrases else None

    def _end_of_side(self, side: Block) -> Frames:
        """Where the first side has said all: before it is made as long as the other one."""
        last = side.children[-1] if side.children else None
        even = isinstance(last, Rest) and last.why is Why.SIDE
        return self.spans[last.place.id][0] if even and last is not None else self.spans[side.place.id][1]

    def _any(self, node: Node) -> bool:
        return next(self._phrases(node), None) is not None

    def _phrases(self, node: Node) -> Iterator[Phrase]:
        if isinstance(node, Block):
            for child in node.children:
                yield from self._phrases(child)
        else:
            yield from (phrase for phrase in self._said(node) if self.unheard(phrase))

    def _said(self, leaf: Leaf) -> Iterator[Phrase]:
        match leaf:
            case Words():
                yield leaf.spoken.phrase
            case Span():
                yield from (word.spoken.phrase for word in leaf.words)
                start, end = self.spans[leaf.place.id]
                begun = any(word.at == 0 for word in leaf.words)
                for at, number in beats(leaf.counting, Frames(end - start), leaf.every):
                    if at or not begun:
                        yield number_phrase(str(number), leaf, self.lengths)
            case _:
                pass


def fitted_rounds(session: Session) -> frozenset[Source]:
    """Where a session repeats as often as a time has room for."""
    repeats = (step for step in every_step((*session.steps, *session.closing)) if isinstance(step, Repeat))
    return frozenset(step.source for step in repeats if isinstance(step.rounds, RoundsWithin))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Block):
        for child in node.children:
            yield from _nodes(child)
