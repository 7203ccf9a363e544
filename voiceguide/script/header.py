"""The top of a script: everything but its steps."""

import re
from typing import Final

from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.session import VoiceWish
from voiceguide.model.steps import SetBackground, Text
from voiceguide.script.fields import Fields, read_fields
from voiceguide.script.grammar import CARE_TAGS, TECHNIQUES, VOICE
from voiceguide.script.nodes import ListNode, MapNode, Scalar
from voiceguide.script.notes import quoted
from voiceguide.script.texts import read_title
from voiceguide.units import Decibels, Milliseconds, WordsPerMinute

USUAL_RATE: Final = WordsPerMinute(130)
USUAL_GAP: Final = Milliseconds(800)
USUAL_LONGEST_SILENCE: Final = Milliseconds(60_000)
USUAL_SIDES: Final = ("left", "right")

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_VOICE_ROWS: Final = {word.name: word for word in VOICE}


def language(fields: Fields) -> str:
    """A language tag; English unless said."""
    written = fields.plain("language") or "en"
    if _LANGUAGE.fullmatch(written):
        return written
    hint = "write its short tag, such as en, de or pt-BR"
    fields.place.notes.error(fields.nodes["language"].source, f"{quoted(written)} is no language tag", hint, "form")
    return "en"


def sides(fields: Fields) -> tuple[str, str]:
    """The names of both sides."""
    node = fields.nodes.get("sides")
    if node is None:
        return USUAL_SIDES
    names = tuple(word for word, _ in fields.plain_list("sides"))
    if not isinstance(node, ListNode) or len(names) != 2 or len(set(names)) != 2 or not all(names):  # noqa: PLR2004  (sides)
        fields.place.notes.error(node.source, "'sides' needs two names", "write sides: [links, rechts]", "form")
        return USUAL_SIDES
    return names[0], names[1]


def voice(fields: Fields) -> VoiceWish:
    """How the words are spoken."""
    node = fields.nodes.get("voice")
    if not isinstance(node, MapNode):
        if node is not None:
            hint = "write voice: {rate: 130 wpm}"
            fields.place.notes.error(node.source, "'voice' needs keys", hint, "not-keys")
        return VoiceWish(name="", rate=USUAL_RATE, gap=USUAL_GAP, rate_source=fields.source)
    source = node.source
    inner = read_fields(node, _VOICE_ROWS, fields.place, what="'voice'", source=source)
    rate = inner.rate("rate")
    return VoiceWish(
        name=inner.plain("name"),
        rate=USUAL_RATE if rate is None else rate,
        gap=inner.duration("gap", USUAL_GAP),
        rate_source=inner.nodes["rate"].source if "rate" in inner else source,
    )


def background(fields: Fields) -> SetBackground | None:
    """The sound underneath from the beginning."""
    node = fields.nodes.get("background")
    if node is None:
        return None
    sound = fields.plain("background")
    if not sound or sound == "none":
        return None
    return SetBackground(source=node.source, path="background", sound=sound, level=Decibels(0.0), fade=None)


def pronounce(fields: Fields) -> tuple[tuple[str, str], ...]:
    """How a whole word is said."""
    node = fields.nodes.get("pronounce")
    if node is None:
        return ()
    if not isinstance(node, MapNode):
        hint = "write pronounce: {'999': nine nine nine}"
        fields.place.notes.error(node.source, "'pronounce' needs words and how they are said", hint, "not-keys")
        return ()
    found = []
    for key, value in node.pairs:
        said = _said(value, fields)
        if not key.text.strip():
            fields.place.notes.error(key.source, "an empty word", "write the word as it stands in the text", "form")
        elif said:
            found.append((key.text.strip(), said))
    return tuple(found)


def _said(node: object, fields: Fields) -> str:
    if not isinstance(node, Scalar):
        if isinstance(node, (ListNode, MapNode)):
            hint = "write the words as they are said, in quotes"
            fields.place.notes.error(node.source, "a list where words should be", hint, "not-text")
        return ""
    filled = Fields(place=fields.place, rows={}, nodes={"said": node}, source=node.source).filled("said")
    return "" if filled is None else " ".join(filled.text.split())


def posture(fields: Fields) -> Posture:
    """Where the listener starts."""
    return fields.choice("posture", Posture, Posture.ANY)


def eyes(fields: Fields) -> Eyes:
    """What is asked of the eyes at first."""
    return fields.choice("eyes", Eyes, Eyes.OPEN)


def technique(fields: Fields) -> str:
    """What kind of guidance it is."""
    return next(iter(fields.chosen_of("technique", TECHNIQUES)), "")


def screen(fields: Fields) -> tuple[str, ...]:
    """Care tags."""
    return fields.chosen_of("screen", CARE_TAGS)


def sources(fields: Fields) -> tuple[str, ...]:
    """What the script rests on."""
    node = fields.nodes.get("sources")
    items = () if node is None else node.items if isinstance(node, ListNode) else (node,)
    return tuple(title for title in (read_title(item, fields.place) for item in items) if title)


def caution(fields: Fields) -> Text:
    """The words of care."""
    return fields.text("caution")
