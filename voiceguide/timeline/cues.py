"""A session in its order: cues with lengths, but without moments.

The cues form a tree. Its leaves take time one after another; its blocks are what the author wrote around them: a pass
of fixed length, the two sides, a section. What may still move is a `Thing` (see `shape`).
"""

from dataclasses import dataclass, field
from typing import Protocol

from voiceguide.model.choices import Counting, Eyes, Posture
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Source
from voiceguide.timeline.timeline import Beat, BreathBeat, Spoken, Why
from voiceguide.units import Decibels, Frames


class Lengths(Protocol):
    """How long the sounds are that a session asks for."""

    def phrase(self, phrase: Phrase) -> Frames:
        """The audible part of a phrase."""

    def ring(self, sound: str) -> Frames:
        """How long a chime rings."""

    def file(self, file: str) -> Frames:
        """The audible part of an author's own sound file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the script, and in which state of the listener, a cue stands."""

    id: str
    """Unlike any other cue's."""
    twin: str
    """The same as `id` but for the side, so that the two places of one thing know each other."""
    source: Source = field(compare=False)
    section: str
    side: str
    round: int
    posture: Posture
    eyes: Eyes
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Freedom:
    """How long something is by nature, and how far it may move."""

    nature: Frames
    least: Frames
    most: Frames

    @property
    def rigid(self) -> bool:
        """Whether it cannot move at all."""
        return self.least == self.nature == self.most


def fixed(frames: Frames) -> Freedom:
    """The freedom of what cannot move."""
    return Freedom(nature=frames, least=frames, most=frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One sentence."""

    place: Place
    spoken: Spoken
    frames: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A silence."""

    place: Place
    why: Why
    freedom: Freedom


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Time to change posture, to the one of its place."""

    place: Place
    frames: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanWords:
    """A word inside a span, by its distance from the beginning of the span."""

    at: Frames
    spoken: Spoken
    frames: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A timed span, and what is heard in it."""

    place: Place
    beat: Beat | BreathBeat
    freedom: Freedom
    words: tuple[SpanWords, ...]
    """By `at`; a start word stands at 0."""
    counting: Counting
    every: Frames
    """The beat that is counted."""
    number: Phrase
    """How a number is spoken; its words are put in its place."""
    level: Decibels
    tone: str
    """A tone on its first frame; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One stroke of a chime, and the wait after it."""

    place: Place
    sound: str
    level: Decibels
    frames: Frames
    open: bool
    """True where the author left the wait open: at the end of a session it is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A sound file of the author's."""

    place: Place
    file: str
    level: Decibels
    frames: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """From here on this sound lies underneath; takes no time."""

    place: Place
    sound: str
    """Empty for none."""
    level: Decibels
    fade: Frames | None


Leaf = Words | Rest | Move | Span | Strike | Track | Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that moves as one: a silence, a release, a pass; on both sides at once."""

    twin: str
    places: tuple[str, ...]
    """The ids that get its length, one for each place."""
    freedom: Freedom


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a stretch of cues needs: frames that never move, and things that do."""

    rigid: Frames
    things: tuple[Thing, ...]

    @property
    def natural(self) -> Frames:
        """Its length by nature; a thing that cannot be as short as its nature has its least."""
        return Frames(self.rigid + sum(len(t.places) * max(t.freedom.least, t.freedom.nature) for t in self.things))

    @property
    def least(self) -> Frames:
        """Its shortest length."""
        return Frames(self.rigid + sum(len(thing.places) * thing.freedom.least for thing in self.things))

    @property
    def most(self) -> Frames:
        """Its longest length."""
        return Frames(self.rigid + sum(len(thing.places) * thing.freedom.most for thing in self.things))


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A section's heading."""

    title: str
    technique: str
    source: Source = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Cues that belong together, as the session gives them: not yet joined, not yet measured."""

    place: Place
    children: tuple["Leaf | Branch", ...]
    over: Freedom | None = None
    """How long it lasts, for a pass of its own length."""
    title: Title | None = None
    """For a section."""
    sides: bool = False
    """True where the children are one side, what comes between, and the other side."""
    closing: bool = False
    """True for the steps that always end the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A branch with the gaps between its texts, measured."""

    place: Place
    children: tuple["Leaf | Block", ...]
    shape: Shape
    """What stands around it sees; the things in a pass of its own length are hidden behind that."""
    filler: "Filler | None" = None
    """For a pass of its own length."""
    title: Title | None = None
    sides: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """The silence at the end of a pass of its own length, which takes what the words leave."""

    inner: Shape
    """What stands in the pass."""
    freedom: Freedom
    """How long the whole pass is."""
    tail: Frames
    """The least silence at its end, where its last text meets another."""


Raw = Leaf | Branch
Node = Leaf | Block
