"""A listener's settings, shown and set."""

from pathlib import Path

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.play.keys import KEYS


def file() -> Path:
    """Where the settings stand."""
    return settings.folders().settings


def test_every_setting_is_shown(author: Author) -> None:
    """With what it is now and what it does; the keys are settings too."""
    said = author.types("config")

    assert said.status == Exit.DONE
    for name in ("voice", "rate", "background", "device", "volume", *(f"keys.{key.command}" for key in KEYS)):
        assert f"\n{name} " in f"\n{said.out}"


def test_what_is_set_is_kept(author: Author) -> None:
    """And shown again; `--unset` leaves it to the script again."""
    for name, value in (("rate", "105"), ("background", "rain"), ("volume", "-6"), ("keys.pause", "a")):
        assert author.types("config", name, value).status == Exit.DONE
        assert author.types("config", name).out == f"{value}\n"

    assert author.types("config", "rate", "--unset").status == Exit.DONE
    assert author.types("config", "rate").out == "as the script has it\n"
    assert author.types("config", "device").out == "the first that works\n"
    assert settings.settings(file()).keys == {"pause": "a"}


def test_what_a_listener_wrote_stays(author: Author) -> None:
    """Comments and all; one line is changed."""
    file().parent.mkdir(parents=True)
    file().write_text('# mine\nrate = 100 # slow\n\n[keys]\npause = "a" # left hand\n', encoding="utf-8")
    author.types("config", "rate", "110")
    author.types("config", "keys.again", "s")
    author.types("config", "voice", "silent")

    assert file().read_text(encoding="utf-8") == (
        '# mine\nrate = 110\n\n[keys]\nagain = "s"\npause = "a" # left hand\n'.replace(
            "# mine\n", 'voice = "silent"\n# mine\n'
        )
    )


def test_speakers_are_shown(author: Author) -> None:
    """With their commands, and whether they can speak; they are changed where they are written."""
    file().parent.mkdir(parents=True)
    file().write_text(
        '[speakers.one]\ncommand = "sh -c x {text}"\n[speakers.two]\ncommand = "no-such-program {text}"\n',
        encoding="utf-8",
    )
    *_, one, two, _, _ = author.types("config").out.splitlines()
    assert one.split() == ["speakers.one", "sh", "-c", "x", "'{text}'", "speaks", "as", "command:one"]
    assert two.split()[:3] == ["speakers.two", "no-such-program", "'{text}'"]
    assert two.endswith("there is no program 'no-such-program'")
    assert author.types("config", "speakers.one").out == "sh -c x '{text}'\n"
    for more in (["x"], ["--unset"]):
        said = author.types("config", "speakers.one", *more)
        assert said.status == Exit.USAGE
        assert str(file()) in said.err


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("rate", "9", "60 to 400"),
        ("rate", "fast", "60 to 400"),
        ("rate", "100.5", "60 to 400"),
        ("volume", "3", "-40 to 0"),
        ("volume", "nan", "-40 to 0"),
        ("background", "thunder", "rain"),
        ("background", "bowl", "rain"),
        ("device", "trumpet", "miniaudio"),
        ("voice", "nobody", "voiceguide voices"),
        ("keys.pause", "ab", "one character"),
        ("keys.pause", "\x1b", "one character"),
        ("keys.pause", "w", "another key"),
        ("keys.paus", "a", "keys.pause"),
        ("raet", "100", "rate"),
    ],
)
def test_what_cannot_be_is_refused(author: Author, name: str, value: str, word: str) -> None:
    """With what can be; nothing is written."""
    said = author.types("config", name, value)

    assert said.status == Exit.USAGE
    assert word in said.err
    assert not file().exists()


def test_a_damaged_file_is_not_written_over(author: Author) -> None:
    """It is named, and left as it is."""
    file().parent.mkdir(parents=True)
    file().write_text("rate = ", encoding="utf-8")

    assert author.types("config", "rate", "100").status == Exit.FAILED
    assert file().read_text(encoding="utf-8") == "rate = "
