"""Sessions found, listed and shown."""

import json

import pytest
from desk import SCRIPT, Author

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.exits import Exit


def test_alone_it_tells_the_sessions_and_how_to_start_one(author: Author) -> None:
    """Nobody has to know a command."""
    said = author.types()
    assert said.status == Exit.DONE
    assert "body-scan" in said.out
    assert "voiceguide play " in said.out


def test_list_has_every_session(author: Author) -> None:
    """By the name by which it is played, with its title and what it is."""
    said = author.types("list")
    assert said.status == Exit.DONE
    assert [line.split()[0] for line in said.out.splitlines()] == list(library.names())


def test_list_can_be_of_one_tag(author: Author) -> None:
    """Technique, posture or care tag; a tag that nothing has is answered with those that there are."""
    said = author.types("list", "--tag", "Body Scan")
    assert said.status == Exit.DONE
    assert [line.split()[0] for line in said.out.splitlines()] == ["body-scan"]
    said = author.types("list", "--tag", "swimming")
    assert said.status == Exit.DONE
    assert said.out == ""
    assert "muscle relaxation" in said.err


def test_list_as_data(author: Author) -> None:
    """Stable keys."""
    said = author.types("list", "--json")
    assert said.status == Exit.DONE
    (first, *_) = json.loads(said.out)
    assert list(first) == ["name", "title", "summary", "file", "language", "tags"]


def test_the_listener_s_own_scripts_come_first(author: Author) -> None:
    """One of the same name takes the place of the bundled one; one with mistakes is named."""
    own = settings.folders().scripts
    own.mkdir(parents=True)
    (own / "pmr.yaml").write_text(SCRIPT, encoding="utf-8")
    (own / "broken.yaml").write_text("steps: 3", encoding="utf-8")
    (own / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    said = author.types("list")
    assert said.status == Exit.DONE
    assert "mine" in said.out
    assert "voiceguide check broken" in said.err
    said = author.types("plan", "mine", "--voice", "silent:1s")
    assert said.status == Exit.DONE


def test_show_tells_who_should_ask_first(author: Author, script: str) -> None:
    """With caution, options and the lengths that can be had."""
    said = author.types("show", script)
    assert said.status == Exit.DONE
    for part in (
        "Two breaths",
        "Stop if it hurts.",
        "Lie on your left side",
        "rest",
        "2s to 20s",
        "back, side",
        "It lasts",
    ):
        assert part in said.out


@pytest.mark.parametrize(
    "line",
    [
        ["plan", "nothing-like-it"],
        ["play", "./nowhere.yaml"],
        ["render", "a/b", "-o", "x.wav"],
        ["check", "gone.yml"],
        ["show", "pmrr"],
        ["plan", ""],
        ["plan", "\x1b[2J"],
    ],
)
def test_what_is_not_there_is_status_5(author: Author, line: list[str]) -> None:
    """With a sentence and nothing on standard output."""
    said = author.types(*line)
    assert said.status == Exit.NOT_FOUND
    assert said.out == ""
    assert said.err
    assert "\x1b" not in said.err


def test_a_misspelt_name_gets_the_nearest(author: Author) -> None:
    """As the names are known."""
    said = author.types("plan", "bodyscan")
    assert said.status == Exit.NOT_FOUND
    assert "'body-scan'" in said.err
