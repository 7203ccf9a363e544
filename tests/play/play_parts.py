"""Parts that stand in for a session while the player is tested: sound whose every frame is known, and a clock."""

from collections.abc import Callable

import numpy as np

from voiceguide.model.choices import BreathPart, Eyes, Posture, SpanKind
from voiceguide.model.phrase import Phrase
from voiceguide.play.command import Command, Order, Seek, Turn
from voiceguide.play.player import Moment
from voiceguide.problems import Source
from voiceguide.sound.clip import Samples
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Happening,
    Quiet,
    Role,
    Spoken,
    Timeline,
    Track,
    Why,
)
from voiceguide.units import RATE, Decibels, Frames, WordsPerMinute


class Grains:
    """A mixer: noise of which every frame tells its number, in steps of 16 bits, at most half as loud as can be."""

    def __init__(self, frames: int) -> None:
        self.frames = Frames(frames)
        self._at = 0

    def read(self, count: int) -> Samples:
        """The next frames."""
        last = min(self._at + count, self.frames)
        read = grains(self._at, last)
        self._at = last
        return read

    def seek(self, frame: Frames) -> None:
        """Go on there."""
        self._at = frame


def grains(first: int, last: int) -> Samples:
    """The frames from `first` to before `last`, never near 0 and no two alike for long."""
    number = np.arange(first, last, dtype=np.int64)
    left = 4096 + (number * 2654435761 >> 7) % 12288
    right = -(4096 + (number * 40503 >> 3) % 12288)
    return (np.stack([left, right], axis=1) / 32768.0).astype(np.float32)


class FakeClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


Act = Order | Callable[[], None] | None
"""A key, something else that happens, or nothing for the time of one moment."""
Plan = list[tuple[float, Act]]
"""What happens when the session has been heard so far, in seconds; one at a time and in this order."""


def idle(at: float, moments: int) -> Plan:
    """Nothing happens for so many moments."""
    return [(at, None)] * moments


class Listener:
    """Keys and screen in one: does what is planned, and keeps all that it was shown."""

    def __init__(self, wait: Callable[[float], None], plan: Plan) -> None:
        self._wait = wait
        self._plan = list(plan)
        self.moments: list[Moment] = []

    def show(self, moment: Moment) -> None:
        """Look at the screen."""
        self.moments.append(moment)

    def wait(self, seconds: float) -> tuple[Order, ...]:
        """Let time pass, and press what is planned."""
        self._wait(seconds)
        if not self._plan or self.moments[-1].position < self._plan[0][0] * RATE:
            return ()
        act = self._plan.pop(0)[1]
        if isinstance(act, Command | Seek | Turn):
            return (act,)
        if act is not None:
            act()
        return ()

    def take(self) -> None:
        """Nothing to take."""

    def give_back(self) -> None:
        """Nothing to give back."""


def event(what: Happening, start: float, seconds: float, **more: object) -> Event:
    """An event on the track of time, its times in seconds."""
    told: dict[str, object] = {"track": Track.TIME, "round": 0, "id": f"{start}"} | more
    return Event(
        id=str(told["id"]),
        track=Track(str(told["track"])),
        start=Frames(round(start * RATE)),
        frames=Frames(round(seconds * RATE)),
        what=what,
        source=Source(file="test.yaml", line=1, column=1),
        section="",
        side="",
        round=int(str(told["round"])),
        posture=Posture.LYING,
        eyes=Eyes.OPEN,
    )


def spoken(text: str, role: Role = Role.SAY) -> Spoken:
    """Words."""
    phrase = Phrase(said=text, rate=WordsPerMinute(120))
    return Spoken(phrase=phrase, text=text, role=role, level=Decibels(0.0))


QUIET = Quiet(why=Why.WRITTEN, natural=Frames(RATE), least=Frames(RATE), most=Frames(RATE))
HOLD = Beat(kind=SpanKind.HOLD)
IN, OUT = (BreathBeat(part=part, cycle=1) for part in (BreathPart.IN, BreathPart.OUT))


def timeline(seconds: float, *events: Event) -> Timeline:
    """A session."""
    frames = Frames(round(seconds * RATE))
    return Timeline(title="Test", frames=frames, asked=None, events=events, chapters=(), closing=frames)
