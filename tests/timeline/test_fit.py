"""Any length, to the frame: the laws of the fit, over generated scripts."""

from collections.abc import Iterator
from textwrap import dedent, indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import fitted, ms, planner, session

from voiceguide.timeline.cues import Block, Leaf, Rest, Span
from voiceguide.timeline.plan import Plan, Planner, UnreachableError
from voiceguide.timeline.timeline import Quiet, Timeline, Track, Why
from voiceguide.units import FRAMES_PER_MILLISECOND, Frames, Milliseconds, frames_of

# --- generated scripts -----------------------------------------------------------------------------------------------

SECONDS = st.integers(min_value=1, max_value=50)


@st.composite
def silences(draw: st.DrawFn) -> str:
    """A silence in any of its forms."""
    low, middle, high = sorted(draw(st.tuples(SECONDS, SECONDS, SECONDS)))
    return draw(st.sampled_from([f"{middle}s", f"{middle}s!", f"{middle}s..{high}s", f"{low}s..{middle}s..{high}s"]))


@st.composite
def rounds(draw: st.DrawFn) -> str:
    """A number of rounds in any of its forms."""
    low, middle, high = sorted(draw(st.tuples(*[st.integers(min_value=1, max_value=5)] * 3)))
    return draw(st.sampled_from([f"{middle}", f"{middle}..{high}", f"{low}..{middle}..{high}"]))


GROUPS = ("repeat", "sides", "over", "still")


def _block(text: str) -> str:
    return indent(text, "    ")


@st.composite
def steps(draw: st.DrawFn, depth: int = 2) -> str:
    """A list of steps, as YAML."""
    kinds = ["text", "text", "pause", "hold", "release", "chime"] + (
        ["repeat", "sides", "over", "still"] if depth else []
    )
    written = []
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        kind = draw(st.sampled_from(kinds))
        inner = draw(steps(depth=depth - 1)) if kind in GROUPS else ""
        match kind:
            case "text":
                written.append(f"- Some words here. [{draw(silences())}]")
            case "pause":
                written.append(f"- pause: {draw(silences())}")
            case "hold":
                written.append(f"- hold: {draw(SECONDS)}s")
            case "release":
                written.append(f"- release: {draw(silences())}")
            case "chime":
                written.append("- chime: bowl")
            case "repeat":
                written.append(f"- repeat: {draw(rounds())}\n  steps:\n{_block(inner)}")
            case "sides":
                written.append(f"- each side:\n{_block(inner)}\n{_block('- On the $side.')}")
            case "over":
                written.append(f"- over: {draw(silences()).rstrip('!')}\n  steps:\n{_block(inner)}")
            case _:
                written.append(f"- over: 500s!\n  steps:\n{_block(inner)}")
    return "\n".join(written)


@st.composite
def scripts(draw: st.DrawFn) -> str:
    """A whole script."""
    return f"title: Generated\nsteps:\n{_block(draw(steps()))}\nclosing:\n{_block('- Goodbye. [8s]')}\n"


def planned(script: str) -> Planner:
    """A planner whose phrases take 80 ms a letter, so that sides differ."""
    return planner(session(script), letters="80ms")


# --- what is looked at -----------------------------------------------------------------------------------------------


def leaves(block: Block) -> Iterator[Leaf]:
    """All leaves, in order."""
    for child in block.children:
        if isinstance(child, Block):
            yield from leaves(child)
        else:
            yield child


def moved(plan: Plan) -> dict[str, tuple[int, int, int]]:
    """For everything that may move: what it became, its least and its most."""
    events = {event.id: event.frames for event in plan.timeline.on(Track.TIME)}
    return {
        leaf.place.id: (events.get(leaf.place.id, Frames(0)), leaf.freedom.least, leaf.freedom.most)
        for leaf in leaves(plan.root)
        if isinstance(leaf, Rest | Span)
    }


def assert_whole(timeline: Timeline) -> None:
    """The events of `time` follow one another from 0 to the end, without gap or overlap."""
    now = 0
    for event in timeline.on(Track.TIME):
        assert event.start == now
        now += event.frames
    assert now == timeline.frames


def silences_of(plan: Plan) -> dict[str, int]:
    """What every silence became; what a pass leaves at its end is told by its pass."""
    return {
        event.id: event.frames
        for event in plan.timeline.on(Track.TIME)
        if isinstance(event.what, Quiet) and event.what.why is Why.WRITTEN
    }


def loops_of(plan: Plan) -> list[str]:
    """Which rounds there are."""
    return sorted(event.id for event in plan.timeline.on(Track.TIME) if event.id != "odd")


# --- laws ------------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(script=scripts(), share=st.floats(min_value=0, max_value=1))
def test_every_reachable_length_is_exact(script: str, share: float) -> None:
    """Every length inside of the range is had to the frame, and everything is in its bounds."""
    planning = planned(script)
    for reach in planning.reach():
        asked = Milliseconds(reach.least + round(share * (reach.most - reach.least)))
        for length in {reach.least, asked, reach.most}:
            plan = planning.fitted(length)
            assert plan.timeline.frames == frames_of(length)
            assert_whole(plan.timeline)
            for what, (frames, least, most) in moved(plan).items():
                assert least <= frames <= most, what


@settings(max_examples=25, deadline=None)
@given(script=scripts())
def test_outside_of_the_range_is_refused(script: str) -> None:
    """One millisecond outside of the range, or inside of a hole, is refused."""
    planning = planned(script)
    for reach in planning.reach():
        for length in (reach.least - 1, reach.most + 1):
            with pytest.raises(UnreachableError):
                planning.fitted(Milliseconds(length))


@settings(max_examples=25, deadline=None)
@given(script=scripts(), share=st.floats(min_value=0, max_value=1), more=st.integers(min_value=1, max_value=3000))
def test_more_time_never_shortens_a_silence(script: str, share: float, more: int) -> None:
    """A longer session never has a shorter silence while its rounds are the same."""
    planning = planned(script)
    reach = planning.reach()[-1]
    asked = Milliseconds(reach.least + round(share * (reach.most - reach.least)))
    longer = Milliseconds(min(asked + more, reach.most))
    short, long = planning.fitted(asked), planning.fitted(longer)
    if {name for name, *_ in moved(short).items()} == {name for name, *_ in moved(long).items()}:
        before, after = silences_of(short), silences_of(long)
        assert [name for name in before if after.get(name, 0) < before[name]] == []


@settings(max_examples=25, deadline=None)
@given(script=scripts())
def test_natural_length_is_a_reachable_one(script: str) -> None:
    """The natural length, rounded to milliseconds, can be asked for."""
    planning = planned(script)
    natural = planning.natural().natural
    assert any(reach.least * 48 <= natural + 48 and natural - 48 <= reach.most * 48 for reach in planning.reach())


@settings(max_examples=25, deadline=None)
@given(script=scripts(), share=st.floats(min_value=0, max_value=1))
def test_sides_stay_equal(script: str, share: float) -> None:
    """At every length both sides have the same frames."""
    planning = planned(script)
    reach = planning.reach()[0]
    asked = Milliseconds(reach.least + round(share * (reach.most - reach.least)))
    timeline = planning.fitted(asked).timeline
    totals = dict.fromkeys(("left", "right"), 0)
    for event in timeline.on(Track.TIME):
        if event.side:
            totals[event.side] += event.frames
    assert totals["left"] == totals["right"]


# --- examples --------------------------------------------------------------------------------------------------------

STEPS = """
    title: Steps
    steps:
      - repeat: 2..4..6
        steps:
          - hold: 10s
      - Words. [10s]
"""


def test_rounds_step_with_the_factor() -> None:
    """Rounds and silences share one factor; of two ways to a length that a step jumps over, the nearer is taken."""
    written = session(STEPS)

    assert planner(written).natural().timeline.frames == frames_of(ms("51s"))
    assert fitted(written, "61s") == dedent("""\
        00:00.000  hold             10.000
        00:10.000  hold             10.000
        00:20.000  hold             10.000
        00:30.000  hold             10.000
        00:40.000  hold             10.000
        00:50.000  say    Words.    1.000
        01:01.000  end
    """)


def test_hole_is_refused() -> None:
    """A length that no number of rounds reaches lies in a hole, and the reachable ranges say so."""
    written = session("""
        title: Holes
        steps:
          - repeat: 1..2..3
            steps:
              - hold: 60s
          - Words. [6s..7s]
    """)
    planning = planner(written)

    assert [(reach.least, reach.most) for reach in planning.reach()] == [
        (67_000, 68_000), (127_000, 128_000), (187_000, 188_000),
    ]  # fmt: skip
    with pytest.raises(UnreachableError):
        planning.fitted(ms("100s"))


def test_at_least_and_under_settle_first() -> None:
    """A step takes part only from its length on, and the range has both sides of it."""
    written = session("""
        title: Long only
        length: 20s
        steps:
          - Words. [10s..14s]
          - hold: 30s
            at least: 40s
          - hold: 2s
            under: 40s
    """)
    planning = planner(written)

    assert [(reach.least, reach.most) for reach in planning.reach()] == [(13_000, 17_000), (41_000, 45_000)]
    assert planning.fitted(ms("42s")).timeline.frames == 42_000 * FRAMES_PER_MILLISECOND


def test_frames_that_two_places_cannot_share() -> None:
    """A frame that is due to both sides, and is alone, is silence after the last sound."""
    written = session("""
        title: Odd
        steps:
          - each side:
              - hold: 1s
              - pause: 10s..20s
    """)
    plan = planner(written).fitted(Milliseconds(25_001))
    odd = [event for event in plan.timeline.events if isinstance(event.what, Quiet) and event.what.why is Why.ODD]

    assert plan.timeline.frames == 25_001 * 48
    assert odd == []
    shares = {event.frames for event in plan.timeline.on(Track.TIME) if isinstance(event.what, Quiet)}
    assert shares == {Frames((23_001 * 48) // 2)}
