"""Where the body is, and where the eyes are."""

import pytest
from looked_at import codes, script, told

LYING = {"posture": "lying", "screen": "supine, standing, walking, hands_knees, prone"}


def test_from_lying_to_standing_takes_20_seconds() -> None:
    """Getting up fast makes dizzy; silence right after the move is time for it too."""
    assert codes(script("- move to: standing\n  take: 19s", **LYING)) == ["lying-to-standing"]
    assert codes(script("- move to: standing\n  take: 20s", **LYING)) == []
    assert codes(script("- move to: standing\n  take: 15s\n- pause: 5s", **LYING)) == []
    assert codes(script("- move to: walking\n  take: 5s\n- Walk.\n- pause: 20s", **LYING)) == ["lying-to-standing"]


def test_who_lies_is_not_told_to_stand_without_a_move() -> None:
    """The words alone give no time."""
    assert codes(script("- Stand up slowly. [30s]", **LYING)) == ["lying-to-standing"]
    assert codes(script("- move to: standing\n  say: Stand up slowly.", **LYING)) == []


def test_another_change_of_posture_takes_15_seconds() -> None:
    """From the floor to hands and knees, from a chair to standing."""
    assert codes(script("- move to: hands and knees\n  take: 14s", **LYING)) == ["move-too-short"]
    assert codes(script("- move to: hands and knees\n  take: 15s", **LYING)) == []
    assert codes(script("- move to: walking\n  take: 3s", posture="standing", screen="standing, walking")) == []


@pytest.mark.parametrize(
    ("posture", "words"),
    [
        ("seated", "Now stand up."),
        ("seated", "Stand tall."),
        ("seated", "Come up to standing."),
        ("seated", "Lie down on the floor."),
        ("standing", "Lie on your back."),
        ("lying", "Roll over."),
        ("lying", "Then roll onto your left side."),
        ("prone", "Turn over onto your back."),
    ],
)
def test_words_that_change_the_posture_stand_in_a_move(posture: str, words: str) -> None:
    """Whoever is told to stand up, lie down or roll over is given time for it."""
    frame = {"posture": posture, "screen": "supine, standing, prone"}
    assert codes(script(f"- {words}\n- Notice your breath.", **frame)) == ["told-to-move"]


@pytest.mark.parametrize(
    ("posture", "words"),
    [
        ("lying", "Lie on your back with your knees bent."),
        ("standing", "Stand tall."),
        ("seated", "Sit for a while before you stand up."),
        ("seated", "Let your hands lie on your thighs."),
        ("seated", "Do not stand up yet."),
        ("seated", "Roll your shoulders back."),
        ("seated", "If you are tired, you can lie down."),
        ("seated", "You can understand it later."),
        ("lying", "Let them roll to one side."),
    ],
)
def test_words_that_change_nothing_are_no_matter(posture: str, words: str) -> None:
    """Settling in the posture that is there already, and what is denied or put off."""
    assert codes(script(f"- {words}\n- Notice your breath.", posture=posture, screen="supine, standing")) == []


def test_words_right_before_a_move_belong_to_it() -> None:
    """With or without `say`."""
    assert codes(script("- Roll onto your side.\n- move to: side lying", **LYING)) == []


def test_looking_needs_open_eyes() -> None:
    """Words that a listener with closed eyes cannot follow."""
    assert codes(script("- As you can see, the back is straight.", eyes="optional")) == ["looking"]
    assert codes(script("- As you can see, the back is straight.", eyes="open")) == []
    assert codes(script("- There is nothing here to look at, and nothing to do.", eyes="optional")) == []
    assert codes(script("- eyes: open\n- Look at your hands.", eyes="optional")) == []


def test_eyes_stay_open_on_the_feet() -> None:
    """Standing and walking; told once where it begins."""
    standing = {"posture": "standing", "screen": "standing, walking", "eyes": "optional"}
    assert codes(script("- Breathe.\n- Breathe.", **standing)) == ["eyes-upright"]
    assert codes(script("- eyes: open\n- move to: standing\n- Breathe.", screen="standing", eyes="optional")) == []
    assert codes(script("- move to: standing\n- Breathe.", screen="standing", eyes="optional")) == ["eyes-upright"]


def test_the_closing_fits_every_posture_from_which_it_is_reached() -> None:
    """A listener who ends early is led there from where they are."""
    steps = "- move to: lying\n- Rest."
    unasked = "- move to: seated\n  say: Roll onto one side, and come up.\n- Thank you."
    asked = "- move to: seated\n  say: Roll onto one side, and come up.\n  when: {posture: lying}\n- Thank you."
    assert set(codes(script(steps, screen="supine", closing=unasked))) == {"closing-posture"}
    assert "ended early while seated" in told(script(steps, screen="supine", closing=unasked))[0]
    assert codes(script(steps, screen="supine", closing=asked)) == []


def test_something_of_the_closing_is_left_for_every_posture() -> None:
    """Steps that are all for one posture leave the others without an end."""
    closing = "- say: Thank you.\n  when: {posture: lying}"
    assert codes(script("- move to: lying\n- Rest.", screen="supine", closing=closing)) == ["closing-posture"]
    assert codes(script("- Rest.", posture="lying", screen="supine", closing=closing)) == []


def test_standing_up_in_the_closing_takes_its_time_too() -> None:
    """Also for those who never come to the posture that it expects."""
    steps = "- move to: seated\n- Rest."
    closing = "- move to: standing\n  take: 15s\n  unless: {posture: standing}"
    assert codes(script(steps, posture="lying", screen="supine, standing", closing=closing)) == ["lying-to-standing"]
