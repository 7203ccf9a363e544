"""Where a session is taken up again."""

from dataclasses import replace

from play_parts import HOLD, IN, OUT, QUIET, event, spoken, timeline

from voiceguide.play.places import RUN_UP, Places
from voiceguide.timeline.timeline import Role
from voiceguide.units import RATE, Frames

SESSION = timeline(
    40,
    event(spoken("Welcome."), 0, 2),
    event(QUIET, 2, 3),
    event(spoken("Out, and press.", Role.LEAD), 5, 2),
    event(HOLD, 7, 4),
    event(HOLD, 11, 4),
    event(IN, 15, 3),
    event(OUT, 18, 3),
    event(replace(IN, cycle=2), 21, 3),
    event(replace(OUT, cycle=2), 24, 3),
    event(spoken("Rest."), 27, 1),
    event(QUIET, 28, 12),
)


def again(seconds: float) -> float:
    """Where it goes on after a pause, in seconds, run-up not counted."""
    frame = Places(SESSION).current(Frames(round(seconds * RATE)))
    return (frame + RUN_UP) / RATE if frame else 0.0


def test_a_phrase_is_heard_again_from_its_beginning() -> None:
    """In its middle, and in the silence after it."""
    assert again(27.5) == 27
    assert again(35) == 27


def test_the_first_phrase_begins_with_the_session() -> None:
    """Nothing is before it."""
    assert again(1) == 0
    assert again(4) == 0


def test_a_span_begins_with_its_lead_in() -> None:
    """A hold is never taken up in its middle; what leads into it belongs to it."""
    assert again(6) == 5
    assert again(9) == 5


def test_a_span_without_a_lead_in_begins_by_itself() -> None:
    """The second hold stands alone."""
    assert again(14) == 11


def test_a_breath_begins_with_its_first_phase() -> None:
    """Nobody starts by breathing out."""
    assert again(19) == 15
    assert again(25) == 21


def test_a_session_without_words_begins_at_its_beginning() -> None:
    """There is no other place."""
    assert Places(timeline(10, event(QUIET, 0, 10))).current(Frames(5 * RATE)) == 0
