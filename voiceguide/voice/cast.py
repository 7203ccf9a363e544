"""Everybody who speaks in a session: the narrator, the roles, and whoever says what one of them lacks."""

import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Final, Self, TypeVar

from voiceguide.model.phrase import Phrase
from voiceguide.sound.clip import Clip
from voiceguide.units import Decibels, Frames, WordsPerMinute
from voiceguide.voice.engine import Engine, Lacking, Voice
from voiceguide.voice.engines import NobodySpeaks
from voiceguide.voice.speaker import Speaker, SpeechFailed, letters_of
from voiceguide.voice.store import Store

Casting = tuple[Engine, Voice]
"""A voice and the engine that has it."""

TOO_LONG: Final = "its recording is too long for its time"
"""Why a stand-in says what was recorded."""

Given = TypeVar("Given")


class Cast:
    """Several voices that are asked as if they were one; a context manager, and safe to be used by several threads.

    A phrase knows the role that says it. What that role's voice lacks, the stand-in says: one voice for all roles,
    sought when it is first needed. A voice that has two roles is opened once.
    """

    def __init__(
        self,
        store: Store,
        narrator: Casting,
        roles: Mapping[str, Casting] | None = None,
        *,
        stand_in: Callable[[], Casting],
    ) -> None:
        """Give everybody their voice; nothing is started yet.

        Args:
            store: where all keep what they have said.
            narrator: who says what has no role.
            roles: who plays each role; one that is not named here is the narrator's.
            stand_in: finds a voice that lacks nothing. It may raise `NobodySpeaks`.
        """
        self._store = store
        self._speakers: dict[str, Speaker] = {}
        self._narrator = self._speaker(narrator)
        self._roles = {role: self._speaker(casting) for role, casting in (roles or {}).items()}
        self._find_stand_in = stand_in
        self._stand_in: Speaker | None = None
        self._lacking: dict[Phrase, str] = {}
        """What the voice that should say it does not have, and why."""
        self._door = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End whatever speaks, at once, and give up what is temporary."""
        for speaker in tuple(self._speakers.values()):
            speaker.close()

    @property
    def voice(self) -> Voice:
        """The narrator's."""
        return self._narrator.voice

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was not as good as it could be in what was spoken so far."""
        return tuple(remark for speaker in tuple(self._speakers.values()) for remark in speaker.remarks)

    @property
    def notice(self) -> str:
        """What the listener should know about the store; empty while all is well."""
        return self._store.notice

    def role(self, name: str) -> Speaker:
        """Who plays a role; the narrator, where it is empty or nobody's."""
        return self._roles.get(name, self._narrator)

    def has(self, role: str) -> bool:
        """Whether somebody else than the narrator plays a role."""
        return role in self._roles

    def name_of(self, phrase: Phrase) -> str:
        """The voice that says a phrase, by its full name; what a voice lacks is known once it was asked to say it."""
        return self._speaker_of(phrase).voice.full_name

    def lack_of(self, phrase: Phrase) -> str | None:
        """Why another voice says a phrase than the one that should; None if it does, as far as is known."""
        return TOO_LONG if phrase.instead else self._lacking.get(phrase)

    def length_of(self, phrase: Phrase) -> Frames:
        """How long the audible part of a phrase is; it is spoken unless it was before. Raises `SpeechFailed`."""
        return self._asked(phrase, lambda speaker: speaker.length_of(phrase))

    def stored(self, phrase: Phrase) -> Frames | None:
        """The same, if it was spoken before; None, and nothing is spoken, if it was not."""
        return self._asked(phrase, lambda speaker: speaker.stored(phrase))

    def size_of(self, phrase: Phrase) -> int:
        """How many bytes of the store a phrase takes; 0 if it is not there."""
        return self._speaker_of(phrase).size_of(phrase)

    def clip_of(self, phrase: Phrase) -> Clip:
        """A phrase, mono, levelled and held under the ceiling. Raises `SpeechFailed`."""
        return self._asked(phrase, lambda speaker: speaker.clip_of(phrase))

    def gain(self, rate: WordsPerMinute) -> Decibels:
        """What brings the narrator at this rate to the usual level."""
        return self._narrator.gain(rate)

    def rate_reached(self, rate: WordsPerMinute) -> WordsPerMinute:
        """The rate itself, or the nearest one that the narrator can speak."""
        return self._narrator.rate_reached(rate)

    def prepare(self, phrases: Iterable[Phrase], progress: Callable[[int, int], None] | None = None) -> None:
        """Speak all phrases that were not spoken before, one voice after another, what some lack at last.

        `progress` is told how many letters of how many are done, in the caller's thread. Raises `SpeechFailed` for the
        first of the phrases, in their order, that could not be said.
        """
        parts: dict[Speaker, list[Phrase]] = {}
        for phrase in phrases:
            parts.setdefault(self._speaker_of(phrase), []).append(phrase)
        total = sum(letters_of(speaker.unheard(own)) for speaker, own in parts.items())
        if not total:
            return
        counter = _Counter(total, progress)
        lacking: dict[Phrase, str] = {}
        for speaker, own in parts.items():
            lacking |= speaker.prepare(own, counter.one)
        if lacking:
            self._lend(lacking, counter)
        counter.end()

    def _lend(self, lacking: dict[Phrase, str], counter: "_Counter") -> None:
        stand_in = self._standing_in(next(iter(lacking)))
        self._lacking |= lacking
        for phrase in stand_in.prepare(lacking, counter.one):
            raise _lost(phrase, stand_in.voice)

    def _asked(self, phrase: Phrase, ask: Callable[[Speaker], Given]) -> Given:
        try:
            return ask(self._speaker_of(phrase))
        except Lacking as lack:
            stand_in = self._standing_in(phrase)
            self._lacking[phrase] = str(lack)
        try:
            return ask(stand_in)
        except Lacking:
            raise _lost(phrase, stand_in.voice) from None

    def _speaker_of(self, phrase: Phrase) -> Speaker:
        instead = phrase.instead or phrase in self._lacking
        return self._standing_in(phrase) if instead else self.role(phrase.speaker)

    def _standing_in(self, phrase: Phrase) -> Speaker:
        with self._door:
            if self._stand_in is None:
                try:
                    self._stand_in = self._speaker(self._find_stand_in())
                except NobodySpeaks as nobody:
                    raise _lost(phrase, self.role(phrase.speaker).voice) from nobody
            return self._stand_in

    def _speaker(self, casting: Casting) -> Speaker:
        engine, voice = casting
        if voice.full_name not in self._speakers:
            self._speakers[voice.full_name] = Speaker(engine, voice, self._store)
        return self._speakers[voice.full_name]


class _Counter:
    """Adds up what several voices say, for whoever watches."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0
        self._of_this = 0
        """How much the voice that speaks now has done."""
        self._tell()

    def one(self, done: int, _: int) -> None:
        """Another phrase is done, or another voice begins."""
        more, self._of_this = done - (self._of_this if done else 0), done
        if more and self._done < self._total:
            self._done = min(self._total, self._done + more)
            self._tell()

    def end(self) -> None:
        """Some were in the store after all."""
        if self._done < self._total:
            self._done = self._total
            self._tell()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._done, self._total)


def _lost(phrase: Phrase, voice: Voice) -> SpeechFailed:
    reason = "it was never recorded, and no other voice here can say it"
    return SpeechFailed(phrase, voice, reason, "Record it, or install a voice of this language ('voiceguide voices').")
