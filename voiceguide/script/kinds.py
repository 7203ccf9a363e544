"""What a value can be, and the shape of a row in the grammar."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can be written as a value."""

    TEXT = "text"
    """Spoken, with silences in brackets."""
    WORD = "spoken word"
    """Spoken in one go, without silences."""
    TITLE = "title"
    """Shown, not spoken."""
    LENGTH = "duration form"
    DURATION = "duration"
    """Rigid: no range."""
    ROUNDS = "rounds"
    WHOLE = "whole number"
    RATE = "speaking rate"
    LEVEL = "level"
    SOUND = "sound"
    FILE = "file"
    NAME = "name"
    CHOICE = "choice"
    CHOICES = "choices"
    STEPS = "steps"
    TEXT_OR_STEPS = "text or steps"
    ALTERNATIVES = "alternatives"
    ITEMS = "items"
    CONDITIONS = "conditions"
    CODES = "codes"
    TIMED_WORDS = "words by their time"
    BREATH = "breath"
    BREATH_WORDS = "breath words"
    GUIDE = "guide"
    VALUES = "values"
    """Names and what they are set to."""
    MAPPING = "keys of its own"
    TEXTS = "texts"
    VOICE_NAME = "voice"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A key, and what may be written after it."""

    name: str
    kind: Kind
    about: str
    """What it is for, as a sentence without its full stop."""
    example: str
    """A value, as YAML."""
    default: str = ""
    """What is meant where it is not written."""
    required: bool = False
    choices: tuple[str, ...] = ()
    least: str = ""
    """The smallest number or duration."""
    most: str = ""
    """The greatest number or duration."""
