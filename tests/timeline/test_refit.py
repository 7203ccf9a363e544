"""A session that already plays is brought to another length."""

from itertools import takewhile

from hypothesis import given, settings
from hypothesis import strategies as st
from test_fit import assert_whole, planned, scripts
from written import ms, planner, session

from voiceguide.timeline.explain import table
from voiceguide.timeline.refit import QUIET, landing, refit
from voiceguide.timeline.timeline import Event, Timeline, Track
from voiceguide.units import MINUTE, Frames, frames_of

WALK = """
    title: Walk
    steps:
      - One. [10s]
      - repeat: 1..2..4
        steps:
          - hold: 20s
      - Two. [20s]
      - Three. [20s]
"""


def heard(timeline: Timeline, now: Frames) -> list[Event]:
    """What had ended by `now`."""
    return list(takewhile(lambda event: event.end <= now, timeline.on(Track.TIME)))


@settings(max_examples=25, deadline=None)
@given(script=scripts(), share=st.floats(min_value=0, max_value=1), more=st.integers(min_value=-90, max_value=90))
def test_what_was_heard_stays(script: str, share: float, more: int) -> None:
    """Whatever is asked for, every event that had ended stays where it was, and the rest follows without gap."""
    planning = planned(script)
    plan = planning.natural()
    now = Frames(round(share * plan.timeline.frames))
    after = refit(planning, plan, now, Frames(max(0, plan.timeline.frames + more * 48_000)))

    assert_whole(after.timeline)
    assert heard(after.timeline, now)[: len(heard(plan.timeline, now))] == heard(plan.timeline, now)


def test_a_minute_more() -> None:
    """The silences that are left take the minute, with the rounds as planned."""
    planning = planner(session(WALK))
    plan = planning.natural()
    now = frames_of(ms("5s"))
    after = refit(planning, plan, now, Frames(plan.timeline.frames + frames_of(MINUTE)))

    assert after.timeline.frames == plan.timeline.frames + frames_of(MINUTE)
    assert table(after.timeline).count("hold") == 2


def test_playing_silence_is_not_cut_short() -> None:
    """The silence that is playing has its played part as its lower bound."""
    planning = planner(session(WALK))
    plan = planning.natural()
    now = frames_of(ms("9s"))
    after = refit(planning, plan, now, Frames(plan.timeline.frames - frames_of(ms("30s"))))
    first = after.timeline.on(Track.TIME)[1]

    assert first.end >= now
    assert after.timeline.frames == plan.timeline.frames - frames_of(ms("30s"))


def test_rounds_step_only_if_they_must() -> None:
    """What the silences cannot give, rounds that have not begun do."""
    planning = planner(session(WALK))
    plan = planning.natural()
    more = Frames(plan.timeline.frames + 4 * frames_of(MINUTE))
    early = refit(planning, plan, frames_of(ms("5s")), more)
    late = refit(planning, plan, frames_of(ms("15s")), more)

    assert table(early.timeline).count("hold") == 4
    assert table(late.timeline).count("hold") == 2


def test_the_nearest_length_is_taken() -> None:
    """A length that cannot be had any more becomes the nearest that can."""
    planning = planner(session(WALK))
    plan = planning.natural()
    end = Frames(plan.timeline.frames - frames_of(ms("1s")))

    assert refit(planning, plan, end, Frames(0)).timeline.frames == end
    assert refit(planning, plan, end, frames_of(ms("1h"))).timeline.frames == end + frames_of(ms("41s"))


LANDING = """
    title: Landing
    posture: lying
    steps:
      - Rest. [30s]
      - move to: seated
      - Sit. [30s]
    closing:
      - say: Sit up slowly.
        when: {posture: lying}
      - Open your eyes. [8s]
"""


def test_landing_knows_the_posture() -> None:
    """The closing for those who end early is told where the listener is."""
    planning = planner(session(LANDING))
    plan = planning.natural()

    lying = table(landing(planning, plan, frames_of(ms("10s"))).timeline)
    seated = table(landing(planning, plan, frames_of(ms("60s"))).timeline)
    assert "Sit up slowly." in lying
    assert "Sit up slowly." not in seated
    assert "Open your eyes." in seated


def test_landing_begins_with_a_breath_of_quiet() -> None:
    """For what was playing has only just faded out; without a closing there is nothing at all."""
    ending, sudden = (planner(session(text)) for text in (LANDING, LANDING.partition("closing:")[0]))
    quiet, words = landing(ending, ending.natural(), frames_of(ms("10s"))).timeline.on(Track.TIME)[:2]

    assert (quiet.start, quiet.frames, words.start) == (0, frames_of(QUIET), frames_of(QUIET))
    assert landing(sudden, sudden.natural(), frames_of(ms("10s"))).timeline.frames == 0
