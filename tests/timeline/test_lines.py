"""From a line of a script to the moment at which it is heard."""

import pytest
from written import natural, session

from voiceguide.timeline.lines import changed_line, moment_of
from voiceguide.units import clock

SCRIPT = """\
title: Lines
routines:
  last:
    steps:
      - Let go. [5s!]
steps:
  - Breathe in. [4s!]
  # a comment
  - Breathe out. [4s!]
  - pause: 3s
  - hold: 5s
    on: Press.
  - repeat: 3
    steps:
      - Again. [1s]
  - do: last
"""


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (7, "00:00.000"),
        (8, "00:05.000"),
        (9, "00:05.000"),
        (10, "00:05.000"),
        (11, "00:13.000"),
        (12, "00:13.000"),
        (15, "00:18.000"),
        (5, "00:24.000"),
        (99, "00:18.000"),
        (1, "00:24.000"),
    ],
)
def test_where_a_line_is_heard(line: int, moment: str) -> None:
    """Its first round; a silence with the words before it; a comment, or the end, with the nearest line."""
    timeline = natural(session(SCRIPT)).timeline

    assert clock(moment_of(timeline, "test.yaml", SCRIPT, line)) == moment


def test_another_file() -> None:
    """What is not heard at all begins at the beginning."""
    assert moment_of(natural(session(SCRIPT)).timeline, "other.yaml", SCRIPT, 7) == 0


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", None),
        ("a\nb\nc\n", "a\nx\nc\n", 2),
        ("a\nb\n", "a\nb\nc\n", 3),
        ("a\nb\nc\n", "a\nc\n", 2),
        ("a\nb\n", "a\n", 2),
    ],
)
def test_the_first_line_that_changed(old: str, new: str, line: int | None) -> None:
    """Counted from 1, in the new text."""
    assert changed_line(old, new) == line
