"""Who should ask first, and when a caution is shown."""

from pathlib import Path

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit

SCRIPT = """\
title: Short
caution: Be careful.
screen: [supine]
steps:
  - In. [100ms!]
"""
PLAY = ("--device", "silent", "--voice", "silent:100ms")
POINTER = "'voiceguide show short.yaml' tells who should ask a doctor or physiotherapist first."


@pytest.fixture
def short(author: Author) -> str:
    """A session of a fifth of a second."""
    author.writes("short.yaml", SCRIPT)
    return "short.yaml"


def test_play_shows_the_caution_at_the_first_time_only(author: Author, short: str) -> None:
    """With where to read who should ask first; afterwards the listener knows."""
    assert author.types("play", short, *PLAY).out == f"Be careful. {POINTER}\n00:00  In.\n"
    assert author.types("play", short, *PLAY).out == "00:00  In.\n"


def test_play_shows_the_caution_on_request(author: Author, short: str) -> None:
    """At any time."""
    author.types("play", short, *PLAY)
    assert author.types("play", short, *PLAY, "--caution").out == f"Be careful. {POINTER}\n00:00  In.\n"


def test_a_caution_that_has_changed_is_shown_again(author: Author, short: str) -> None:
    """It is the words that were seen, not the file."""
    author.types("play", short, *PLAY)
    author.writes(short, SCRIPT.replace("careful", "very careful"))
    assert author.types("play", short, *PLAY).out.startswith("Be very careful.")


def test_a_spoken_caution_is_spoken_every_time(author: Author) -> None:
    """It belongs to the session, whose sound does not hang on what was played before."""
    author.writes("aloud.yaml", "title: Aloud\ncaution: Be careful.\nsteps:\n  - $caution\n  - In.\n")
    for _ in range(2):
        assert "00:00  Be careful.\n" in author.types("play", "aloud.yaml", *PLAY).out


def test_where_nothing_can_be_remembered_the_caution_is_shown_again(author: Author, short: str) -> None:
    """A folder that cannot be written is no reason not to play."""
    state = settings.folders().state
    state.parent.mkdir(parents=True)
    state.write_text("a file where the folder should be", encoding="utf-8")
    for _ in range(2):
        said = author.types("play", short, *PLAY)
        assert said.status == Exit.DONE
        assert said.out.startswith("Be careful.")


@pytest.fixture
def own_tags() -> Path:
    """The listener's own words for care tags, not yet written."""
    file = settings.folders().scripts / "care" / "tags.toml"
    file.parent.mkdir(parents=True)
    return file


def test_show_says_who_should_ask_first_and_what_is_safer(author: Author, short: str) -> None:
    """Question and substitute of each tag."""
    said = author.types("show", short).out
    assert "Ask a doctor or physiotherapist first if\n- you are more than about four months pregnant" in said
    assert "Lie on your left side, or sit." in said


def test_the_listener_s_own_words_for_a_care_tag_come_first(author: Author, short: str, own_tags: Path) -> None:
    """As much of a tag as is said differently."""
    own_tags.write_text('[supine]\nask = "lying flat is hard for you"\n', encoding="utf-8")
    said = author.types("show", short)
    assert "- lying flat is hard for you. Lie on your left side, or sit." in said.out


@pytest.mark.parametrize(
    "content",
    [b"[supine", b"\xff", b"supine = 3", b"[supine]\nask = 3", b"[supine]\nasks = 'x'", b"[supin]\nask = 'x'"],
)
def test_own_words_that_are_damaged_are_a_sentence(author: Author, short: str, own_tags: Path, content: bytes) -> None:
    """With the file and what to do."""
    own_tags.write_bytes(content)
    said = author.types("show", short)
    assert said.status == Exit.FAILED
    assert str(own_tags) in said.err
    assert "Correct it in a text editor" in said.err


def test_a_damaged_list_of_cautions_is_mended(author: Author, short: str) -> None:
    """What stands in it that nobody can read is forgotten, and the rest goes on as before."""
    author.types("play", short, *PLAY)
    seen = settings.folders().state / "cautions"
    seen.write_bytes(b"\xff\xfe\x00 \xe4\n" + seen.read_bytes())
    author.writes(short, SCRIPT.replace("careful", "very careful"))

    assert author.types("play", short, *PLAY).status == Exit.DONE
    assert author.types("play", short, *PLAY).out == "00:00  In.\n"
    assert len(seen.read_text(encoding="ascii").split()) == 2
