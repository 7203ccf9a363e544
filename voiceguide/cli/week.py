"""A first week, for `voiceguide suggest --week`. The plan is data: `scripts/week.toml`."""

import tomllib
from typing import Final

from voiceguide import content
from voiceguide.cli.catalogue import Entry
from voiceguide.cli.terminal import table
from voiceguide.units import frames_of, short_clock

FILE: Final = "week.toml"


def week(known: dict[str, Entry]) -> str:
    """The days, with what to type for each; sessions that are not `known` are named all the same."""
    plan = tomllib.loads((content.scripts() / FILE).read_text(encoding="utf-8"))
    rows: list[tuple[str, str, str, str]] = []
    for number, day in enumerate(plan["day"], 1):
        begins = f"Day {number}"
        for part in day["parts"]:
            rows.append((begins, *_told(known, part["session"], part.get("set", ""))))
            begins = ""
            if "or" in part:
                rows.append(("", *_told(known, part["or"], "", "or ")))
    return f"{table(rows)}\n\n{plan['after']}"


def _told(known: dict[str, Entry], name: str, settings: str, before: str = "") -> tuple[str, str, str]:
    entry = known.get(name)
    typed = f"voiceguide play {name}" + (f" --set {settings}" if settings else "")
    if entry is None:
        return f"{before}{name}", "", typed
    length = "" if settings else short_clock(frames_of(entry.facts.usual))
    return f"{before}{entry.facts.title}", length, typed
