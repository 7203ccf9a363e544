"""Phrases that are spoken in the background, those first that are needed first."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.units import Frames

AT_ONCE: Final = 2
"""A voice speaks two phrases at once."""

Clock = Callable[[], float]
"""Seconds that only go forward."""


class Speech:
    """Speaks what it is told to; may be asked by any thread."""

    def __init__(
        self,
        stored: Callable[[Phrase], Frames | None],
        length_of: Callable[[Phrase], Frames],
        clock: Clock = time.monotonic,
    ) -> None:
        """Nothing is begun yet.

        Args:
            stored: how long a phrase is, if it was spoken before.
            length_of: speaks a phrase, and tells how long it is.
            clock: tells how fast it goes.
        """
        self._stored = stored
        self._length_of = length_of
        self._clock = clock
        self._door = threading.Condition()
        self._lengths: dict[Phrase, Frames] = {}
        self._failures: dict[Phrase, Stop] = {}
        self._waiting: list[Phrase] = []
        self._speaking: set[Phrase] = set()
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._since: float | None = None
        self._last = 0.0
        self._letters = 0

    def want(self, phrases: Iterable[Phrase]) -> None:
        """Speak these before everything else, in their order; what is spoken is not spoken again.

        Raises:
            Stop: The voice cannot be used at all.
        """
        phrases = list(dict.fromkeys(phrases))
        for phrase in phrases:
            length = None if self.length(phrase) is not None else self._stored(phrase)
            if length is not None:
                with self._door:
                    self._lengths[phrase] = length
        with self._door:
            first = [phrase for phrase in phrases if self._is_open(phrase)]
            known = set(first)
            self._waiting = first + [phrase for phrase in self._waiting if phrase not in known]
            self._go_on()

    def only(self, phrases: Iterable[Phrase]) -> None:
        """Speak these, and nothing else that was wanted."""
        with self._door:
            self._waiting = []
        self.want(phrases)

    def length(self, phrase: Phrase) -> Frames | None:
        """How long a phrase is; None as long as it is not spoken."""
        with self._door:
            return self._lengths.get(phrase)

    def lengths(self) -> dict[Phrase, Frames]:
        """How long everything is that is spoken by now."""
        with self._door:
            return dict(self._lengths)

    @property
    def count(self) -> int:
        """How many phrases are spoken."""
        with self._door:
            return len(self._lengths)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to be spoken."""
        with self._door:
            return not self._waiting and not self._speaking

    @property
    def failures(self) -> dict[Phrase, Stop]:
        """What could not be spoken, and why."""
        with self._door:
            return dict(self._failures)

    @property
    def progress(self) -> tuple[int, int]:
        """How many letters of how many are spoken."""
        with self._door:
            done = sum(len(phrase.said) for phrase in self._lengths)
            return done, done + sum(len(phrase.said) for phrase in (*self._waiting, *self._speaking))

    @property
    def speed(self) -> float | None:
        """Letters a second, by what was spoken so far; None as long as nothing was."""
        with self._door:
            if self._since is None or not self._letters:
                return None
            return self._letters / max(1e-3, self._last - self._since)

    def wait(self, seconds: float) -> None:
        """Wait until everything is spoken or something fails, for so long at most."""
        with self._door:
            self._door.wait_for(lambda: self._failures or not (self._waiting or self._speaking), seconds)

    def close(self) -> None:
        """Speak nothing more; what is being spoken is not waited for."""
        with self._door:
            self._closed = True
            self._waiting = []
            self._door.notify_all()

    def _is_open(self, phrase: Phrase) -> bool:
        return not (phrase in self._lengths or phrase in self._failures or phrase in self._speaking)

    def _go_on(self) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        while len(self._threads) < min(AT_ONCE, len(self._waiting)) and not self._closed:
            thread = threading.Thread(target=self._work, name="speech", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._door.notify_all()

    def _work(self) -> None:
        while (phrase := self._next()) is not None:
            begun = self._clock()
            try:
                length = self._length_of(phrase)
            except Stop as stop:
                self._failed(phrase, stop)
            except Exception as accident:  # noqa: BLE001  (whoever waits for the phrase must hear of it)
                self._failed(phrase, Stop(f"'{phrase.said}' could not be said: {accident}", "Start again."))
            else:
                self._spoken(phrase, length, begun)

    def _next(self) -> Phrase | None:
        with self._door:
            while not self._waiting and not self._closed:
                self._door.wait()
            if self._closed:
                return None
            phrase = self._waiting.pop(0)
            self._speaking.add(phrase)
            return phrase

    def _spoken(self, phrase: Phrase, length: Frames, begun: float) -> None:
        with self._door:
            self._speaking.discard(phrase)
            self._lengths[phrase] = length
            self._since = begun if self._since is None else self._since
            self._last = self._clock()
            self._letters += len(phrase.said)
            self._door.notify_all()

    def _failed(self, phrase: Phrase, stop: Stop) -> None:
        with self._door:
            self._speaking.discard(phrase)
            if not self._closed:
                self._failures[phrase] = stop
            self._door.notify_all()
