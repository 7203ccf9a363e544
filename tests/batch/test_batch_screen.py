"""What is seen while many files are made, in a terminal of 80 columns."""

from io import StringIO

import pytest
from rich.console import Console

from voiceguide.cli.batch.screen import Bar

NAMES = ["breathing-space 20m espeak-en-gb.mp3", "progressive-muscle-relaxation usual espeak-en-us+f3.mp3"]
TROUBLE = "two 1s silent-1s.wav: Two cannot last 1s. The nearest that it can last is 6s. It can last from 6s to 20s."


def rows(bar: Bar) -> list[str]:
    """What stands on the screen now."""
    paper = Console(file=StringIO(), width=80)
    paper.print(bar.progress.get_renderable())
    assert isinstance(paper.file, StringIO)
    return paper.file.getvalue().splitlines()


def test_a_bar_and_the_names_fit_two_rows() -> None:
    """However long the names are, nothing is cut but them."""
    bar = Bar(10_000)
    try:
        for done in (9_998.0, 9_998.5):
            bar.now(NAMES, done)
        told, names = rows(bar)
    finally:
        bar.close()
    assert told.startswith("0 of 10000 ━━━")
    assert told.rstrip().endswith("left")
    assert names.startswith("breathing-space 20m espeak-en-gb.mp3, progressive-")
    assert max(len(told), len(names)) <= 80


def test_a_sentence_is_broken_between_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Above the bar; what shows a line of a script is left as it is."""
    monkeypatch.setenv("COLUMNS", "80")
    bar = Bar(2)
    try:
        bar.line(TROUBLE, good=False)
        bar.line(f"{'x' * 90}\n^", good=False)
        bar.line("two.wav: 0:12", good=True)
    finally:
        bar.close()
    first, second, third, fourth = capsys.readouterr().err.split("\n")[:4]
    assert f"{first.rstrip()} {second.rstrip()}" == TROUBLE
    assert (third, fourth) == ("x" * 90, "^")
