"""Sessions are spoken ahead."""

import pytest
from desk import Author
from voice_fixtures import present

from voiceguide.cli.exits import Exit

# At a rate that no other test has: what is spoken is kept for all of them.
ONE = """
    title: One
    voice: {rate: 137 wpm}
    steps:
      - Let your weight be carried by the floor. [2s!]
      - Nothing is left to be done just now.
"""
TWO = """
    title: Two
    voice: {rate: 137 wpm}
    steps:
      - Let your weight be carried by the floor. [2s!]
      - hold: 3s!
        count: up
"""


@pytest.fixture
def speaks() -> None:
    """Somebody does, whose words are kept."""
    present("espeak")


@pytest.mark.usefixtures("speaks")
def test_what_was_spoken_before_is_not_spoken_again(author: Author) -> None:
    """It is told how much that was, and how much room it takes; what sessions share counts once."""
    one, two = author.writes("one.yaml", ONE), author.writes("two.yaml", TWO)
    first = author.types("prepare", one)
    both = author.types("prepare", one, two)
    again = author.types("prepare", two)

    assert (first.status, both.status, again.status) == (Exit.DONE, Exit.DONE, Exit.DONE)
    assert ": 2 phrases, 2 spoken now; 0." in first.out
    assert both.out.splitlines()[0].startswith(f"{one}: 2 phrases, all of them spoken before; 0.")
    assert both.out.splitlines()[1].startswith(f"{two}: 4 phrases, 3 spoken now; ")
    assert both.out.splitlines()[2].startswith("Together: 5 phrases, 3 spoken now; ")
    assert again.out == both.out.splitlines()[1].replace("3 spoken now", "all of them spoken before") + "\n"


@pytest.mark.usefixtures("speaks")
def test_it_is_prepared_as_it_will_be_played(author: Author) -> None:
    """At another rate everything is spoken anew; quietly, if that is wanted."""
    one = author.writes("one.yaml", ONE.replace("now.", "here."))
    author.types("prepare", one)
    assert author.types("prepare", one, "--rate", "150", "--quiet").out == ""
    assert "all of them spoken before" in author.types("prepare", one, "--rate", "150").out


def test_a_mistake_in_one_does_not_keep_others_from_being_prepared(author: Author, script: str) -> None:
    """It is told, and the status is its."""
    bad = author.writes("bad.yaml", "title: Bad\nsteps: [puase: 3s]\n")
    said = author.types("prepare", bad, script, "nobody", "--voice", "silent:1s")
    assert said.status == Exit.NOT_FOUND
    assert "unknown step 'puase'" in said.err
    assert "There is no session 'nobody'." in said.err
    assert said.out.startswith(f"{script}: 3 phrases, all of them spoken before; 0.0 MB\n")


@pytest.mark.parametrize("line", [["prepare"], ["prepare", "--all", "body-scan"]])
def test_it_must_be_clear_what_to_prepare(author: Author, line: list[str]) -> None:
    """Names or all, not neither and not both."""
    assert author.types(*line).status == Exit.USAGE
