"""`plan` at a glance, for one voice and for several."""

import sys

import pytest
from desk import Author

SCRIPT = """
    title: Glance
    length: 50s
    steps:
      - chime: bowl
      - section: Feet
        steps:
          - Feel your feet. [10s]
          - hold: 4s
      - section: Hands
        steps:
          - Feel your hands. [10s]
    """


def test_one_voice(author: Author) -> None:
    """Every figure has a line, and so has every section."""
    said = author.types("plan", author.writes("glance.yaml", SCRIPT), "--glance", "--voice", "silent:2s")

    assert said.status == 0
    assert said.out.splitlines() == [
        "                 silent:2s",
        "length           0:50",
        "speech           0:04  8 %",
        "silence          0:39  78 %",
        "beats            0:04  8 %",
        "bells and moves  0:03  6 %",
        "words a minute   90 while speaking, 7 overall",
        "longest silence  0:20 at 0:05",
        "by nature        0:31",
        "can last         from 19s to 1m31s",
        "declared         50s, and lasts that",
        "given            1.95 times the silences, 1 the rounds",
        "",
        "              start  length  speech",
        "(no section)  0:00   0:03    0 %",
        "Feet          0:03   0:26    8 %",
        "Hands         0:29   0:22    9 %",
    ]


def test_several_voices(author: Author) -> None:
    """They stand side by side, whatever else is asked."""
    script = author.writes("glance.yaml", SCRIPT)

    said = author.types("plan", script, "--voice", "silent:1s", "--voice", "silent:2s")

    lines = said.out.splitlines()
    assert lines[0].split() == ["silent:1s", "silent:2s"]
    assert lines[2].split() == ["speech", "0:02", "4", "%", "0:04", "8", "%"]


def test_a_length_that_is_declared_and_not_kept(author: Author) -> None:
    """The difference is told."""
    said = author.types("plan", author.writes("glance.yaml", SCRIPT), "--glance", "--voice", "silent", "--for", "60s")

    assert "declared         50s, and lasts 0:10 more" in said.out.splitlines()


def test_holes_are_named(author: Author) -> None:
    """A length between two that can be had is a gap."""
    script = """
        title: Holes
        steps:
          - repeat: 1..2
            steps: [hold: 60s]
        """
    said = author.types("plan", author.writes("holes.yaml", script), "--glance", "--voice", "silent")

    assert "cannot last      between 1m and 2m" in said.out.splitlines()


def test_the_table_alone_goes_into_a_pipe(author: Author) -> None:
    """What a program reads is the table of events and nothing else."""
    said = author.types("plan", author.writes("glance.yaml", SCRIPT), "--voice", "silent:2s")

    assert said.out.splitlines()[-1] == "00:50.000  end"


def test_a_terminal_shows_both(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks at the end of the table sees the glance."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    said = author.types("plan", author.writes("glance.yaml", SCRIPT), "--voice", "silent:2s")

    assert "00:50.000  end\n\n                 silent:2s\nlength           0:50\n" in said.out


@pytest.mark.parametrize(
    "asked",
    [
        ("--json", "--glance"),
        ("--json", "--plot", "a.png"),
        ("--voice", "silent:1s", "--voice", "silent:2s", "--json"),
    ],
)
def test_two_ways_at_once(author: Author, asked: tuple[str, ...]) -> None:
    """That is wrong usage, not a guess."""
    said = author.types("plan", author.writes("glance.yaml", SCRIPT), *asked)

    assert said.status == 2
    assert "Ask for one of them." in said.err
