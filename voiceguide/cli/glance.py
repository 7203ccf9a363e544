"""A plan at a glance, as a table; several voices stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from voiceguide.cli.making import Made
from voiceguide.cli.reach import gaps, holes, lengths
from voiceguide.cli.terminal import safe, table
from voiceguide.timeline.glance import Glance, Stretch, glance
from voiceguide.timeline.plan import Plan, Range
from voiceguide.units import Frames, Milliseconds, frames_of, short_clock, written_duration

OUTSIDE: Final = "(no section)"
CLOSING: Final = "(closing)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A session with one voice."""

    voice: str
    glance: Glance
    plan: Plan
    declared: Milliseconds | None
    """The length that the script itself asks for."""
    reach: tuple[Range, ...]


def column(session: Made) -> Column:
    """What there is to tell of a session that is laid out."""
    return Column(
        voice=session.production.cast.voice.full_name,
        glance=glance(session.plan.timeline),
        plan=session.plan,
        declared=session.production.session.length,
        reach=session.production.planner.reach(),
    )


def side_by_side(columns: Sequence[Column]) -> str:
    """The table: a line for each figure, then one for each section; at least one column."""
    facts = [_facts(one) for one in columns]
    names = list(dict.fromkeys(name for one in facts for name in one))
    rows = [[name, *(one.get(name, "") for one in facts)] for name in names]
    head = [("", *(safe(one.voice) for one in columns))]
    return f"{table([*head, *rows])}\n\n{table(_sections(columns))}"


def _facts(one: Column) -> dict[str, str]:
    seen = one.glance
    facts = {
        "length": short_clock(seen.frames),
        "speech": _share(seen.speech, seen.frames),
        "silence": _share(seen.silence, seen.frames),
        "beats": _share(seen.beats, seen.frames),
        "bells and moves": _share(seen.rest, seen.frames),
        "words a minute": f"{seen.speaking} while speaking, {seen.overall} overall",
        "longest silence": f"{short_clock(seen.longest)} at {short_clock(seen.longest_at)}",
        "by nature": short_clock(one.plan.natural),
        "can last": lengths(one.reach),
    }
    if holes(one.reach):
        facts["cannot last"] = gaps(one.reach)
    if one.declared is not None:
        facts["declared"] = f"{written_duration(one.declared)}{_off(one)}"
    if one.plan.timeline.asked is not None:
        facts["given"] = f"{float(one.plan.silences):.3g} times the silences, {float(one.plan.rounds):.3g} the rounds"
    return facts


def _off(one: Column) -> str:
    """How far the session is from the length that it declares."""
    declared = frames_of(one.declared or Milliseconds(0))
    off = one.glance.frames - declared
    return f", and lasts {short_clock(Frames(abs(off)))} {'more' if off > 0 else 'less'}" if off else ", and lasts that"


def _share(part: Frames, whole: Frames) -> str:
    return f"{short_clock(part)}  {round(100 * part / whole) if whole else 0} %"


def _sections(columns: Sequence[Column]) -> list[Sequence[str]]:
    """With another voice a section may be missing, but never stands in another order."""
    rows: list[Sequence[str]] = [("", *(cell for _ in columns for cell in ("start", "length", "speech")))]
    for stretches in zip_longest(*(one.glance.stretches for one in columns)):
        name = next(_name(stretch) for stretch in stretches if stretch is not None)
        rows.append((name, *(cell for stretch in stretches for cell in _cells(stretch))))
    return rows


def _name(stretch: Stretch) -> str:
    if not stretch.title:
        return CLOSING if stretch.closing else OUTSIDE
    return safe("  " * stretch.depth + stretch.title)


def _cells(stretch: Stretch | None) -> tuple[str, str, str]:
    if stretch is None:
        return "", "", ""
    share = f"{round(100 * stretch.speech / stretch.frames) if stretch.frames else 0} %"
    return short_clock(stretch.start), short_clock(stretch.frames), share
