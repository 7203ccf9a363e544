"""Steps with beats: hold, tense, release, breathe."""

import re
from dataclasses import replace
from typing import Final

from voiceguide.model.choices import BreathPart, Counting, Guiding, SpanKind
from voiceguide.model.forms import About, Exactly, Length
from voiceguide.model.steps import Breathe, BreathPhase, Guide, Hold, Sentence
from voiceguide.script.fields import Fields, fill_scalar
from voiceguide.script.forms import FormError, rigid_duration_of
from voiceguide.script.grammar import BREATHS, GUIDES
from voiceguide.script.nodes import MapNode, Scalar
from voiceguide.script.notes import hint_for, listed, quoted
from voiceguide.script.texts import read_word
from voiceguide.units import HOUR, SECOND, Milliseconds, duration, written_duration

ENGLISH_WORDS: Final = {
    BreathPart.IN: "In",
    BreathPart.MORE: "More",
    BreathPart.HOLD: "Hold",
    BreathPart.OUT: "Out",
    BreathPart.REST: "Rest",
}
_GUIDE: Final = re.compile(r"(\w+)(?:\s+(\d{1,4})\s+then\s+(\w+))?", re.ASCII)


_UNKNOWN = HOUR
"""Stands for a time that cannot be read, or not yet: nothing that is said in it comes too late."""


def hold(fields: Fields) -> Hold:
    """`hold: 4s`."""
    return _span(fields, SpanKind.HOLD)


def tense(fields: Fields) -> Hold:
    """`tense: 7s`."""
    return _span(fields, SpanKind.TENSE)


def release(fields: Fields) -> Hold:
    """`release: 20s`."""
    return _span(fields, SpanKind.RELEASE)


def _span(fields: Fields, kind: SpanKind) -> Hold:
    length: Length | None
    if kind is SpanKind.RELEASE:
        length = fields.length(kind.value)
    else:
        length = Exactly(nature=fields.duration(kind.value, _UNKNOWN))
    every = fields.duration("every", SECOND)
    count = fields.choice("count", Counting, Counting.NONE)
    if "every" in fields and "count" not in fields:
        hint = "add 'count: up' or 'count: down', or take 'every' out"
        fields.place.notes.error(fields.nodes["every"].source, "'every' without 'count'", hint, "missing")
    length = length or About(nature=_UNKNOWN)
    return Hold(
        source=fields.source,
        path=fields.place.path,
        kind=kind,
        length=length,
        say=fields.text("say"),
        on=fields.word("on"),
        during=_during(fields, length),
        count=count,
        every=every,
        speaker=fields.place.speaker,
    )


def _during(fields: Fields, length: Length) -> tuple[tuple[Milliseconds, Sentence], ...]:
    node, notes = fields.nodes.get("during"), fields.place.notes
    if node is None:
        return ()
    if not isinstance(node, MapNode):
        notes.error(
            node.source, "'during' needs a time for its words", "write during: {2s: 'Keep breathing.'}", "not-keys"
        )
        return ()
    found: dict[Milliseconds, Sentence] = {}
    for key, value in node.pairs:
        time = _time(key, fields)
        word = read_word(value, fields.place, fields.manner)
        if time is None or word is None:
            continue
        if time >= length.nature:
            hint = f"the span is {written_duration(length.nature)} long"
            notes.error(key.source, f"{quoted(key.text)} is not inside the span", hint, "range")
        elif time in found:
            notes.error(key.source, f"{quoted(key.text)} is given twice", "put both texts together", "twice")
        else:
            found[time] = word
    return tuple(sorted(found.items()))


def _time(key: Scalar, fields: Fields) -> Milliseconds | None:
    filled = fill_scalar(key, fields.place, "during")
    if filled is None:
        return None
    try:
        return rigid_duration_of(filled.text)
    except FormError as error:
        hint = error.hint
        if duration(key.text) is None and " " in key.text:
            hint = "if a comma or a colon cut a text in two, put the whole text in quotes"
        fields.place.notes.error(key.source, error.message, hint, error.code)
        return None


def breathe(fields: Fields) -> Breathe | None:
    """`breathe: {in: 4s, out: 6s}`."""
    guide = _guide(fields)
    words = _words(fields)
    phases = _phases(fields, words, guide)
    times = fields.rounds("times")
    manner = fields.manner
    if not phases:
        return None
    spoken = tuple(
        BreathPhase(
            part=part,
            length=length,
            word=words.get(part)
            or Sentence(
                words=_default_word(part, fields),
                source=fields.source,
                rate=manner.rate,
                level=manner.level,
                speaker=fields.place.speaker,
            ),
        )
        for part, length in phases
    )
    return Breathe(source=fields.source, path=fields.place.path, phases=spoken, times=times, guide=guide)


def _default_word(part: BreathPart, fields: Fields) -> str:
    return ENGLISH_WORDS[part] if _english(fields) else ""


def _english(fields: Fields) -> bool:
    return fields.place.script.language.lower().split("-")[0] == "en"


def _phases(
    fields: Fields, words: dict[BreathPart, Sentence], guide: Guide
) -> tuple[tuple[BreathPart, Milliseconds], ...]:
    node, notes = fields.nodes.get("breathe"), fields.place.notes
    if not isinstance(node, MapNode):
        if node is not None:
            notes.error(node.source, "'breathe' needs its phases", "write breathe: {in: 4s, out: 6s}", "not-keys")
        return ()
    rows = {part.value: replace(fields.rows["breathe"], name=part.value) for part in BreathPart}
    found: list[tuple[BreathPart, Milliseconds]] = []
    for key, value in node.pairs:
        if key.text not in BREATHS:
            notes.unknown(key.source, f"unknown phase {quoted(key.text)}", key.text, BREATHS, "unknown-word")
            continue
        part = BreathPart(key.text)
        phase = Fields(place=fields.place, rows=rows, nodes={key.text: value}, source=key.source)
        length = phase.duration(key.text, SECOND)
        if length:
            found.append((part, length))
        if guide_speaks(guide) and length and part not in words and not _english(fields):
            message = f"the word for {quoted(part.value)} is not known in {quoted(fields.place.script.language)}"
            notes.error(key.source, message, f"add words: {{{part.value}: …}}", "missing-word")
    if not found and not notes.errors:
        notes.error(node.source, "a breath without a phase", "write breathe: {in: 4s, out: 6s}", "missing")
    return tuple(found)


def guide_speaks(guide: Guide) -> bool:
    """Whether the phases' words are heard."""
    ways = {guide.first} if guide.cycles is None else {guide.first, guide.then}
    return bool(ways & {Guiding.WORDS, Guiding.COUNTS})


def _words(fields: Fields) -> dict[BreathPart, Sentence]:
    node, notes = fields.nodes.get("words"), fields.place.notes
    phases = fields.nodes.get("breathe")
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        notes.error(
            node.source, "'words' needs a phase for each", "write words: {in: Ease up., out: Down.}", "not-keys"
        )
        return {}
    found = {}
    for key, value in node.pairs:
        if key.text not in BREATHS:
            notes.unknown(key.source, f"unknown phase {quoted(key.text)}", key.text, BREATHS, "unknown-word")
            continue
        if isinstance(phases, MapNode) and phases.key(key.text) is None:
            hint = f"its phases are {listed([each.text for each, _ in phases.pairs], 'and')}" if phases.pairs else ""
            notes.error(key.source, f"this breath has no {quoted(key.text)}", hint, "unknown-word")
        word = read_word(value, fields.place, fields.manner)
        if word:
            found[BreathPart(key.text)] = word
    return found


def _guide(fields: Fields) -> Guide:
    usual = Guide(first=Guiding.WORDS, cycles=None, then=Guiding.WORDS)
    filled = fields.filled("guide")
    if filled is None:
        return usual
    text = filled.text.strip()
    match = _GUIDE.fullmatch(text)
    names = [name for name in (match.group(1), match.group(3)) if name] if match else []
    wrong = next((name for name in names if name not in GUIDES), None if match else text)
    if wrong is not None or match is None or (match.group(2) and int(match.group(2)) < 1):
        hint = hint_for(wrong or text, GUIDES) if match else "write one of them, or two: words 6 then tones"
        fields.place.notes.error(fields.nodes["guide"].source, f"unknown guide {quoted(text)}", hint, "unknown-choice")
        return usual
    first = Guiding(names[0])
    if len(names) == 1:
        return Guide(first=first, cycles=None, then=first)
    return Guide(first=first, cycles=int(match.group(2)), then=Guiding(names[1]))
