"""A length that cannot be had is refused with those that can, and with the lines that stand in the way."""

import pytest
from desk import Author

RIGID = """
    title: Rigid
    steps:
      - hold: 30s
      - pause: 10s
      - hold: 60s
      - pause: 5s!
    """

HOLES = """
    title: Holes
    steps:
      - repeat: 1..2..3
        steps:
          - hold: 60s
      - pause: 10s
    """


def test_too_short(author: Author) -> None:
    """Status 4; the nearest length, all that can be had, and the lines, the longest first."""
    said = author.types("plan", author.writes("rigid.yaml", RIGID), "--for", "1m", "--voice", "silent")

    assert said.status == 4
    assert said.err.splitlines() == [
        "Rigid cannot last 1m.",
        "The nearest that it can last is 1m39s. It can last from 1m39s to 2m15s.",
        "The lines with the most time that never moves, longest first:",
        f"  1m   {author.folder}/rigid.yaml:5:5  hold",
        f"  30s  {author.folder}/rigid.yaml:3:5  hold",
        f"  5s   {author.folder}/rigid.yaml:6:5  silence",
    ]


def test_too_long(author: Author) -> None:
    """The same for a length above all that can be had."""
    said = author.types("plan", author.writes("rigid.yaml", RIGID), "--for", "3m", "--voice", "silent")

    assert said.status == 4
    assert "The nearest that it can last is 2m15s." in said.err


def test_in_a_gap(author: Author) -> None:
    """Both ends of the gap are named."""
    said = author.types("plan", author.writes("holes.yaml", HOLES), "--for", "1m50s", "--voice", "silent")

    assert said.status == 4
    assert "It can last 1m40s at most or 2m4s at least, with a gap between." in said.err
    assert "In all it can last from 1m4s to 1m40s or from 2m4s to 2m40s or from 3m4s to 3m40s." in said.err


def test_the_scripts_own_length(author: Author) -> None:
    """It is a mistake in the script: status 3, told at the script, with the lines beside it."""
    script = author.writes("rigid.yaml", RIGID.replace("steps:", "length: 1m\n    steps:", 1))

    said = author.types("plan", script, "--voice", "silent")

    assert said.status == 3
    assert f"{script}:2:9: this session cannot last 1m, as its 'length' asks" in said.err
    assert "never moves is in the lines 6 (hold, 1m), 4 (hold, 30s), 7 (silence, 5s)." in said.err


def test_a_line_of_another_file_is_told_with_its_name(author: Author) -> None:
    """What is in the way may stand in a file that the script brings in."""
    parts = author.writes("_parts.yaml", "routines: {long: {steps: [{hold: 60s}]}}")
    script = author.writes("main.yaml", "title: T\ninclude: _parts.yaml\nlength: 5m\nsteps: [{do: long}, {hold: 30s}]")

    said = author.types("plan", script, "--voice", "silent")

    assert f"in the lines 1 of {parts} (hold, 1m), 4 (hold, 30s)." in said.err


@pytest.mark.parametrize("written", ["12", "12 min", "12M", "12minutes"])
def test_a_length_without_its_unit_is_asked_back_in_minutes(author: Author, written: str) -> None:
    """A listener who types a number means minutes, and is shown how they are written."""
    said = author.types("plan", author.writes("rigid.yaml", RIGID), "--for", written)

    assert said.status == 2
    assert "this is no length of time; did you mean 12m?" in said.err
