"""Why a moment is as it is."""

import pytest
from written import ms, natural, planner, session

from voiceguide.model.session import Session
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.why import Answer, why
from voiceguide.units import frames_of

SCRIPT = """
    title: Why
    posture: lying
    background: rain
    steps:
      - chime: bowl
      - section: Feet
        steps:
          - Feel your feet. [10s]
          - pause: 10s..20s
          - Feel your hands. [3s]
          - Rest.
          - Again. [8s!]
      - steps: ['Let go. [6s]']
        over: 20s
      - steps: ['Let go. [6s]']
        over: 20s!
      - hold: 4s
        on: Press.
      - release: 20s
    closing:
      - Come back. [7s]
      - chime: bowl
    """


def answer(at: str, asked: str = "") -> Answer:
    """Why a moment of `SCRIPT` is as it is, at a length that was asked for."""
    written = session(SCRIPT)
    return why(fitted_or_natural(written, asked), frames_of(ms(at)))


def fitted_or_natural(written: Session, asked: str) -> Plan:
    """The plan at `asked`, or at its nature."""
    planning = planner(written)
    return planning.fitted(ms(asked)) if asked else planning.natural()


def test_a_silence_that_moved() -> None:
    """It tells nature, bounds, what it became, and the length that was asked for."""
    told = answer("6s", "2m30s")

    assert told.source.line == 9
    assert told.where == "00:06.000 of 02:30.000, section “Feet”, posture lying, eyes open"
    assert told.what == "A silence of 15.2s, from 00:04.000 to 00:19.200."
    assert told.reasons == (
        "By nature it lasts 10s; it may be from 4s to 40s.",
        "It became 1.52 times its nature.",
        (
            "The session is brought to 02:30.000, and lasts 01:58.800 by nature:"
            " what can move is given 1.52 times its nature, within its bounds."
        ),
        "It is one of 2 silences that meet, and are heard as one of 30.4s.",
    )
    assert told.around == (
        ("underneath", "chime bowl, since 00:00.000"),
        ("underneath", "background rain, since 00:00.000"),
        ("before", "00:03.000  “Feel your feet.”"),
        ("next", "00:34.400  “Feel your hands.”"),
        ("landmark", "01:19.600  from line 14; neither voice nor wording moves it"),
    )


@pytest.mark.parametrize(
    ("at", "asked", "reason"),
    [
        ("5s", "", "It has its nature."),
        ("55s", "4m30s", "It is as long as it may be."),
        ("15s", "1m32s", "It is as short as it may be."),
        ("3.5s", "", "It lasts as long as the voice takes for it, at 130 words a minute; words never move."),
        (
            "26s",
            "",
            "It is written as 3s, and never moves: a silence under 6s is part of how something is said.",
        ),
        (
            "29.5s",
            "",
            "It is the gap between two texts that meet without a silence: 'gap' under 'voice', 0.8s.",
        ),
        ("33s", "", "It is written as 8s, and never moves: it ends in '!', or the listener has set it."),
        ("41s", "2m", "It stands in a pass that 'over' gives its length, and shares what the words leave of it."),
        ("50s", "", "It is what the words leave of a pass that 'over' makes 20s long by nature."),
        ("50s", "", "The whole pass may be from 8s to 1m20s."),
        (
            "62s",
            "",
            "It is written as 6s, and never moves: nothing moves in a pass whose 'over' ends in '!'.",
        ),
        ("75s", "", "The pass never moves, so neither does what comes after it."),
        ("80s", "", "Its time is written, and never moves."),
        ("90s", "", "By nature it lasts 20s; it may be from 8s to 1m20s."),
        ("90s", "", "No length is asked for, so everything takes its natural time."),
        (
            "106s",
            "",
            "It is written as 7s, and never moves: in the closing a silence moves only where its range is written.",
        ),
        (
            "5h",
            "",
            "A chime takes its 'wait' (3s unless said, 8s at the very end), and rings on under what follows.",
        ),
    ],
)
def test_every_reason(at: str, asked: str, reason: str) -> None:
    """Each way in which a moment can come to its length has its sentence."""
    assert reason in answer(at, asked).reasons


def test_what_is_heard_inside_a_span() -> None:
    """The word of a span is told beside the span itself."""
    told = answer("79s")

    assert told.what.startswith("The hold of 4s")
    assert ("now", "“Press.”, since 01:18.800") in told.around


def test_a_side_that_waits_for_the_other() -> None:
    """The silence that makes both sides equal says so."""
    written = session("""
        title: Sides
        steps:
          - each side:
              - say: More words on this side.
                when: {side: left}
              - Go. [6s]
    """)
    plan = natural(written)
    last = [event for event in plan.timeline.events if event.side == "right"][-1]

    assert why(plan, last.start).reasons == (
        "The words of the other side are longer; this side is given the difference, so that both are equal.",
        "It is one of 2 silences that meet, and are heard as one of 7.8s.",
    )
