"""The words of `voiceguide get-help`: those of the session `when-to-get-help`, laid out without a voice."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import fill
from typing import Final

from voiceguide import content, settings
from voiceguide.cli import library
from voiceguide.cli.commands.devices import look_at
from voiceguide.cli.report import report
from voiceguide.cli.terminal import columns, out, safe, tell
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.play.device import LAST, names
from voiceguide.problems import ScriptErrors
from voiceguide.produce import speaking_for
from voiceguide.script import parse
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.timeline.plan import Planner
from voiceguide.timeline.timeline import Spoken, Timeline

NAME: Final = "when-to-get-help"
COUNTRY: Final = "region"
"""The option of the session by which numbers are chosen; its values are the countries that there are numbers for."""

CODES: Final = {"gb": "uk", "usa": "us"}
"""Other names of countries."""

WIDTH: Final = 100
"""Columns of the text, at most."""
NARROW: Final = 20
"""And at least, in any terminal."""


def show(country: str | None, topic: str) -> dict[str, str] | None:
    """Show everything; the options with which the session says the same, None where its own script is damaged."""
    try:
        wishes = _wishes(library.session_of(NAME, {}, lean=True)[0], country, topic)
        session, _ = library.session_of(NAME, wishes, lean=True)
    except ScriptErrors as mistakes:
        # The listener's own words are damaged: ours are shown before anything is said of that.
        out(_told(_ours(country, topic)))
        tell(report(mistakes.problems))
        return None
    out(_told(session))
    return wishes


def can_be_heard() -> bool:
    """Whether there is a device to speak it with; where there is none, to show it once is enough."""
    if settings.settings(settings.folders().settings).device:
        return True
    return any(look_at(name)[1] == "" for name in names() if name != LAST)


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
    document = parse(folder / f"{NAME}.yaml", library=(folder / content.CARE, folder))
    session, problems = document.session({}, lean=True)
    if session is not None:
        session, problems = document.session(_wishes(session, country, topic), lean=True)
    if session is None:
        raise ScriptErrors(problems)
    return session


def _told(session: Session) -> str:
    """Everything that the session says, section by section, a line for each sentence."""
    speaking = speaking_for(session, Wish())
    timeline = Planner(session=session, speaking=speaking, lengths=GuessedLengths()).natural().timeline
    return "\n\n".join(_paragraphs(timeline))


def _paragraphs(timeline: Timeline) -> Iterator[str]:
    yield safe(timeline.title).upper()
    said = [event for event in timeline.events if isinstance(event.what, Spoken)]
    room = max(NARROW, min(WIDTH, columns() or WIDTH))
    for section, events in groupby(said, key=lambda event: event.section):
        lines = [event.what.text for event in events if isinstance(event.what, Spoken)]
        told = [fill(safe(line), room, initial_indent="  ", subsequent_indent="    ") for line in lines]
        yield "\n".join([safe(section), *told])
