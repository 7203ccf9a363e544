"""The engine that says nothing, for a time that is known beforehand: for tests, and for planning without a voice."""

from typing import Final

import numpy as np

from voiceguide.units import RATE, SECOND, Milliseconds, duration, frames_of, written_duration
from voiceguide.voice.engine import Utterance, Voice


class SilentMouth:
    """Every phrase takes the same time, at any rate."""

    def __init__(self, length: Milliseconds) -> None:
        """`length` of every phrase."""
        self._length = length

    def speak(self, text: str, pace: int) -> Utterance:  # noqa: ARG002  (whatever is said takes as long)
        """Silence that counts as audible."""
        return Utterance(samples=np.zeros(frames_of(self._length), np.float32), rate=RATE, whole=True)

    def close(self) -> None:
        """Nothing was opened."""


class SilentEngine:
    """Voices named by the time that every phrase takes: `silent:1s`, `silent:250ms`."""

    name = "silent"

    def voices(self) -> tuple[Voice, ...]:
        """One for all."""
        return (_of(SECOND),)

    def voice(self, name: str) -> Voice | None:
        """Any duration that the language knows, from a millisecond to a minute."""
        length = duration(name)
        return _of(length) if length is not None and 0 < length <= _LONGEST else None

    def open(self, voice: Voice) -> SilentMouth:
        """Make ready to say nothing."""
        return SilentMouth(duration(voice.name) or SECOND)


_LONGEST: Final = Milliseconds(60_000)


def _of(length: Milliseconds) -> Voice:
    return Voice(
        engine=SilentEngine.name,
        name=written_duration(length),
        languages=(),
        title=f"Silence of {written_duration(length)} for every phrase",
        quality="silent",
        version="1",
        reproducible=True,
        kept=False,
        paces=None,
    )


engine = SilentEngine()
"""Behind the entry point."""
