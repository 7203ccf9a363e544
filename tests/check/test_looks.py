"""From how many sides a script is looked at, and how what is found is told."""

from pathlib import Path

from looked_at import SHELF, codes, findings, script, told

from voiceguide.check import RULES, examine
from voiceguide.problems import Weight
from voiceguide.script import parse_text
from voiceguide.voice.store import Store


def looks(text: str) -> list[tuple[str, ...]]:
    """The looks under which each finding appears."""
    return [finding.looks for finding in findings(text)]


HOLD = "- hold: $time"


def test_each_end_of_an_option_is_looked_at() -> None:
    """A duration and a number at both ends."""
    header = "options: {time: {default: 20s, from: 5s, to: 40s, about: how long}}"
    assert looks(script(HOLD, header=header, technique="static stretch")) == [("with time=5s", "with time=40s")]


def test_each_value_of_a_choice_is_looked_at() -> None:
    """The default is looked at anyway, and is not named."""
    header = "options: {place: {default: seated, one of: [seated, lying, prone], about: where}}"
    steps = "- say: Lie down.\n  unless: {place: seated}\n- Rest."
    assert looks(script(steps, header=header)) == [("with place=lying", "with place=prone")]


def test_each_value_of_several_is_looked_at_and_all_together() -> None:
    """Each alone, none, and all."""
    header = "caution: Stop.\noptions: {skip: {default: [], some of: [a, b], about: what}}"
    steps = "- say: $caution\n  unless: {skip: a}\n- Rest."
    assert looks(script(steps, header=header)) == [("with skip=a", "with skip=a,b")]


def test_every_alternative_is_looked_at() -> None:
    """Whatever the seed would choose, also inside of a loop."""
    steps = "- repeat: 2\n  steps:\n    - one of: [Notice your breath., Notice your feet., Make a fist.]\n- Rest."
    (finding,) = findings(script(steps))
    assert finding.problem.code == "tense-in-words"
    assert "with the third alternative of each 'one of'" in finding.looks or finding.looks == ()


def test_both_sides_of_a_length_are_looked_at() -> None:
    """What takes part only in a long session, and only in a short one."""
    steps = "- say: Make a fist.\n  at least: 40s\n- say: Clench your teeth.\n  under: 30s\n- Rest. [10s..30s..60s]"
    assert codes(script(steps, header="length: 35s")) == ["tense-in-words", "tense-in-words"]
    first, second = looks(script(steps, header="length: 35s"))
    assert "at 40s" in first
    assert "at 29.999s" in second


def test_what_is_found_by_default_is_told_without_a_look() -> None:
    """Once, whatever else it appears under."""
    header = "options: {time: {default: 5s, from: 3s, to: 20s, about: how long}}"
    (finding,) = findings(script(HOLD, header=header, technique="static stretch"))
    assert finding.looks == ()
    assert finding.problem.message == "this stretch is held for 5 s"


def test_many_looks_are_counted() -> None:
    """Two are named, of the others their number is told."""
    header = "caution: Stop.\noptions: {way: {default: a, one of: [a, b, c, d, e], about: which}}"
    (line,) = told(script("- say: $caution\n  when: {way: a}\n- Rest.", header=header))
    assert line.endswith("(with way=b, with way=c and 2 more)")


def test_an_advice_can_be_accepted() -> None:
    """By the step, or by one around it."""
    assert codes(script("- hold: 12s\n  allow: [core-hold]", technique="core")) == []
    assert codes(script("- section: Plank\n  allow: [core-hold]\n  steps:\n    - hold: 12s", technique="core")) == []
    assert codes(script("- hold: 12s\n  allow: [core-hold]\n- hold: 12s", technique="core")) == ["core-hold"]


def test_what_accepts_nothing_is_advised_against() -> None:
    """Under no look; a misspelt code gets the nearest as a hint."""
    assert codes(script("- hold: 5s\n  allow: [core-hold]", technique="core")) == ["allow-unused"]
    header = "options: {time: {default: 5s, from: 5s, to: 12s, about: how long}}"
    assert codes(script("- hold: $time\n  allow: [core-hold]", header=header, technique="core")) == []
    finding = findings(script("- hold: 5s\n  allow: [cor-hold]", technique="core"))[0]
    assert finding.problem.hint == "did you mean 'core-hold'?"


def test_an_error_cannot_be_accepted() -> None:
    """It is told, and so is the word that tried."""
    steps = "- breathe: {in: 4s, hold: 7s, out: 8s}\n  times: 9\n  allow: [too-many-478]\n- Rest. [20s!]"
    assert set(codes(script(steps, screen="breath_hold"))) == {"too-many-478", "allow-unused"}


def test_mistakes_of_the_language_are_told_alone() -> None:
    """A script that cannot be read is not looked at any further."""
    (line,) = told("title: x\nsteps:\n  - puase: 10s\n")
    assert line == "3 unknown-word: unknown step 'puase'"


def test_an_unknown_sound_is_an_error() -> None:
    """With the nearest as a hint, whether or not its step takes part."""
    (finding,) = findings(script("- chime: bowll\n  at least: 10m\n- Rest.", header="length: 2s"))
    assert finding.problem.code == "unknown-sound"
    assert "bowl" in finding.problem.hint


def test_an_unknown_voice_is_an_error_of_the_script() -> None:
    """Where the script names it."""
    document = parse_text("title: x\nvoice: {name: 'silent:never'}\nsteps: [Hello.]\n", file="a.yaml")
    (finding,) = examine(document, store=Store(folder=Path("nowhere")), shelf=SHELF)
    assert finding.problem.code == "unknown-voice"


def test_a_finding_says_why_and_what_to_do() -> None:
    """The reason first, then what to write."""
    (finding,) = findings(script("- hold: 12s", technique="core"))
    assert finding.reason == "long holds tire the back and stop the breath"
    assert finding.problem.hint == f"{finding.reason}: hold it 10 s or less, and add repetitions rather than time"


def test_codes_are_stable_names() -> None:
    """Each rule has its own, in small letters with hyphens, and a line for the reference."""
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.code == rule.code.lower().replace("_", "-").replace(" ", "-")
        assert rule.about
        assert rule.reason
        assert rule.weight in Weight
