"""The lines that take the rigid time."""

from written import natural, session

from voiceguide.timeline.rigid import rigid_lines
from voiceguide.units import clock


def rigid(script: str) -> list[tuple[int, str, int, str]]:
    """Line, time, how often, and what, of every line with rigid time."""
    lines = rigid_lines(natural(session(script)).root)
    return [(line.source.line, clock(line.frames), line.times, line.what) for line in lines]


def test_longest_first() -> None:
    """Rounds, sides and breaths add up; what can move is no rigid time, and neither is a gap."""
    assert rigid(
        """
        title: Rigid
        steps:
          - Say this. [20s]
          - Say that.
          - repeat: 3
            steps:
              - hold: 4s
          - each side:
              - tense: 5s
          - breathe: {in: 2s, out: 3s}
            times: 2
          - move to: seated
        closing:
          - chime: bowl
        """
    ) == [
        (13, "00:20.000", 1, "move to"),
        (8, "00:12.000", 3, "hold"),
        (10, "00:10.000", 2, "tense"),
        (11, "00:10.000", 2, "breathe"),
        (15, "00:08.000", 1, "chime"),
        (4, "00:01.000", 1, "words"),
        (5, "00:01.000", 1, "words"),
    ]


def test_a_rigid_pass_is_one_line() -> None:
    """What stands in it does not matter to its length; in an elastic one the words still do."""
    assert rigid(
        """
        title: Passes
        steps:
          - steps: ['Speak. [9s]']
            over: 30s!
          - steps: ['Speak. [9s]']
            over: 40s
        """
    ) == [(4, "00:30.000", 1, "over"), (6, "00:01.000", 1, "words")]
