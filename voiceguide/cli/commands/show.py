"""`voiceguide show`."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

import click

from voiceguide.care import asked_first, caution_of
from voiceguide.cli import library
from voiceguide.cli.making import planned, production_of
from voiceguide.cli.progress import speaking
from voiceguide.cli.reach import lengths
from voiceguide.cli.terminal import columns, out, safe, table
from voiceguide.cli.wishes import AS_WRITTEN
from voiceguide.model.session import Option, OptionKind, Session
from voiceguide.model.words import capital
from voiceguide.units import SECOND, Milliseconds, milliseconds_of, written_duration

WIDTH: Final = 100
"""Columns of the text, where the terminal has so many."""
LEAST: Final = 20


@click.command()
@click.argument("name", metavar="NAME|FILE")
def command(name: str) -> None:
    """Tell what a session is, who should ask first, and its options.

    Its lengths are those with the voice that would speak it.
    """
    session, _ = library.session_of(name, {})
    out("\n\n".join(_paragraphs(session)))
    with speaking() as progress, production_of(session, AS_WRITTEN) as production:
        plan = planned(production, progress)
        reach = production.planner.reach()
    usual = milliseconds_of(plan.timeline.frames)
    lasts = f"It lasts {written_duration(Milliseconds((usual + SECOND // 2) // SECOND * SECOND))}"
    alone = len(reach) == 1 and reach[0].least == reach[0].most
    out(f"\n{lasts}." if alone else f"\n{lasts}, and can last {lengths(reach)}: --for LENGTH asks for it.")


def _paragraphs(session: Session) -> Iterator[str]:
    facts = [session.technique, session.posture.value, f"eyes {session.eyes.value}"]
    yield safe(session.title) + "\n" + safe(", ".join(fact for fact in facts if fact))
    for text in (session.summary, caution_of(session)):
        if text:
            yield _filled(text)
    first = [_filled(line, "- ", "  ") for line in asked_first(session)]
    if first:
        yield "\n".join(["Ask a doctor or physiotherapist first if", *first])
    if session.options:
        yield "Options, set with --set NAME=VALUE:\n" + table([_row(option) for option in session.options])
    if session.sources:
        yield _filled("Sources: " + "; ".join(session.sources))


def _row(option: Option) -> tuple[str, str, str]:
    match option.kind:
        case OptionKind.NUMBER | OptionKind.DURATION:
            values = f"{option.least} to {option.most}"
        case OptionKind.ONE_OF:
            values = ", ".join(option.choices)
        case OptionKind.SOME_OF:
            values = f"any of {', '.join(option.choices)}"
        case OptionKind.TEXT:
            values = "any words"
    usual = ", ".join(option.default) or "none"
    return f"  {option.name}", usual, f"{capital(option.about)} ({values})"


def _filled(text: str, first: str = "", others: str = "") -> str:
    room = max(LEAST, min(WIDTH, columns() or WIDTH))
    return "\n".join(wrap(safe(text), room, initial_indent=first, subsequent_indent=others))
