"""Muscle tension, stretches and exercises."""

from looked_at import codes, script

TENSE = {"technique": "muscle relaxation", "screen": "tense"}
LET_GO = "\n- release: 20s..30s"


def test_what_is_tensed_is_let_go() -> None:
    """Before the next tension, and before the end."""
    assert codes(script("- tense: 6s\n- Rest. [20s]", **TENSE)) == ["tension-unreleased"]
    assert codes(script("- tense: 6s\n- tense: 6s" + LET_GO, **TENSE)) == ["tension-unreleased"]
    assert codes(script("- tense: 6s\n- And now." + LET_GO, **TENSE)) == []


def test_a_tension_lasts_10_seconds_at_most() -> None:
    """Feet cramp: 5 seconds for them, wherever they are named."""
    assert codes(script("- tense: 11s" + LET_GO, **TENSE)) == ["long-tension"]
    assert codes(script("- tense: 10s" + LET_GO, **TENSE)) == []
    assert codes(script("- Now your right foot.\n- tense: 6s" + LET_GO, **TENSE)) == ["long-tension"]
    assert codes(script("- tense: 6s\n  say: Curl the toes of your foot." + LET_GO, **TENSE)) == ["long-tension"]
    assert codes(script("- tense: 6s\n  on: Feet, now." + LET_GO, **TENSE)) == ["long-tension"]
    assert codes(script("- Now your right foot.\n- tense: 5s" + LET_GO, **TENSE)) == []
    assert codes(script("- Your feet are flat on the floor.\n- tense: 6s" + LET_GO, **TENSE)) == []
    assert codes(script("- Notice your feet.\n- Close your hand into a fist.\n- tense: 6s" + LET_GO, **TENSE)) == []
    after = "- Now your foot.\n- tense: 5s" + LET_GO + "\n- Now the hand.\n- tense: 7s" + LET_GO
    assert codes(script(after, **TENSE)) == []


def test_a_release_lasts_10_seconds_at_least() -> None:
    """Also where a short session shrinks it."""
    assert codes(script("- tense: 6s\n- release: 9s!", **TENSE)) == ["short-release"]
    assert codes(script("- tense: 6s\n- release: 10s!", **TENSE)) == []
    assert "short-release" in codes(script("- tense: 6s\n- release: 20s", **TENSE))
    assert codes(script("- tense: 6s\n- release: 10s..20s..40s", **TENSE)) == []


def test_muscles_are_tensed_only_where_it_is_timed() -> None:
    """By the verb for it; words that explain it come right before."""
    assert codes(script("- Make a fist. [6s]")) == ["tense-in-words"]
    assert codes(script("- Now tense your shoulders. [6s]")) == ["tense-in-words"]
    assert codes(script("- hold: 6s\n  on: Clench both hands.")) == ["tense-in-words"]
    assert codes(script("- Close your hand into a fist.\n- tense: 6s" + LET_GO, **TENSE)) == []
    assert codes(script("- Notice whether the jaw is tense.\n- Let it be, without clenching the teeth.")) == []


def test_a_static_stretch_is_held_for_10_to_30_seconds() -> None:
    """Elsewhere a hold may last as it likes."""
    stretch = {"technique": "static stretch"}
    assert codes(script("- hold: 9s", **stretch)) == ["stretch-hold"]
    assert codes(script("- hold: 31s", **stretch)) == ["stretch-hold"]
    assert codes(script("- hold: 10s\n- hold: 30s", **stretch)) == []
    assert codes(script("- hold: 40s", technique="yoga")) == []


def test_a_section_has_a_technique_of_its_own() -> None:
    """What holds for it holds inside of it only."""
    steps = "- section: Calf\n  technique: static stretch\n  steps:\n    - hold: 5s\n- hold: 5s"
    assert codes(script(steps)) == ["stretch-hold"]


def test_a_core_hold_lasts_10_seconds_at_most() -> None:
    """More repetitions, not more time."""
    assert codes(script("- hold: 11s", technique="core")) == ["core-hold"]
    assert codes(script("- hold: 10s", technique="core")) == []


def test_cat_camel_runs_5_to_8_times() -> None:
    """Each row of it; a rest makes two rows."""
    cat = {"technique": "cat-camel", "posture": "hands and knees", "screen": "hands_knees"}
    cycle = "- breathe: {out: 3s, in: 3s}\n  times: "
    assert codes(script(cycle + "4", **cat)) == ["cat-camel-cycles"]
    assert codes(script(cycle + "9", **cat)) == ["cat-camel-cycles"]
    assert codes(script(cycle + "8\n- Rest. [20s]\n" + cycle + "5", **cat)) == []
    assert codes(script("- repeat: 6\n  steps:\n    - breathe: {out: 3s, in: 3s}", **cat)) == []


def test_cat_camel_is_never_held() -> None:
    """It is a motion: neither a hold nor a phase of standing still."""
    cat = {"technique": "cat-camel", "posture": "hands and knees", "screen": "hands_knees, breath_hold"}
    assert codes(script("- breathe: {out: 3s, rest: 2s, in: 3s}\n  times: 6", **cat)) == ["cat-camel-held"]
    assert codes(script("- hold: 10s", **cat)) == ["cat-camel-held"]
    assert codes(script("- hold: 10s", technique="yoga", posture="hands and knees", screen="hands_knees")) == []


def test_who_should_ask_first_is_told() -> None:
    """Postures, tension and held breath have their care tags, in the header or on the section."""
    assert codes(script("- Rest.", posture="lying")) == ["care-tag"]
    assert codes(script("- Rest.", posture="side lying")) == []
    assert codes(script("- move to: prone\n- Rest.")) == ["care-tag"]
    assert codes(script("- tense: 6s\n- release: 20s!")) == ["care-tag"]
    assert codes(script("- breathe: {in: 4s, hold: 2s, out: 6s}\n- Rest. [20s!]")) == ["care-tag"]
    assert codes(script("- section: Hands\n  screen: [tense]\n  steps:\n    - tense: 6s\n    - release: 20s!")) == []
