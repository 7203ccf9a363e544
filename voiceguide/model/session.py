"""A whole session, as its author meant it and its listener set it."""

from dataclasses import dataclass, field
from enum import StrEnum

from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.pack import Pack
from voiceguide.model.steps import SetBackground, Steps, Text
from voiceguide.problems import Source
from voiceguide.units import Milliseconds, WordsPerMinute


class OptionKind(StrEnum):
    """What an option may be set to."""

    NUMBER = "number"
    DURATION = "duration"
    ONE_OF = "one of"
    SOME_OF = "some of"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that a listener can choose."""

    name: str
    about: str
    kind: OptionKind
    default: tuple[str, ...]
    """As written; a single value except for `some of`."""
    value: tuple[str, ...]
    """What it is now, in the same form."""
    chosen: bool
    """Whether the listener set it."""
    choices: tuple[str, ...]
    """For `one of` and `some of`."""
    least: str
    """The `from` of a number or duration, as written; else empty."""
    most: str
    """The `to` of a number or duration, as written; else empty."""
    source: Source = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceWish:
    """How the author wants the words spoken."""

    name: str
    """An engine's voice such as `espeak:en-gb`; empty where the language decides."""
    rate: WordsPerMinute
    gap: Milliseconds
    """Between two texts that meet without a silence."""
    rate_source: Source = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWish:
    """Somebody else than the narrator who speaks, and how."""

    role: str
    """By which a step asks for it."""
    name: str
    """An engine's voice, or a language; empty for the narrator's own voice."""
    rate: WordsPerMinute | None
    """None for the session's."""
    source: Source = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session script, read with one setting of its options."""

    file: str
    title: str
    summary: str
    technique: str
    posture: Posture
    eyes: Eyes
    language: str
    """A BCP 47 tag such as `en` or `de-AT`."""
    sources: tuple[str, ...]
    screen: tuple[str, ...]
    """Care tags: who should ask first."""
    caution: Text
    options: tuple[Option, ...]
    voice: VoiceWish
    voices: tuple[RoleWish, ...] = ()
    """Who else may speak, each role once; those that are never asked for are left out."""
    background: SetBackground | None
    pronounce: tuple[tuple[str, str], ...]
    """How a whole word is said."""
    sides: tuple[str, str]
    length: Milliseconds | None
    """The length that the script itself asks for."""
    length_source: Source = field(compare=False)
    """Where it asks for it; the beginning of the file where it does not."""
    longest_silence: Milliseconds
    steps: Steps
    closing: Steps
    source: Source = field(compare=False)
    """The beginning of the file."""
    pack: Pack | None = field(default=None, compare=False)
    """What the script came in; None for one that stands by itself."""
