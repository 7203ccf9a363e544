"""What an engine can do.

An engine is the object behind an entry point of the group `voiceguide.engines`; ours come in by the same door.
"""

from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from voiceguide.problems import Stop
from voiceguide.units import Decibels


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """An engine's own numbers for how fast it speaks, a larger one being faster. They mean nothing to anybody else."""

    slowest: int
    usual: int
    """Where the search for a rate begins."""
    fastest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Facts about a voice, known without starting it."""

    engine: str
    name: str
    """Within its engine."""
    languages: tuple[str, ...]
    """BCP 47 tags, the best first; empty for a voice that speaks none or any."""
    title: str
    """As its makers call it."""
    quality: str
    """One word for people, such as `robotic`."""
    version: str
    """Of the engine and of its data: two voices of the same version say the same thing in the same way."""
    reproducible: bool
    """Whether the same text gives the same sound on every machine and every day."""
    kept: bool = True
    """Whether what it says is worth keeping in the store."""
    paces: Paces | None
    """None for a voice that has one speed, and is not calibrated."""
    gain: Decibels = Decibels(0.0)
    """What brings a voice without `paces` to its level, the same for all that it says; those with some are measured."""
    partial: bool = False
    """Whether it may lack phrases, as recordings do; it speaks where it is asked for by name, and never for another."""

    @property
    def full_name(self) -> str:
        """By which it is asked for: `engine:voice`."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Utterance:
    """Speech as an engine gave it."""

    samples: NDArray[np.float32]
    """Mono amplitudes, of shape [frames]."""
    rate: int
    """Frames a second."""
    whole: bool = False
    """Whether every frame counts as audible, and nothing is to be trimmed."""
    remark: str = ""
    """What is not as good as it could be, as a sentence without its stop; the listener is told."""


class Mouth(Protocol):
    """A voice that was opened. It is used by one thread at a time; two are opened to speak two phrases at once."""

    def speak(self, text: str, pace: int) -> Utterance:
        """Say `text`, which is plain words and never markup, at one of the voice's own `paces`.

        `pace` is 0 where there are no paces.

        Raises:
            Unspoken: nothing or not all was said; it is then asked once more.
            Lacking: a `partial` voice does not have these words, at any pace. It is not asked again, and the next
                voice of the session's language says them; the listener is told which, and by whom.
        """

    def close(self) -> None:
        """End every process that speaks for it. It may be called more than once, and from another thread."""


@runtime_checkable
class Recorded(Protocol):
    """A mouth that has its sounds already; what is found out of one is kept, as long as that stays as it is."""

    def fingerprint(self, text: str) -> str:
        """What tells the sound of `text` from any other. Raises `Lacking`."""


class Engine(Protocol):
    """What stands behind an entry point."""

    @property
    def name(self) -> str:
        """The part of a voice's name before the colon; the same as the entry point's."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices that are installed, at once and without starting any. Raises `EngineMissing`."""

    def voice(self, name: str) -> Voice | None:
        """The voice of that name, also one that is not listed (`en-gb+f3`, `silent:2s`). Raises `EngineMissing`."""

    def open(self, voice: Voice) -> Mouth:
        """Make ready to speak; a process is started by the first phrase at the latest."""


class EngineMissing(Stop):
    """An engine cannot be used on this machine as it is; the hint says what to type."""


class Unspoken(Exception):  # noqa: N818  (the caller tries again before it is an error)
    """A phrase was not said, or not to its end: the process died, hung, refused, or gave nothing."""


class TooSlow(Unspoken):
    """A phrase was not said in the time that it had, which was long."""


NOT_RECORDED: Final = "it was not recorded"
"""The plainest reason why a voice lacks a phrase; it is not worth telling."""


class Lacking(Exception):  # noqa: N818  (another voice says it before it is an error)
    """The voice does not have this phrase; the text is `NOT_RECORDED`, or what is wrong with its recording."""
