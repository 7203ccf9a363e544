"""The lines that stand in the way of another length: those whose time never moves, longest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceguide.problems import Source
from voiceguide.timeline.cues import Block, Ground, Leaf, Move, Rest, Span, Strike, Track, Words
from voiceguide.timeline.timeline import Beat, BreathBeat, Why
from voiceguide.units import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class RigidLine:
    """A line of the script, and the time in it that cannot move."""

    source: Source
    """The first thing in the line that takes such time."""
    frames: Frames
    """In all its rounds and on both sides together."""
    times: int
    """How often it comes."""
    what: str
    """What takes most of it: `words`, `silence`, `hold`, `breathe` and the like."""


def rigid_lines(root: Block) -> tuple[RigidLine, ...]:
    """Every line that takes rigid time, longest first; lines that take the same, in their order in the script."""
    lines: dict[tuple[str, int], list[tuple[Source, Frames, str, str]]] = {}
    for source, frames, what, part in _rigid(root):
        if frames:
            lines.setdefault((source.file, source.line), []).append((source, frames, what, part))
    found = [_line(parts) for parts in lines.values()]
    return tuple(sorted(found, key=lambda line: (-line.frames, line.source)))


def _line(parts: list[tuple[Source, Frames, str, str]]) -> RigidLine:
    by_kind: dict[str, int] = {}
    by_place: dict[tuple[Source, str], int] = {}
    for source, frames, what, part in parts:
        by_kind[what] = by_kind.get(what, 0) + frames
        by_place[source, part] = by_place.get((source, part), 0) + 1
    return RigidLine(
        source=min(source for source, _ in by_place),
        frames=Frames(sum(by_kind.values())),
        times=max(by_place.values()),
        what=max(by_kind, key=lambda kind: by_kind[kind]),
    )


def _rigid(node: Leaf | Block) -> Iterator[tuple[Source, Frames, str, str]]:
    """Where, how long, what to call it, and which part of a breath: breaths are counted, not their phases."""
    if not isinstance(node, Block):
        beat = node.beat if isinstance(node, Span) else None
        part = beat.part.value if isinstance(beat, BreathBeat) else ""
        yield node.place.source, *_of_leaf(node), part
    elif node.filler is not None and node.filler.freedom.rigid:
        yield node.place.source, node.shape.rigid, "over", ""
    else:
        for child in node.children:
            yield from _rigid(child)


def _of_leaf(leaf: Leaf) -> tuple[Frames, str]:
    """The rigid time of a cue, and what to call it."""
    nothing = Frames(0)
    match leaf:
        case Words():
            return leaf.frames, "words"
        case Rest(why=Why.WRITTEN, freedom=freedom):
            return freedom.nature if freedom.rigid else nothing, "silence"
        case Rest() | Ground():
            return nothing, ""  # the author wrote no line for it, or it takes no time
        case Span(beat=beat, freedom=freedom):
            what = beat.kind.value if isinstance(beat, Beat) else "breathe"
            return freedom.nature if freedom.rigid else nothing, what
        case Move():
            return leaf.frames, "move to"
        case Strike():
            return leaf.frames, "chime"
        case Track():
            return leaf.frames, "play"
