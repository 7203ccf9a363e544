"""Everybody who speaks in a session: the narrator, the roles, and whoever says what one of them cannot."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Final, Self, TypeVar

from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.sound.clip import Clip
from voiceguide.units import Decibels, Frames, WordsPerMinute
from voiceguide.voice.counter import Counter
from voiceguide.voice.engine import Engine, EngineMissing, Lacking, Voice
from voiceguide.voice.engines import NobodySpeaks, NoSuchVoice
from voiceguide.voice.silent import SilentEngine
from voiceguide.voice.speaker import Speaker, SpeechFailed, Unsaid, VoiceFailed, letters_of
from voiceguide.voice.store import Store

Casting = tuple[Engine, Voice]
"""A voice and the engine that has it."""

Finding = Callable[[frozenset[str]], Casting]
"""Finds a voice that lacks nothing, other than those of these full names. It may raise `NobodySpeaks`."""

TOO_LONG: Final = "its recording is too long for its time"
"""Why a stand-in says what was recorded."""

_BROKEN: Final = (EngineMissing, VoiceFailed, Unsaid)
"""How a voice fails that was chosen, and cannot speak."""

Given = TypeVar("Given")


class Cast:
    """Several voices that are asked as if they were one; a context manager, and safe to be used by several threads.

    A phrase knows the role that says it. What that role's voice lacks, the narrator says, if that voice lacks nothing;
    else the stand-in does: one voice, sought when it is first needed. A voice that turns out to be broken gives way to
    another for the whole session, if nobody asked for it by name. A voice that has two roles is opened once.
    """

    def __init__(  # noqa: PLR0913  (everybody there is)
        self,
        store: Store,
        narrator: Casting,
        roles: Mapping[str, Casting] | None = None,
        *,
        stand_in: Finding,
        next_best: Finding | None = None,
        changes: Iterable[str] = (),
    ) -> None:
        """Give everybody their voice; nothing is started yet.

        Args:
            store: where all keep what they have said.
            narrator: who says what has no role.
            roles: who plays each role; one that is not named here is the narrator's.
            stand_in: finds who says what others lack.
            next_best: finds another narrator for a broken one; None where this very one was asked for.
            changes: a sentence for each voice that is not the one that was meant.
        """
        self._store = store
        self._speakers: dict[str, Speaker] = {}
        self._narrator = self._speaker(narrator)
        self._roles = {role: self._speaker(casting) for role, casting in (roles or {}).items()}
        self._find_stand_in = stand_in
        self._next_best = next_best
        self._stand_in: Speaker | None = None
        self._changes = list(changes)
        self._lacking: dict[Phrase, str] = {}
        """What the voice that should say it does not have, and why."""
        self._promised: dict[Phrase, Speaker] = {}
        """Who says what others were told the length of; that never changes."""
        self._closed = False
        self._door = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End whatever speaks, at once, and give up what is temporary."""
        self._closed = True
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
    def changes(self) -> tuple[str, ...]:
        """A sentence for each voice that could not speak, and who speaks in its place."""
        return tuple(self._changes)

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

    def rate_of(self, phrase: Phrase) -> WordsPerMinute | None:
        """How fast a phrase is really said; None where a voice has a pace of its own, as what was recorded has."""
        speaker = self._speaker_of(phrase)
        return speaker.rate_reached(phrase.rate) if speaker.voice.paces else None

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

    def rate_reached(self, rate: WordsPerMinute, role: str = "") -> WordsPerMinute:
        """The rate itself, or the nearest one that a role, or the narrator, can speak."""
        while True:
            speaker = self.role(role)
            with suppress(_GaveWay), self._giving_way(speaker):
                return speaker.rate_reached(rate)

    def prepare(self, phrases: Iterable[Phrase], progress: Callable[[int, int], None] | None = None) -> None:
        """Speak all phrases that were not spoken before, one voice after another, what some lack at last.

        `progress` is told how many letters of how many are done, in the caller's thread; where a voice gives way to
        another, that begins again. Raises `SpeechFailed` for the first of the phrases, in their order, that could not
        be said.
        """
        phrases = tuple(phrases)
        prepared = False
        while not prepared:
            with suppress(_GaveWay):
                self._prepare(phrases, progress)
                prepared = True

    def _prepare(self, phrases: tuple[Phrase, ...], progress: Callable[[int, int], None] | None) -> None:
        total = 0
        parts = self._parts(phrases)
        for speaker, own in parts.items():
            with self._giving_way(speaker):
                total += letters_of(speaker.unheard(own))
        if not total:
            return
        counter = Counter(total, progress)
        lacking: dict[Phrase, str] = {}
        for speaker, own in parts.items():
            with self._giving_way(speaker):
                lacking |= speaker.prepare(own, counter.one)
        self._lacking |= lacking
        for speaker, lent in self._parts(lacking).items():
            with self._giving_way(speaker):
                for phrase in speaker.prepare(lent, counter.one):
                    raise _lost(phrase, speaker.voice)
        counter.end()

    def _parts(self, phrases: Iterable[Phrase]) -> dict[Speaker, list[Phrase]]:
        parts: dict[Speaker, list[Phrase]] = {}
        for phrase in phrases:
            parts.setdefault(self._speaker_of(phrase), []).append(phrase)
        return parts

    def _asked(self, phrase: Phrase, ask: Callable[[Speaker], Given]) -> Given:
        while True:
            speaker = self._speaker_of(phrase)
            try:
                with self._giving_way(speaker):
                    given = ask(speaker)
            except _GaveWay as changed:
                if phrase in self._promised:
                    raise changed.failure from None
            except Lacking as lack:
                if phrase in self._lacking:
                    raise _lost(phrase, speaker.voice) from None
                self._lacking[phrase] = str(lack)
            else:
                if given is not None:
                    self._promised.setdefault(phrase, speaker)
                return given

    def _speaker_of(self, phrase: Phrase) -> Speaker:
        promised = self._promised.get(phrase)
        if promised is not None:
            return promised
        instead = phrase.instead or phrase in self._lacking
        return self._standing_in(phrase) if instead else self.role(phrase.speaker)

    def _standing_in(self, phrase: Phrase) -> Speaker:
        """The narrator for a role, so that nobody is heard who belongs to nothing; else the stand-in."""
        if self.has(phrase.speaker) and speaks_all(self._narrator.voice):
            return self._narrator
        with self._door:
            if self._stand_in is None:
                try:
                    self._stand_in = self._speaker(self._find_stand_in(frozenset(self._store.broken)))
                except NobodySpeaks as nobody:
                    raise _lost(phrase, self.role(phrase.speaker).voice) from nobody
            return self._stand_in

    @contextmanager
    def _giving_way(self, speaker: Speaker) -> Iterator[None]:
        """Where the voice turns out to be broken, another has taken its place when `_GaveWay` is raised."""
        try:
            yield
        except _BROKEN as failure:
            if isinstance(failure, Unsaid) and speaker.voice.reproducible:
                raise  # it would be the same everywhere: it is the phrase that cannot be said
            with self._door:
                self._replace(speaker, failure)
            raise _GaveWay(failure) from failure

    def _replace(self, speaker: Speaker, failure: Stop) -> None:
        """Give another the place of a broken voice. Raises the failure where nobody is to have it, or can."""
        if speaker not in {self._narrator, self._stand_in, *self._roles.values()}:
            return  # another thread was here first
        if self._closed or (speaker is self._narrator and self._next_best is None):
            raise failure
        broken = frozenset({*self._store.broken, speaker.voice.full_name})
        find: Finding | None = self._find_stand_in
        if speaker is self._narrator:
            find = self._next_best
        elif speaks_all(self._narrator.voice):
            find = None
        try:
            other = self._speaker(find(broken)) if find else self._narrator
        except (NoSuchVoice, EngineMissing):
            raise failure from None
        if other.voice.full_name in broken:
            raise failure
        self._store.broken[speaker.voice.full_name] = failure
        self._changes.append(gives_way(failure, other.voice))
        self._roles = {role: other if one is speaker else one for role, one in self._roles.items()}
        self._narrator = other if speaker is self._narrator else self._narrator
        self._stand_in = other if speaker is self._stand_in else self._stand_in

    def _speaker(self, casting: Casting) -> Speaker:
        engine, voice = casting
        if voice.full_name not in self._speakers:
            self._speakers[voice.full_name] = Speaker(engine, voice, self._store)
        return self._speakers[voice.full_name]


class _GaveWay(Exception):  # noqa: N818  (it is caught at once: then the other is asked)
    """A voice was broken, and another has its place now."""

    def __init__(self, failure: Stop) -> None:
        super().__init__(failure)
        self.failure = failure


def gives_way(trouble: Stop, instead: Voice) -> str:
    """The sentence that tells of it."""
    return f"{trouble.message[:1].upper()}{trouble.message[1:].rstrip('.')}, so '{instead.full_name}' speaks instead."


def speaks_all(voice: Voice) -> bool:
    """Whether a voice can say in another's place whatever that one lacks, and is heard."""
    return not voice.partial and voice.engine != SilentEngine.name


def _lost(phrase: Phrase, voice: Voice) -> SpeechFailed:
    reason = "it was never recorded, and no other voice here can say it"
    return SpeechFailed(phrase, voice, reason, "Record it, or install a voice of this language ('voiceguide voices').")
