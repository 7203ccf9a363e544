"""What somebody hears who lies with closed eyes: help at every length, and time to do what was said."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from compiled import FOLDER, SENSIBLE, Compiler, sensible, set_to

from voiceguide.model.choices import BreathPart
from voiceguide.timeline.timeline import Beat, BreathBeat, Event, Spoken, Timeline, Toned
from voiceguide.units import RATE

EXERCISE = ("back-mobility", "back-stretch", "gentle-yoga", "core-strength", "posture-reset", "brisk-walk")
HELD = ("box", "478", "own")
SIGNS = ("Emergency signs", "The same day")
PATTERNS = ("coherent", "equal", "extended", "box", "478", "sigh", "own")
WAY_BACK = re.compile(r"\b(open your eyes|eyes open|look around)\b", re.IGNORECASE)
AS_VERBS = re.compile(r"\b(?:use (?:a|about|only|your|machines)|close (?:your|the|both|and))\b", re.IGNORECASE)


def said(timeline: Timeline) -> list[Event]:
    """All words, by start."""
    return sorted((event for event in timeline.events if isinstance(event.what, Spoken)), key=lambda event: event.start)


def words_of(event: Event) -> str:
    """What is spoken."""
    return event.what.text if isinstance(event.what, Spoken) else ""


def before(timeline: Timeline, begins: Callable[[Event], bool]) -> str:
    """Everything that has been spoken to its end when the first such event begins."""
    return until(timeline, min(event.start for event in timeline.events if begins(event)))


def until(timeline: Timeline, frame: int) -> str:
    """Everything that has been spoken to its end at a frame."""
    return " ".join(words_of(event) for event in said(timeline) if event.end <= frame).casefold()


def at_every_length(compiler: Compiler, name: str) -> list[Timeline]:
    """At the least, the usual and the most."""
    return [compiler.plan(name, length).timeline for length in sensible(name)]


@pytest.mark.parametrize("topic", ["both", "back", "anxiety"])
def test_no_sign_is_left_out(compiler: Compiler, topic: str) -> None:
    """What needs help now or today is told in the same words in the shortest session and in the longest."""
    planner = compiler.planner(set_to("when-to-get-help", {"topic": topic}))
    reach = planner.reach()
    shortest, longest = (
        [words_of(event) for event in said(planner.fitted(length).timeline) if event.section in SIGNS]
        for length in (reach[0].least, reach[-1].most)
    )
    assert shortest == longest
    assert len(shortest) > len(SIGNS)


@pytest.mark.parametrize("name", EXERCISE)
def test_an_exercise_says_what_is_an_emergency(compiler: Compiler, name: str) -> None:
    """Before the first count or breath, at every length; and that dizziness is a reason to stop."""
    for timeline in at_every_length(compiler, name):
        told = until(timeline, _first_move(timeline))
        assert "numbness between the legs" in told
        assert "emergency" in told
        assert re.search(r"stop\b.*\bdizz|dizz.*\bstop", told)


def _first_move(timeline: Timeline) -> int:
    """When the first count or breath begins; in a walk there is none."""
    moves = (event.start for event in timeline.events if isinstance(event.what, Beat | BreathBeat))
    return min(moves, default=timeline.frames)


@pytest.mark.parametrize("name", ["body-scan", "pmr", "mindfulness-meditation", "mindful-breathing", "guided-imagery"])
def test_a_quiet_session_tells_the_way_out(compiler: Compiler, name: str) -> None:
    """What to do when it becomes too much is spoken in its first third, at every length."""
    for timeline in at_every_length(compiler, name):
        told = until(timeline, timeline.frames // 3)
        assert WAY_BACK.search(told)
        assert "room" in told


@pytest.mark.parametrize("pattern", HELD)
def test_who_should_not_hold_the_breath_is_spoken(compiler: Compiler, pattern: str) -> None:
    """Before the first hold, whoever else may have read it."""
    chosen = {"pattern": pattern, "holds_allowed": "on", "hold1_s": "3s"}
    timeline = compiler.planner(set_to("paced-breathing", chosen)).natural().timeline
    told = before(timeline, _is_hold)
    for who in ("pregnant", "panic", "heart", "lung", "blood pressure", "epilepsy", "glaucoma"):
        assert who in told


def _is_hold(event: Event) -> bool:
    return isinstance(event.what, BreathBeat) and event.what.part in (BreathPart.HOLD, BreathPart.REST)


@pytest.mark.parametrize("holds", ["off", "on"])
@pytest.mark.parametrize("counts", ["first_6", "none"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_tone_comes_unexplained(compiler: Compiler, pattern: str, counts: str, holds: str) -> None:
    """In every pattern, which tone is in and which is out is said before the first of them."""
    chosen = {"pattern": pattern, "holds_allowed": holds, "counts_spoken": counts, "cycles_478": "8"}
    timeline = compiler.planner(set_to("paced-breathing", chosen)).natural().timeline
    told = before(timeline, lambda event: isinstance(event.what, Toned))
    assert "rising tone is in" in told
    assert "falling tone is out" in told


@pytest.mark.parametrize("name", SENSIBLE)
def test_a_silence_that_is_announced_comes(compiler: Compiler, name: str) -> None:
    """Five seconds at the least after words such as 'in silence', at every length."""
    for timeline in at_every_length(compiler, name):
        for one, other in pairwise(said(timeline)):
            if re.search(r"\b(in silence|be silent\b.*)", words_of(one)):
                assert other.start - one.end >= 5 * RATE, words_of(one)


@pytest.mark.parametrize("name", ["body-scan", "guided-imagery", "mindful-eating", "mindful-walking", "mindful-dishes"])
def test_a_long_session_does_not_hurry_on(compiler: Compiler, name: str) -> None:
    """Where a part has long silences, its last words have one too before the next part begins."""
    timeline = compiler.plan(name, sensible(name)[2]).timeline
    gaps: dict[str, list[int]] = {}
    tails: dict[str, int] = {}
    for one, other in pairwise(said(timeline)):
        if one.section == other.section:
            gaps.setdefault(one.section, []).append(other.start - one.end)
        else:
            tails[one.section] = other.start - one.end
    for section, tail in tails.items():
        if max(gaps.get(section, [0])) >= 12 * RATE:
            assert tail >= 3 * RATE, section


@pytest.mark.parametrize("name", SENSIBLE)
def test_no_verb_is_spoken_as_another_word(name: str) -> None:
    """The usual voice says 'use' as in 'of no use' and 'close' as in 'close by', also where they are verbs."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert AS_VERBS.findall(text) == []
