"""The plan of a session: every event with its first frame and its length.

    track  time    |--speech--|-silence-|--------hold--------|--silence--|     one after another, no gap, no overlap
    track  inside                       |on|    |2|   |3|                      words, counts and tones in a span
    track  sound   |---------------background------------------------------|   ringing and backgrounds

Spans are half-open: an event owns the frames `start <= frame < end`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from voiceguide.model.choices import BreathPart, Eyes, Posture, SpanKind
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Source
from voiceguide.units import Decibels, Frames, Milliseconds


class Track(StrEnum):
    """Where an event stands beside the others."""

    TIME = "time"
    """Follows one another from 0 to the end."""
    INSIDE = "inside"
    """Within an event of `time`."""
    SOUND = "sound"
    """Runs on underneath."""


class Why(StrEnum):
    """Why there is a silence."""

    WRITTEN = "written"
    GAP = "gap"
    """Between two texts that meet without one."""
    OVER = "over"
    """What the words leave of a pass of fixed length."""
    SIDE = "side"
    """The shorter side is given the difference."""
    ODD = "odd"
    """Frames that cannot be shared equally, at the very end."""
    WAIT = "wait"
    """A session was begun before all of it was spoken, and the voice was not ready in time."""


class Role(StrEnum):
    """What words are for."""

    SAY = "say"
    LEAD = "lead"
    """Before a span."""
    ON = "on"
    """The start word of a span."""
    DURING = "during"
    COUNT = "count"
    PHASE = "phase"
    """The word of a breath's phase."""
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words. The event is their audible part, from the first audible frame to after the last."""

    phrase: Phrase
    text: str
    """As the author wrote it, for captions."""
    role: Role
    level: Decibels


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A silence."""

    why: Why
    natural: Frames
    least: Frames
    most: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Time to change posture."""

    posture: Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A timed span of the body: a hold, a tension, a release."""

    kind: SpanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathBeat:
    """A phase of a breath."""

    part: BreathPart
    cycle: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A chime. On `time` the event is its wait; on `sound`, from the strike to where it has rung out or faded."""

    sound: str
    level: Decibels


@dataclass(frozen=True, slots=True, kw_only=True)
class Toned:
    """A soft tone that leads a breath."""

    sound: str
    """`in` or `out`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Underneath:
    """A background. The event is from the beginning of its fade in to the end of its fade out."""

    sound: str
    level: Decibels
    fade_in: Frames
    fade_out: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A sound file of the author's. The event is its audible part."""

    file: str
    level: Decibels


Happening = Spoken | Quiet | Moving | Beat | BreathBeat | Struck | Toned | Underneath | Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens, and when."""

    id: str
    """Its path in the script with round and side, unlike any other's; such as `steps/6/steps/2[3][left]`."""
    track: Track
    start: Frames
    frames: Frames
    what: Happening
    source: Source = field(compare=False)
    section: str
    """The title of the innermost section; empty outside of all."""
    side: str
    """The name of the side, or empty."""
    round: int
    """Of the innermost loop, counted from 1; 0 outside of all."""
    posture: Posture
    eyes: Eyes

    @property
    def end(self) -> Frames:
        """The first frame after it."""
        return Frames(self.start + self.frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section in time."""

    title: str
    start: Frames
    end: Frames
    depth: int
    """0 for a section that stands in no other."""
    source: Source = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A moment that neither voice nor wording moves: the end of a pass of its own length, or a beat right after it."""

    frame: Frames
    filled: bool
    """True where words fill the pass to its end, so that another voice might move it after all."""
    source: Source = field(compare=False)
    """Of the pass, or of the beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A whole session in time."""

    title: str
    frames: Frames
    """How long it is."""
    asked: Milliseconds | None
    """The length that was asked for."""
    events: tuple[Event, ...]
    """By start; of those that start together, `time` before `inside` before `sound`."""
    chapters: tuple[Chapter, ...]
    landmarks: tuple[Landmark, ...] = ()
    """By frame."""
    closing: Frames
    """Where the closing steps begin; `frames` where there are none."""

    def on(self, track: Track) -> tuple[Event, ...]:
        """The events of one track, by start."""
        return tuple(event for event in self.events if event.track is track)
