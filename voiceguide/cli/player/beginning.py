"""A session that is heard as soon as what it needs first is spoken."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from voiceguide.cli.lacking import lacking
from voiceguide.cli.making import NONE, Made, begun, finished, planned, refitted, without_background
from voiceguide.cli.progress import Grow
from voiceguide.cli.report import report
from voiceguide.cli.terminal import safe, tell
from voiceguide.cli.wishes import Wishes
from voiceguide.meanwhile.meanwhile import Meanwhile
from voiceguide.meanwhile.speech import Speech
from voiceguide.problems import ScriptErrors
from voiceguide.timeline.plan import Plan, UnreachableError
from voiceguide.units import Frames, Milliseconds
from voiceguide.voice.speaker import SpeechFailed


@contextmanager
def beginning(
    wishes: Wishes,
    progress: Grow,
    start: Callable[[Plan], Frames],
    until: Callable[[], Milliseconds] | None = None,
) -> Iterator[Made]:
    """A session that can begin; where not all of it is spoken, that goes on meanwhile.

    Args:
        wishes: what the listener wants.
        progress: told how much of how much is spoken.
        start: where in a plan it is to begin.
        until: how long it is until it is to end, where the listener says when that is.

    Raises:
        Stop: what it cannot be made for, each kind with a status of its own.
    """
    if until is not None:
        wishes = replace(wishes, wish=replace(wishes.wish, length=until()))
    production, background = begun(wishes)
    speech = Speech(production.cast.stored, production.cast.length_of)
    with production, Meanwhile(production.planner, speech) as meanwhile:
        production.check_sounds()
        try:
            growth = meanwhile.begin(until or (lambda: production.asked), start, progress)
        except SpeechFailed as failure:
            phrases = production.planner.phrases(production.asked or production.session.length)
            raise ScriptErrors((*production.problems, production.blamed(failure, phrases))) from failure
        if growth is None:
            session = finished(production, planned(production, progress), wishes, background)
            yield session if until is None else _to_end_in(session, until())
            return
        progress(1, 1)
        production.advise_rate()
        if production.problems:
            tell(report(production.problems))
        for line in lacking(production, growth.plan, wishes.wanted):
            tell(line)
        plan = without_background(growth.plan) if background == NONE else growth.plan
        told = len(production.cast.changes)
        yield Made(production=production, plan=plan, meanwhile=meanwhile, growth=growth)
        for change in production.cast.changes[told:]:
            tell(safe(change))


def _to_end_in(session: Made, length: Milliseconds) -> Made:
    """The session laid out anew, as some time has gone by while it was spoken; as it is where that cannot be."""
    try:
        return refitted(session, length)
    except UnreachableError:
        return session
