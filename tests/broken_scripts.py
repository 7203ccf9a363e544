"""One mistake for a script that has none: each of a kind that a schema can see."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

from written_scripts import Keys, Value

from voiceguide.script.grammar import HEADER, VERBS

VERB_NAMES = {verb.name for verb in VERBS}
TIMES = {"pause", "hold", "tense", "release", "over", "every", "take", "wait", "fade", "at least", "under", "gap"}
TEXT_KEYS = {"say", "on", "between", "caution"}
CHOICES = {"posture", "eyes", "technique", "count", "guide", "move to"}

Mistake = Callable[[Random, Keys], bool]
"""Breaks a script; False where there is nothing to break in this way."""


def broken(chance: Random, script: Keys) -> tuple[str, Keys]:
    """The script with one mistake, and which."""
    while True:
        mistake = chance.choice(MISTAKES)
        copy = deepcopy(script)
        if mistake(chance, copy):
            return mistake.__name__, copy


def step_maps(value: Value) -> Iterator[Keys]:
    """Every step that has keys."""
    if isinstance(value, list):
        for item in value:
            yield from step_maps(item)
    elif isinstance(value, dict):
        if VERB_NAMES & value.keys():
            yield value
        for inner in value.values():
            yield from step_maps(inner)


def with_rows(script: Keys) -> list[Keys]:
    """Everything whose keys the grammar names: the top and the steps."""
    return [script, *step_maps(script["steps"])]


def places(script: Keys, names: set[str]) -> list[tuple[Keys, str]]:
    """Where one of these keys stands."""
    return [(keys, name) for keys in with_rows(script) for name in keys if name in names]


def misspelt_key(chance: Random, script: Keys) -> bool:
    """A key with a letter too many."""
    keys = chance.choice(with_rows(script))
    name = chance.choice(list(keys))
    keys[name + name[-1]] = keys.pop(name)
    return True


def unknown_key(chance: Random, script: Keys) -> bool:
    """A key that nobody knows."""
    chance.choice(with_rows(script))["loudness"] = 3
    return True


def missing_key(chance: Random, script: Keys) -> bool:
    """A script without what it must have, a loop without steps, an option that nobody explains."""
    name = chance.choice([word.name for word in HEADER if word.required])
    loops = [keys for keys in step_maps(script["steps"]) if {"repeat", "section"} & keys.keys()]
    if loops and chance.random() < 0.5:
        del chance.choice(loops)["steps"]
    elif chance.random() < 0.3:
        options = script["options"]
        assert isinstance(options, dict)
        del options["rest"]["about"]
    else:
        del script[name]
    return True


def no_duration(chance: Random, script: Keys) -> bool:
    """A time that is none."""
    found = places(script, TIMES)
    if found:
        keys, name = chance.choice(found)
        keys[name] = chance.choice(["soon", 10, "10 s", "-5s", "5s...9s", "9s!..20s", "!6s", "6 seconds"])
    return bool(found)


def no_choice(chance: Random, script: Keys) -> bool:
    """A word that is not among those that can be chosen."""
    found = places(script, CHOICES)
    if found:
        keys, name = chance.choice(found)
        keys[name] = f"{keys[name]}ly"
    return bool(found)


def no_value(chance: Random, script: Keys) -> bool:
    """A key with nothing after it."""
    keys = chance.choice(with_rows(script))
    keys[chance.choice(list(keys))] = None
    return True


def brackets(chance: Random, script: Keys) -> bool:
    """Brackets that hold no silence."""
    found = places(script, TEXT_KEYS)
    if found:
        keys, name = chance.choice(found)
        keys[name] = chance.choice(["Rest. [pause]", "Rest. [softly] Now.", "Rest [6s", "Rest 6s]", "Rest. [6]"])
    return bool(found)


def list_for_text(chance: Random, script: Keys) -> bool:
    """A list or keys where one value should be."""
    found = places(script, {*TEXT_KEYS, *TIMES} - {"between"})
    if found:
        keys, name = chance.choice(found)
        keys[name] = chance.choice([["6s"], {"now": "6s"}])
    return bool(found)


def text_for_steps(chance: Random, script: Keys) -> bool:
    """A text, keys or nothing where steps should be."""
    found = places(script, {"steps", "each side", "one of"})
    keys, name = chance.choice(found)
    keys[name] = chance.choice(["Rest.", {"say": "Rest."}, []])
    return True


def two_verbs(chance: Random, script: Keys) -> bool:
    """Two things in one step."""
    found = [keys for keys in step_maps(script["steps"]) if "pause" not in keys]
    if found:
        chance.choice(found)["pause"] = "6s"
    return bool(found)


def no_level_or_rate(chance: Random, script: Keys) -> bool:
    """A level above the usual, a rate without its unit."""
    found = [keys for keys in step_maps(script["steps"]) if "say" in keys and not VERB_NAMES & keys.keys() - {"say"}]
    if found:
        name, value = chance.choice([("level", "6 dB"), ("level", -6), ("rate", 110), ("rate", "fast")])
        chance.choice(found)[name] = value
    return bool(found)


def beat_without_count(chance: Random, script: Keys) -> bool:
    """A beat that nobody counts."""
    found = [keys for keys in step_maps(script["steps"]) if {"hold", "tense"} & keys.keys() and "count" not in keys]
    if found:
        chance.choice(found)["every"] = "2s"
    return bool(found)


MISTAKES: tuple[Mistake, ...] = (
    misspelt_key,
    unknown_key,
    missing_key,
    no_duration,
    no_choice,
    no_value,
    brackets,
    list_for_text,
    text_for_steps,
    two_verbs,
    no_level_or_rate,
    beat_without_count,
)
