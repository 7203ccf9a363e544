"""`voiceguide list`."""

import json
from collections.abc import Iterable
from typing import Final

import click

from voiceguide.cli.catalogue import Entry, entries, measured
from voiceguide.cli.terminal import out, safe, table_rows, tell
from voiceguide.cli.wishes import Duration
from voiceguide.model.choices import Eyes, Posture
from voiceguide.problems import ScriptErrors
from voiceguide.script.grammar import TECHNIQUES
from voiceguide.units import MINUTE, Milliseconds, frames_of, short_clock

EYES: Final = {Eyes.OPEN.value: "eyes open", Eyes.OPTIONAL.value: "eyes open or closed"}


@click.command()
@click.option("--tag", "tags", metavar="T", multiple=True, help="Only sessions with this tag; may be given again.")
@click.option(
    "--posture",
    type=click.Choice([posture.value for posture in Posture]),
    metavar="P",
    help="Only those that can begin so: seated, …",
)
@click.option("--for", "length", type=Duration(), metavar="LENGTH", help="Only those that can last exactly so long.")
@click.option("--json", "as_json", is_flag=True, help="As data; lengths in milliseconds.")
def command(tags: tuple[str, ...], posture: str | None, length: Milliseconds | None, *, as_json: bool) -> None:
    """List the sessions.

    With how long each usually lasts, and from how many minutes to how many it can. A tag is a technique, a posture, or
    a care tag that says who should ask first, such as 'lying' or 'body scan'. With --for, scripts of your own and
    voices that you have chosen are measured, which takes a while at the first time.
    """
    every = list(entries(sure=as_json))
    found = [entry for entry in every if _has(entry, tags) and (posture is None or begins_in(entry, posture))]
    if length is not None:
        found = lasting(found, length)
    if as_json:
        out(json.dumps([_record(entry) for entry in found], indent=2, ensure_ascii=False))
    elif found:
        out(_grouped(found))
    elif tags and not any(_has(entry, tags) for entry in every):
        known = sorted({tag for entry in every for tag in entry.tags})
        tell(safe(f"No session has these tags. There are: {', '.join(known)}."))
    elif tags or posture or length:
        tell("No session is all of this. Ask for less, or see them all with 'voiceguide list'.")


def lasting(among: Iterable[Entry], length: Milliseconds) -> list[Entry]:
    """Those that can last exactly so long."""
    found: list[Entry] = []
    for entry in among:
        try:
            true = measured(entry)
        except ScriptErrors:
            tell(safe(f"{entry.name}: has mistakes; 'voiceguide check {entry.name}' shows them."))
            continue
        if any(least <= length <= most for least, most in true.facts.lengths):
            found.append(true)
    return found


def begins_in(entry: Entry, posture: str) -> bool:
    """Whether a session can begin in a posture; one for any posture can."""
    return not {posture, Posture.ANY.value}.isdisjoint(entry.facts.postures)


def minutes(entry: Entry) -> str:
    """How long a session usually lasts, and from how many whole minutes to how many it can."""
    facts = entry.facts
    usual = short_clock(frames_of(facts.usual))
    if not facts.lengths:
        return usual
    least, most = -(-facts.lengths[0][0] // MINUTE), facts.lengths[-1][1] // MINUTE
    about = "" if entry.exact else "about "
    return f"{usual}  ({about}{least} to {most} min)" if least < most else usual


def _has(entry: Entry, tags: tuple[str, ...]) -> bool:
    return {tag.casefold() for tag in tags} <= {tag.casefold() for tag in entry.tags}


def _grouped(found: list[Entry]) -> str:
    """A paragraph for each technique, in the order of the language."""
    order = {technique: number for number, technique in enumerate(TECHNIQUES)}
    ranked = sorted(found, key=lambda entry: (order.get(entry.facts.technique, len(order)), entry.name))
    lines = table_rows([_row(entry) for entry in ranked])
    told: list[str] = []
    before = None
    for entry, line in zip(ranked, lines, strict=True):
        technique = entry.facts.technique
        if technique != before:
            told += ["", safe(technique or "other").capitalize()]
            before = technique
        told.append(line)
    return "\n".join(told[1:])


def _row(entry: Entry) -> tuple[str, ...]:
    facts = entry.facts
    return f"  {entry.name}", facts.title, minutes(entry), " or ".join(facts.postures), EYES[facts.eyes]


def _record(entry: Entry) -> dict[str, object]:
    facts = entry.facts
    return {
        "name": entry.name,
        "title": facts.title,
        "summary": facts.summary,
        "file": entry.file,
        "language": facts.language,
        "tags": list(entry.tags),
        "technique": facts.technique,
        "postures": list(facts.postures),
        "eyes": facts.eyes,
        "screen": list(facts.screen),
        "usual_ms": facts.usual,
        "lengths_ms": [list(one) for one in facts.lengths],
        "exact": entry.exact,
    }
