"""The language as a JSON Schema (2020-12), for editors: completion, hover, and a mark under a misspelt word.

Derived from the grammar's rows. It sees shapes and words, never what a name stands for, what fits into a span or
whether a file is there: that is what `check` is for. What it refuses, the reader refuses too.
"""

from collections.abc import Callable, Mapping
from typing import Final

from voiceguide.script.compose import compose
from voiceguide.script.grammar import BREATHS, HEADER, NARRATOR, OPTION, ROLE, ROUTINE, TAKEN_NAMES, VERBS, VOICE, Verb
from voiceguide.script.kinds import Kind, Word
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar, page_of
from voiceguide.script.notes import Notes

Schema = dict[str, object]

ID: Final = "urn:voiceguide:script:1"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_PART: Final = r"[0-9]{1,9}(?:\.[0-9]{1,3})?"
_CLOCK: Final = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-5][0-9](?:\.[0-9]{1,3})?"
_TIME: Final = rf"(?:(?=[0-9])(?:{_PART}h)?(?:{_PART}m(?!s))?(?:{_PART}s)?(?:[0-9]{{1,9}}ms)?|{_CLOCK})"
_LENGTH: Final = rf"\s*{_TIME}\s*(?:!|\.\.\s*{_TIME}\s*(?:\.\.\s*{_TIME}\s*)?)?"
_COUNT: Final = r"\s*[0-9]{1,9}\s*(?:\.\.\s*[0-9]{1,9}\s*){0,2}"
_SILENCES: Final = rf"^(?:[^\[\]]|\[{_LENGTH}\]|\[[^\[\]]*\$[^\[\]]*\]|\[\[(?:[^\]]|\](?!\]))*\]\])*$"
"""Brackets hold a silence, or a name that gives one."""
_LEVEL: Final = r"(?:-[0-9]{1,3}(?:\.[0-9]{1,3})?|[+-]?0{1,3}(?:\.0{1,3})?)\s*dB"
_LANGUAGE: Final = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
_NAME: Final = rf"^(?!(?:{'|'.join(TAKEN_NAMES)})$)[^\W\d]\w*$"

_WRITTEN: Final[Schema] = {"type": ["string", "number", "boolean"]}
"""Any single value: the grammar gives it its type, not YAML."""
_ONE_OR_MORE: Final[Schema] = {"anyOf": [_WRITTEN, {"type": "array", "items": _WRITTEN}]}


def schema() -> Schema:
    """The whole language."""
    header = _keys(HEADER)
    needed = header.pop("required")
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": "voiceguide session",
        "description": "A guided session: what is said, what is done, and how long each silence lasts.",
        **header,
        # A file that only brings routines or options to others has no title and no steps.
        "if": {"anyOf": [{"required": [name]} for name in ("title", "steps", "closing")]},
        "then": {"required": needed},
        "else": {"anyOf": [{"required": [name]} for name in ("routines", "options", "voices")]},
        "$defs": {
            "step": {
                "description": "A text that is spoken, with silences in brackets, or one of the steps below.",
                "anyOf": [_text(), *({"$ref": f"#/$defs/{_def_name(verb)}"} for verb in VERBS)],
            },
            "steps": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}},
            **{_def_name(verb): _step(verb) for verb in VERBS},
            "voice": _keys(VOICE),
            "role": {"anyOf": [_WRITTEN, {**_keys(ROLE), "minProperties": 1}]},
            "option": _option(),
            "routine": _keys(ROUTINE),
        },
    }


def _def_name(verb: Verb) -> str:
    return f"step-{verb.name.replace(' ', '-')}"


def _step(verb: Verb) -> Schema:
    """A step whose keys all belong to this verb, which is there."""
    step = {"title": verb.name, "description": _sentence(verb.word.about), **_keys(verb.all_keys)}
    required = [verb.name, *(word.name for word in verb.keys if word.required)]
    step["required"] = required
    names = {word.name for word in verb.all_keys}
    if {"every", "count"} <= names:
        step["dependentRequired"] = {"every": ["count"]}
    return step


def _keys(rows: tuple[Word, ...]) -> Schema:
    """An object that has these keys and no others."""
    found: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {word.name: _described(word) for word in rows},
    }
    required = [word.name for word in rows if word.required]
    return {**found, "required": required} if required else found


def _described(word: Word) -> Schema:
    about = _sentence(word.about)
    if word.least and word.most:
        about += f" From {word.least} to {word.most}."
    if word.default:
        about += f" Unless said: {word.default}."
    return {"description": about, "examples": [_example(word)], **_value(word)}


def _sentence(about: str) -> str:
    return f"{about[:1].upper()}{about[1:]}."


def _example(word: Word) -> object:
    return plain_value(word.example)


def plain_value(text: str) -> object:
    """YAML as an editor reads it, for values in the grammar: texts, whole numbers, lists and keys."""
    node = compose(page_of("", f"value: {text}\n"), Notes())
    return _plain(node.pairs[0][1]) if isinstance(node, MapNode) and node.pairs else text


def _plain(node: Node) -> object:
    match node:
        case Scalar(text=text, style=style):
            return int(text) if text.isdecimal() and not style else text
        case ListNode(items=items):
            return [_plain(item) for item in items]
        case MapNode(pairs=pairs):
            return {key.text: _plain(value) for key, value in pairs}


def _value(word: Word) -> Schema:
    """What may be written after a key."""
    own = _OWN.get(word.name) if word.kind in {Kind.MAPPING, Kind.TEXTS, Kind.VALUES} else None
    return own if own is not None else _OF_KIND[word.kind](word)


def _matching(pattern: str, message: str) -> Schema:
    """A value of one form, or one that a name gives."""
    return {"type": "string", "pattern": rf"^(?:{pattern}|.*\$.*)$", "patternErrorMessage": message}


def _duration(_: Word) -> Schema:
    return _matching(rf"\s*{_TIME}!?\s*", "a length of time, such as 6s, 1.5s, 2m, 1m30s or 1:30")


def _length(_: Word) -> Schema:
    return _matching(_LENGTH, "a length such as 10s, exactly 10s!, or a range such as 4s..10s..30s")


def _rounds(word: Word) -> Schema:
    forms = _matching(rf"{_COUNT}|{_LENGTH}", "whole rounds such as 8 or 5..8..12, or a length such as 2m")
    return {"anyOf": [_integer(word), forms]}


def _whole(word: Word) -> Schema:
    return {"anyOf": [_integer(word), _matching(r"\s*[0-9]{1,9}\s*", "a whole number")]}


def _integer(word: Word) -> Schema:
    return {"type": "integer", "minimum": int(word.least), "maximum": int(word.most)}


def _rate(_: Word) -> Schema:
    return _matching(r"[0-9]{1,4}\s*wpm", "words a minute, such as 130 wpm")


def _level(_: Word) -> Schema:
    return _matching(_LEVEL, "how much softer than usual, such as -6 dB")


def _language(_: Word) -> Schema:
    return _matching(_LANGUAGE, "a language's short tag, such as en, de or pt-BR")


def _choice(word: Word) -> Schema:
    return {"anyOf": [{"enum": list(word.choices)}, {"type": "string", "pattern": r"\$"}]}


def _choices(word: Word) -> Schema:
    one = _choice(word)
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _guide(word: Word) -> Schema:
    ways = "|".join(word.choices)
    two = _matching(rf"(?:{ways})\s+[0-9]{{1,4}}\s+then\s+(?:{ways})", "one of them, or two: words 6 then tones")
    return {"anyOf": [{"enum": list(word.choices)}, two]}


def _text(_: Word | None = None) -> Schema:
    message = "brackets hold a silence, such as [6s]"
    return {**_WRITTEN, "minLength": 1, "pattern": _SILENCES, "patternErrorMessage": message}


def _word(_: Word | None = None) -> Schema:
    message = "spoken in one go, without a silence in it"
    return {**_WRITTEN, "minLength": 1, "pattern": r"^[^\[\]]*$", "patternErrorMessage": message}


def _steps(word: Word) -> Schema:
    if word.name == "closing":
        return {"type": "array", "items": {"$ref": "#/$defs/step"}}
    return {"$ref": "#/$defs/steps"}


def _text_or_steps(_: Word) -> Schema:
    return {"anyOf": [_text(), {"$ref": "#/$defs/steps"}]}


def _alternatives(_: Word) -> Schema:
    one = {"anyOf": [{"$ref": "#/$defs/step"}, {"$ref": "#/$defs/steps"}]}
    return {"type": "array", "minItems": 1, "items": one}


def _items(_: Word) -> Schema:
    keyed = {"type": "object", "additionalProperties": _WRITTEN}
    return {"anyOf": [{"type": "array", "items": {"anyOf": [_WRITTEN, keyed]}}, {"type": "string", "pattern": r"\$"}]}


def _timed_words(_: Word) -> Schema:
    return {"type": "object", "propertyNames": _duration(_), "additionalProperties": _word()}


def _phases(word: Word, value: Callable[[Word], Schema]) -> Schema:
    properties = {phase.value: value(word) for phase in BREATHS}
    return {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": properties}


def _named_values(_: Word) -> Schema:
    return {"type": "object", "additionalProperties": _WRITTEN}


def _named(what: str, names: str | None = None) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{what}"}}
    return found if names is None else {**found, "propertyNames": {"pattern": names}}


def _option() -> Schema:
    """What a listener can choose: numbers or lengths between two ends, one or some of a list, or free text."""
    pairs = (("from", "one of"), ("from", "some of"), ("one of", "some of"))
    return {
        **_keys(OPTION),
        "dependentRequired": {"from": ["to"], "to": ["from"]},
        "not": {"anyOf": [{"required": list(pair)} for pair in pairs]},
        "if": {"required": ["some of"]},
        "then": {"properties": {"default": {"type": "array"}}},
        "else": {"properties": {"default": _WRITTEN}},
    }


_OWN: Final[Mapping[str, Schema]] = {
    "options": _named("option", _NAME),
    "routines": _named("routine"),
    "voice": {"$ref": "#/$defs/voice"},
    "voices": {**_named("role", rf"^(?!{NARRATOR}$)"), "maxProperties": 16},
    "sides": {"type": "array", "items": _WRITTEN, "minItems": 2, "maxItems": 2, "uniqueItems": True},
    "default": _ONE_OR_MORE,
    "from": _WRITTEN,
    "to": _WRITTEN,
}
"""Keys whose kind alone does not say their shape."""

_OF_KIND: Final[Mapping[Kind, Callable[[Word], Schema]]] = {
    Kind.TEXT: _text,
    Kind.WORD: _word,
    Kind.TITLE: lambda _: _WRITTEN,
    Kind.LENGTH: _length,
    Kind.DURATION: _duration,
    Kind.ROUNDS: _rounds,
    Kind.WHOLE: _whole,
    Kind.RATE: _rate,
    Kind.LEVEL: _level,
    Kind.SOUND: lambda _: _WRITTEN,
    Kind.FILE: lambda _: _WRITTEN,
    Kind.NAME: lambda _: _WRITTEN,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.STEPS: _steps,
    Kind.TEXT_OR_STEPS: _text_or_steps,
    Kind.ALTERNATIVES: _alternatives,
    Kind.ITEMS: _items,
    Kind.CONDITIONS: lambda _: {"type": "object", "additionalProperties": _ONE_OR_MORE},
    Kind.CODES: lambda _: _ONE_OR_MORE,
    Kind.TIMED_WORDS: _timed_words,
    Kind.BREATH: lambda word: _phases(word, _duration),
    Kind.BREATH_WORDS: lambda word: _phases(word, _word),
    Kind.GUIDE: _guide,
    Kind.VALUES: _named_values,
    Kind.MAPPING: _named_values,
    Kind.TEXTS: lambda _: _ONE_OR_MORE,
    Kind.VOICE_NAME: lambda _: _WRITTEN,
    Kind.LANGUAGE: _language,
}
"""A reader for each kind has a shape here; a kind without one fails at once."""
