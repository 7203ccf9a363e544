"""A slow voice and a listener, by one clock that is moved by hand: nothing waits, and everything is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from voiceguide.meanwhile.growth import Growth, heard
from voiceguide.meanwhile.meanwhile import Meanwhile
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.timeline.plan import Planner
from voiceguide.timeline.timeline import Quiet, Spoken, Track
from voiceguide.units import RATE, Frames

TICK = 0.25
"""Seconds."""
AHEAD = Frames(RATE)
"""What the player is to hear next is worked out for so long after what the device has."""

Sounding = tuple[str, Frames, Frames]
"""An id, a first frame and a length."""


class SlowVoice:
    """Stands in for `Speech`: says a phrase in its length over `speed`, one after another."""

    def __init__(self, planner: Planner, speed: float, fails: str = "") -> None:
        self._lengths_of = planner.lengths
        self._speed = speed
        self._fails = fails
        self._lengths: dict[Phrase, Frames] = {}
        self._waiting: list[Phrase] = []
        self._busy = 0.0
        self.now = 0.0
        self.failures: dict[Phrase, Stop] = {}
        self.since: dict[Phrase, float] = {}
        """When each phrase was spoken."""

    def want(self, phrases: Iterable[Phrase]) -> None:
        """Speak these first."""
        first = [phrase for phrase in dict.fromkeys(phrases) if phrase not in {**self._lengths, **self.failures}]
        self._waiting = first + [phrase for phrase in self._waiting if phrase not in first]

    def only(self, phrases: Iterable[Phrase]) -> None:
        """Speak nothing else."""
        self._waiting = []
        self.want(phrases)

    def length(self, phrase: Phrase) -> Frames | None:
        """If it was spoken."""
        return self._lengths.get(phrase)

    def lengths(self) -> dict[Phrase, Frames]:
        """All that were spoken."""
        return dict(self._lengths)

    @property
    def count(self) -> int:
        """How many were spoken."""
        return len(self._lengths)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not self._waiting

    @property
    def progress(self) -> tuple[int, int]:
        """In phrases."""
        return self.count, self.count + len(self._waiting)

    @property
    def speed(self) -> float | None:
        """Letters a second."""
        letters = sum(len(phrase.said) for phrase in self._lengths)
        return RATE * self._speed * letters / sum(self._lengths.values()) if letters else None

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self._busy += seconds
        while self._waiting:
            phrase = self._waiting[0]
            takes = self._lengths_of.phrase(phrase) / RATE / self._speed
            if takes > self._busy:
                return
            self._busy -= takes
            self._waiting.pop(0)
            if phrase.said == self._fails:
                self.failures[phrase] = Stop("It cannot be said.")
            else:
                self._lengths[phrase] = self._lengths_of.phrase(phrase)
                self.since[phrase] = self.now - self._busy
        self._busy = 0.0

    def close(self) -> None:
        """Nothing to be done."""


@dataclass
class Listener:
    """Hears a session as a player plays it, and notes what."""

    meanwhile: Meanwhile
    voice: SlowVoice
    growth: Growth
    late: Frames = Frames(0)
    sounded: dict[Sounding, float] = field(default_factory=dict)
    """Everything that was heard, and by when at the latest it had to be ready."""
    words: dict[Sounding, Phrase] = field(default_factory=dict)
    over: bool = False
    began: float = field(init=False)
    """When it began."""

    def __post_init__(self) -> None:
        """Begin now."""
        self.began = self.voice.now

    def hears(self, until: float = float("inf")) -> None:
        """Listen to the end, or until so many seconds have been heard."""
        while not self.over and self.late < min(until * RATE, heard(self.growth).frames):
            if self.meanwhile.over(self.growth, self.late):
                self.over = True
                return
            if self.meanwhile.due(self.growth, self.late):
                self.growth = self.meanwhile.further(self.growth, Frames(self.late + AHEAD))
                self.meanwhile.keep(self.growth)
            self.voice.wait(TICK)
            self._listen(Frames(self.late + round(TICK * RATE)))

    def _listen(self, until: Frames) -> None:
        for event in heard(self.growth).events:
            if self.late <= event.start < until and event.track is not Track.SOUND:
                if isinstance(event.what, Quiet):
                    continue
                key = (event.id, event.start, event.frames)
                self.sounded[key] = self.voice.now
                if isinstance(event.what, Spoken):
                    self.words[key] = event.what.phrase
        self.late = until


def sounding(growth: Growth) -> list[Sounding]:
    """Everything of a plan but silence and what lies underneath."""
    return [
        (event.id, event.start, event.frames)
        for event in growth.plan.timeline.events
        if event.track is not Track.SOUND and not isinstance(event.what, Quiet)
    ]
