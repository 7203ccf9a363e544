"""Where things stand in time, at their natural length."""

from textwrap import dedent

from written import ms, natural, plan, problems, session

from voiceguide.timeline.timeline import Quiet, Track, Why
from voiceguide.units import frames_of, milliseconds_of


def test_pause_starts_when_the_phrase_ends() -> None:
    """A pause is counted from the end of the phrase before it."""
    written = session("""
        title: Two phrases
        steps:
          - Breathe in. [4s!]
          - Breathe out.
    """)

    assert plan(written, spoken="1s") == dedent("""\
        00:00.000  say    Breathe in.     1.000
        00:05.000  say    Breathe out.    1.000
        00:06.000  end
    """)


def test_gap_between_texts() -> None:
    """Wherever two texts meet without a silence, the gap is between them: in one step, in two, and before a span."""
    written = session("""
        title: Gaps
        voice: {gap: 500ms}
        steps:
          - One. Two.
          - Three.
          - hold: 2s
            say: Ready.
          - Four.
    """)

    assert plan(written) == dedent("""\
        00:00.000  say    One.      1.000
        00:01.500  say    Two.      1.000
        00:03.000  say    Three.    1.000
        00:04.500  say    Ready.    1.000
        00:06.000  hold             2.000
        00:08.000  say    Four.     1.000
        00:09.000  end
    """)


def test_silences_add_up() -> None:
    """Adjacent silences add up, and none is capped."""
    written = session("""
        title: Silences
        steps:
          - One. [70s!]
          - pause: 2m
          - Two.
    """)

    assert "03:11.000  say    Two." in plan(written)


def test_leading_silence() -> None:
    """A silence before the first word is kept."""
    written = session("""
        title: Slow start
        steps:
          - '[3s] One.'
    """)

    assert plan(written).startswith("00:03.000  say    One.")


def test_no_gap_across_groups() -> None:
    """A gap stands between two texts wherever groups begin and end, and belongs to what is around both."""
    written = session("""
        title: Groups
        steps:
          - section: First
            steps: [One.]
          - section: Second
            steps: [Two.]
    """)
    timeline = natural(written).timeline
    first, second = timeline.chapters

    assert milliseconds_of(first.end) == 1000
    assert milliseconds_of(second.start) == 1800
    (gap,) = [event for event in timeline.events if isinstance(event.what, Quiet)]
    assert gap.section == ""


def test_chime_rings_on_under_what_follows() -> None:
    """A chime takes its wait; the last one of a session waits eight seconds."""
    written = session("""
        title: Bowls
        steps:
          - chime: bowl
          - One. [2s]
          - chime: bowl
            times: 2
            every: 6s
    """)

    assert plan(written) == dedent("""\
        00:00.000  chime  bowl    3.000
        00:03.000  say    One.    1.000
        00:06.000  chime  bowl    6.000
        00:12.000  chime  bowl    8.000
        00:20.000  end
    """)
    rings = [(event.start, event.end) for event in natural(written).timeline.on(Track.SOUND)]
    assert rings == [(frames_of(ms(start)), frames_of(ms("20s"))) for start in ("0s", "6s", "12s")]


def test_counts_are_on_their_second() -> None:
    """The start word takes the place of 'one', and every number is on its second."""
    written = session("""
        title: Reach
        steps:
          - hold: 4s
            say: Left arm.
            on: Reach.
            count: up
    """)

    assert plan(written, letters="50ms") == dedent("""\
        00:00.000  say      Left arm.    0.450
        00:01.250  hold                  4.000
        00:01.250    on       Reach.     0.300
        00:02.250    count    2          0.500
        00:03.250    count    3          0.500
        00:04.250    count    4          0.500
        00:05.250  end
    """)


def test_numbers_count_beats() -> None:
    """With a beat of two seconds over sixteen, 'down' says eight to one."""
    written = session("""
        title: Down
        steps:
          - hold: 16s
            count: down
            every: 2s
    """)
    rows = [line.split() for line in plan(written).splitlines() if "count" in line]

    assert [(start, number) for start, _, number, _ in rows] == [
        (f"00:{2 * beat:02d}.000", str(8 - beat)) for beat in range(8)
    ]  # fmt: skip


def test_last_three() -> None:
    """'last 3' is heard three, two and one seconds before the end."""
    written = session("""
        title: Last
        steps:
          - hold: 10s
            count: last 3
    """)
    rows = [line.split() for line in plan(written).splitlines() if "count" in line]

    assert [(start, number) for start, _, number, _ in rows] == [
        ("00:07.000", "3"), ("00:08.000", "2"), ("00:09.000", "1"),
    ]  # fmt: skip


def test_number_gives_way_to_words() -> None:
    """A number that would touch other words is left out."""
    written = session("""
        title: Inside
        steps:
          - hold: 5s
            on: Hold.
            during: {2.5s: Keep breathing.}
            count: up
    """)
    told = [line.split()[2] for line in plan(written, letters="90ms").splitlines() if "count" in line]

    assert told == ["2", "5"]


def test_words_that_do_not_fit() -> None:
    """Words that do not fit their span are an error with the missing time, never cut."""
    written = session("""
        title: Too much
        steps:
          - hold: 2s
            on: This is far too long for two seconds.
    """)
    (problem,) = problems(written, spoken="2.5s")

    assert str(problem) == (
        "test.yaml:5:9: 'This is far too long for two seconds.' takes 2.50 s, and there are 1.70 s before the end of"
        " its time: 0.80 s are missing"
    )


def test_sides_have_equal_time() -> None:
    """The side whose words are shorter is given the difference as silence at its end."""
    written = session("""
        title: Sides
        steps:
          - each side:
              - $side leg. [5s!]
          - Done.
    """)
    timeline = natural(written, letters="100ms").timeline
    lengths = {
        side: sum(event.frames for event in timeline.on(Track.TIME) if event.side == side) for side in ("left", "right")
    }

    assert plan(written, letters="100ms") == dedent("""\
        00:00.000  say    Left leg.     0.900
        00:06.000  say    Right leg.    1.000
        00:12.000  say    Done.         0.500
        00:12.500  end
    """)
    assert lengths["left"] == lengths["right"]
    assert [event.what.why for event in timeline.events if isinstance(event.what, Quiet)] == [
        Why.WRITTEN, Why.SIDE, Why.WRITTEN,
    ]  # fmt: skip


def test_over_keeps_the_next_landmark() -> None:
    """A pass with `over` lasts that long whatever its words take."""
    written = session("""
        title: Slots
        steps:
          - repeat: 2
            over: 20s
            steps: [Round $round.]
          - Done.
    """)

    for spoken in ("1s", "5s"):
        assert "00:40.000  say    Done." in plan(written, spoken)


def test_rigid_over_too_short() -> None:
    """What does not fit into a rigid pass is an error that says how much is missing."""
    written = session("""
        title: Tight
        steps:
          - steps: [One., Two.]
            over: 2s!
    """)
    (problem,) = problems(written)

    assert problem.message == "what is in here takes 00:00.800 more than 'over' gives it (00:02.800 of 00:02.000)"


def test_breath_words_and_tones() -> None:
    """Words lead the first cycles, then tones, counted on over steps with the same phases."""
    written = session("""
        title: Breath
        steps:
          - breathe: {in: 4s, out: 6s}
            guide: words 1 then tones
          - breathe: {in: 4s, out: 6s}
            guide: words 1 then tones
    """)

    assert plan(written) == dedent("""\
        00:00.000  in                4.000
        00:00.000    phase    In     1.000
        00:04.000  out               6.000
        00:04.000    phase    Out    1.000
        00:10.000  in                4.000
        00:10.000    tone     in     0.200
        00:14.000  out               6.000
        00:14.000    tone     out    0.200
        00:20.000  end
    """)


def test_move_to_takes_its_time() -> None:
    """The time to change posture starts when its words have ended."""
    written = session("""
        title: Moving
        posture: lying
        steps:
          - move to: seated
            say: Roll to one side, and sit up.
          - Now you are $posture.
    """)

    assert plan(written) == dedent("""\
        00:00.000  say    Roll to one side, and sit up.    1.000
        00:01.000  move   seated                           20.000
        00:21.000  say    Now you are seated.              1.000
        00:22.000  end
    """)
