"""What is in the way of a file is told before anything is spoken for it."""

from pathlib import Path

import pytest
from desk import Author

from voiceguide.cli.exits import Exit

SCRIPT = "title: One\nsteps: [Breathe in.]\n"


@pytest.mark.parametrize(("target", "why"), [("taken.wav", "not a file"), ("none/a.wav", "No such file")])
def test_before_any_work(author: Author, monkeypatch: pytest.MonkeyPatch, target: str, why: str) -> None:
    """A session that is slow to be spoken would be spoken for nothing."""
    Path("taken.wav").mkdir()

    def spoken(*_: object, **__: object) -> None:
        pytest.fail("it was worked on")

    monkeypatch.setattr("voiceguide.cli.commands.render.made", spoken)
    said = author.types("render", author.writes("one.yaml", SCRIPT), "-o", target)
    assert said.status == Exit.FAILED
    assert said.err.startswith(f"{target} cannot be written: ")
    assert why in said.err


def test_a_batch_names_the_file_that_was_wanted(author: Author) -> None:
    """Not the one that it was to be until it is whole."""
    author.writes("one.yaml", SCRIPT)
    matrix = author.writes("files.yaml", "sessions: [one.yaml]\nvoices: 'silent:1s'\nformats: wav\n")
    Path("out/one.wav").mkdir(parents=True)
    said = author.types("render", "--matrix", matrix, "-o", "out", "--jobs", "1")
    assert said.status == Exit.FAILED
    assert ".voiceguide-new-" not in said.err
    assert "one.wav: Is a directory." in said.err


def test_a_name_is_told_as_it_was_typed(author: Author) -> None:
    """Though a sentence begins with it, and it could be a word."""
    script = author.writes("one.yaml", SCRIPT)
    assert author.types("render", script, "-o", "out").err.startswith("'out' has no ending that")
    assert author.types("pack", script, "-o", "out").err.startswith("'out' is no name for a pack.")
    assert author.types("plan", script, "--plot", "out").err.startswith("'out' has no ending that")
    Path("out").write_bytes(b"")
    assert author.types("render", "--all", "-o", "out").err.startswith("'out' is no folder.")
