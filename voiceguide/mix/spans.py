"""Finds what touches a stretch of time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Spans(Generic[Thing]):
    """Things with half-open spans, which may overlap.

    starts       |0--------------|   |2----|
                        |1-|
    reach so far  ...............e0  .....e2      the latest end among a thing and all before it: never falls
    """

    def __init__(self, things: Iterable[tuple[int, int, Thing]]) -> None:
        ordered = sorted(things, key=lambda thing: thing[0])
        self._things = ordered
        self._starts = [start for start, _, _ in ordered]
        self._reach = list(accumulate((end for _, end, _ in ordered), max))

    def touching(self, start: int, end: int) -> list[tuple[int, int, Thing]]:
        """Those that own a frame of `start <= frame < end`, by start, each with its own start and end."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [thing for thing in self._things[first:last] if thing[1] > start]
