"""Sentences become phrases: names that only the running session knows are filled in, words get their pronunciation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from voiceguide.model.phrase import Phrase
from voiceguide.model.steps import Sentence
from voiceguide.model.words import filled
from voiceguide.problems import Problem, Weight
from voiceguide.timeline.cues import Lengths
from voiceguide.timeline.timeline import Role, Spoken
from voiceguide.units import Frames, Milliseconds, WordsPerMinute, frames_of, seconds_of

HASTE = (5, 4)
"""How much faster words may be spoken to fit their span, where the script did not name the voice or the rate."""

BREATH = frames_of(Milliseconds(300))
"""Words in a span end this long before the next words and before the end of the span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpeaking:
    """How a role speaks."""

    rate: WordsPerMinute
    """As it is written; moved as the session's is."""
    hasty: bool
    """Whether its words may be spoken faster to fit their span: another voice plays it than the script names."""
    recorded: bool = False
    """Whether its voice was recorded, so that it has no other rate, and another voice may have to speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """How a session is spoken."""

    rate: WordsPerMinute
    """The rate of this session."""
    written: WordsPerMinute
    """The rate that the script asks for; a step's own rate is moved as the session's is."""
    pronounce: tuple[tuple[str, str], ...] = ()
    hasty: bool = False
    """Whether words that do not fit their span may be spoken faster: the script did not name this voice or rate."""
    recorded: bool = False
    """Whether the narrator's voice was recorded."""
    roles: Mapping[str, RoleSpeaking] = field(default_factory=dict)
    """Who speaks beside the narrator."""

    def rate_for(self, speaker: str, written: WordsPerMinute | None = None) -> WordsPerMinute:
        """How fast a role, or the narrator, speaks what is written for a rate of its own, or for none."""
        role = self.roles.get(speaker)
        usual = self.written if role is None else role.rate
        return WordsPerMinute(max(1, round((written or usual) * self.rate / self.written)))


@dataclass(slots=True)
class Voicing:
    """Turns sentences into phrases with their lengths, and collects what does not fit."""

    speaking: Speaking
    lengths: Lengths
    problems: list[Problem]
    _patterns: tuple[tuple[re.Pattern[str], str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the pronunciations once."""
        self._patterns = tuple(
            (re.compile(rf"(?<!\w){_either_case(word)}(?!\w)"), said) for word, said in self.speaking.pronounce
        )

    def spoken(self, sentence: Sentence, role: Role, names: Mapping[str, str]) -> Spoken:
        """The sentence at its own rate."""
        text = filled(sentence.words, names)
        role = Role.CAUTION if sentence.caution else role
        phrase = Phrase(said=self.pronounced(text), rate=self.rate_of(sentence), speaker=sentence.speaker)
        return Spoken(phrase=phrase, text=text, role=role, level=sentence.level)

    def within(self, sentence: Sentence, role: Role, names: Mapping[str, str], slot: Frames, what: str) -> Spoken:
        """The sentence at a rate at which it fits `slot`; a problem where there is none.

        Args:
            sentence: what is said.
            role: what it is for.
            names: what `$round` and the like stand for.
            slot: how long it may last.
            what: what ends there, for the message.
        """
        spoken = self.spoken(sentence, role, names)
        frames = self.lengths.phrase(spoken.phrase)
        if frames <= slot:
            return spoken
        speaker = self.speaking.roles.get(sentence.speaker, self.speaking)
        faster = self._hastened(spoken, slot) if speaker.hasty else None
        if faster is None and speaker.recorded:
            instead = replace(spoken, phrase=replace(spoken.phrase, instead=True))
            fits = self.lengths.phrase(instead.phrase) <= slot
            faster = instead if fits else self._hastened(instead, slot)
        if faster is not None:
            if faster.phrase.rate != spoken.phrase.rate:
                self.problems.append(_hasty(sentence, spoken, faster))
            return faster
        self.problems.append(_too_long(sentence, spoken.text, frames, slot, what))
        return spoken

    def pronounced(self, text: str) -> str:
        """What the voice is asked to say for a text."""
        for pattern, said in self._patterns:
            text = said.join(pattern.split(text))
        return text

    def title(self, title: str, names: Mapping[str, str]) -> str:
        """A title with its names filled in."""
        return filled(title, names)

    def rate_of(self, sentence: Sentence | None, speaker: str = "") -> WordsPerMinute:
        """The rate at which a sentence is spoken; where there is none, that of the role, or the session's."""
        if sentence is None:
            return self.speaking.rate_for(speaker)
        return self.speaking.rate_for(sentence.speaker, sentence.rate)

    def _hastened(self, spoken: Spoken, slot: Frames) -> Spoken | None:
        """The slowest of a few faster rates at which it fits."""
        rate = spoken.phrase.rate
        most = rate * HASTE[0] // HASTE[1]
        for percent in (105, 110, 115, 120, 125):
            phrase = replace(spoken.phrase, rate=WordsPerMinute(min(most, rate * percent // 100)))
            if self.lengths.phrase(phrase) <= slot:
                return replace(spoken, phrase=phrase)
        return None


def _either_case(word: str) -> str:
    """A word as written, or with a capital at the beginning of a sentence."""
    first, rest = word[:1], word[1:]
    return f"[{re.escape(first)}{re.escape(first.upper())}]{re.escape(rest)}" if first.isalpha() else re.escape(word)


def _seconds(frames: int) -> str:
    return f"{float(seconds_of(Frames(frames))):.2f} s"


def _too_long(sentence: Sentence, text: str, frames: Frames, slot: Frames, what: str) -> Problem:
    return Problem(
        source=sentence.source,
        message=f"'{text}' takes {_seconds(frames)}, and there are {_seconds(max(0, slot))} before {what}:"
        f" {_seconds(frames - max(0, slot))} are missing",
        hint="say less, or give it more time",
        code="words-too-long",
    )


def _hasty(sentence: Sentence, slow: Spoken, fast: Spoken) -> Problem:
    return Problem(
        source=sentence.source,
        message=f"'{slow.text}' is spoken at {fast.phrase.rate} words a minute instead of {slow.phrase.rate}"
        " to fit its time",
        hint="say less, or give it more time, so that every voice has room",
        code="hasty-words",
        weight=Weight.ADVICE,
    )
