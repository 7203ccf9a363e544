"""The forms in which an author gives a length of time or a number of rounds."""

from dataclasses import dataclass

from voiceguide.units import Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Exactly:
    """`10s!`, or anything whose nature a listener has set: never moved."""

    nature: Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`10s`: elastic within bounds that nobody wrote, where the language lets it be."""

    nature: Milliseconds
    floor: Milliseconds = Milliseconds(0)
    """The `from` of the option that gave it; 0 without one."""
    ceiling: Milliseconds | None = None
    """The `to` of the option that gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """`10s..30s` and `4s..10s..30s`: elastic within written bounds."""

    least: Milliseconds
    nature: Milliseconds
    most: Milliseconds


Length = Exactly | About | Between
"""A length of time, with the freedom that its author left it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """`8`, `5..8` and `5..8..12`: whole rounds; rigid where all three are the same."""

    least: int
    nature: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsWithin:
    """A duration where rounds are counted: as many whole ones as fit, at least one."""

    length: Length


RoundCount = Rounds | RoundsWithin
