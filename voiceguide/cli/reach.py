"""The lengths that a session can have, in words; and why it cannot have another."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from voiceguide.cli.terminal import safe, table
from voiceguide.timeline.plan import Range, UnreachableError
from voiceguide.timeline.rigid import RigidLine, rigid_lines
from voiceguide.timeline.why import lasting
from voiceguide.units import Milliseconds, written_duration

SHOWN: Final = 8
"""Lines that are named: enough to see where the time goes."""
BESIDE: Final = 3
"""Lines that are named within a sentence."""


def lengths(ranges: tuple[Range, ...]) -> str:
    """The lengths that can be had, in words."""
    return " or ".join(
        written_duration(one.least)
        if one.least == one.most
        else f"from {written_duration(one.least)} to {written_duration(one.most)}"
        for one in ranges
    )


def holes(ranges: tuple[Range, ...]) -> tuple[tuple[Milliseconds, Milliseconds], ...]:
    """The ends of every gap between the lengths that can be had."""
    return tuple((below.most, above.least) for below, above in pairwise(ranges))


def instead(unreachable: UnreachableError) -> str:
    """What can be had instead, as sentences in one line."""
    asked, ranges = unreachable.asked, unreachable.ranges
    for below, above in holes(ranges):
        if below < asked < above:
            near = f"It can last {written_duration(below)} at most or {written_duration(above)} at least"
            return f"{near}, with a gap between. In all it can last {lengths(ranges)}."
    if not ranges:
        return ""
    nearest = ranges[0].least if asked < ranges[0].least else ranges[-1].most
    return f"The nearest that it can last is {written_duration(nearest)}. It can last {lengths(ranges)}."


def in_the_way(unreachable: UnreachableError) -> str:
    """The lines whose time never moves, longest first, in one line."""
    told = (f"{line.source.line} ({_what(line)}, {lasting(line.frames)})" for line in _most(unreachable, BESIDE))
    return f"Most of the time that never moves is in the lines {', '.join(told)}."


def in_the_way_listed(unreachable: UnreachableError) -> str:
    """The same, a line for each."""
    rows = [("", lasting(line.frames), str(line.source), _what(line)) for line in _most(unreachable, SHOWN)]
    return f"The lines with the most time that never moves, longest first:\n{table(rows)}" if rows else ""


def _most(unreachable: UnreachableError, count: int) -> Iterator[RigidLine]:
    yield from rigid_lines(unreachable.root)[:count]


def _what(line: RigidLine) -> str:
    return safe(f"{line.what}, {line.times} times" if line.times > 1 else line.what)
