"""Silence as it is heard, and the times that words name."""

import pytest
from looked_at import codes, findings, script, told


@pytest.mark.parametrize(
    "steps",
    [
        "- Notice your breath. [61s!]",
        "- Notice your breath. [40s!]\n- pause: 21s!",
        "- Notice your breath. [31s!]\n- hold: 30s",
        "- pause: 61s!\n- Notice your breath.",
        "- Notice your breath.\n- move to: lying\n  take: 70s",
        "- Notice your breath.\n- breathe: {in: 4s, out: 6s}\n  times: 7\n  guide: none\n- Notice your feet. [20s!]",
    ],
)
def test_silence_over_a_minute_is_announced(steps: str) -> None:
    """Neighbours, holds and breaths without words are heard as one."""
    assert codes(script(steps, screen="supine")) == ["silence-unannounced"]


@pytest.mark.parametrize(
    "steps",
    [
        "- Notice your breath. [60s!]",
        "- Rest for two minutes. [2m!]",
        "- The next 90 seconds are yours. [90s!]",
        "- Now rest, in silence. There is nothing to do. [2m!]",
        "- Go on at your own pace. [90s!]",
        "- Stay here until you hear the bell. [2m!]",
        "- Notice your breath. [40s!]\n- chime: bowl\n  wait: 3s\n- pause: 40s!",
        "- Notice your breath.\n- breathe: {in: 4s, out: 6s}\n  times: 7\n  guide: tones\n- Notice your feet. [20s!]",
    ],
)
def test_silence_that_is_short_announced_or_broken_is_no_matter(steps: str) -> None:
    """A chime and a tone are signs of life."""
    assert codes(script(steps)) == []


def test_a_silence_that_grows_is_looked_at_as_long_as_it_can_be() -> None:
    """Two neighbours of 20 seconds stretch to two minutes, and are heard as one."""
    (finding,) = findings(script("- Notice your breath. [20s]\n- pause: 20s"))
    assert finding.problem.code == "silence-unannounced"
    assert finding.looks == ("at its longest, 2m2s",)
    assert codes(script("- Notice your breath. [20s]\n- Notice your feet. [20s]")) == []


@pytest.mark.parametrize(
    ("words", "moving", "still"),
    [
        ("Rest for one minute.", "60s", "60s!"),
        ("Rest for thirty seconds. Let everything go.", "30s", "30s!"),
        ("Rest for half a minute.", "20s..30s", "30s!"),
        ("Stay for 20 seconds.", "20s", "5s"),
        ("One minute of quiet.", "40s", "40s!"),
    ],
)
def test_a_time_that_is_named_stands_before_a_silence_that_stays(words: str, moving: str, still: str) -> None:
    """At another length the words would be wrong."""
    assert codes(script(f"- {words} [{moving}]")) == ["time-named"]
    assert codes(script(f"- {words} [{still}]")) == []


def test_a_time_that_means_no_silence_is_no_matter() -> None:
    """An hour, a time ago, and a time said long before."""
    assert codes(script("- Wait an hour after getting up. [8s]")) == []
    assert codes(script("- Five minutes ago you came in. [8s]")) == []
    assert codes(script("- Two minutes are enough. [4s]\n- Notice your breath. [10s]")) == []


def test_an_option_in_words_and_silence() -> None:
    """By default it moves; what the listener has set stays."""
    header = "options: {rest: {default: 30s, from: 10s, to: 60s, about: rest}}"
    (line,) = told(script("- Rest for $rest. [$rest]", header=header))
    assert line == "8 time-named: these words name a time, and the silence of 30 s after them may move"


def test_german_is_known_too() -> None:
    """Announcing, naming a time, and telling to move."""
    german = {"header": "language: de"}
    assert codes(script("- Spüre deinen Atem. [61s!]", **german)) == ["silence-unannounced"]
    assert codes(script("- Ruhe zwei Minuten lang. [2m!]", **german)) == []
    assert codes(script("- Ruhe eine Minute. [60s]", **german)) == ["time-named"]
    assert codes(script("- Steh langsam auf.\n- Atme.", **german)) == ["told-to-move"]
    assert codes(script("- Halte den Atem an.\n- Atme.", **german)) == ["breath-hold-in-words"]
    assert codes(script("- Wie du siehst, ist es still.", eyes="optional", **german)) == ["looking"]


def test_of_words_in_an_unknown_language_nothing_is_said() -> None:
    """What cannot be understood is not guessed at."""
    assert codes(script("- Respirez. [70s!]", header="language: fr")) == []
