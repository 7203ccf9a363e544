"""The steps of a session.

Steps that a name decides (`when`, `unless`, `do`, `for each`, `each side`) are already unfolded as far as options and
variables reach. What only the running session knows (`$round`, `$rounds`, `$posture`) is still a name in the words.
"""

from dataclasses import dataclass, field

from voiceguide.model.choices import BreathPart, Counting, Eyes, Guiding, Posture, SpanKind
from voiceguide.model.forms import Length, RoundCount
from voiceguide.problems import Source
from voiceguide.units import Decibels, Milliseconds, WordsPerMinute


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A test that only the running session can answer."""

    name: str
    """`posture`, `round` or `rounds`."""
    values: tuple[str, ...]
    """Any of them fits."""
    wanted: bool
    """True for `when`, False for `unless`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What every step carries."""

    source: Source = field(compare=False)
    path: str = field(compare=False)
    """Where the step stands in the script, such as `steps/3/steps/0`; the same on both sides and in every round."""
    conditions: tuple[Condition, ...] = ()
    at_least: Milliseconds | None = None
    """Kept only if the asked length is this or more."""
    under: Milliseconds | None = None
    """Kept only if the asked length is less than this."""
    allow: tuple[str, ...] = ()
    """Codes of advice that the author accepts here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words that are spoken in one go."""

    words: str
    """As written; `$round`, `$rounds` and `$posture` may still stand in it, `$$` no longer."""
    source: Source = field(compare=False)
    rate: WordsPerMinute | None = None
    """A rate of its own; without one, the session's."""
    level: Decibels = Decibels(0.0)
    """Relative to the voice's usual level, never above 0."""
    caution: bool = False
    """True where `$caution` brought it."""
    speaker: str = ""
    """The role that says it, one of the session's `voices`; empty for the narrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A silence written in brackets or as a `pause`."""

    length: Length
    source: Source = field(compare=False)


Text = tuple[Sentence | Silence, ...]
"""Words and the silences between them, in the order written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Written):
    """Speaks."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Written):
    """Is silent."""

    length: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Chime(Written):
    """Strikes, and rings on under what follows."""

    sound: str
    times: int
    every: Milliseconds
    """From one strike to the next."""
    wait: Milliseconds | None
    """From the last strike to the next step; where it is not said, 3 s, and 8 s at the end of the session."""
    level: Decibels


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Written):
    """A timed span: a hold, a tension or its release."""

    kind: SpanKind
    length: Length
    """Exactly one time for hold and tense."""
    say: Text
    """The lead-in, spoken before the span; may be empty."""
    on: Sentence | None
    """The start word, on the first frame of the span."""
    during: tuple[tuple[Milliseconds, Sentence], ...]
    """What is spoken inside, by its time from the start of the span."""
    count: Counting
    every: Milliseconds
    """The beat that is counted."""
    speaker: str = ""
    """The role that counts; empty for the narrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathPhase:
    """One phase of a breath cycle, never of 0 s."""

    part: BreathPart
    length: Milliseconds
    word: Sentence
    """Spoken on its first frame where the breath is led by words or counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How breaths are led: `first` for so many cycles, then `then`."""

    first: Guiding
    cycles: int | None
    """None where `first` leads every cycle."""
    then: Guiding


@dataclass(frozen=True, slots=True, kw_only=True)
class Breathe(Written):
    """Whole breath cycles."""

    phases: tuple[BreathPhase, ...]
    """In the order written, at least one."""
    times: RoundCount
    guide: Guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Written):
    """Rounds of the same steps."""

    rounds: RoundCount
    bodies: tuple["Steps", ...]
    """One for every round where the steps differ by `$round`, else a single one for all."""
    between: "Steps"
    over: Length | None
    """How long each pass lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach(Written):
    """The same steps once for each item of a list, its names already replaced."""

    passes: tuple["Steps", ...]
    between: tuple["Steps", ...]
    """One fewer than `passes`, as the names may stand in it too."""
    over: Length | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EachSide(Written):
    """The same steps once for each side, in equal time."""

    sides: tuple[str, str]
    """Their names in the order in which they come."""
    passes: tuple["Steps", "Steps"]
    """Steps of the same place in the script have the same path in both."""
    between: "Steps"
    over: Length | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Written):
    """A chapter."""

    title: str
    technique: str
    """Empty where the header's goes on."""
    screen: tuple[str, ...]
    """Care tags that this chapter adds."""
    steps: "Steps"
    over: Length | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Written):
    """Steps that belong together: `steps`, `do`."""

    steps: "Steps"
    over: Length | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Written):
    """One of several, chosen by the seed; in a loop none comes again before all have been."""

    choices: tuple["Steps", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTo(Written):
    """A change of posture: `say` is spoken, then there is time to do it."""

    posture: Posture
    take: Milliseconds
    say: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEyes(Written):
    """A change of eyes."""

    eyes: Eyes
    say: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBackground(Written):
    """The sound underneath, from here on."""

    sound: str | None
    """None for none."""
    level: Decibels
    fade: Milliseconds | None
    """How long it takes to come or to change; without it, the sound's own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayFile(Written):
    """A sound file of the author's, waited for."""

    file: str
    """As found: a path that was checked to lie inside the script's folder or the library."""
    written: str
    """As its author wrote it, for messages."""
    level: Decibels


Step = (
    Say | Pause | Chime | Hold | Breathe | Repeat | ForEach | EachSide | Section | Group | OneOf | MoveTo | SetEyes
    | SetBackground | PlayFile
)  # fmt: skip
"""Everything that can stand in `steps`."""

Steps = tuple[Step, ...]
