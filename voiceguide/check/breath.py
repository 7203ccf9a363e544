"""How the breath is led: holds, 4-7-8, quick breathing, and a free end.

Figures: domain reference, sections 2b (patterns, engine rules) and 19 rules 5 and 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.check.languages import lexicon_of
from voiceguide.check.lexicon import Lexicon
from voiceguide.check.rule import Found, at
from voiceguide.check.view import MOVEMENT, Moment, View, seconds, told
from voiceguide.model.choices import BreathPart
from voiceguide.timeline.timeline import BreathBeat, Quiet, Why
from voiceguide.units import Frames

LONGEST_HOLD: Final = seconds(8)
"""Section 19, rule 5."""
ADVISED_478: Final = 4
"""Section 2b: cycles of 4-7-8 at a sitting in the first month …"""
MOST_478: Final = 8
"""… and ever."""
QUICK: Final = seconds(6)
"""Section 19, rule 6: the usual patterns run at ten breaths a minute or fewer."""
QUICK_IN_A_ROW: Final = 8
FREE: Final = seconds(20)
"""Section 19, rule 5: every breathing session ends with so much free breath."""
TOGETHER: Final = seconds(5)
"""Cycles with no more than this between them are one row."""

_RATIO: Final = (4, 7, 8)
_NEAR: Final = 50
"""A ratio is met within one part in so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One breath that is led."""

    first: Moment
    start: Frames
    end: Frames
    parts: dict[BreathPart, Frames]


def cycles(view: View) -> Iterator[Cycle]:
    """Every breath that is led, in its order."""
    key, phases = "", list[Moment]()
    for moment in view.moments:
        if isinstance(moment.event.what, BreathBeat):
            its = moment.event.id.rpartition("/")[0]
            if phases and its != key:
                yield _cycle(phases)
                phases = []
            key = its
            phases.append(moment)
    if phases:
        yield _cycle(phases)


def rows(view: View) -> Iterator[list[Cycle]]:
    """Breaths that come one after another."""
    row: list[Cycle] = []
    for cycle in cycles(view):
        if row and cycle.start - row[-1].end > TOGETHER:
            yield row
            row = []
        row.append(cycle)
    if row:
        yield row


def _cycle(phases: list[Moment]) -> Cycle:
    parts = {phase.event.what.part: phase.event.frames for phase in phases if isinstance(phase.event.what, BreathBeat)}
    return Cycle(first=phases[0], start=phases[0].event.start, end=phases[-1].event.end, parts=parts)


def long_breath_hold(view: View) -> Iterator[Found]:
    """A breath hold or rest over 8 s."""
    for moment in view.moments:
        what = moment.event.what
        still = isinstance(what, BreathBeat) and what.part in {BreathPart.HOLD, BreathPart.REST}
        if still and moment.event.frames > LONGEST_HOLD:
            yield at(
                moment, f"the breath is held for {told(moment.event.frames)}", f"make it {told(LONGEST_HOLD)} or less"
            )


def many_478(view: View) -> Iterator[Found]:
    """Over 4 cycles of 4-7-8."""
    found = _of_478(view)
    if ADVISED_478 < len(found) <= MOST_478:
        yield at(
            found[ADVISED_478],
            f"this is the {ADVISED_478 + 1}th cycle of 4-7-8, of {len(found)}",
            f"lead {ADVISED_478} cycles, and let practised listeners choose up to {MOST_478}",
        )


def too_many_478(view: View) -> Iterator[Found]:
    """More than 8 cycles of 4-7-8, however written."""
    found = _of_478(view)
    if len(found) > MOST_478:
        yield at(
            found[MOST_478],
            f"this is the {MOST_478 + 1}th cycle of 4-7-8, of {len(found)}",
            f"lead {ADVISED_478} cycles, and never more than {MOST_478} in a session",
        )


def _of_478(view: View) -> list[Moment]:
    """The first moment of every cycle of 4-7-8, as breaths, as holds, or as silences between words."""
    lexicon = lexicon_of(view.session.language)
    found = [cycle.first for cycle in cycles(view) if _is_478(cycle)]
    beats: list[tuple[Moment, str]] = []
    said = ""
    for moment in view.moments:
        said = moment.text or said
        if moment.hold:
            beats.append((moment, ""))
        elif isinstance(moment.event.what, Quiet) and moment.event.what.why is Why.WRITTEN:
            beats.append((moment, said))
    while len(beats) >= len(_RATIO):
        three = beats[: len(_RATIO)]
        if _written_478(three, lexicon):
            found.append(three[0][0])
            beats = beats[len(_RATIO) :]
        else:
            beats = beats[1:]
    return sorted(found, key=lambda moment: moment.event.start)


def _is_478(cycle: Cycle) -> bool:
    breath = cycle.parts
    drawn = breath.get(BreathPart.IN, 0) + breath.get(BreathPart.MORE, 0)
    return _in_ratio((drawn, breath.get(BreathPart.HOLD, 0), breath.get(BreathPart.OUT, 0)))


def _written_478(three: list[tuple[Moment, str]], lexicon: Lexicon | None) -> bool:
    lengths = tuple(moment.event.frames for moment, _ in three)
    if not _in_ratio(lengths) or three[-1][0].event.end - three[0][0].event.start > 2 * sum(lengths):
        return False
    if all(moment.hold for moment, _ in three):
        return True
    return lexicon is not None and all(
        pattern.search(said) for pattern, (_, said) in zip(lexicon.breath_in_words, three, strict=True)
    )


def _in_ratio(lengths: tuple[int, ...]) -> bool:
    """Whether three lengths are as 4 to 7 to 8, at any tempo."""
    beat = sum(lengths) / sum(_RATIO)
    return beat > 0 and all(
        abs(length - share * beat) * _NEAR <= share * beat for length, share in zip(lengths, _RATIO, strict=True)
    )


def quick_breathing(view: View) -> Iterator[Found]:
    """Cycles under 6 s for more than 8 in a row outside movement."""
    for row in rows(view):
        quick = 0
        for cycle in row:
            fast = cycle.end - cycle.start < QUICK and cycle.first.technique not in MOVEMENT
            quick = quick + 1 if fast else 0
            if quick == QUICK_IN_A_ROW + 1:
                yield at(
                    cycle.first,
                    f"more than {QUICK_IN_A_ROW} breaths in a row take {told(Frames(cycle.end - cycle.start))} each",
                    f"make them {told(QUICK)} or longer, or lead fewer of them",
                )


def no_free_breath(view: View) -> Iterator[Found]:
    """A breathing session that does not end in 20 s of free breath."""
    led = [cycle for cycle in cycles(view) if cycle.first.technique not in MOVEMENT]
    if led and view.frames - led[-1].end < FREE:
        yield at(
            led[-1].first,
            f"after the last breath that is led there are {told(Frames(view.frames - led[-1].end))}",
            f"end with {told(FREE)} or more in which the breath comes and goes by itself",
        )
