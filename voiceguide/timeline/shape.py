"""From branches to blocks: the gaps between texts are put in, and every stretch learns what it needs.

A gap stands where two texts meet without a silence, outside of the blocks that begin or end there:

    section A [ … words ]  gap  section B [ words … ]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from voiceguide.problems import Problem
from voiceguide.timeline.cues import (
    Block,
    Branch,
    Filler,
    Freedom,
    Ground,
    Leaf,
    Move,
    Node,
    Place,
    Raw,
    Rest,
    Shape,
    Span,
    Strike,
    Thing,
    Track,
    Words,
    fixed,
)
from voiceguide.timeline.timeline import Why
from voiceguide.units import Frames, clock

EMPTY = Shape(rigid=Frames(0), things=())


@dataclass(slots=True)
class Shaper:
    """Shapes branches; the same gap everywhere."""

    gap: Frames
    problems: list[Problem] = field(default_factory=list)
    waits: Mapping[str, Frames] = field(default_factory=dict)
    """How long the voice is waited for, by an id: before what it is not ready to say, in a silence that nobody wrote;
    in a silence that can move, at least so long."""

    def shape(self, branch: Branch) -> Block:
        """Join and measure a whole tree."""
        return self._block(branch, followed_by_text=False, still=False)

    def _block(self, branch: Branch, *, followed_by_text: bool, still: bool) -> Block:
        still = still or (branch.over is not None and branch.over.rigid)
        children = self._joined(branch, followed_by_text, still=still)
        if branch.sides:
            return self._equal_sides(branch, children)
        inner = together(children)
        if branch.over is None:
            return Block(place=branch.place, children=children, shape=inner, title=branch.title, closing=branch.closing)
        tail = self.gap if followed_by_text and _ends_with_text(children) else Frames(0)
        return self._pass(branch, branch.over, children, inner, tail)

    def _joined(self, branch: Branch, followed_by_text: bool, *, still: bool) -> tuple[Node, ...]:  # noqa: FBT001  (what comes after, not a mode)
        shaped: list[Node] = []
        for child in reversed(branch.children):
            node: Node = (
                self._block(child, followed_by_text=followed_by_text, still=still)
                if isinstance(child, Branch)
                else child
            )
            if followed_by_text and shaped and _ends_with_text((node,)):
                shaped.append(_gap(branch.place, _first_id(shaped), self.gap))
            wait = self.waits.get(node.place.id)
            if wait is None:
                shaped.append(node)
            elif can_wait(node):
                shaped.append(_held(node, wait))
            else:
                shaped += [node, _wait(node.place, wait)]
            begins = _begins_with_text(child)
            followed_by_text = followed_by_text if begins is None else begins
        return tuple(reversed(shaped))

    def _pass(self, branch: Branch, over: Freedom, children: tuple[Node, ...], inner: Shape, tail: Frames) -> Block:
        """A pass of its own length: rigid, or one thing that hides those inside it."""
        if over.rigid:
            missing = inner.natural - over.nature
            if missing > 0:
                self.problems.append(_overflow(branch.place, missing, over.nature))
            shape = Shape(rigid=Frames(max(over.nature, inner.natural)), things=())
            filler = Filler(inner=inner, freedom=fixed(shape.rigid), tail=Frames(0))
        else:
            least = Frames(max(over.least, inner.least + tail))
            free = Freedom(nature=over.nature, least=least, most=Frames(max(over.most, least)))
            thing = Thing(twin=branch.place.twin, places=(branch.place.id,), freedom=free)
            shape = Shape(rigid=Frames(0), things=(thing,))
            filler = Filler(inner=inner, freedom=free, tail=tail)
        return Block(place=branch.place, children=children, shape=shape, filler=filler, title=branch.title)

    def _equal_sides(self, branch: Branch, children: tuple[Node, ...]) -> Block:
        """Give the shorter side the difference, and make of each two twins one thing with two places."""
        blocks = [child for child in children if isinstance(child, Block)]
        first, second = blocks[0], blocks[-1]
        between = [child for child in children if child is not first and child is not second]
        ours, theirs = ({thing.twin: thing for thing in side.shape.things} for side in (first, second))
        twins = tuple(_twins(ours[twin], theirs[twin]) for twin in ours if twin in theirs)
        lonely = [
            thing
            for side, other in ((ours, theirs), (theirs, ours))
            for twin, thing in side.items()
            if twin not in other
        ]
        first_rigid, second_rigid = (
            side.shape.rigid + sum(_alone(t) for t in lonely if t.twin in mine)
            for side, mine in ((first, ours), (second, theirs))
        )
        longer = max(first_rigid, second_rigid)
        rest = together(between)
        shape = Shape(rigid=Frames(2 * longer + rest.rigid), things=twins + rest.things)
        padded = {id(first): _padded(first, longer - first_rigid), id(second): _padded(second, longer - second_rigid)}
        return Block(
            place=branch.place,
            children=tuple(padded.get(id(child), child) for child in children),
            shape=shape,
            sides=True,
        )


def together(nodes: Iterable[Node]) -> Shape:
    """What some nodes need one after another."""
    rigid = 0
    things: list[Thing] = []
    for node in nodes:
        shape = node.shape if isinstance(node, Block) else _leaf_shape(node)
        rigid += shape.rigid
        things += shape.things
    return Shape(rigid=Frames(rigid), things=tuple(things))


def _leaf_shape(leaf: Leaf) -> Shape:
    match leaf:
        case Rest() | Span():
            if leaf.freedom.rigid:
                return Shape(rigid=leaf.freedom.nature, things=())
            return Shape(
                rigid=Frames(0),
                things=(Thing(twin=leaf.place.twin, places=(leaf.place.id,), freedom=leaf.freedom),),
            )
        case Ground():
            return EMPTY
        case Words() | Move() | Strike() | Track():
            return Shape(rigid=leaf.frames, things=())


def _alone(thing: Thing) -> int:
    """A thing that only one side has does not move, or the sides would differ."""
    return len(thing.places) * max(thing.freedom.nature, thing.freedom.least)


def _twins(first: Thing, second: Thing) -> Thing:
    least = Frames(max(first.freedom.least, second.freedom.least))
    most = Frames(max(least, min(first.freedom.most, second.freedom.most)))
    return Thing(
        twin=first.twin,
        places=first.places + second.places,
        freedom=Freedom(nature=first.freedom.nature, least=least, most=most),
    )


def _padded(side: Block, missing: int) -> Block:
    if not missing:
        return side
    place = replace(side.place, id=f"{side.place.id}/even", twin=f"{side.place.twin}/even")
    even = Rest(place=place, why=Why.SIDE, freedom=fixed(Frames(missing)))
    return replace(
        side, children=(*side.children, even), shape=replace(side.shape, rigid=Frames(side.shape.rigid + missing))
    )


def _gap(around: Place, before: str, gap: Frames) -> Rest:
    """A gap belongs to what is around the two texts, and is named after the one that it precedes."""
    place = replace(around, id=f"{before}/gap", twin=f"{before}/gap")
    return Rest(place=place, why=Why.GAP, freedom=fixed(gap))


def can_wait(node: Node) -> TypeGuard[Rest]:
    """Whether the voice can be waited for in a node itself."""
    return isinstance(node, Rest) and not node.freedom.rigid


def _held(rest: Rest, least: Frames) -> Rest:
    """A silence that lasts at least so long."""
    least = Frames(max(least, rest.freedom.least))
    return replace(rest, freedom=replace(rest.freedom, least=least, most=Frames(max(least, rest.freedom.most))))


def _wait(before: Place, frames: Frames) -> Rest:
    place = replace(before, id=f"{before.id}/wait", twin=f"{before.twin}/wait")
    return Rest(place=place, why=Why.WAIT, freedom=fixed(frames))


def _first_id(shaped: list[Node]) -> str:
    """The id of what a gap is named after: a wait comes after the gap, and is no name for it."""
    node = _no_wait(reversed(shaped))
    while isinstance(node, Block) and node.children:
        node = _no_wait(node.children)
    return node.place.id


def _no_wait(nodes: Iterable[Node]) -> Node:
    return next(node for node in nodes if not isinstance(node, Rest) or node.why is not Why.WAIT)


def _begins_with_text(node: Raw) -> bool | None:
    """Whether a gap is due before it; None where it takes no time at all."""
    match node:
        case Words() | Span() | Track():
            return True
        case Ground():
            return None
        case Branch():
            answers = (_begins_with_text(child) for child in node.children)
            return next((answer for answer in answers if answer is not None), None if node.over is None else False)
        case Rest() | Move() | Strike():
            return False


def _ends_with_text(nodes: tuple[Node, ...]) -> bool:
    """Whether a gap is due after them, where a text follows."""
    for node in reversed(nodes):
        match node:
            case Words() | Track():
                return True
            case Ground():
                continue
            case Rest(why=Why.SIDE | Why.WAIT):
                continue
            case Block(filler=Filler() as filler) if not (
                filler.freedom.rigid and filler.inner.natural >= filler.freedom.nature
            ):
                return False
            case Block():
                if any(not isinstance(child, Ground) for child in node.children):
                    return _ends_with_text(node.children)
            case _:
                return False
    return False


def _overflow(place: Place, missing: int, nature: Frames) -> Problem:
    return Problem(
        source=place.source,
        message=f"what is in here takes {clock(Frames(missing))} more than 'over' gives it"
        f" ({clock(Frames(nature + missing))} of {clock(nature)})",
        hint="give it more time, or say less",
        code="over-too-short",
    )
