"""Brings the rooms together: a session becomes a timeline, a voice that speaks it, and a mixer that sounds it.

Nothing here prints or waits. What is wrong in the script comes back as problems, all of them; what stops the machine is
raised.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from voiceguide.mix.mixer import Mixer
from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.steps import Chime, PlayFile, SetBackground
from voiceguide.model.walk import every_step
from voiceguide.model.wish import Wish
from voiceguide.problems import Problem, ScriptErrors, Source, Weight
from voiceguide.script.notes import quoted
from voiceguide.sound.clip import Clip
from voiceguide.sound.files import UnreadableSound
from voiceguide.sound.files import read as read_sound
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf, UnknownSound
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.timeline.voicing import RoleSpeaking, Speaking
from voiceguide.units import Frames, Milliseconds
from voiceguide.voice.cast import Cast
from voiceguide.voice.casting import Company, company
from voiceguide.voice.speaker import SpeechFailed
from voiceguide.voice.store import Store

REFERENCE_ENGINE: Final = "espeak"
"""A script that names no voice is written for this one: there its words must fit their spans as they are."""


class Production:
    """A session with its voice and its sounds; a context manager, for a voice may have processes to end."""

    def __init__(self, session: Session, wish: Wish, *, store: Store, shelf: Shelf) -> None:
        """Choose the voice; nothing is spoken yet.

        Raises:
            Stop: if no voice can be had.
        """
        self.session: Final = session
        self.wish: Final = wish
        self.problems: list[Problem] = []
        """What was found so far, errors and advice."""
        everybody = company(session, wish, store)
        self.cast: Final = everybody.cast
        self.recast: Final = frozenset(everybody.recast)
        """The roles that have another voice than the script names."""
        self.problems += roles_recast(session, everybody)
        self._shelf = shelf
        self._files = lru_cache(maxsize=4)(_file)
        self._audible: dict[str, Frames] = {}
        self.planner: Final = Planner(
            session=session,
            speaking=speaking_for(session, wish, self.cast, self.recast),
            lengths=self,
            seed=wish.seed,
            problems=self.problems,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cast.close()

    # --- planning ------------------------------------------------------------------------------------------------

    @property
    def asked(self) -> Milliseconds | None:
        """The length that the listener asks for, else the script's own as long as no option is set."""
        if self.wish.length is not None:
            return self.wish.length
        return None if any(option.chosen for option in self.session.options) else self.session.length

    def plan(self, progress: Callable[[int, int], None] | None = None) -> Plan:
        """Speak what was never spoken, and lay the session out.

        `progress` is told how many letters of how many are spoken.

        Raises:
            ScriptErrors: if the session cannot be played as it is written.
            UnreachableError: if its length cannot be had.
            Stop: if a voice or a sound fails.
        """
        self.check_sounds()
        self.speak(progress)
        plan = self.planner.natural() if self.asked is None else self.planner.fitted(self.asked)
        self.advise_rate()
        errors = tuple(problem for problem in self.problems if problem.weight is Weight.ERROR)
        if errors:
            raise ScriptErrors(tuple(self.problems))
        return plan

    def speak(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Speak everything that the session is known to say, so that planning waits for nothing."""
        phrases = self.planner.phrases(self.asked or self.session.length)
        try:
            self.cast.prepare(phrases, progress)
        except SpeechFailed as failure:
            raise ScriptErrors((*self.problems, self.blamed(failure, phrases))) from failure

    def blamed(self, failure: SpeechFailed, phrases: Mapping[Phrase, Source]) -> Problem:
        """A phrase that cannot be spoken is a mistake in its line."""
        source = phrases.get(failure.phrase, self.session.source)
        return Problem(source=source, message=failure.message, hint=failure.hint, code="unspeakable")

    def check_sounds(self) -> None:
        """See that every sound that is named can be had and read. Raises `ScriptErrors`."""
        unusable = (*unusable_sounds(self.session, self._shelf), *unusable_files(self.session, self.file))
        if unusable:
            raise ScriptErrors((*self.problems, *unusable))

    def advise_rate(self) -> None:
        """Note an advice for each voice that cannot speak at the rate that is wanted."""
        self.problems += rate_out_of_reach(self.session, self.cast, self.planner.speaking)

    # --- lengths, for the plan -----------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase) -> Frames:
        """The audible part of a phrase."""
        return self.cast.length_of(phrase)

    def ring(self, sound: str) -> Frames:
        """How long a chime rings."""
        return self._shelf.sound(sound).frames

    def file(self, file: str) -> Frames:
        """The audible part of an author's own sound file; of a file that is written again, as it was at first."""
        if file not in self._audible:
            self._audible[file] = self._files(file).audible
        return self._audible[file]

    # --- sound ---------------------------------------------------------------------------------------------------

    def mixer(self, plan: Plan) -> Mixer:
        """The sound of a plan."""
        return Mixer(plan.timeline, clip_of=self.cast.clip_of, sound_of=self._shelf.sound, file_of=self._files)


def speaking_for(
    session: Session, wish: Wish, cast: Cast | None = None, recast: Container[str] = frozenset()
) -> Speaking:
    """How a session is spoken.

    Args:
        session: what is said.
        wish: what the listener asks for.
        cast: who speaks; None for the voice that scripts are written for.
        recast: the roles that have another voice than the script names.
    """
    engine = REFERENCE_ENGINE if cast is None else cast.voice.engine
    other = bool(wish.voice) or "" in recast
    hasty = other or _recorded(cast, "") or not (session.voice.name or engine == REFERENCE_ENGINE)
    asked = wish.rate is not None
    roles = {
        role.role: RoleSpeaking(
            rate=role.rate or session.voice.rate,
            hasty=asked or role.role in recast or _recorded(cast, role.role) or (not role.name and hasty),
            recorded=_recorded(cast, role.role),
        )
        for role in session.voices
    }
    return Speaking(
        rate=wish.rate or session.voice.rate,
        written=session.voice.rate,
        pronounce=session.pronounce,
        hasty=hasty or asked,
        recorded=_recorded(cast, ""),
        roles=roles,
    )


def _recorded(cast: Cast | None, role: str) -> bool:
    """Whether another voice may have to speak for a role."""
    return cast is not None and cast.role(role).voice.partial


def roles_recast(session: Session, everybody: Company) -> Iterator[Problem]:
    """An advice for each role whose voice cannot be had, and for a narrator whose recordings in a pack cannot."""
    for role, source in (("", session.voice.rate_source), *((role.role, role.source) for role in session.voices)):
        missing = everybody.recast.get(role)
        if missing is not None:
            speaks = f"'{everybody.cast.voice.full_name}' speaks" + (f" for '{role}'" if role else "")
            yield Problem(
                source=source,
                message=f"{missing.message}, so {speaks}",
                hint=missing.hint,
                code="role-without-voice",
                weight=Weight.ADVICE,
            )


def rate_out_of_reach(session: Session, cast: Cast, speaking: Speaking) -> Iterator[Problem]:
    """An advice for each voice that cannot speak at the rate that is wanted."""
    wishes = [("", speaking.rate, session.voice.rate_source)]
    wishes += [(role.role, speaking.rate_for(role.role), role.source) for role in session.voices]
    written = [session.voice.rate, *(role.rate for role in session.voices)]
    for role, wanted, source in wishes:
        reached = cast.rate_reached(wanted, role)
        if reached != wanted:
            elsewhere = "" if wanted in written else "; it is --rate or your settings that ask, not this line"
            yield Problem(
                source=source,
                message=f"the voice '{cast.role(role).voice.full_name}' cannot speak at {wanted} words a minute"
                f" and speaks at {reached}",
                hint=f"ask for {reached} words a minute, or for another voice{elsewhere}",
                code="rate-out-of-reach",
                weight=Weight.ADVICE,
            )


def unusable_sounds(session: Session, shelf: Shelf) -> Iterator[Problem]:
    """An error for every sound that a session names and nobody has, or that is the author's own and no sound."""
    for source, name, kind in _sounds(session):
        try:
            found = shelf.kind_of(name)
        except UnknownSound as unknown:
            yield _wrong_sound(source, unknown.message, unknown.hint)
            continue
        if found is not kind:
            names = ", ".join(shelf.names(kind))
            yield _wrong_sound(source, f"'{name}' is no {kind.name.lower()}", f"there are: {names}")
        elif shelf.own_file(name) is not None:
            try:
                shelf.sound(name)
            except UnreadableSound as trouble:
                yield _no_sound(source, name, trouble)


def unusable_files(session: Session, read: Callable[[str], object]) -> Iterator[Problem]:
    """An error for every file that a session plays and that is no sound; `read` raises UnreadableSound for one."""
    for step in every_step((*session.steps, *session.closing)):
        if isinstance(step, PlayFile):
            try:
                read(step.file)
            except UnreadableSound as trouble:
                yield _no_sound(step.source, step.written, trouble)


def _no_sound(source: Source, name: str, trouble: UnreadableSound) -> Problem:
    """The same wherever it is found: called by the name that its author wrote, wherever the file lies."""
    message, hint = f"the sound {quoted(name)} {trouble.fault}", f"{trouble.hint[:1].lower()}{trouble.hint[1:]}"
    return Problem(source=source, message=message, hint=hint, code="unreadable-sound")


def _wrong_sound(source: Source, message: str, hint: str) -> Problem:
    return Problem(source=source, message=message, hint=hint, code="unknown-sound")


def _file(file: str) -> Clip:
    return read_sound(Path(file))


def _sounds(session: Session) -> Iterator[tuple[Source, str, Kind]]:
    """Every sound that a session names, whether or not its step takes part."""
    first = () if session.background is None else (session.background,)
    for step in every_step((*first, *session.steps, *session.closing)):
        if isinstance(step, Chime):
            yield step.source, step.sound, Kind.CHIME
        elif isinstance(step, SetBackground) and step.sound is not None:
            yield step.source, step.sound, Kind.BACKGROUND
