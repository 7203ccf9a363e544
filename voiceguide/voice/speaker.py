"""What other rooms use: phrases go in, lengths and levelled clips come out."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from types import TracebackType
from typing import Final, Self

import numpy as np

from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.sound.clip import Clip
from voiceguide.sound.limit import held_alone
from voiceguide.units import Decibels, Frames, WordsPerMinute, gain_of
from voiceguide.voice.audible import FULL_SCALE, Spoken, kept
from voiceguide.voice.calibration import Calibration, Sentence
from voiceguide.voice.engine import Engine, Lacking, TooSlow, Unspoken, Voice
from voiceguide.voice.mouths import Mouths
from voiceguide.voice.plain import plain, speakable
from voiceguide.voice.recipes import Recipes
from voiceguide.voice.store import Store

_AT_ONCE: Final = 2
_TRIES: Final = 2
_HINT: Final = "Write it in other words, say how with 'pronounce', or take another voice ('voiceguide voices')."


class SpeechFailed(Stop):
    """A phrase could not be spoken; whoever knows the script names its line."""

    def __init__(self, phrase: Phrase, voice: Voice, reason: str, hint: str = _HINT) -> None:
        super().__init__(f"the voice '{voice.full_name}' could not say '{plain(phrase.said)}': {reason}", hint)
        self.phrase = phrase
        self.reason = reason


class Unsaid(SpeechFailed):
    """It was asked for, and did not come; another voice may be able to say it."""


class VoiceFailed(Stop):
    """A voice says nothing at all, whatever the script."""

    def __init__(self, voice: Voice, reason: str) -> None:
        super().__init__(
            f"the voice '{voice.full_name}' cannot speak: {reason}", "Take another voice ('voiceguide voices')."
        )


class Speaker:
    """One voice with its store and its calibration; a context manager, and safe to be used by several threads.

    Nothing is started before something must be spoken.
    """

    def __init__(self, engine: Engine, voice: Voice, store: Store) -> None:
        """`voice` must be one of `engine`'s."""
        self.voice: Final = voice
        self._engine = engine
        self._store = store
        self._lengths: dict[Phrase, Frames] = {}
        self._remarks: dict[str, None] = {}
        self._remarked: set[str] = set()
        """What they are about."""
        self._mouths = Mouths(engine, voice)
        self._recipes = Recipes(voice, self._mouths)
        self._calibrating = threading.Lock()
        self._calibration = (
            Calibration(voice=voice, paces=voice.paces, store=store, read=self._read_aloud) if voice.paces else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what speaks, at once, and give up what is temporary."""
        self._mouths.close()
        self._store.close()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was not as good as it could be in what was spoken so far."""
        return tuple(self._remarks)

    @property
    def notice(self) -> str:
        """What the listener should know about the store; empty while all is well."""
        return self._store.notice

    def length_of(self, phrase: Phrase) -> Frames:
        """How long the audible part of a phrase is; it is spoken unless it was before.

        Raises:
            SpeechFailed: it cannot be said.
            Lacking: the voice does not have it.
        """
        if phrase not in self._lengths:
            pace = self._pace(phrase.rate)
            self._promise(phrase, self._measured(phrase, pace) or self._spoken(phrase, pace).audible)
        return self._lengths[phrase]

    def stored(self, phrase: Phrase) -> Frames | None:
        """The same, if it was spoken before; None, and nothing is spoken, if it was not.

        What is recorded was spoken long ago. Raises `Lacking` for what is not.
        """
        if self.voice.partial:
            return self.length_of(phrase)
        if phrase not in self._lengths:
            length = self._measured(phrase, self._pace(phrase.rate))
            if length is None:
                return None
            self._promise(phrase, length)
        return self._lengths[phrase]

    def size_of(self, phrase: Phrase) -> int:
        """How many bytes of the store a phrase takes; 0 if it is not there."""
        recipe = self._recipes.known(plain(phrase.said), self._pace(phrase.rate))
        return self._store.size(recipe) if recipe else 0

    def clip_of(self, phrase: Phrase) -> Clip:
        """A phrase, mono, levelled and held under the ceiling. Raises `SpeechFailed` and `Lacking`."""
        spoken = self._spoken(phrase, self._pace(phrase.rate))
        self._promise(phrase, spoken.audible)
        factor = np.float32(gain_of(self.gain(phrase.rate)) / FULL_SCALE)
        levelled = held_alone((np.multiply(spoken.samples, factor, dtype=np.float32)).reshape(-1, 1))
        return Clip(samples=levelled, first=spoken.first, last=spoken.last)

    def gain(self, rate: WordsPerMinute) -> Decibels:
        """What brings this voice at this rate to its level; the same for every phrase and every session."""
        if self._calibration is None:
            return self.voice.gain
        with self._calibrating:
            return self._calibration.gain(rate)

    def rate_reached(self, rate: WordsPerMinute) -> WordsPerMinute:
        """The rate itself, or the nearest one that this voice can speak."""
        if self._calibration is None:
            return rate
        with self._calibrating:
            return self._calibration.reached(rate)

    def prepare(
        self, phrases: Iterable[Phrase], progress: Callable[[int, int], None] | None = None
    ) -> dict[Phrase, str]:
        """Speak all phrases that were not spoken before, two at once; those that the voice lacks come back, and why.

        `progress` is told how many letters of how many are done, in the caller's thread; what is lacking is not done.
        Raises `SpeechFailed` for the first of the phrases, in their order, that could not be said.
        """
        missing = self.unheard(phrases)
        if not missing:
            return {}
        if progress:
            progress(0, letters_of(missing))
        with ThreadPoolExecutor(_AT_ONCE, "voice") as pool:
            asked = {pool.submit(self._audible, same[0]): same for same in missing}
            try:
                return self._gather(asked, progress)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self._mouths.interrupt()
                raise

    def unheard(self, phrases: Iterable[Phrase]) -> tuple[tuple[Phrase, ...], ...]:
        """What must be spoken for these phrases, in their order; those that sound the same stand together."""
        missing: dict[tuple[str, int], list[Phrase]] = {}
        for phrase in dict.fromkeys(phrases):
            if phrase in self._lengths:
                continue
            pace = self._pace(phrase.rate)
            length = self._measured(phrase, pace)
            if length is None:
                missing.setdefault((plain(phrase.said), pace), []).append(phrase)
            else:
                self._promise(phrase, length)
        return tuple(tuple(same) for same in missing.values())

    def _gather(
        self, asked: dict[Future[Frames], tuple[Phrase, ...]], progress: Callable[[int, int], None] | None
    ) -> dict[Phrase, str]:
        done, whole = 0, letters_of(asked.values())
        for future in as_completed(asked):
            trouble = future.exception()
            if isinstance(trouble, Lacking):
                continue
            if trouble is not None:
                break
            for phrase in asked[future]:
                self._promise(phrase, future.result())
            done += letters_of([asked[future]])
            if progress:
                progress(done, whole)
        lacking: dict[Phrase, str] = {}
        for future, same in asked.items():  # in the order of the script; those before the first failure are done
            try:
                future.result()
            except Lacking as lack:
                lacking.update(dict.fromkeys(same, str(lack)))
        return lacking

    def _promise(self, phrase: Phrase, length: Frames) -> None:
        if self._lengths.setdefault(phrase, length) != length:
            raise SpeechFailed(phrase, self.voice, "it was spoken anew, and is now of another length; start again")

    def _pace(self, rate: WordsPerMinute) -> int:
        if self._calibration is None:
            return 0
        with self._calibrating:
            return self._calibration.pace(rate)

    def _measured(self, phrase: Phrase, pace: int) -> Frames | None:
        recipe = self._recipes.known(plain(phrase.said), pace)
        return self._store.measure(recipe) if recipe else None

    def _audible(self, phrase: Phrase) -> Frames:
        """How long a phrase is once it is spoken; its samples are let go of, so that memory does not grow."""
        return self._spoken(phrase, self._pace(phrase.rate)).audible

    def _spoken(self, phrase: Phrase, pace: int) -> Spoken:
        """A phrase out of the store, spoken first if it is not there."""
        text = plain(phrase.said)
        recipe = self._recipes.of(text, pace)
        if recipe is None:
            return self._say(phrase, text, pace)
        stored = self._store.read(recipe)
        if stored is not None:
            return stored
        spoken = self._say(phrase, text, pace)
        if text in self._remarked:  # it is to be told again the next time
            return spoken
        self._store.write(recipe, spoken)
        return self._store.read(recipe) or spoken

    def _say(self, phrase: Phrase, text: str, pace: int, *, patient: bool = True) -> Spoken:
        """A phrase, spoken now; one that took far too long is tried again only by the `patient`."""
        if not speakable(text):
            raise SpeechFailed(phrase, self.voice, "there is no letter and no digit in it")
        reason, taken_away = "", False
        for _ in range(_TRIES):
            mouth = self._mouths.take()
            try:
                utterance = mouth.speak(text, pace)
                if utterance.remark:
                    self._remarks.setdefault(utterance.remark)
                    self._remarked.add(text)
                return kept(utterance, text)
            except Unspoken as trouble:
                reason = str(trouble)
                hopeless = isinstance(trouble, TooSlow) and not patient
            finally:
                taken_away = not self._mouths.give_back(mouth)
            if taken_away or hopeless:
                break
        raise (SpeechFailed if taken_away else Unsaid)(phrase, self.voice, reason)

    def _read_aloud(
        self, sentences: tuple[str, ...], pace: int, measure: Callable[[Spoken], Sentence]
    ) -> list[Sentence]:
        """The calibration passage; it is not kept, for what is found on it is."""
        rate = WordsPerMinute(0)  # of no importance: it is the pace that is asked for

        def read(said: str) -> Sentence:
            try:
                return measure(self._say(Phrase(said=said, rate=rate), plain(said), pace, patient=False))
            except SpeechFailed as failed:
                raise VoiceFailed(self.voice, failed.reason) from failed

        with ThreadPoolExecutor(_AT_ONCE, "voice") as pool:
            asked = [pool.submit(read, said) for said in sentences]
            try:
                for first in as_completed(asked):
                    first.result()  # the first failure ends it
                return [one.result() for one in asked]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self._mouths.interrupt()
                raise


def letters_of(groups: Iterable[tuple[Phrase, ...]]) -> int:
    """How much there is to speak of phrases that sound the same together."""
    return sum(len(same[0].said) for same in groups)
