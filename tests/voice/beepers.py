"""Voices that beep, for tests of those who speak together."""

import numpy as np

from voiceguide.model.phrase import Phrase
from voiceguide.units import RATE, Decibels, Frames, WordsPerMinute
from voiceguide.voice.cast import Casting
from voiceguide.voice.engine import NOT_RECORDED, EngineMissing, Lacking, Unspoken, Utterance, Voice
from voiceguide.voice.engines import NobodySpeaks


class Beeper:
    """An engine with one voice, which beeps so many milliseconds for each letter, and may lack phrases."""

    def __init__(
        self, name: str, pitch: int, *, has: set[str] | None = None, gain: float = 0.0, broken: bool = False
    ) -> None:
        self.name = name
        self.broken = broken
        self.pitch = pitch
        self.has = has
        self.asked: list[str] = []
        self.opened = 0
        self.beeps = Voice(
            engine=name, name="one", languages=("en",), title=name, quality="beeping", version="1",
            reproducible=not broken,
            kept=has is None, paces=None, gain=Decibels(gain), partial=has is not None,
        )  # fmt: skip

    @property
    def casting(self) -> Casting:
        """The engine and its voice."""
        return self, self.beeps

    def voices(self) -> tuple[Voice, ...]:
        """Its one voice."""
        return (self.beeps,)

    def voice(self, name: str) -> Voice | None:
        """Its one voice."""
        return self.beeps if name == "one" else None

    def open(self, voice: Voice) -> "Beeper":
        """It is its own mouth."""
        assert voice is self.beeps
        self.opened += 1
        return self

    def speak(self, text: str, pace: int) -> Utterance:
        """Beep, or lack it."""
        assert pace == 0
        self.asked.append(text)
        if self.broken:
            raise EngineMissing(f"the voice '{self.beeps.full_name}' cannot be used: it is rusty")
        if "swallowed" in text:
            raise Unspoken("it swallowed a fly")
        if self.has is not None and text not in self.has:
            raise Lacking(NOT_RECORDED)
        frames = np.arange(len(text) * self.pitch * 48)
        return Utterance(samples=(0.1 * np.sin(frames * self.pitch / 100)).astype(np.float32), rate=RATE, whole=True)

    def close(self) -> None:
        """Nothing to be done."""


def phrase(said: str, speaker: str = "", rate: int = 130) -> Phrase:
    """To be said by a role."""
    return Phrase(said=said, rate=WordsPerMinute(rate), speaker=speaker)


def nobody(_: frozenset[str] = frozenset()) -> Casting:
    """Nobody speaks the language."""
    raise NobodySpeaks("xx")


def long(said: str, pitch: int) -> Frames:
    """How long a beeper takes."""
    return Frames(len(said) * pitch * 48)
