"""One script, looked at from every side."""

from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from typing import Final

from voiceguide.check import looks
from voiceguide.check.hearing import Hearing, Slower
from voiceguide.check.ledger import UNUSED, Finding, Ledger
from voiceguide.check.rules import RULES
from voiceguide.check.view import View, view_of
from voiceguide.model.choices import Posture
from voiceguide.model.session import RoleWish, Session
from voiceguide.model.wish import Wish
from voiceguide.problems import Problem, ScriptErrors, Source, Stop, Weight
from voiceguide.produce import Production, rate_out_of_reach, speaking_for, unusable_files, unusable_sounds
from voiceguide.script import Document
from voiceguide.sound.shelf import Shelf
from voiceguide.timeline.cues import Lengths
from voiceguide.timeline.plan import Plan, Planner, Range, UnreachableError
from voiceguide.timeline.voicing import Speaking
from voiceguide.units import Milliseconds
from voiceguide.voice.engines import NoSuchVoice
from voiceguide.voice.speaker import SpeechFailed
from voiceguide.voice.store import Store

_SLOWER: Final = "with a voice 20 % slower"

MOST_SETTINGS: Final = 200
"""Values of options that are looked at: each costs a plan, and what its words need to be spoken."""
_CODES: Final = (
    *(rule.code for rule in RULES), "hasty-words", "words-too-long", "rate-out-of-reach", "role-without-voice", UNUSED,
)  # fmt: skip


def examine(document: Document, *, store: Store, shelf: Shelf, wish: Wish | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with a script, and everything that would be better otherwise, by its place.

    Raises:
        Stop: if no voice can be had.
    """
    ledger = Ledger(known=_CODES)
    with ExitStack() as stack:
        _Examination(document, ledger, _Voices(stack, store, shelf, wish or Wish()), shelf).run()
    return ledger.findings()


class _Voices:
    """A production and its lengths for each voice that the looks ask for: nearly always one."""

    def __init__(self, stack: ExitStack, store: Store, shelf: Shelf, wish: Wish) -> None:
        self._stack = stack
        self._store = store
        self._shelf = shelf
        self.wish: Final = wish
        self._open: dict[tuple[str, str, tuple[RoleWish, ...]], tuple[Production, Hearing]] = {}

    def of(self, session: Session) -> tuple[Production, Hearing]:
        key = (session.voice.name, session.language, session.voices)
        if key not in self._open:
            production = Production(session, self.wish, store=self._store, shelf=self._shelf)
            self._stack.enter_context(production)
            self._open[key] = (production, Hearing(production))
        return self._open[key]


def _left_out(source: Source) -> Problem:
    return Problem(
        source=source,
        message=f"the options have more than {MOST_SETTINGS} values, and only so many were looked at",
        hint="let the options have fewer values, or try the others with '--set'",
        code="values-left-out",
        weight=Weight.ADVICE,
    )


class _Examination:
    """The looks at one script, one after another."""

    def __init__(self, document: Document, ledger: Ledger, voices: _Voices, shelf: Shelf) -> None:
        self._document = document
        self._ledger = ledger
        self._voices = voices
        self._shelf = shelf
        self._seen: dict[Session, str] = {}
        """Sessions that were looked at, and as what: options that change nothing cost nothing."""

    def run(self) -> None:
        if self._document.is_parts:
            self._ledger.problems(self._document.problems_in_parts(), session=None, look="")
            return
        session, problems = self._document.session()
        self._ledger.problems(problems, session=session, look="")
        if session is None or not self._usable(session, ""):
            return
        usual = self._usual(session)
        if usual is None:
            return
        ranges = usual.ranges
        for name, chosen in looks.alternatives(session):
            self._look(name, chosen)
        settings = tuple(islice(looks.settings(session.options), MOST_SETTINGS + 1))
        for setting in settings[:MOST_SETTINGS]:
            self._setting(setting)
        if len(settings) > MOST_SETTINGS:
            self._ledger.problems((_left_out(session.options[-1].source),), session=session, look="")
        for name, length in looks.lengths(session, ranges):
            self._look(name, session, asked=length)
        self._look(_SLOWER, session, asked=session.length, slower=True)

    def _usual(self, session: Session) -> View | None:
        """The script as it is: it alone is asked for the lengths that it can have."""
        plan, kept = self._plan("", session, session.length)
        if plan is None:
            return None
        if session.length is None:
            self._seen[replace(session, options=())] = ""
        view = view_of(session, plan, ranges=self._reach(session), kept=kept)
        self._apply("", view)
        return view

    def _setting(self, setting: looks.Setting) -> None:
        session, problems = self._document.session(setting.values, lean=True)
        self._ledger.problems(problems, session=session, look=setting.name)
        if session is not None and self._usable(session, setting.name):
            self._look(setting.name, session)

    def _look(self, name: str, session: Session, *, asked: Milliseconds | None = None, slower: bool = False) -> None:
        if asked is None and not slower and self._known(session, name):
            return
        plan, kept = self._plan(name, session, asked, slower=slower)
        if plan is not None:
            natural = asked is None or asked == session.length
            self._apply(name, view_of(session, plan, kept=kept, natural=natural), slower=slower)

    def _known(self, session: Session, name: str) -> bool:
        """Whether the same was looked at before, under another name."""
        first = self._seen.setdefault(replace(session, options=()), name)
        if first != name:
            self._ledger.same(name, first)
        return first != name

    def _apply(self, name: str, view: View, *, slower: bool = False) -> None:
        """Ask every rule; then see how the closing is reached from each posture."""
        self._ledger.accept(view.session)
        for rule in RULES:
            for found in rule.find(view):
                weight = Weight.ADVICE if slower and rule.of_voice else rule.weight
                self._ledger.note(found, code=rule.code, reason=rule.reason, weight=weight, look=name)
        if not slower:
            self._landings(name, view)

    def _landings(self, name: str, view: View) -> None:
        closing = view.plan.timeline.closing
        reached = (moment.event.posture for moment in view.moments if moment.event.start < closing)
        for posture in dict.fromkeys((view.session.posture, *reached)):
            ended = replace(view.session, steps=(), background=None, posture=posture)
            early = f"ended early while {_being(posture)}" + (f", {name}" if name else "")
            if view.session.closing and not self._known(ended, early):
                self._landing(early, ended)

    def _landing(self, name: str, session: Session) -> None:
        plan, _ = self._plan(name, session, None)
        if plan is None:
            return
        view = view_of(session, plan)
        for rule in RULES:
            if rule.landing:
                for found in rule.find(view):
                    self._ledger.note(found, code=rule.code, reason=rule.reason, weight=rule.weight, look=name)

    # --- planning ------------------------------------------------------------------------------------------------

    def _usable(self, session: Session, look: str) -> bool:
        """Whether its voice and every sound of a session can be had."""
        problems = list(unusable_sounds(session, self._shelf))
        try:
            production, _ = self._voices.of(session)
        except NoSuchVoice as unknown:
            if self._voices.wish.voice or not session.voice.name:
                raise
            problem = _problem(session.voice.rate_source, unknown, "unknown-voice")
            self._ledger.problems([*problems, problem], session=session, look=look)
            return False
        problems += unusable_files(session, production.file)
        self._ledger.problems(problems, session=session, look=look)
        self._ledger.problems(production.problems, session=session, look=look)
        speaking = self._speaking(session)
        self._ledger.problems(rate_out_of_reach(session, production.cast, speaking), session=session, look=look)
        return not problems

    def _plan(
        self, look: str, session: Session, asked: Milliseconds | None, *, slower: bool = False
    ) -> tuple[Plan | None, bool]:
        """The plan for a length, else for the natural one; whether it is what was asked; None if it cannot be."""
        _, hearing = self._voices.of(session)
        lengths: Lengths = Slower(hearing) if slower else hearing
        planners: list[Planner] = []

        def make(asked: Milliseconds | None) -> Plan:
            planners[:] = [self._planner(session, lengths)]
            return planners[0].natural() if asked is None else planners[0].fitted(asked)

        plan, kept = None, True
        try:
            try:
                plan = hearing.heard(lambda: make(asked))
            except UnreachableError:
                kept = False
                plan = hearing.heard(lambda: make(None))
        except ScriptErrors as errors:
            self._ledger.problems(errors.problems, session=session, look=look)
        except SpeechFailed as failure:
            source = self._planner(session, hearing).phrases(asked).get(failure.phrase, session.source)
            self._ledger.problems([_problem(source, failure, "unspeakable")], session=session, look=look)
        for planner in planners:
            problems = (replace(problem, weight=Weight.ADVICE) if slower else problem for problem in planner.problems)
            self._ledger.problems(problems, session=session, look=look)
        return plan, kept

    def _planner(self, session: Session, lengths: Lengths) -> Planner:
        seed = self._voices.wish.seed
        return Planner(session=session, speaking=self._speaking(session), lengths=lengths, seed=seed)

    def _speaking(self, session: Session) -> Speaking:
        """How it is spoken: not as its production is, for that has the rates of the first session with its voices."""
        production, _ = self._voices.of(session)
        return speaking_for(session, self._voices.wish, production.cast, production.recast)

    def _reach(self, session: Session) -> tuple[Range, ...]:
        _, hearing = self._voices.of(session)
        return hearing.heard(lambda: self._planner(session, hearing).reach())


def _problem(source: Source, trouble: Stop, code: str) -> Problem:
    return Problem(source=source, message=trouble.message, hint=trouble.hint, code=code)


def _being(posture: Posture) -> str:
    return "on hands and knees" if posture is Posture.HANDS_AND_KNEES else posture.value
