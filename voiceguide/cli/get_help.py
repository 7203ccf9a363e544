"""`voiceguide get-help`: when to get help, and whom to call; shown at once, then spoken.

What is shown are the very words of the session `when-to-get-help`, laid out without a voice: they are there also where
nothing can be heard.
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from textwrap import fill
from typing import Final

import click

from voiceguide.cli import library
from voiceguide.cli.exits import Exit
from voiceguide.cli.report import report
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.problems import ScriptErrors
from voiceguide.produce import REFERENCE_ENGINE, speaking_for
from voiceguide.script import parse
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.timeline.plan import Planner
from voiceguide.timeline.timeline import Spoken, Timeline

NAME: Final = "when-to-get-help"
COUNTRY: Final = "region"
"""The option of the session by which numbers are chosen; its values are the countries that there are numbers for."""

TOPICS: Final = ("back", "anxiety", "both")
CODES: Final = {"gb": "uk", "usa": "us"}
"""Other names of countries."""

WIDTH: Final = 100
"""Columns of the text."""


@click.command()
@click.option("--country", metavar="XX", help="Whose telephone numbers to tell, such as uk or us.")
@click.option("--topic", type=click.Choice(TOPICS), default="both", show_default=True, help="What it is about.")
@click.option("--text", "only_text", is_flag=True, help="Only show it, without speaking.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="A line for each phrase instead of a screen.")
def command(country: str | None, topic: str, device: str | None, *, only_text: bool, plain: bool) -> int:
    """Tell when to get help, and whom to call.

    The numbers are in care/help.yaml among the bundled scripts. A copy of your own, in the folder 'care' of your folder
    of scripts, comes first.
    """
    try:
        wishes = _wishes(library.session_of(NAME, {}, lean=True)[0], country, topic)
        session, _ = library.session_of(NAME, wishes, lean=True)
    except ScriptErrors as mistakes:
        # The listener's own words are damaged: ours are shown before anything is said of that.
        out(_told(_ours(country, topic)))
        tell(report(mistakes.problems))
        return Exit.SCRIPT_ERRORS
    out(_told(session))
    if only_text:
        return Exit.DONE
    line = [NAME, *(word for name, value in wishes.items() for word in ("--set", f"{name}={value}"))]
    line += [*(["--device", device] if device else []), *(["--plain"] if plain else [])]
    play = import_module("voiceguide.cli.play").command
    with play.make_context("play", line) as context:
        status: int = play.invoke(context)
    return status


def _wishes(session: Session, country: str | None, topic: str) -> dict[str, str]:
    """The options that the session has and that can be set so; a country without numbers is told."""
    known = {option.name: option.choices for option in session.options}
    usual = {value for option in session.options for value in option.default}
    wishes = {"topic": topic} if topic in known.get("topic", ()) else {}
    if country is not None:
        code = CODES.get(country.casefold(), country.casefold())
        if code in known.get(COUNTRY, ()):
            return {**wishes, COUNTRY: code}
        there = ", ".join(code for code in known.get(COUNTRY, ()) if code not in usual)
        tell(safe(f"There are no telephone numbers for '{country}'. There are: {there}."))
    return wishes


def _ours(country: str | None, topic: str) -> Session:
    """The session as it came with the program."""
    folder = library.bundled()
    document = parse(folder / f"{NAME}.yaml", library=(folder / library.CARE, folder))
    session, problems = document.session({}, lean=True)
    if session is not None:
        session, problems = document.session(_wishes(session, country, topic), lean=True)
    if session is None:
        raise ScriptErrors(problems)
    return session


def _told(session: Session) -> str:
    """Everything that the session says, section by section, a line for each sentence."""
    speaking = speaking_for(session, Wish(), REFERENCE_ENGINE)
    timeline = Planner(session=session, speaking=speaking, lengths=GuessedLengths()).natural().timeline
    return "\n\n".join(_paragraphs(timeline))


def _paragraphs(timeline: Timeline) -> Iterator[str]:
    yield safe(timeline.title).upper()
    said = [event for event in timeline.events if isinstance(event.what, Spoken)]
    for section, events in groupby(said, key=lambda event: event.section):
        lines = [event.what.text for event in events if isinstance(event.what, Spoken)]
        told = [fill(safe(line), WIDTH, initial_indent="  ", subsequent_indent="    ") for line in lines]
        yield "\n".join([safe(section), *told])
