"""Scripts that a generator writes, in every corner of the language, and the same with one mistake."""

import re
from random import Random
from typing import TYPE_CHECKING

import yaml

from voiceguide.script.grammar import BREATHS, CARE_TAGS, COUNTS, EYES, GUIDES, POSTURES, TECHNIQUES

if TYPE_CHECKING:
    from collections.abc import Callable

Value = object
Keys = dict[str, Value]

DURATIONS = ("6s", "1.5s", "12s", "1m30s", "1:30", "2m", "45s")
LENGTHS = (*DURATIONS, "10s!", "10s..30s", "4s..10s..30s", "1m .. 2m", "$rest", "4s..$rest..2m")
COUNTED = (1, 3, "2..4", "2..4..6", "$turns")
TEXTS = (
    "Breathe out. [6s]",
    "Feel your feet: both of them. [$rest] Then let them be.",
    "You have $$5.",
    "No",
    "10",
    "Lift your ${word} arm, slowly! [4s..8s]",
)
WORDS = ("Now.", "And let go.", "Reach $word.")
TITLES = ("Feet", "The $word part", 7)


def values_of(text: str) -> Value:
    """A YAML text as an editor sees it: by the rules of YAML 1.2."""
    return _core(yaml.load(text, yaml.BaseLoader))  # noqa: S506  (it makes texts, lists and keys)


def _core(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _core(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_core(inner) for inner in value]
    text = str(value)
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", text):
        return float(text)
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return None if text.lower() in {"", "null", "~"} else text


class Writer:
    """Writes one script from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  (chosen, not secret)

    def script(self) -> Keys:
        """A whole script, valid in the language."""
        chance = self.chance
        written: Keys = {
            "title": chance.choice(TITLES[::2]),
            "options": {
                "rest": {"default": "20s", "from": "10s", "to": "60s", "about": "rest"},
                "turns": {"default": 2, "from": 1, "to": 4, "about": "turns"},
                "word": {"default": "good", "one of": ["good", "other"], "about": "a word"},
                "skip": {"default": ["one"], "some of": ["one", "two"], "about": "parts that are left out"},
            },
            "routines": {"let go": {"takes": ["part"], "steps": ["Let your $part go. [10s]"]}},
            "caution": "Move only as far as is comfortable.",
            "voices": {"teacher": "en-gb+f3", "guide": {"name": "en-us", "rate": "110 wpm"}},
            "length": "10m",
        }
        for name, value in self.header().items():
            if chance.random() < 0.4:
                written[name] = value
        written["steps"] = self.steps(3)
        if chance.random() < 0.7:
            written["closing"] = self.steps(1)
        return written

    def header(self) -> Keys:
        """What may stand at the top."""
        chance = self.chance
        return {
            "summary": "Short, and quiet.",
            "technique": chance.choice(TECHNIQUES),
            "posture": str(chance.choice(POSTURES)),
            "eyes": str(chance.choice(EYES)),
            "language": chance.choice(["en", "en-GB"]),
            "sources": ["A book", "Another book"],
            "screen": chance.sample(list(CARE_TAGS), 2),
            "voice": {"rate": "120 wpm", "gap": "0.5s"},
            "background": "none",
            "pronounce": {"999": "nine nine nine"},
            "sides": ["links", "rechts"],
            "longest silence": "45s",
        }

    def steps(self, depth: int) -> list[Value]:
        """A list of steps."""
        return [self.step(depth) for _ in range(self.chance.randint(1, 4))]

    def step(self, depth: int) -> Value:
        """One step, plain or with keys."""
        makers: list[Callable[[], Keys]] = [
            self.say, self.pause, self.chime, self.span, self.release, self.breathe, self.move, self.eyes, self.do,
            self.background,
        ]  # fmt: skip
        if depth:
            makers += [
                lambda: self.repeat(depth - 1),
                lambda: self.for_each(depth - 1),
                lambda: self.each_side(depth - 1),
                lambda: self.section(depth - 1),
                lambda: self.group(depth - 1),
                lambda: self.one_of(depth - 1),
            ]
        if self.chance.random() < 0.3:
            return self.chance.choice([*TEXTS, "$caution"])
        return {**self.chance.choice(makers)(), **self.any_step()}

    def any_step(self) -> Keys:
        """What goes with any step."""
        return self.some(
            0.1,
            {
                "when": self.chance.choice([{"skip": "one"}, {"word": ["good", "other"], "rest": "20s"}]),
                "unless": {"turns": 4},
                "at least": "5m",
                "under": "20m",
                "allow": ["long-hold"],
            },
        )

    def some(self, likely: float, keys: Keys) -> Keys:
        """Some of the keys."""
        return {name: value for name, value in keys.items() if self.chance.random() < likely}

    def speaking(self) -> Keys:
        """What goes with a step that speaks."""
        level = self.chance.choice(["-6 dB", "0 dB", "-1.5dB"])
        return self.some(0.2, {"rate": "110 wpm", "level": level, "voice": self.who()})

    def who(self) -> str:
        """Who speaks."""
        return self.chance.choice(["teacher", "guide", "narrator"])

    def say(self) -> Keys:
        """`say`."""
        return {"say": self.chance.choice(TEXTS), **self.speaking()}

    def pause(self) -> Keys:
        """`pause`."""
        return {"pause": self.chance.choice(LENGTHS)}

    def chime(self) -> Keys:
        """`chime`."""
        keys: Keys = {"times": 2, "every": "5s", "level": "-3 dB", "wait": "4s"}
        return {"chime": "bowl", **self.some(0.3, keys)}

    def beats(self) -> Keys:
        """What goes with every span."""
        keys = self.some(
            0.3,
            {
                "say": self.chance.choice(TEXTS),
                "on": self.chance.choice(WORDS),
                "during": {"2s": "Keep breathing.", "4s": self.chance.choice(WORDS)},
                "count": str(self.chance.choice(COUNTS)),
            },
        )
        return {**keys, **({"every": "2s"} if "count" in keys and self.chance.random() < 0.5 else {})}

    def span(self) -> Keys:
        """`hold` and `tense`."""
        return {self.chance.choice(["hold", "tense"]): self.chance.choice(DURATIONS[2:]), **self.beats()}

    def release(self) -> Keys:
        """`release`."""
        return {"release": self.chance.choice(LENGTHS[2:]), **self.beats()}

    def breathe(self) -> Keys:
        """`breathe`."""
        phases = [str(phase) for phase in BREATHS if self.chance.random() < 0.6] or ["in"]
        guides = [str(guide) for guide in GUIDES]
        keys: Keys = {
            "times": self.chance.choice([*COUNTED, "1m", "1m..2m"]),
            "words": {phases[0]: self.chance.choice(WORDS)},
            "guide": self.chance.choice([*guides, "words 6 then tones"]),
        }
        return {"breathe": dict.fromkeys(phases, "4s"), **self.some(0.4, keys), **self.speaking()}

    def move(self) -> Keys:
        """`move to`."""
        keys: Keys = {"take": "25s", "say": self.chance.choice(TEXTS)}
        return {"move to": str(self.chance.choice(POSTURES)), **self.some(0.5, keys)}

    def eyes(self) -> Keys:
        """`eyes`."""
        return {"eyes": str(self.chance.choice(EYES)), **self.some(0.5, {"say": self.chance.choice(TEXTS)})}

    def do(self) -> Keys:
        """`do`."""
        return {"do": "let go", "with": {"part": self.chance.choice(["feet", "$word", 3])}}

    def background(self) -> Keys:
        """`background`."""
        return {"background": self.chance.choice(["brown", "none"]), **self.some(0.3, {"fade": "8s", "level": "-6 dB"})}

    def loop(self, depth: int) -> Keys:
        """What goes with every loop."""
        between: Value = self.chance.choice(TEXTS) if self.chance.random() < 0.5 else self.steps(0)
        return self.some(0.4, {"between": between, "over": self.chance.choice(LENGTHS[2:])}) if depth else {}

    def repeat(self, depth: int) -> Keys:
        """`repeat`."""
        return {"repeat": self.chance.choice([*COUNTED, "2m"]), "steps": self.steps(depth), **self.loop(depth)}

    def for_each(self, depth: int) -> Keys:
        """`for each`."""
        name = f"part{depth}"
        if self.chance.random() < 0.5:
            items: Value = [{name: "feet", f"how{depth}": "softly"}, {name: "hands", f"how{depth}": 2}]
            return {"for each": items, "steps": [f"Your ${name}. [4s]"], **self.loop(0)}
        return {"for each": self.chance.choice([["feet", 2], "$skip"]), "as": name, "steps": self.steps(depth)}

    def each_side(self, depth: int) -> Keys:
        """`each side`."""
        del depth
        return {"each side": ["Lift your $side arm. [4s]", {"hold": "5s"}], **self.some(0.3, {"between": "Rest."})}

    def section(self, depth: int) -> Keys:
        """`section`."""
        keys: Keys = {"technique": self.chance.choice(TECHNIQUES), "screen": ["floor"], "over": "2m..5m"}
        keys["voice"] = self.who()
        return {"section": self.chance.choice(TITLES), "steps": self.steps(depth), **self.some(0.3, keys)}

    def group(self, depth: int) -> Keys:
        """`steps`."""
        return {"steps": self.steps(depth), **self.some(0.3, {"over": "3m", "voice": self.who()})}

    def one_of(self, depth: int) -> Keys:
        """`one of`."""
        choices: list[Value] = [self.chance.choice(TEXTS), self.say()]
        if depth:
            choices.append(self.steps(0))
        return {"one of": choices}
