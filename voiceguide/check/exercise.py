"""Exercises: how long a stretch or a core hold lasts, and how a cat-camel runs.

Figures: domain reference, sections 10 (cat-camel), 12 (stretches), 14b (core) and 19 rule 7.
"""

from collections.abc import Iterator
from typing import Final

from voiceguide.check.breath import rows
from voiceguide.check.rule import Found, at
from voiceguide.check.view import Moment, View, seconds, told
from voiceguide.model.choices import BreathPart
from voiceguide.timeline.timeline import BreathBeat

SHORTEST_STRETCH: Final = seconds(10)
LONGEST_STRETCH: Final = seconds(30)
LONGEST_CORE: Final = seconds(10)
FEWEST_CYCLES: Final = 5
MOST_CYCLES: Final = 8
_CAT_CAMEL: Final = "cat-camel"


def stretch_hold(view: View) -> Iterator[Found]:
    """Static stretches outside 10 to 30 s."""
    for moment in _holds(view, "static stretch"):
        if not SHORTEST_STRETCH <= moment.event.frames <= LONGEST_STRETCH:
            yield at(
                moment,
                f"this stretch is held for {told(moment.event.frames)}",
                f"hold it from {told(SHORTEST_STRETCH)} to {told(LONGEST_STRETCH)}, and rather twice than longer",
            )


def core_hold(view: View) -> Iterator[Found]:
    """Core holds over 10 s."""
    for moment in _holds(view, "core"):
        if moment.event.frames > LONGEST_CORE:
            yield at(
                moment,
                f"this is held for {told(moment.event.frames)}",
                f"hold it {told(LONGEST_CORE)} or less, and add repetitions rather than time",
            )


def cat_camel_cycles(view: View) -> Iterator[Found]:
    """Cat-camel outside 5 to 8 cycles."""
    for row in rows(view):
        cycles = [cycle for cycle in row if cycle.first.technique == _CAT_CAMEL]
        if cycles and not FEWEST_CYCLES <= len(cycles) <= MOST_CYCLES:
            yield at(
                cycles[0].first,
                f"this cat-camel has {len(cycles)} cycle{'s' if len(cycles) > 1 else ''}",
                f"lead {FEWEST_CYCLES} to {MOST_CYCLES} cycles, then rest",
            )


def cat_camel_held(view: View) -> Iterator[Found]:
    """Cat-camel that is held."""
    for moment in view.moments:
        what = moment.event.what
        still = isinstance(what, BreathBeat) and what.part in {BreathPart.HOLD, BreathPart.REST}
        if moment.technique == _CAT_CAMEL and (moment.hold or still):
            yield at(
                moment,
                "this cat-camel is held",
                "let it go on without a stop: breathe: {out: 3s, in: 3s}",
            )


def _holds(view: View, technique: str) -> Iterator[Moment]:
    return (moment for moment in view.moments if moment.hold and moment.technique == technique)
