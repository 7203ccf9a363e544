"""What a listener changes while a session plays, worked out with a silent voice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from voiceguide.cli.making import Made, made
from voiceguide.cli.player.keeping import digest_of, place_in, recipe_of, wishes_of
from voiceguide.cli.player.live import Changed, Live
from voiceguide.cli.player.own_words import APART
from voiceguide.cli.player.spoken import ENGLISH, left, moved
from voiceguide.cli.wishes import Wishes
from voiceguide.journal import Last
from voiceguide.model.wish import Wish
from voiceguide.play.command import Command
from voiceguide.play.places import RUN_UP
from voiceguide.settings import Settings
from voiceguide.timeline.refit import refit
from voiceguide.timeline.timeline import Event, Quiet, Spoken, Timeline, Track, Underneath
from voiceguide.units import RATE, Frames

SCRIPT = """\
title: Rest
background: rain
steps:
  - section: Legs
    steps:
      - Lie down. [4s]
      - Rest. [1s!]
  - section: Arms
    steps:
      - Rest on. [30s]
      - Go on resting. [29s]
closing:
  - Come back.
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Made]:
    """Sixty-nine seconds, spoken by nobody."""
    file = tmp_path / "rest.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    with made(wishes(file)) as one:
        yield one


def wishes(file: Path) -> Wishes:
    """Nothing but a silent voice."""
    return Wishes(wanted=str(file), settings={}, background=None, start="", wish=Wish(voice="silent:1s"))


def own_words(timeline: Timeline) -> list[tuple[float, str]]:
    """What the player itself says, and when, in seconds."""
    return [
        (event.start / RATE, event.what.text)
        for event in timeline.events
        if event.track is Track.INSIDE and isinstance(event.what, Spoken)
    ]


def timeline_of(change: Changed) -> Timeline:
    """What a change makes of the session."""
    assert change.part is not None
    return change.part.timeline


def under(timeline: Timeline) -> list[Event]:
    """The backgrounds."""
    return [event for event in timeline.events if isinstance(event.what, Underneath)]


def test_where_we_are_is_said_in_the_next_silence(session: Made) -> None:
    """Apart from the guidance on both sides, in a silence that has room for it."""
    live = Live(session)
    soon = live.change(Command.WHERE, Frames(RATE // 2))
    later = live.change(Command.WHERE, Frames(5 * RATE))

    assert own_words(timeline_of(soon)) == [(1 + APART / RATE, "Legs. One minute left.")]
    assert own_words(timeline_of(later)) == [(8 + APART / RATE, "Arms. One minute left.")]


def test_what_the_player_says_is_never_over_the_guidance(session: Made) -> None:
    """Whenever it is asked, its words lie within a silence."""
    live = Live(session)
    for tenth in range(650):
        timeline = timeline_of(live.change(Command.WHERE, Frames(tenth * RATE // 10)))
        silences = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Quiet)]
        for event in timeline.on(Track.INSIDE):
            assert any(quiet.start < event.start and event.end < quiet.end for quiet in silences)


def test_a_minute_longer_is_a_minute_longer(session: Made) -> None:
    """To the frame, and said; the plan is the one that `refit` gives."""
    live = Live(session)
    before = live.state.plan
    change = live.change(Command.LONGER, Frames(3 * RATE))
    live.keep(change)
    asked = Frames(before.timeline.frames + 60 * RATE)

    assert live.state.plan.timeline.frames == asked
    assert live.state.plan == refit(session.production.planner, before, Frames(3 * RATE), asked)
    assert own_words(timeline_of(change))[0][1].startswith("One minute longer.")
    assert live.state.refits == ((Frames(3 * RATE), asked),)


def test_what_cannot_be_shorter_says_so(session: Made) -> None:
    """Nothing of it is changed then."""
    live = Live(session)
    plan = live.state.plan
    live.keep(live.change(Command.SHORTER, Frames(68 * RATE)))

    assert live.state.plan == plan
    assert live.state.refits == ()


def test_the_background_goes_and_comes(session: Made) -> None:
    """And comes also to a session that has none."""
    live = Live(session)
    off = live.change(Command.BACKGROUND, Frames(0))
    live.keep(off)
    on = live.change(Command.BACKGROUND, Frames(0))

    assert under(timeline_of(off)) == []
    assert [event.what.sound for event in under(timeline_of(on))] == ["rain"]  # type: ignore[union-attr]
    assert own_words(timeline_of(on)) == []


def test_words_that_have_begun_are_not_cut_off_by_a_change(session: Made) -> None:
    """What lies before the change stays, the player's own words too."""
    live = Live(session)
    live.keep(live.change(Command.WHERE, Frames(RATE // 2)))
    change = live.change(Command.WHERE, Frames(2 * RATE))

    assert [start for start, _ in own_words(timeline_of(change))] == [1 + APART / RATE, 2 + 2 * APART / RATE]


def test_what_the_player_has_said_is_not_said_again(session: Made) -> None:
    """A listener who goes back hears the guidance alone; what was cut off is still to be said."""
    live = Live(session)
    live.keep(live.change(Command.WHERE, Frames(RATE // 2)))
    (words,) = live.state.said
    assert live.due(Frames(words.end - 1)) is None
    assert live.due(Frames(0)) is None
    assert live.due(words.end) is None
    assert live.due(Frames(0)) is Command.SAID

    change = live.change(Command.SAID, Frames(RATE))
    live.keep(change)
    assert own_words(timeline_of(change)) == []
    assert change.told is None
    assert live.due(Frames(0)) is None


def test_ending_kindly_is_the_closing_of_the_script(session: Made) -> None:
    """Alone, as it is written."""
    closing = Live(session).closing(Frames(5 * RATE))

    assert closing is not None
    assert [event.what.text for event in closing.timeline.events if isinstance(event.what, Spoken)] == ["Come back."]


def test_taking_it_up_again_begins_with_a_sentence(session: Made) -> None:
    """It says where that is; before it there is time to settle if that is asked for."""
    opening = Live(session).opening(Frames(10 * RATE), Frames(8 * RATE))

    assert opening is not None
    (words,) = [event for event in opening.timeline.events if isinstance(event.what, Spoken)]
    assert words.start == 10 * RATE
    assert words.what.text == "We go on with Arms. One minute left."  # type: ignore[union-attr]
    assert Live(session).opening(Frames(0), None) is None


def test_taking_it_up_again_names_the_section_that_begins(session: Made) -> None:
    """Also where it goes on with the run-up to its first words, which lies before it."""
    opening = Live(session).opening(Frames(0), Frames(7 * RATE - RUN_UP))

    assert opening is not None
    assert opening.timeline.events[0].what.text == "We go on with Arms. One minute left."  # type: ignore[union-attr]


def kept(session: Made, seconds: float, **other: str) -> Last:
    """A session that was left after so many seconds."""
    plan = session.plan
    event = next(one for one in plan.timeline.on(Track.TIME) if one.end > seconds * RATE)
    words = event.what.text if isinstance(event.what, Spoken) else ""
    return Last(
        recipe=recipe_of(wishes(Path("/rest.yaml")), Settings(voice="nobody")),
        title="Rest",
        plan=digest_of(plan),
        underneath=True,
        position=Frames(round(seconds * RATE)),
        frames=plan.timeline.frames,
        event=other.get("event", event.id),
        words=other.get("words", words),
    )


def test_it_goes_on_at_the_phrase_that_was_heard(session: Made) -> None:
    """Never in the middle of one; a silence belongs to the words before it."""
    timeline = session.plan.timeline

    assert place_in(timeline, kept(session, 5.3), same=True) == 5 * RATE - RUN_UP
    assert place_in(timeline, kept(session, 4.0), same=True) == 0


def test_what_was_heard_after_the_last_words_were_kept_counts(session: Made) -> None:
    """Also where the plan is another one, as that of a session that was not all spoken yet."""
    last = replace(kept(session, 0.5, event="steps/0", words="Lie down."), since=Frames(5 * RATE))

    assert place_in(session.plan.timeline, last, same=False) == 5 * RATE - RUN_UP


def test_in_a_changed_script_it_goes_on_at_the_same_words(session: Made) -> None:
    """Else at the same step, else as far as it was."""
    timeline = session.plan.timeline
    step = timeline.on(Track.TIME)[2].id

    assert place_in(timeline, kept(session, 60, event="gone", words="Rest."), same=False) == 5 * RATE - RUN_UP
    assert place_in(timeline, kept(session, 60, event=step, words="Gone."), same=False) == 5 * RATE - RUN_UP
    assert place_in(timeline, kept(session, 30, event="gone", words="Gone."), same=False) == 7 * RATE - RUN_UP


def test_a_recipe_asks_for_the_same_again() -> None:
    """With the voice that was usual then."""
    recipe = recipe_of(wishes(Path("/rest.yaml")), Settings(voice="nobody"))

    assert recipe.voice == "silent:1s"
    assert wishes_of(recipe).wanted == wishes(Path("/rest.yaml")).wanted
    assert wishes_of(recipe).wish == Wish(voice="silent:1s", usual=True)


def test_lengths_are_said_as_a_person_would() -> None:
    """In minutes, at the end in tens of seconds."""
    assert [left(ENGLISH, Frames(seconds * RATE)) for seconds in (480, 91, 60, 34, 3)] == [
        "8 minutes left.",
        "2 minutes left.",
        "One minute left.",
        "30 seconds left.",
        "A few seconds left.",
    ]
    assert moved(ENGLISH, Frames(60 * RATE), Frames(60 * RATE)) == "One minute longer."
    assert moved(ENGLISH, Frames(-20 * RATE), Frames(-60 * RATE)) == "20 seconds shorter; more cannot be had."
    assert moved(ENGLISH, Frames(0), Frames(60 * RATE)) == "It cannot last longer."
