"""Frames are shared among things that can move: whole frames, one factor, no floats.

Every thing gets its nature times one factor, rounded down and held in its bounds, the factor as great as the total
lets it be; the frames that are still missing go one each to the things whose next whole frame comes soonest.
"""

import heapq
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voiceguide.timeline.cues import Freedom, Shape, Thing
from voiceguide.units import Frames

_FINER = 96
"""Bounds over natures are told apart on a grid of 2**-96: two that differ do so by more, for natures of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who gets how much."""

    of: Mapping[str, Frames]
    """The length of every place of every thing, by its id."""
    odd: Frames
    """Frames that could not be shared, because a thing with several places was due and had too few left for all."""
    factor: Fraction
    """The factor that the things were given."""


NATURAL = Shares(of={}, odd=Frames(0), factor=Fraction(1))
"""Everything has its natural length."""


def length_at(shape: Shape, factor: Fraction) -> Fraction:
    """How long a stretch is when all its things have this factor; exact, so not always whole."""
    top, bottom = factor.numerator, factor.denominator
    total = shape.rigid * bottom
    for thing in shape.things:
        free = thing.freedom
        total += len(thing.places) * min(max(free.nature * top, free.least * bottom), free.most * bottom)
    return Fraction(total, bottom)


def factor_for(shape: Shape, total: Frames) -> Fraction:
    """The factor at which a stretch is `total` frames long, exactly; the smallest where there are several."""
    marks = {
        (bound << _FINER) // free.nature: Fraction(bound, free.nature)
        for free in {thing.freedom for thing in shape.things}
        if free.nature
        for bound in (free.least, free.most)
    }
    order = sorted(marks)
    if not order:
        return Fraction(1)
    index = bisect_left(order, Fraction(total), key=lambda mark: length_at(shape, marks[mark]))
    if index == len(order):
        return marks[order[-1]]
    above = marks[order[index]]
    if index == 0 or length_at(shape, above) == total:
        return above
    below = marks[order[index - 1]]
    short, long = length_at(shape, below), length_at(shape, above)
    return below + (above - below) * (total - short) / (long - short)


def share(shape: Shape, total: Frames) -> Shares:
    """Share `total` frames; it must lie between the least and the most that `shape` can take."""
    things = shape.things
    factor = factor_for(shape, total)
    got = [_whole(thing.freedom, factor) for thing in things]
    left = total - shape.rigid - sum(len(thing.places) * frames for thing, frames in zip(things, got, strict=True))
    odd = _give_one_by_one(things, got, left)
    of = {place: Frames(frames) for thing, frames in zip(things, got, strict=True) for place in thing.places}
    return Shares(of=of, odd=Frames(odd), factor=factor)


def _whole(freedom: Freedom, factor: Fraction) -> int:
    return min(max(freedom.nature * factor.numerator // factor.denominator, freedom.least), freedom.most)


def _give_one_by_one(things: Sequence[Thing], got: list[int], left: int) -> int:
    """Give the frames that are left; returns those that nobody could take."""
    due = [
        _due(number, thing, got[number])
        for number, thing in enumerate(things)
        if thing.freedom.nature and got[number] < thing.freedom.most
    ]
    heapq.heapify(due)
    while left and due:
        number = due[0][2]
        thing = things[number]
        if len(thing.places) > left:
            return left
        left -= len(thing.places)
        got[number] += 1
        if got[number] < thing.freedom.most:
            heapq.heapreplace(due, _due(number, thing, got[number]))
        else:
            heapq.heappop(due)
    return _give_evenly(things, got, left) if left else 0


def _due(number: int, thing: Thing, frames: int) -> tuple[Fraction, int, int]:
    """The order of coming: soonest next frame, then the longer nature, then the earlier in the script."""
    nature = thing.freedom.nature
    return (Fraction(frames + 1, nature), -nature, number)


def _give_evenly(things: Sequence[Thing], got: list[int], left: int) -> int:
    """Give what is left to things without a nature, as if frame by frame to the shortest; they may take minutes."""
    while left:
        open_ = [n for n, thing in enumerate(things) if not thing.freedom.nature and got[n] < thing.freedom.most]
        if not open_:
            break
        shortest = min(got[number] for number in open_)
        level = [number for number in open_ if got[number] == shortest]
        places = sum(len(things[number].places) for number in level)
        stops = [things[number].freedom.most for number in level] + [got[n] for n in open_ if got[n] > shortest]
        whole = min(min(stops) - shortest, left // places)
        if not whole:
            for number in level:
                if len(things[number].places) > left:
                    return left
                left -= len(things[number].places)
                got[number] += 1
            break
        for number in level:
            got[number] += whole
        left -= whole * places
    return left
