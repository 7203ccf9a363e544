"""The lengths that a session can have, in words; and why it cannot have another."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from voiceguide.cli.terminal import safe, table
from voiceguide.timeline.plan import Range, UnreachableError
from voiceguide.timeline.rigid import RigidLine, rigid_lines
from voiceguide.timeline.why import lasting
from voiceguide.units import Milliseconds, whole_seconds_down, whole_seconds_up, written_duration

SHOWN: Final = 8
"""Lines that are named: enough to see where the time goes."""
BESIDE: Final = 3
"""Lines that are named within a sentence."""


def lengths(ranges: tuple[Range, ...]) -> str:
    """The lengths that can be had, in words: to the second, so that each that is named can be asked for."""
    return " or ".join(_range(one) for one in ranges)


def _range(one: Range) -> str:
    whole = one.in_seconds
    if whole is None:
        return written_duration(one.least)  # exact, for nothing else can be had
    if whole.least == whole.most:
        return written_duration(whole.least)
    return f"from {written_duration(whole.least)} to {written_duration(whole.most)}"


def holes(ranges: tuple[Range, ...]) -> tuple[tuple[Milliseconds, Milliseconds], ...]:
    """The ends of every gap between the lengths that can be had."""
    return tuple((below.most, above.least) for below, above in pairwise(ranges))


def gaps(ranges: tuple[Range, ...]) -> str:
    """The lengths between others that cannot be had, in words, to the second."""
    whole = ((whole_seconds_down(low), whole_seconds_up(high)) for low, high in holes(ranges))
    edges = ((written_duration(low), written_duration(high)) for low, high in whole)
    return " or ".join(f"between {low} and {high}" for low, high in edges)


def instead(unreachable: UnreachableError) -> str:
    """What can be had instead, as sentences in one line."""
    asked, ranges = unreachable.asked, unreachable.ranges
    for below, above in holes(ranges):
        if below < asked < above:
            most, least = written_duration(whole_seconds_down(below)), written_duration(whole_seconds_up(above))
            near = f"It can last {most} at most or {least} at least"
            return f"{near}, with a gap between. In all it can last {lengths(ranges)}."
    if not ranges:
        return ""
    nearest = whole_seconds_up(ranges[0].least) if asked < ranges[0].least else whole_seconds_down(ranges[-1].most)
    if not any(one.least <= nearest <= one.most for one in ranges):
        nearest = ranges[0].least if asked < ranges[0].least else ranges[-1].most
    return f"The nearest that it can last is {written_duration(nearest)}. It can last {lengths(ranges)}."


def in_the_way(unreachable: UnreachableError, file: str) -> str:
    """The lines whose time never moves, longest first, in one line; those of another file than `file` with its name."""
    told = []
    for line in _most(unreachable, BESIDE):
        place = f"{line.source.line}" if line.source.file == file else f"{line.source.line} of {line.source.file}"
        told.append(f"{place} ({_what(line)}, {lasting(line.frames)})")
    return f"Most of the time that never moves is in the lines {', '.join(told)}."


def in_the_way_listed(unreachable: UnreachableError) -> str:
    """The same, a line for each."""
    rows = [("", lasting(line.frames), str(line.source), _what(line)) for line in _most(unreachable, SHOWN)]
    return f"The lines with the most time that never moves, longest first:\n{table(rows)}" if rows else ""


def _most(unreachable: UnreachableError, count: int) -> Iterator[RigidLine]:
    yield from rigid_lines(unreachable.root)[:count]


def _what(line: RigidLine) -> str:
    return safe(f"{line.what}, {line.times} times" if line.times > 1 else line.what)
