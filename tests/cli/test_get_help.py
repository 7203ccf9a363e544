"""When to get help, in a hurry."""

import shutil
from pathlib import Path

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.exits import Exit

TEXT = ("get-help", "--text")


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ((), ["Call your local emergency number", "Call a crisis line"]),
        (("--country", "uk"), ["Call 999", "call 111", "Samaritans on 116 123"]),
        (("--country", "GB"), ["Call 999", "call 111", "Samaritans on 116 123"]),
        (("--country", "us"), ["Call 911", "Call 988"]),
    ],
)
def test_whom_to_call_is_told_by_country(author: Author, line: tuple[str, ...], numbers: list[str]) -> None:
    """Without a country no number, for it might be the wrong one."""
    said = author.types(*TEXT, *line)
    assert said.status == Exit.DONE
    for number in numbers:
        assert number in said.out
    if not line:
        assert not any(letter.isdigit() for letter in said.out)


def test_a_country_without_numbers_is_no_reason_to_refuse(author: Author) -> None:
    """All the rest is told, and which countries there are."""
    said = author.types(*TEXT, "--country", "fr")
    assert said.status == Exit.DONE
    assert "Call your local emergency number" in said.out
    assert said.err == "There are no telephone numbers for 'fr'. There are: uk, us.\n"


def test_all_emergency_signs_are_shown(author: Author) -> None:
    """Those of the back and those of the mind, unless one of them is asked for."""
    said = author.types(*TEXT).out
    for sign in ("between the legs", "bladder or bowel", "both legs", "chest", "stroke", "ending your life"):
        assert sign in said
    assert "Panic attacks" not in author.types(*TEXT, "--topic", "back").out


def test_it_is_shown_before_it_is_spoken(author: Author) -> None:
    """The same words: what is shown is what the session says."""
    said = author.types("get-help", "--country", "us", "--device", "nothing-like-it")
    assert said.status == Exit.USAGE
    assert "Call 911" in said.out


def test_where_nothing_can_be_heard_it_is_shown_once(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not a second time, line by line, for five minutes."""
    monkeypatch.setattr("voiceguide.cli.helping.names", lambda: ("silent",))

    said = author.types("get-help", "--country", "us")

    assert said.status == Exit.DONE
    assert said.out == author.types(*TEXT, "--country", "us").out


@pytest.fixture
def own_help() -> Path:
    """The listener's own copy of signs and numbers."""
    file = settings.folders().scripts / "care" / "help.yaml"
    file.parent.mkdir(parents=True)
    shutil.copy(library.bundled() / "care" / "help.yaml", file)
    return file


def test_the_listener_s_own_numbers_come_first(author: Author, own_help: Path) -> None:
    """As text and as speech."""
    own_help.write_text(own_help.read_text(encoding="utf-8").replace("Call 999", "Call 112"), encoding="utf-8")
    assert "Call 112" in author.types(*TEXT, "--country", "uk").out
    assert "Call 112" in author.types("plan", "when-to-get-help", "--set", "region=uk").out


def test_damaged_numbers_of_one_s_own_hide_nothing(author: Author, own_help: Path) -> None:
    """Ours are shown, then what is wrong."""
    own_help.write_text("routines: [", encoding="utf-8")
    said = author.types(*TEXT, "--country", "uk")
    assert said.status == Exit.SCRIPT_ERRORS
    assert "Call 999" in said.out
    assert "help.yaml" in said.err
