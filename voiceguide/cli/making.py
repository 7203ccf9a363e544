"""From what a listener wants to a session that is laid out and can be heard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from voiceguide import content, settings
from voiceguide.cli import library
from voiceguide.cli.exits import LengthUnreachable, WrongUsage
from voiceguide.cli.lacking import lacking
from voiceguide.cli.report import report
from voiceguide.cli.terminal import tell
from voiceguide.cli.wishes import Wishes
from voiceguide.model.session import Session
from voiceguide.model.steps import SetBackground
from voiceguide.model.wish import Wish
from voiceguide.problems import Problem, ScriptErrors
from voiceguide.produce import Production
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf, UnknownSound
from voiceguide.timeline.plan import Plan, UnreachableError
from voiceguide.timeline.timeline import Underneath
from voiceguide.units import Decibels, Milliseconds, written_duration
from voiceguide.voice.engines import NoSuchVoice
from voiceguide.voice.store import Store

if TYPE_CHECKING:
    from voiceguide.meanwhile.growth import Growth
    from voiceguide.meanwhile.meanwhile import Meanwhile

NONE: Final = "none"
"""The background that is no sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A session that is laid out."""

    production: Production
    plan: Plan
    meanwhile: "Meanwhile | None" = None
    """What still speaks, where it begins before all is spoken; what it has to begin with is its `growth`."""
    growth: "Growth | None" = None


def production_of(session: Session, wish: Wish, background: str = "", store: Store | None = None) -> Production:
    """A session with its voice and its sounds; an empty background leaves it to the script.

    What is spoken is kept in the listener's own store unless another one is given.

    Raises:
        WrongUsage: The listener names a voice or a sound that there is not.
        ScriptErrors: The script does.
    """
    shelf = shelf_for(session)
    session = _with_background(session, background, shelf)
    try:
        return Production(session, wish, store=store or Store(folder=settings.folders().store), shelf=shelf)
    except NoSuchVoice as unknown:
        if wish.voice:
            raise WrongUsage(unknown.message, unknown.hint) from unknown
        if session.voice.name:
            raise ScriptErrors((_no_voice(session, unknown),)) from unknown
        raise


def shelf_for(session: Session) -> Shelf:
    """The sounds that a session can have: those of its pack, the listener's own, and ours."""
    packed = session.pack.sounds if session.pack else None
    return Shelf(bundled=content.sounds(), own=settings.folders().sounds, packed=packed)


@contextmanager
def made(wishes: Wishes, progress: Callable[[int, int], None] | None = None, *, lean: bool = False) -> Iterator[Made]:
    """A session that is laid out, the listener's settings file considered; advice on how it is spoken is told.

    `lean` is quicker, and does not see mistakes in steps that the listener's settings leave out.

    Raises:
        Stop: what it cannot be made for, each kind with a status of its own.
    """
    production, background = begun(wishes, lean=lean)
    with production:
        yield finished(production, planned(production, progress), wishes, background)


def finished(production: Production, plan: Plan, wishes: Wishes, background: str) -> Made:
    """A session of which all is spoken; advice on how it is spoken is told."""
    if production.problems:
        tell(report(production.problems))
    for line in lacking(production, plan, wishes.wanted):
        tell(line)
    return Made(production=production, plan=without_background(plan) if background == NONE else plan)


def begun(wishes: Wishes, *, lean: bool = False, store: Store | None = None) -> tuple[Production, str]:
    """A session with its voice, of which nothing is spoken yet, and the background that the listener wants."""
    own = settings.settings(settings.folders().settings)
    background = own.background if wishes.background is None else wishes.background
    session, _ = library.session_of(wishes.wanted, wishes.settings, lean=lean)
    usual = "" if session.pack and session.pack.voice else own.voice  # who packs a voice means it to be heard
    asked = wishes.wish.voice
    wish = replace(
        wishes.wish, voice=asked or usual, usual=wishes.wish.usual or not asked, rate=wishes.wish.rate or own.rate
    )
    return production_of(session, wish, background, store), background


def planned(production: Production, progress: Callable[[int, int], None] | None) -> Plan:
    """The plan; a length that cannot be had is a sentence."""
    try:
        return production.plan(progress)
    except UnreachableError as unreachable:
        # Known only where there is something to explain.
        from voiceguide.cli.reach import in_the_way, in_the_way_listed, instead  # noqa: PLC0415  (see above)

        asked = written_duration(unreachable.asked)
        if production.wish.length is None:
            problem = Problem(
                source=production.session.length_source,
                message=f"this session cannot last {asked}, as its 'length' asks",
                hint=f"{instead(unreachable)} {in_the_way(unreachable, production.session.file)}",
                code="unreachable-length",
            )
            raise ScriptErrors((problem,)) from unreachable
        message = f"{production.session.title} cannot last {asked}."
        hint = f"{instead(unreachable)}\n{in_the_way_listed(unreachable)}"
        raise LengthUnreachable(message, hint) from unreachable


def _with_background(session: Session, name: str, shelf: Shelf) -> Session:
    """The session with another sound underneath from its beginning; an empty name changes nothing."""
    if name in ("", NONE):
        return session
    try:
        kind = shelf.kind_of(name)
    except UnknownSound as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    if kind is not Kind.BACKGROUND:
        message = f"'{name}' is no background."
        raise WrongUsage(message, f"There are: {', '.join(shelf.names(Kind.BACKGROUND))}.")
    now = session.background or SetBackground(
        source=session.source, path="background", sound=name, level=Decibels(0.0), fade=None
    )
    return replace(session, background=replace(now, sound=name))


def refitted(session: Made, length: Milliseconds) -> Made:
    """The session laid out anew, for another length. Raises UnreachableError."""
    plan = session.production.planner.fitted(length)
    if not any(isinstance(event.what, Underneath) for event in session.plan.timeline.events):
        plan = without_background(plan)  # the listener wanted none
    return replace(session, plan=plan)


def without_background(plan: Plan) -> Plan:
    """The plan with nothing underneath."""
    events = tuple(event for event in plan.timeline.events if not isinstance(event.what, Underneath))
    return replace(plan, timeline=replace(plan.timeline, events=events))


def _no_voice(session: Session, unknown: NoSuchVoice) -> Problem:
    return Problem(source=session.voice.rate_source, message=unknown.message, hint=unknown.hint, code="unknown-voice")
