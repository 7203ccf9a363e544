"""What the player itself says: at once in a pause, in a breath where no silence comes, and what the keys do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_live import SCRIPT, own_words, timeline_of, wishes

from voiceguide.cli.making import Made, made
from voiceguide.cli.player.live import NO_ROOM, Changed, Live
from voiceguide.cli.player.own_words import APART
from voiceguide.cli.player.spoken import ENGLISH, GERMAN, keys
from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, keys_for
from voiceguide.timeline.timeline import Spoken
from voiceguide.units import RATE, Frames

BREATHING = """\
title: Breaths
steps:
  - section: Breathing
    steps:
      - breathe: {in: 4s, out: 6s}
        times: 20
        guide: words
closing:
  - Come back. [20s]
"""


@pytest.fixture
def breaths(tmp_path: Path) -> Iterator[Made]:
    """Three minutes and more without a silence."""
    file = tmp_path / "breaths.yaml"
    file.write_text(BREATHING, encoding="utf-8")
    with made(wishes(file)) as one:
        yield one


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Made]:
    """Sixty-nine seconds, spoken by nobody."""
    file = tmp_path / "rest.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    with made(wishes(file)) as one:
        yield one


def told_by(change: Changed) -> list[str]:
    """What is said at once."""
    assert change.told is not None
    return [event.what.text for event in change.told.timeline.events if isinstance(event.what, Spoken)]


def test_in_a_pause_it_is_told_at_once(session: Made) -> None:
    """Nothing else sounds then; the session stays as it is, but for what was asked."""
    live = Live(session)
    asked = live.change(Command.WHERE, Frames(10 * RATE), still=True)
    longer = live.change(Command.LONGER, Frames(10 * RATE), still=True)
    off = live.change(Command.BACKGROUND, Frames(10 * RATE), still=True)

    assert told_by(asked) == ["Arms. One minute left."]
    assert told_by(longer) == ["One minute longer. 2 minutes left."]
    assert told_by(off) == ["The background is off."]
    assert own_words(timeline_of(asked)) == own_words(timeline_of(longer)) == []


def test_the_keys_are_told_as_the_listener_has_them(session: Made) -> None:
    """Each by a name that can be spoken; the session stays as it is."""
    live = Live(session, table=keys_for({"pause": "a"}))
    told = live.change(Command.KEYS, Frames(0))

    assert told.part is None
    assert told_by(told)[:3] == [
        "These are the keys.",
        "A: pauses, and goes on.",
        "Left arrow: says that again; twice, the one before.",
    ]
    assert len(told_by(told)) == 1 + len(KEYS)


def test_the_keys_can_come_first(session: Made) -> None:
    """Before a listener who has never heard them, and before the sentence that says where it goes on."""
    opening = Live(session).opening(Frames(0), Frames(8 * RATE), with_keys=True)

    assert opening is not None
    words = [event.what.text for event in opening.timeline.events if isinstance(event.what, Spoken)]
    assert words[0] == "These are the keys."
    assert words[-1].startswith("We go on with Arms.")


def test_every_key_is_told_in_every_language() -> None:
    """With nothing in it that only stands on a key."""
    for says in (ENGLISH, GERMAN):
        for told in keys(says, KEYS)[1:]:
            name, _, does = told.partition(": ")
            assert name.replace(" ", "").isalpha()
            assert does


def test_where_no_silence_comes_soon_a_breath_has_room(breaths: Made) -> None:
    """Between its words, and apart from them."""
    live = Live(breaths)
    early = live.change(Command.WHERE, Frames(21 * RATE)).state.said
    late = live.change(Command.WHERE, Frames(185 * RATE)).state.said

    assert [(one.start, one.what.text) for one in early if isinstance(one.what, Spoken)] == [
        (21 * RATE, "Breathing. 3 minutes left.")
    ]
    assert [(one.start, one.what.text) for one in late if isinstance(one.what, Spoken)] == [
        (201 * RATE + APART, "20 seconds left.")
    ]


def test_where_no_room_is_left_the_screen_tells_what_to_do(breaths: Made) -> None:
    """A pause has room at any time."""
    change = Live(breaths).change(Command.WHERE, Frames(220 * RATE))

    assert change.state.said == ()
    assert change.notice.endswith(NO_ROOM)
