"""`plan --plot`: the session as a picture."""

import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Author

from voiceguide.export.strip import Look, row_length, rows
from voiceguide.model.choices import Eyes, Posture
from voiceguide.problems import Source
from voiceguide.timeline.timeline import Event, Quiet, Struck, Timeline, Track, Why
from voiceguide.units import RATE, Decibels, Frames

SCRIPT = """
    title: 'A picture, of $$5 and $$6'
    background: brown
    steps:
      - chime: bowl
      - section: Feet
        steps:
          - section: Toes
            steps:
              - Feel your feet. [10s]
          - tense: 5s
          - release: 10s
      - breathe: {in: 4s, hold: 2s, out: 6s}
        times: 3
      - move to: seated
      - steps:
          - Words. [3s]
        over: 20s
    """


def test_a_picture_for_each_ending(author: Author) -> None:
    """PNG, SVG and PDF, each begins as its kind does."""
    script = author.writes("plot.yaml", SCRIPT)
    beginnings = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}

    for ending, beginning in beginnings.items():
        said = author.types("plan", script, "--voice", "silent", "--plot", f"plan.{ending}")
        assert (said.status, said.out) == (0, "")
        assert (author.folder / f"plan.{ending}").read_bytes().startswith(beginning)


def test_the_same_plan_gives_the_same_bytes(author: Author) -> None:
    """No date and nothing by chance is in the picture."""
    script = author.writes("plot.yaml", SCRIPT)
    for name in ("one.svg", "two.svg"):
        author.types("plan", script, "--voice", "silent", "--plot", name)

    one, two = ((author.folder / name).read_bytes() for name in ("one.svg", "two.svg"))
    assert one == two
    assert ET.fromstring(one).tag.endswith("svg")  # noqa: S314  (we wrote it)


def test_another_ending(author: Author) -> None:
    """It is wrong usage, said before anything is spoken."""
    said = author.types("plan", author.writes("plot.yaml", SCRIPT), "--plot", "plan.gif")

    assert said.status == 2
    assert ".png, .svg, .pdf" in said.err


def test_without_what_draws(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence says what to type."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    said = author.types("plan", author.writes("plot.yaml", SCRIPT), "--voice", "silent", "--plot", "plan.png")

    assert said.status == 1
    assert "pip install 'voiceguide[plot]'" in said.err
    assert not Path("plan.png").exists()


def event(start: float, length: float, *, moves: bool = True) -> Event:
    """A silence."""
    frames = Frames(int(length * RATE))
    most = Frames(2 * frames) if moves else frames
    return Event(
        id=str(start),
        track=Track.TIME,
        start=Frames(int(start * RATE)),
        frames=frames,
        what=Quiet(why=Why.WRITTEN, natural=frames, least=frames, most=most),
        source=Source(file="a.yaml", line=1, column=1),
        section="",
        side="",
        round=0,
        posture=Posture.ANY,
        eyes=Eyes.OPEN,
    )


def timeline(*events: Event) -> Timeline:
    """A session of these events."""
    frames = events[-1].end
    return Timeline(title="", frames=frames, asked=None, events=events, chapters=(), closing=frames)


@pytest.mark.parametrize(("minutes", "seconds"), [(1, 15), (5, 60), (20, 240), (60, 600), (1440, 3600)])
def test_few_rows(minutes: int, seconds: int) -> None:
    """Twenty minutes stand in five rows of four; from six hours on each row is an hour."""
    assert row_length(timeline(event(0, minutes * 60))) == seconds * RATE


def test_a_bar_goes_on_in_the_next_row() -> None:
    """It is cut at the end of the row, and each piece knows how long the whole is."""
    first, second = rows(timeline(event(0, 10), event(10, 10, moves=False)))

    assert [(bar.look, bar.start, bar.frames, bar.whole) for bar in first.bars] == [
        (Look.SILENCE, 0, 10 * RATE, 10 * RATE),
        (Look.STILL, 10 * RATE, 5 * RATE, 10 * RATE),
    ]
    assert [(bar.start, bar.frames, bar.whole) for bar in second.bars] == [(0, 5 * RATE, 10 * RATE)]
    assert (second.start, second.frames) == (15 * RATE, 5 * RATE)


def test_a_bell_belongs_to_one_row() -> None:
    """The row in which it is struck."""
    silence = event(0, 15)
    struck = replace(event(15, 15), what=Struck(sound="bowl", level=Decibels(0.0)))

    first, second = rows(timeline(silence, struck))

    assert (first.bells, second.bells) == ((), (0,))
