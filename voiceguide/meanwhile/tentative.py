"""Lengths of a session of which not all is spoken: what is spoken is measured, the rest is guessed."""

from voiceguide.meanwhile.speech import Speech
from voiceguide.model.phrase import Phrase
from voiceguide.timeline.cues import Lengths
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.units import Frames


class Tentative:
    """Lengths for one plan, as they are known at one moment, and what was guessed for it."""

    def __init__(self, speech: Speech, sounds: Lengths) -> None:
        """`sounds` knows all that is no speech."""
        self._known = speech.lengths()
        self._sounds = sounds
        self.guessed: dict[Phrase, None] = {}
        """What is still to be spoken, in the order in which it was asked for."""
        self._said: set[tuple[str, str]] = set()
        letters = sum(len(phrase.said) for phrase in self._known)
        self._letter = sum(self._known.values()) / letters if letters else None
        """Frames of a letter, by what this voice has said so far."""

    @property
    def count(self) -> int:
        """How many phrases are known."""
        return len(self._known)

    def phrase(self, phrase: Phrase) -> Frames:
        """The audible part of a phrase."""
        length = self._known.get(phrase)
        if length is not None:
            return length
        self.guessed[phrase] = None
        self._said.add((phrase.said, phrase.speaker))
        if self._letter is None:
            return GuessedLengths().phrase(phrase)
        return Frames(round(self._letter * len(phrase.said)))

    def ring(self, sound: str) -> Frames:
        """How long a chime rings."""
        return self._sounds.ring(sound)

    def file(self, file: str) -> Frames:
        """The audible part of an author's own sound file."""
        return self._sounds.file(file)

    def unheard(self, phrase: Phrase) -> bool:
        """Whether a phrase, or the same one at another rate that was asked for to choose among them, is not spoken."""
        return (phrase.said, phrase.speaker) in self._said
