"""Lengths for many plans of one script: each phrase is spoken once, and those that are missing are spoken together."""

from collections.abc import Callable
from typing import TypeVar

from voiceguide.model.phrase import Phrase
from voiceguide.produce import Production
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.timeline.plan import UnreachableError
from voiceguide.units import Frames

Planned = TypeVar("Planned")


class Hearing:
    """What a production can say; a phrase that was never heard is guessed, noted, and spoken before the next try."""

    def __init__(self, production: Production) -> None:
        self._production = production
        self._guess = GuessedLengths()
        self._known: dict[Phrase, Frames] = {}
        self._said: dict[tuple[str, str], Phrase] = {}
        self._rings: dict[str, Frames] = {}
        self._missed: dict[Phrase, None] = {}

    def phrase(self, phrase: Phrase) -> Frames:
        """The audible part of a phrase, or a guess."""
        known = self._known.get(phrase)
        if known is not None:
            return known
        self._missed[phrase] = None
        return self._guess.phrase(phrase)

    def ring(self, sound: str) -> Frames:
        """How long a chime rings."""
        if sound not in self._rings:
            self._rings[sound] = self._production.ring(sound)
        return self._rings[sound]

    def file(self, file: str) -> Frames:
        """The audible part of an author's own sound file."""
        return self._production.file(file)

    def near(self, phrase: Phrase) -> Frames:
        """A phrase that may be known at another rate only: then it is reckoned from that."""
        other = self._said.get((phrase.said, phrase.speaker))
        if phrase in self._known or other is None:
            return self.phrase(phrase)
        return Frames(self._known[other] * other.rate // phrase.rate)

    def heard(self, make: Callable[[], Planned]) -> Planned:
        """What `make` gives once every phrase that it asks for is known.

        Raises:
            SpeechFailed: for a phrase that cannot be said.
            UnreachableError: if `make` does, with lengths that are known.
        """
        while True:
            self._missed.clear()
            made: Planned | None = None
            refused: UnreachableError | None = None
            try:
                made = make()
            except UnreachableError as error:
                refused = error
            if not self._missed:
                if refused is not None:
                    raise refused
                if made is not None:
                    return made
            missed = tuple(self._missed)
            self._production.cast.prepare(missed)
            for phrase in missed:
                self._known[phrase] = self._production.phrase(phrase)
                self._said.setdefault((phrase.said, phrase.speaker), phrase)


class Slower:
    """The same with a voice that is 20 % slower: every phrase takes a quarter more. Nothing is spoken for it."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def phrase(self, phrase: Phrase) -> Frames:
        """Five quarters."""
        return Frames(self._hearing.near(phrase) * 5 // 4)

    def ring(self, sound: str) -> Frames:
        """Chimes ring as ever."""
        return self._hearing.ring(sound)

    def file(self, file: str) -> Frames:
        """Files last as ever."""
        return self._hearing.file(file)
