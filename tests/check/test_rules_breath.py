"""How the breath is led."""

import pytest
from looked_at import codes, findings, script

from voiceguide.problems import Weight

FREE = "\n- Let it come and go. [20s!]"
HELD = {"screen": "breath_hold"}


def test_a_breath_is_held_for_8_seconds_at_most() -> None:
    """After breathing in, and after breathing out."""
    assert codes(script("- breathe: {in: 4s, hold: 9s, out: 6s}" + FREE, **HELD)) == ["long-breath-hold"]
    assert codes(script("- breathe: {in: 4s, out: 6s, rest: 8.5s}" + FREE, **HELD)) == ["long-breath-hold"]
    assert codes(script("- breathe: {in: 4s, hold: 8s, out: 6s, rest: 8s}" + FREE, **HELD)) == []


FOUR_SEVEN_EIGHT = {
    "breaths": "- breathe: {{in: 4s, hold: 7s, out: 8s}}\n  times: {n}",
    "breaths at another tempo": "- breathe: {{in: 2s, hold: 3.5s, out: 4s}}\n  times: {n}",
    "a loop": "- repeat: {n}\n  steps:\n    - breathe: {{in: 4s, hold: 7s, out: 8s}}",
    "holds": "- repeat: {n}\n  steps:\n    - {{hold: 4s, on: In}}\n    - {{hold: 7s}}\n    - {{hold: 8s, on: Out}}",
    "words": "- repeat: {n}\n  steps:\n    - Breathe in. [4s!] Hold. [7s!] Breathe out. [8s!]",
}


@pytest.mark.parametrize("written", FOUR_SEVEN_EIGHT)
def test_4_7_8_is_for_4_cycles_and_never_more_than_8(written: str) -> None:
    """However it is written: an advice from the fifth cycle on, an error from the ninth."""
    steps = FOUR_SEVEN_EIGHT[written] + FREE
    assert "many-478" not in codes(script(steps.format(n=4), **HELD))
    assert "many-478" in codes(script(steps.format(n=5), **HELD))
    assert "too-many-478" not in codes(script(steps.format(n=8), **HELD))
    (error,) = [f.problem for f in findings(script(steps.format(n=9), **HELD)) if f.problem.weight is Weight.ERROR]
    assert error.code == "too-many-478"


def test_cycles_of_several_steps_add_up() -> None:
    """Two times five are ten."""
    five = "- breathe: {in: 4s, hold: 7s, out: 8s}\n  times: 5\n"
    assert "too-many-478" in codes(script(five + "- Rest. [10s]\n" + five + FREE.strip(), **HELD))


def test_an_option_can_bring_too_many() -> None:
    """The finding tells with which value."""
    header = "options: {cycles: {default: 4, from: 1, to: 12, about: cycles}}"
    steps = "- breathe: {in: 4s, hold: 7s, out: 8s}\n  times: $cycles" + FREE
    (finding,) = findings(script(steps, header=header, **HELD))
    assert finding.problem.code == "too-many-478"
    assert finding.looks == ("with cycles=12",)
    assert finding.problem.message.endswith("(with cycles=12)")


def test_other_patterns_are_not_4_7_8() -> None:
    """A box is one of four equal sides."""
    assert codes(script("- breathe: {in: 4s, hold: 4s, out: 4s, rest: 4s}\n  times: 12" + FREE, **HELD)) == []


def test_quick_breathing_is_for_8_cycles_in_a_row() -> None:
    """Outside movement, where the body asks for more."""
    quick = "- breathe: {in: 2.5s, out: 3s}\n  times: {n}".replace("{n}", "9")
    assert codes(script(quick + FREE)) == ["quick-breathing"]
    assert codes(script(quick.replace("9", "8") + FREE)) == []
    assert codes(script(quick + FREE, technique="mobility")) == []
    assert codes(script("- breathe: {in: 3s, out: 3s}\n  times: 9" + FREE)) == []
    assert codes(script(f"{quick.replace('9', '5')}\n- Rest. [8s!]\n{quick.replace('9', '5')}{FREE}")) == []


def test_a_breathing_session_ends_in_20_seconds_of_free_breath() -> None:
    """Counted from the last breath that is led to the end."""
    breath = "- breathe: {in: 4s, out: 6s}\n  times: 4"
    assert codes(script(breath + "\n- Let it come and go. [10s!]", technique="breathing")) == ["no-free-breath"]
    assert codes(script(breath + FREE, technique="breathing")) == []
    assert codes(script(breath, technique="mobility")) == []


def test_the_breath_is_held_only_where_it_is_timed() -> None:
    """By the verb for it; words that explain it come right before."""
    assert codes(script("- Breathe in, and hold your breath. [5s]")) == ["breath-hold-in-words"]
    assert codes(script("- Keep breathing, and do not hold your breath.")) == []
    held = "- Now hold your breath with me.\n- breathe: {in: 4s, hold: 4s, out: 6s}" + FREE
    assert codes(script(held, **HELD)) == []
    assert codes(script("- breathe: {in: 4s, out: 6s}\n  words: {in: Hold your breath.}" + FREE)) == []
