"""Every word of the language, in one table.

The reader, the JSON Schema, the starter and the reference are all derived from these rows. A new word is one row here,
one value in `model`, one reader.
"""

from dataclasses import dataclass
from typing import Final

from voiceguide.model.choices import BreathPart, Counting, Eyes, Guiding, Posture
from voiceguide.script.kinds import Kind, Word


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


def _row(  # noqa: PLR0913  (the columns of the table)
    name: str,
    kind: Kind,
    about: str,
    example: str,
    *,
    default: str = "",
    required: bool = False,
    choices: tuple[str, ...] = (),
    least: str = "",
    most: str = "",
) -> Word:
    return Word(
        name=name, kind=kind, about=about, example=example, default=default, required=required, choices=choices,
        least=least, most=most,
    )  # fmt: skip


DAY: Final = "24h"
NARRATOR: Final = "narrator"
"""The role of the session's own voice, where a step goes back to it."""
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

_LEVEL = _row("level", Kind.LEVEL, "how much softer than usual", "-6 dB", default="0 dB")
_BETWEEN = _row("between", Kind.TEXT_OR_STEPS, "comes between two passes and not after the last", "Rest. [10s]")
_OVER = _row("over", Kind.LENGTH, "how long each pass lasts, words and silence together", "60s", least="1s", most=DAY)
_WHO = _row("voice", Kind.NAME, "who speaks: a role of 'voices', or narrator", "teacher")
_SAY = _row("say", Kind.TEXT, "is spoken first", "Roll onto one side.")
_TECHNIQUE = _row("technique", Kind.CHOICE, "what kind of guidance it is", "mobility", choices=TECHNIQUES)
_SCREEN = _row("screen", Kind.CHOICES, "who should ask first: care tags", "[floor, supine]", choices=CARE_TAGS)
_POSTURE = _row("posture", Kind.CHOICE, "where the listener starts", "lying", default="any", choices=POSTURES)
_EYES = _row(
    name="eyes", kind=Kind.CHOICE, about="what is asked of the eyes; never to close them", example="optional",
    default="open", choices=EYES,
)  # fmt: skip


def _steps(about: str, *, required: bool = True) -> Word:
    return Word(name="steps", kind=Kind.STEPS, about=about, example="[Breathe in., pause: 6s]", required=required)


COMMON: Final = (
    _row("when", Kind.CONDITIONS, "keeps the step only where all of this fits", "{side: left}"),
    _row("unless", Kind.CONDITIONS, "leaves the step out where any of this fits", "{skip: tilts}"),
    _row(
        "at least", Kind.DURATION, "keeps the step only if the asked length is this or more", "14m", least="1s",
        most=DAY,
    ),
    _row(
        "under", Kind.DURATION, "keeps the step only if the asked length is less than this", "14m", least="1s",
        most=DAY,
    ),
    _row("allow", Kind.CODES, "accepts an advice of 'check' by its code", "[long-hold]"),
)  # fmt: skip
"""These go with any step."""

SPOKEN: Final = (
    _row("rate", Kind.RATE, "how fast the words are spoken", "110 wpm", default="voice.rate", least="60", most="300"),
    _row("level", Kind.LEVEL, "how much softer than the voice's usual", "-6 dB", default="0 dB"),
    _WHO,
)  # fmt: skip
"""These go with any step that speaks."""

_BEAT_KEYS = (
    _SAY,
    _row("on", Kind.WORD, "is heard as the span begins", "Out, and press."),
    _row("during", Kind.TIMED_WORDS, "is heard inside the span, by its time", "{2s: Keep breathing.}"),
    _row("count", Kind.CHOICE, "how the beats are counted", "down", default="none", choices=COUNTS),
    _row("every", Kind.DURATION, "how long a beat is", "2s", default="1s", least="0.5s", most="60s"),
)  # fmt: skip

VERBS: Final = (
    Verb(word=_row("say", Kind.TEXT, "speaks", "Breathe out. [4s]"), speaks=True),
    Verb(word=_row("pause", Kind.LENGTH, "is silent", "10s..30s", least="0s", most=DAY)),
    Verb(
        word=_row("chime", Kind.SOUND, "strikes, and rings on under what follows", "bowl"),
        keys=(
            _row("times", Kind.WHOLE, "how often it is struck", "3", default="1", least="1", most="100"),
            _row("every", Kind.DURATION, "from one strike to the next", "6s", default="6s", least="0.5s", most="10m"),
            _LEVEL,
            _row(
                "wait", Kind.DURATION, "from the last strike to the next step", "5s",
                default="3s, and 8s at the end", least="0s", most="10m",
            ),
        ),
    ),
    Verb(
        word=_row("hold", Kind.DURATION, "a timed span, always that long", "4s", least="0.5s", most="1h"),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=_row("tense", Kind.DURATION, "muscles are tensed, always that long", "7s", least="0.5s", most="1h"),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=_row("release", Kind.LENGTH, "muscles are let go", "20s", least="0.5s", most="1h"),
        keys=_BEAT_KEYS, speaks=True,
    ),
    Verb(
        word=_row(
            "breathe", Kind.BREATH, "whole breath cycles, phases in the order written", "{in: 4s, out: 6s}",
            least="0s", most="60s",
        ),
        keys=(
            _row(
                "times", Kind.ROUNDS, "how many cycles, or how long", "5..8..12", default="1", least="1",
                most="1000",
            ),
            _row(
                "words", Kind.BREATH_WORDS, "what is said as each phase begins", "{in: Round up., out: Ease down.}",
                default="In, More, Hold, Out, Rest in English",
            ),
            _row("guide", Kind.GUIDE, "how breaths are led", "words 6 then tones", default="words", choices=GUIDES),
        ), speaks=True,
    ),
    Verb(
        word=_row(
            "repeat", Kind.ROUNDS, "rounds of the same steps; gives $round and $rounds", "5..8..12", least="0",
            most="10000",
        ),
        keys=(_steps("what comes again"), _BETWEEN, _OVER, _WHO),
    ),
    Verb(
        word=_row("for each", Kind.ITEMS, "the same steps for each item of a list", "[feet, calves, thighs]"),
        keys=(
            _row("as", Kind.NAME, "the name that stands for the item in the steps", "part"),
            _steps("what comes for each"), _BETWEEN, _OVER, _WHO,
        ),
    ),
    Verb(
        word=_row(
            "each side", Kind.STEPS, "the steps once for each side, in equal time; gives $side and $other_side",
            "['Lift your $side leg. [4s]']",
        ),
        keys=(
            _BETWEEN, _OVER, _WHO,
            _row("first", Kind.NAME, "the side that comes first", "right", default="the first of sides"),
        ),
    ),
    Verb(
        word=_row("section", Kind.TITLE, "a chapter with a title", "Pelvic tilt"),
        keys=(_steps("what the chapter holds"), _TECHNIQUE, _SCREEN, _OVER, _WHO),
    ),
    Verb(word=_steps("steps that belong together", required=False), keys=(_OVER, _WHO)),
    Verb(
        word=_row("do", Kind.NAME, "the steps of a routine", "tense and let go"),
        keys=(_row("with", Kind.VALUES, "what the routine's names are set to", "{name: hands}"), _OVER, _WHO),
    ),
    Verb(
        word=_row(
            "one of", Kind.ALTERNATIVES, "one of several, chosen by the seed",
            "[Notice the breath., Come back to the breath.]",
        ), speaks=True,
    ),
    Verb(
        word=_row("move to", Kind.CHOICE, "a change of posture", "hands and knees", choices=POSTURES),
        keys=(
            _row("take", Kind.DURATION, "time for it, after the words", "25s", default="20s", least="0s", most="10m"),
            _SAY,
        ), speaks=True,
    ),
    Verb(word=_row("eyes", Kind.CHOICE, "a change of eyes", "optional", choices=EYES), keys=(_SAY,), speaks=True),
    Verb(
        word=_row("background", Kind.SOUND, "the sound underneath, from here on; or none", "rain"),
        keys=(
            _LEVEL,
            _row(
                "fade", Kind.DURATION, "how long it takes to come or go", "8s", default="the sound's own way",
                least="0s", most="5m",
            ),
        ),
    ),
    Verb(word=_row("play", Kind.FILE, "a sound file, waited for", "sea.flac"), keys=(_LEVEL,)),
)  # fmt: skip
"""Each step is a text, or has one of these."""

HEADER: Final = (
    _row("title", Kind.TITLE, "what the session is called", "Easy back", required=True),
    _row("summary", Kind.TITLE, "what it is, in a sentence", "Pelvic tilts, slow and small."),
    _TECHNIQUE,
    _POSTURE,
    _EYES,
    _row("language", Kind.LANGUAGE, "the language of the words", "en", default="en"),
    _row("sources", Kind.TEXTS, "what it rests on", "[NHS lower back exercises]"),
    _SCREEN,
    _row(
        "caution", Kind.TEXT, "shown before the session, and spoken where a step says $caution",
        "Move only as far as is comfortable.",
    ),
    _row(
        "options", Kind.MAPPING, "what a listener can choose",
        "{rest: {default: 20s, from: 10s, to: 60s, about: rest between exercises}}",
    ),
    _row("voice", Kind.MAPPING, "how the words are spoken", "{rate: 130 wpm}"),
    _row("voices", Kind.MAPPING, "who else speaks: roles, each with a voice", "{teacher: en-gb+f3, guide: en-us}"),
    _row("background", Kind.SOUND, "the sound underneath; or none", "none", default="none"),
    _row("pronounce", Kind.VALUES, "how a whole word is said", "{'999': nine nine nine}"),
    _row("sides", Kind.TEXTS, "the names of the sides", "[links, rechts]", default="[left, right]"),
    _row(
        "length", Kind.DURATION, "the length that the session has unless the listener asks for another", "12m",
        least="1s", most=DAY,
    ),
    _row(
        "longest silence", Kind.DURATION, "how far a silence may stretch", "45s", default="60s", least="6s",
        most="1h",
    ),
    _row(
        "routines", Kind.MAPPING, "steps with a name, for 'do'",
        "{let go: {takes: [part], steps: ['Let your $part go. [10s]']}}",
    ),
    _row("include", Kind.TEXTS, "files whose routines and options are brought in", "parts.yaml"),
    _steps("the session"),
    _row("closing", Kind.STEPS, "the steps that always end the session", "[chime: bowl]"),
)  # fmt: skip
"""The keys at the top of a script."""

VOICE: Final = (
    _row("name", Kind.VOICE_NAME, "a voice by its name", "espeak:en-gb"),
    _row("rate", Kind.RATE, "how fast the words are spoken", "130 wpm", default="130 wpm", least="60", most="300"),
    _row(
        "gap", Kind.DURATION, "between two texts that meet without a silence", "0.8s", default="0.8s", least="0s",
        most="10s",
    ),
)  # fmt: skip
"""The keys of `voice`."""

ROLE: Final = (
    _row("name", Kind.VOICE_NAME, "a voice by its name, or a language", "en-gb+f3", default="the narrator's"),
    _row("rate", Kind.RATE, "how fast it speaks", "110 wpm", default="voice.rate", least="60", most="300"),
)  # fmt: skip
"""The keys of a role; a role can be a voice's name alone."""

OPTION: Final = (
    _row("default", Kind.VALUES, "what it is unless the listener sets it", "20s", required=True),
    _row("about", Kind.TITLE, "what it is for", "rest between exercises", required=True),
    _row("from", Kind.VALUES, "the smallest number or duration", "10s"),
    _row("to", Kind.VALUES, "the greatest number or duration", "60s"),
    _row("one of", Kind.TEXTS, "what can be chosen", "[nose, chest, belly]"),
    _row("some of", Kind.TEXTS, "of which any can be chosen", "[tilts, cat-camel]"),
)  # fmt: skip
"""The keys of an option."""

ROUTINE: Final = (
    _row("takes", Kind.TEXTS, "the names that 'with' sets", "[part, how]"),
    _steps("what the routine does"),
)  # fmt: skip
"""The keys of a routine."""

TAKEN_NAMES: Final = ("round", "rounds", "side", "other_side", "posture", "caution")
"""Names that the language itself gives."""

VERB_OF: Final = {verb.name: verb for verb in VERBS}
