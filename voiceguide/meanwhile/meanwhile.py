"""Brings together what is spoken and what is planned while a session plays."""

import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from voiceguide.meanwhile.growth import LAST, Grower, Growth
from voiceguide.meanwhile.speech import Clock, Speech
from voiceguide.meanwhile.tentative import Tentative
from voiceguide.model.phrase import Phrase
from voiceguide.problems import ScriptErrors, Stop, Weight
from voiceguide.timeline.plan import Plan, Planner, UnreachableError
from voiceguide.timeline.refit import landing
from voiceguide.timeline.timeline import Spoken
from voiceguide.units import RATE, Frames, Milliseconds, frames_of

LEAD: Final = frames_of(Milliseconds(5000))
"""So much must be certain before a session begins: it should not stop after its first chime."""
NEAR: Final = frames_of(Milliseconds(6000))
"""So long before the cut it is looked whether more is spoken."""
LONG: Final = frames_of(Milliseconds(30_000))
"""What is certain for so long may begin without a word."""
PATIENCE_SECONDS: Final = 4.0
"""How long is waited at the beginning, if that spares a wait in the middle."""
SAFELY: Final = 0.8
"""What is believed of how fast the voice is."""
LOOK_SECONDS: Final = 0.1


class Meanwhile:
    """One session's words, spoken while it plays; a context manager."""

    def __init__(self, planner: Planner, speech: Speech, clock: Clock = time.monotonic) -> None:
        self._planner = planner
        self._clock = clock
        self.speech: Final = speech
        self._grower = Grower(planner, speech)
        self._ending = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.speech.close()

    def begin(
        self,
        asked: Callable[[], Milliseconds | None],
        start: Callable[[Plan], Frames],
        progress: Callable[[int, int], None],
    ) -> Growth | None:
        """Speak until the session can begin; None where all is spoken, or where nothing can be known before.

        Args:
            asked: how long it is to be, if it begins now.
            start: where in a plan it is to begin.
            progress: told how many letters of how many are spoken.

        Raises:
            Stop: A phrase that is needed first cannot be spoken.
        """
        progress(0, 1)
        self.speech.want(self._planner.phrases(asked() or self._planner.session.length))
        self.speech.wait(LOOK_SECONDS)
        if self.speech.idle and not self.speech.failures:
            return None  # it was spoken before, or is spoken at once
        growth: Growth | None = None
        since: float | None = None
        count = -1
        while not self.speech.failures:
            if count != self.speech.count or self.speech.idle:
                count = self.speech.count
                growth = self._begun(asked())
                if growth is not None and growth.whole:
                    return None
                if growth is not None:
                    self.speech.want(growth.guessed)
            if growth is not None:
                loose = self._grower.loosened(growth)
                first = start(growth.plan)
                if self._speaks(loose, first):
                    since = self._clock() if since is None else since
                    if self._kind(growth, first, self._clock() - since):
                        return growth if growth.cut.frame - first >= LEAD else loose
            elif self.speech.idle:
                return None
            progress(*self.speech.progress)
            self.speech.wait(LOOK_SECONDS)
        raise next(iter(self.speech.failures.values()))

    def _begun(self, asked: Milliseconds | None) -> Growth | None:
        """The session by what is known now; None where that cannot be believed."""
        try:
            growth = self._grower.begun(asked)
        except UnreachableError:
            return None
        wrong = any(problem.weight is Weight.ERROR for problem in growth.problems)
        return None if wrong else growth

    def _speaks(self, loose: Growth, start: Frames) -> bool:
        """Whether it would be heard for a while if it began now: it should not stop after its first chime."""
        said = [event for event in loose.plan.timeline.events if isinstance(event.what, Spoken) and event.end > start]
        words = said[0].end if said else loose.plan.timeline.frames
        return loose.cut.frame >= min(max(words, start + LEAD), start + LONG)

    def _kind(self, growth: Growth, start: Frames, waited: float) -> bool:
        """Whether to begin now: it will not have to wait for the voice later, or would have to all the same."""
        speed = self.speech.speed
        if speed is None:
            return growth.cut.frame >= start + LONG
        missing, letters = 0.0, 0
        said = set(growth.guessed)
        for event in growth.plan.timeline.events:
            if isinstance(event.what, Spoken) and event.what.phrase in said:
                said.discard(event.what.phrase)
                letters += len(event.what.phrase.said)
                missing = max(missing, letters / speed / SAFELY - (event.start - start) / RATE)
        lacks = [missing]
        if growth.asked is not None:  # for it to be as planned, everything must be there before the first silence moves
            lacks.append(letters / speed / SAFELY - (growth.cut.frame - start) / RATE)
        return not any(0 < lack <= PATIENCE_SECONDS - waited for lack in lacks)

    # --- while it plays ------------------------------------------------------------------------------------------

    def due(self, growth: Growth, late: Frames) -> bool:
        """Whether the session can be planned further, or must be; `late` is the first frame that can still change."""
        if growth.whole:
            return False
        idle = self.speech.idle
        if self.speech.failures:
            return idle and (growth.exact or self.speech.count != growth.lengths.count)
        needed = growth.cut.waits_for
        ready = all(self.speech.length(phrase) is not None for phrase in needed) if needed else idle
        near = late + NEAR >= growth.cut.frame or growth.cut.place in growth.waits
        return (ready and (near or idle)) or late + LAST >= growth.cut.frame

    def over(self, growth: Growth, late: Frames) -> bool:
        """Whether it must end, as what comes now cannot be spoken."""
        if growth.whole or not self.speech.failures or not self.speech.idle:
            return False
        return not self.due(growth, late) and late >= growth.cut.frame

    def further(self, growth: Growth, now: Frames) -> Growth:
        """The session with all that is spoken by now; what is before `now` stays as it was heard.

        After a failure it will never be as it was meant: it is heard as far as it is spoken.
        """
        return self._grower.further(replace(growth, exact=False) if self.speech.failures else growth, now)

    def refitted(self, growth: Growth, now: Frames, asked: Frames) -> Growth:
        """The session with another length, or with the nearest to it that can be had."""
        return self._grower.refitted(growth, now, asked)

    def keep(self, growth: Growth) -> None:
        """Speak what this one lacks, in the order in which it needs it.

        After a failure only what comes before it, and the closing with which it ends.
        """
        failures = self.speech.failures
        if not failures:
            self.speech.want(growth.guessed)
        elif not self._ending:
            self._ending = True
            bad = next((at for at, phrase in enumerate(growth.guessed) if phrase in failures), len(growth.guessed))
            self.speech.only((*growth.guessed[:bad], *self._landing(growth.plan, growth.plan.timeline.frames)[1]))

    def closing(self, growth: Growth, now: Frames) -> Plan | None:
        """The closing for a listener who ends at `now`; None where it is not spoken."""
        plan, missing = self._landing(growth.plan, now)
        return None if missing else plan

    def _landing(self, plan: Plan, now: Frames) -> tuple[Plan, tuple[Phrase, ...]]:
        lengths = Tentative(self.speech, self._planner.lengths)
        landed = landing(replace(self._planner, lengths=lengths), plan, now)
        return landed, tuple(lengths.guessed)

    def failure(self, growth: Growth) -> Stop | None:
        """Why it could not be played to its end, or is not as its author means it."""
        failures = self.speech.failures
        if failures:
            return next(iter(failures.values()))
        errors = tuple(problem for problem in growth.problems if problem.weight is Weight.ERROR)
        return ScriptErrors(errors) if growth.whole and errors else None
