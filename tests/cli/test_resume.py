"""A session is taken up again where it was left."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import Author

from voiceguide import journal, settings
from voiceguide.cli.exits import Exit
from voiceguide.journal import Last, Recipe
from voiceguide.units import RATE, Frames

SCRIPT = "title: Two rests\nsteps:\n  - Rest. [500ms!]\n  - Rest on. [500ms!]\n"


@pytest.fixture
def left(author: Author) -> Last:
    """A session that was left in its second phrase."""
    last = Last(
        recipe=Recipe(
            wanted=str(Path(author.writes("rests.yaml", SCRIPT)).absolute()), settings={}, background=None,
            voice="silent:500ms", rate=None, length=None, seed=0,
        ),
        title="Two rests", plan="", underneath=False, position=Frames(RATE), frames=Frames(2 * RATE),
        event="steps/1", words="Rest on.", finished=False,
    )  # fmt: skip
    journal.write(settings.folders().state, last)
    return last


@pytest.mark.usefixtures("left")
def test_play_without_a_name_takes_up_the_last_session(author: Author) -> None:
    """From the phrase that was heard then; once it has come to its end there is nothing to take up."""
    again = author.types("play", "--device", "silent", "--plain")
    ended = author.types("play", "--device", "silent", "--plain")

    assert again.status == Exit.DONE
    assert again.out == "We go on with Two rests. A few seconds left.\n00:01  Rest on.\n"
    assert ended.status == Exit.USAGE
    assert "Which session" in ended.err


@pytest.mark.usefixtures("left")
def test_who_wishes_for_something_chooses_a_session(author: Author) -> None:
    """A length or a voice belongs to a session that is begun."""
    assert "Which session" in author.types("play", "--for", "10m", "--device", "silent").err


@pytest.mark.usefixtures("left")
def test_resume_takes_it_up_too(author: Author) -> None:
    """With the same words."""
    assert author.types("resume", "--device", "silent", "--plain").out.endswith("00:01  Rest on.\n")


def test_a_voice_that_is_gone_does_not_end_a_session_that_was_begun(author: Author, left: Last) -> None:
    """The next best one goes on with it, and it is told."""
    journal.write(settings.folders().state, replace(left, recipe=replace(left.recipe, voice="nobody")))
    again = author.types("resume", "--device", "silent", "--plain")

    assert again.status == Exit.DONE
    assert "speaks instead" in again.err
    assert "Rest on." in again.out
