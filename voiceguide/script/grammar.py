"""Every word of the language, in one table.

The reader, the JSON Schema, the starter and the reference are all derived from these rows. A new word is one row here,
one value in `model`, one reader.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voiceguide.model.steps import BreathPart, Counting, Eyes, Guiding, Posture


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A kind of step: its own word, and the keys that belong to it."""

    word: Word
    keys: tuple[Word, ...] = ()
    speaks: bool = False
    """Whether `rate` and `level` go with it."""

    @property
    def name(self) -> str:
        """The word itself."""
        return self.word.name

    @property
    def all_keys(self) -> tuple[Word, ...]:
        """Everything that may stand in such a step, the verb first."""
        own = (self.word, *self.keys)
        taken = {word.name for word in own}
        return (*own, *(word for word in (*(SPOKEN if self.speaks else ()), *COMMON) if word.name not in taken))


DAY: Final = "24h"
POSTURES: Final = tuple(Posture)
EYES: Final = tuple(Eyes)
GUIDES: Final = tuple(Guiding)
COUNTS: Final = tuple(Counting)
BREATHS: Final = tuple(BreathPart)
TECHNIQUES: Final = (
    "breathing", "mindfulness", "body scan", "imagery", "muscle relaxation", "mobility", "cat-camel", "static stretch",
    "yoga", "core", "aerobic", "posture", "daily task", "information",
)  # fmt: skip
CARE_TAGS: Final = (
    "breath_hold", "breath_focus", "imagery", "long_stillness", "tense", "floor", "supine", "prone", "hands_knees",
    "spine_flexion", "spine_extension", "standing", "walking", "food", "hot_water_sharp", "drowsy",
)  # fmt: skip
"""Who should ask first."""

_LEVEL = Word(name="level", kind=Kind.LEVEL, about="how much softer than usual", example="-6 dB", default="0 dB")
_BETWEEN = Word(
    name="between",
    kind=Kind.TEXT_OR_STEPS,
    about="comes between two passes and not after the last",
    example="Rest. [10s]",
)
_OVER = Word(
    name="over", kind=Kind.LENGTH, about="how long each pass lasts, words and silence together", example="60s",
    least="1s", most=DAY,
)  # fmt: skip
_SAY = Word(name="say", kind=Kind.TEXT, about="is spoken first", example="Roll onto one side.")
_TECHNIQUE = Word(
    name="technique", kind=Kind.CHOICE, about="what kind of guidance it is", example="mobility", choices=TECHNIQUES
)
_SCREEN = Word(
    name="screen",
    kind=Kind.CHOICES,
    about="who should ask first: care tags",
    example="[floor, supine]",
    choices=CARE_TAGS,
)
_POSTURE = Word(
    name="posture",
    kind=Kind.CHOICE,
    about="where the listener starts",
    example="lying",
    default="any",
    choices=POSTURES,
)
_EYES = Word(
    name="eyes", kind=Kind.CHOICE, about="what is asked of the eyes; never to close them", example="optional",
    default="open", choices=EYES,
)  # fmt: skip


def _steps(about: str, *, required: bool = True) -> Word:
    return Word(name="steps", kind=Kind.STEPS, about=about, example="[Breathe in., pause: 6s]", required=required)


COMMON: Final = (
    Word(name="when", kind=Kind.CONDITIONS, about="keeps the step only where all of this fits", example="{side: left}"),
    Word(name="unless", kind=Kind.CONDITIONS, about="leaves the step out where any of this fits", example="{skip: tilts}"),
    Word(
        name="at least", kind=Kind.DURATION, about="keeps the step only if the asked length is this or more",
        example="14m", least="1s", most=DAY,
    ),
    Word(
        name="under", kind=Kind.DURATION, about="keeps the step only if the asked length is less than this",
        example="14m", least="1s", most=DAY,
    ),
    Word(name="allow", kind=Kind.CODES, about="accepts an advice of 'check' by its code", example="[long-hold]"),
)  # fmt: skip
"""These go with any step."""

SPOKEN: Final = (
    Word(
        name="rate", kind=Kind.RATE, about="how fast the words are spoken", example="110 wpm", default="voice.rate",
        least="60", most="300",
    ),
    Word(name="level", kind=Kind.LEVEL, about="how much softer than the voice's usual", example="-6 dB", default="0 dB"),
)  # fmt: skip
"""These go with any step that speaks."""

_BEAT_KEYS = (
    _SAY,
    Word(name="on", kind=Kind.WORD, about="is heard as the span begins", example="Out, and press."),
    Word(
        name="during",
        kind=Kind.TIMED_WORDS,
        about="is heard inside the span, by its time",
        example="{5s: Keep breathing.}",
    ),
    Word(
        name="count",
        kind=Kind.CHOICE,
        about="how the beats are counted",
        example="down",
        default="none",
        choices=COUNTS,
    ),
    Word(
        name="every",
        kind=Kind.DURATION,
        about="how long a beat is",
        example="2s",
        default="1s",
        least="0.5s",
        most="60s",
    ),
)

VERBS: Final = (
    Verb(word=Word(name="say", kind=Kind.TEXT, about="speaks", example="Breathe out. [4s]"), speaks=True),
    Verb(
        word=Word(name="pause", kind=Kind.LENGTH, about="is silent", example="10s..30s", least="0s", most=DAY),
    ),
    Verb(
        word=Word(name="chime", kind=Kind.SOUND, about="strikes, and rings on under what follows", example="bowl"),
        keys=(
            Word(
                name="times", kind=Kind.WHOLE, about="how often it is struck", example="3", default="1", least="1", most="100"
            ),
            Word(
                name="every", kind=Kind.DURATION, about="from one strike to the next", example="6s", default="6s",
                least="0.5s", most="10m",
            ),
            _LEVEL,
            Word(
                name="wait", kind=Kind.DURATION, about="from the last strike to the next step", example="5s",
                default="3s, and 8s at the end", least="0s", most="10m",
            ),
        ),
    ),
    Verb(
        word=Word(
            name="hold", kind=Kind.DURATION, about="a timed span, always that long", example="4s", least="0.5s", most="1h"
        ),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=Word(
            name="tense", kind=Kind.DURATION, about="muscles are tensed, always that long", example="7s", least="0.5s",
            most="1h",
        ),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=Word(
            name="release", kind=Kind.LENGTH, about="muscles are let go", example="20s", least="0.5s", most="1h"
        ),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=Word(
            name="breathe", kind=Kind.BREATH, about="whole breath cycles, phases in the order written",
            example="{in: 4s, out: 6s}", least="0s", most="60s",
        ),
        keys=(
            Word(
                name="times", kind=Kind.ROUNDS, about="how many cycles, or how long", example="5..8..12", default="1",
                least="1", most="1000",
            ),
            Word(
                name="words", kind=Kind.BREATH_WORDS, about="what is said as each phase begins",
                example="{in: Round up., out: Ease down.}", default="In, More, Hold, Out, Rest in English",
            ),
            Word(
                name="guide", kind=Kind.GUIDE, about="how breaths are led", example="words 6 then tones", default="words",
                choices=GUIDES,
            ),
        ),
        speaks=True,
    ),
    Verb(
        word=Word(
            name="repeat", kind=Kind.ROUNDS, about="rounds of the same steps; gives $round and $rounds", example="5..8..12",
            least="0", most="10000",
        ),
        keys=(_steps("what comes again"), _BETWEEN, _OVER),
    ),
    Verb(
        word=Word(
            name="for each", kind=Kind.ITEMS, about="the same steps for each item of a list", example="[feet, calves, thighs]"
        ),
        keys=(
            Word(name="as", kind=Kind.NAME, about="the name that stands for the item in the steps", example="part"),
            _steps("what comes for each"), _BETWEEN, _OVER,
        ),
    ),
    Verb(
        word=Word(
            name="each side", kind=Kind.STEPS, about="the steps once for each side, in equal time; gives $side and $other_side",
            example="['Lift your $side leg. [4s]']",
        ),
        keys=(
            _BETWEEN,
            Word(name="first", kind=Kind.NAME, about="the side that comes first", example="right", default="the first of sides"),
            _OVER,
        ),
    ),
    Verb(
        word=Word(name="section", kind=Kind.TITLE, about="a chapter with a title", example="Pelvic tilt"),
        keys=(_steps("what the chapter holds"), _TECHNIQUE, _SCREEN, _OVER),
    ),
    Verb(word=_steps("steps that belong together", required=False), keys=(_OVER,)),
    Verb(
        word=Word(name="do", kind=Kind.NAME, about="the steps of a routine", example="tense and let go"),
        keys=(
            Word(name="with", kind=Kind.VALUES, about="what the routine's names are set to", example="{name: hands}"),
            _OVER,
        ),
    ),
    Verb(
        word=Word(
            name="one of", kind=Kind.ALTERNATIVES, about="one of several, chosen by the seed",
            example="[Notice the breath., Come back to the breath.]",
        ),
        speaks=True,
    ),
    Verb(
        word=Word(
            name="move to", kind=Kind.CHOICE, about="a change of posture", example="hands and knees", choices=POSTURES
        ),
        keys=(
            Word(
                name="take", kind=Kind.DURATION, about="time for it, after the words", example="25s", default="20s",
                least="0s", most="10m",
            ),
            _SAY,
        ),
        speaks=True,
    ),
    Verb(
        word=Word(name="eyes", kind=Kind.CHOICE, about="a change of eyes", example="optional", choices=EYES),
        keys=(_SAY,), speaks=True,
    ),
    Verb(
        word=Word(
            name="background", kind=Kind.SOUND, about="the sound underneath, from here on; or none", example="rain"
        ),
        keys=(
            _LEVEL,
            Word(
                name="fade", kind=Kind.DURATION, about="how long it takes to come or go", example="8s",
                default="the sound's own way", least="0s", most="5m",
            ),
        ),
    ),
    Verb(
        word=Word(name="play", kind=Kind.FILE, about="a sound file, waited for", example="sea.flac"), keys=(_LEVEL,)
    ),
)  # fmt: skip
"""Each step is a text, or has one of these."""

HEADER: Final = (
    Word(name="title", kind=Kind.TITLE, about="what the session is called", example="Easy back", required=True),
    Word(name="summary", kind=Kind.TITLE, about="what it is, in a sentence", example="Pelvic tilts, slow and small."),
    _TECHNIQUE,
    _POSTURE,
    _EYES,
    Word(name="language", kind=Kind.LANGUAGE, about="the language of the words", example="en", default="en"),
    Word(name="sources", kind=Kind.TEXTS, about="what it rests on", example="[NHS lower back exercises]"),
    _SCREEN,
    Word(
        name="caution", kind=Kind.TEXT, about="shown before the session, and spoken where a step says $caution",
        example="Move only as far as is comfortable.",
    ),
    Word(
        name="options", kind=Kind.MAPPING, about="what a listener can choose",
        example="{rest: {default: 20s, from: 10s, to: 60s, about: rest between exercises}}",
    ),
    Word(name="voice", kind=Kind.MAPPING, about="how the words are spoken", example="{rate: 130 wpm}"),
    Word(name="background", kind=Kind.SOUND, about="the sound underneath; or none", example="none", default="none"),
    Word(name="pronounce", kind=Kind.VALUES, about="how a whole word is said", example="{'999': nine nine nine}"),
    Word(name="sides", kind=Kind.TEXTS, about="the names of the sides", example="[links, rechts]", default="[left, right]"),
    Word(
        name="length", kind=Kind.DURATION, about="the length that the session has unless the listener asks for another",
        example="12m", least="1s", most=DAY,
    ),
    Word(
        name="longest silence", kind=Kind.DURATION, about="how far a silence may stretch", example="45s", default="60s",
        least="6s", most="1h",
    ),
    Word(
        name="routines", kind=Kind.MAPPING, about="steps with a name, for 'do'",
        example="{let go: {takes: [part], steps: ['Let your $part go. [10s]']}}",
    ),
    Word(name="include", kind=Kind.TEXTS, about="files whose routines and options are brought in", example="parts.yaml"),
    _steps("the session"),
    Word(name="closing", kind=Kind.STEPS, about="the steps that always end the session", example="[chime: bowl]"),
)  # fmt: skip
"""The keys at the top of a script."""

VOICE: Final = (
    Word(name="name", kind=Kind.VOICE_NAME, about="a voice by its name", example="espeak:en-gb"),
    Word(
        name="rate", kind=Kind.RATE, about="how fast the words are spoken", example="130 wpm", default="130 wpm",
        least="60", most="300",
    ),
    Word(
        name="gap", kind=Kind.DURATION, about="between two texts that meet without a silence", example="0.8s",
        default="0.8s", least="0s", most="10s",
    ),
)  # fmt: skip
"""The keys of `voice`."""

OPTION: Final = (
    Word(
        name="default", kind=Kind.VALUES, about="what it is unless the listener sets it", example="20s", required=True
    ),
    Word(name="about", kind=Kind.TITLE, about="what it is for", example="rest between exercises", required=True),
    Word(name="from", kind=Kind.VALUES, about="the smallest number or duration", example="10s"),
    Word(name="to", kind=Kind.VALUES, about="the greatest number or duration", example="60s"),
    Word(name="one of", kind=Kind.TEXTS, about="what can be chosen", example="[nose, chest, belly]"),
    Word(name="some of", kind=Kind.TEXTS, about="of which any can be chosen", example="[tilts, cat-camel]"),
)
"""The keys of an option."""

ROUTINE: Final = (
    Word(name="takes", kind=Kind.TEXTS, about="the names that 'with' sets", example="[part, how]"),
    _steps("what the routine does"),
)
"""The keys of a routine."""

TAKEN_NAMES: Final = ("round", "rounds", "side", "other_side", "posture", "caution")
"""Names that the language itself gives."""

VERB_OF: Final = {verb.name: verb for verb in VERBS}
