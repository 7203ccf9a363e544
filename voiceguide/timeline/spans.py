"""Timed spans and what is heard in them: the clock of a span starts with a word.

|--------------------- hold 6 s ---------------------|
|reach|     |two|    |three|   |four|   |five|  |six|
0           1        2         3        4       5     first audible frame of each
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from voiceguide.model.choices import BreathPart, Counting, Guiding
from voiceguide.model.phrase import Phrase
from voiceguide.model.steps import BreathPhase, Guide, Hold, Sentence
from voiceguide.timeline.cues import Freedom, Lengths, Place, Span, SpanWords, fixed
from voiceguide.timeline.freedom import Bounds
from voiceguide.timeline.timeline import Beat, BreathBeat, Role, Spoken
from voiceguide.timeline.voicing import BREATH, Voicing
from voiceguide.units import SECOND, Decibels, Frames, Milliseconds, WordsPerMinute, frames_of

TOUCH = frames_of(Milliseconds(100))
"""Two words touch when less than this lies between them; a number then gives way."""

BEAT_SHARE = (17, 20)
"""A number that would last over this share of its beat is spoken faster."""

NUMBER_HASTE = 2
"""… up to so many times the rate."""

_TONES = {BreathPart.IN: "in", BreathPart.OUT: "out"}


def guided(guide: Guide, led: int) -> Guiding:
    """How the next cycle is led, after so many have been."""
    return guide.first if guide.cycles is None or led < guide.cycles else guide.then


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanning:
    """Makes spans at one place of a session."""

    voicing: Voicing
    lengths: Lengths
    names: Mapping[str, str]

    def hold(self, step: Hold, place: Place, bounds: Bounds) -> Span:
        """A hold, a tension or a release."""
        freedom = bounds.span(step.length)
        said = [] if step.on is None else [(Frames(0), Role.ON, step.on)]
        said += [(frames_of(at), Role.DURING, sentence) for at, sentence in step.during]
        words = self._words(said, freedom.nature)
        needed = max((word.at + word.frames + BREATH for word in words), default=0)
        least = Frames(min(max(freedom.least, needed), freedom.nature))
        level = said[0][2].level if said else Decibels(0.0)
        return Span(
            place=place,
            beat=Beat(kind=step.kind),
            freedom=Freedom(nature=freedom.nature, least=least, most=freedom.most),
            words=words,
            counting=step.count,
            every=frames_of(step.every),
            number=self._number(said[0][2] if said else None, step.speaker),
            level=level,
            tone="",
        )

    def phase(self, phase: BreathPhase, way: Guiding, cycle: int, place: Place) -> Span:
        """One phase of a breath."""
        length = frames_of(phase.length)
        counts = way is Guiding.COUNTS
        said = [(Frames(0), Role.PHASE, phase.word)] if counts or way is Guiding.WORDS else []
        return Span(
            place=place,
            beat=BreathBeat(part=phase.part, cycle=cycle),
            freedom=fixed(length),
            words=self._words(said, length),
            counting=Counting.UP if counts else Counting.NONE,
            every=frames_of(SECOND),
            number=self._number(phase.word, phase.word.speaker),
            level=phase.word.level,
            tone=_TONES.get(phase.part, "") if way is Guiding.TONES else "",
        )

    def _words(self, said: list[tuple[Frames, Role, Sentence]], length: Frames) -> tuple[SpanWords, ...]:
        """Each word at a rate at which it ends in time for what comes after it."""
        words = []
        ends = [*(at for at, _, _ in said[1:]), length][: len(said)]
        for (at, role, sentence), end in zip(said, ends, strict=True):
            what = "the end of its time" if end == length else "the next words"
            slot = Frames(end - at - BREATH)
            spoken = self.voicing.within(sentence, role, self.names, slot, what)
            words.append(SpanWords(at=at, spoken=spoken, frames=self.lengths.phrase(spoken.phrase)))
        return tuple(words)

    def _number(self, like: Sentence | None, speaker: str) -> Phrase:
        """Numbers are spoken at the rate of the words beside them, and by whoever leads the span."""
        return Phrase(said="", rate=self.voicing.rate_of(like, speaker), speaker=speaker)


def counted(span: Span, length: Frames, lengths: Lengths) -> tuple[SpanWords, ...]:
    """The numbers that are heard in a span of this length; those that would touch other words are left out."""
    kept: list[SpanWords] = []
    busy = [(word.at, word.at + word.frames) for word in span.words]
    for at, number in beats(span.counting, length, span.every):
        if at == 0 and any(start == 0 for start, _ in busy):
            continue
        phrase = number_phrase(str(number), span, lengths)
        frames = lengths.phrase(phrase)
        clear = all(end + TOUCH <= at or at + frames + TOUCH <= start for start, end in busy)
        if clear and at + frames <= length:
            spoken = Spoken(phrase=phrase, text=str(number), role=Role.COUNT, level=span.level)
            kept.append(SpanWords(at=at, spoken=spoken, frames=frames))
            busy.append((at, Frames(at + frames)))
    return tuple(kept)


def beats(counting: Counting, length: Frames, every: Frames) -> list[tuple[Frames, int]]:
    """Where each number falls, and which it is; only whole beats are counted."""
    beats = length // every
    match counting:
        case Counting.NONE:
            return []
        case Counting.UP:
            return [(Frames(beat * every), beat + 1) for beat in range(beats)]
        case Counting.DOWN:
            return [(Frames(beat * every), beats - beat) for beat in range(beats)]
        case Counting.LAST_3:
            return [(Frames(length - number * every), number) for number in (3, 2, 1) if number * every <= length]


def number_phrase(number: str, span: Span, lengths: Lengths) -> Phrase:
    """The number at its own rate, or faster where it would fill its beat."""
    usual = span.number.rate
    room = span.every * BEAT_SHARE[0] // BEAT_SHARE[1]
    phrase = replace(span.number, said=number)
    for percent in (120, 140, 160, 180, 100 * NUMBER_HASTE):
        if lengths.phrase(phrase) <= room:
            break
        phrase = replace(phrase, rate=WordsPerMinute(usual * percent // 100))
    return phrase
