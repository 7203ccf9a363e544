"""What the README says is true."""

import re
from pathlib import Path

import pytest

import voiceguide
from voiceguide.cli import library
from voiceguide.cli.program import COMMANDS, run
from voiceguide.cli.recording.studio import BEFORE, GOOD, POOR
from voiceguide.play.keys import KEYS
from voiceguide.settings import settings
from voiceguide.speakers import KNOWN

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = [(kind, body) for kind, body in re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The README's session, saved as it says."""
    monkeypatch.chdir(tmp_path)
    file = Path("breaths.yaml")
    (written,) = [body for kind, body in BLOCKS if kind == "yaml"]
    file.write_text(written, encoding="utf-8")
    return file


def test_the_session_has_ten_lines_and_does_what_is_said(script: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its plan is the one that is printed."""
    assert len(script.read_text(encoding="utf-8").splitlines()) == 10
    assert run(["plan", str(script)]) == 0
    assert ("", capfd.readouterr().out) in BLOCKS


def test_the_mistake_is_told_as_it_is_printed(script: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With its line and the way out."""
    script.write_text(script.read_text(encoding="utf-8").replace("breathe:", "breath:"), encoding="utf-8")
    assert run(["check", str(script)]) == 3
    assert ("", capfd.readouterr().err) in BLOCKS


def test_every_command_is_named() -> None:
    """And no other."""
    (table,) = [body for kind, body in BLOCKS if body.startswith("voiceguide  ")]
    assert [line.split()[1] for line in table.splitlines()[1:]] == list(COMMANDS)


def test_every_room_is_named() -> None:
    """And no other."""
    package = Path(voiceguide.__file__).parent
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    rows = re.findall(r"^\| (`.+`) \|", TEXT[TEXT.index("| room |") :], re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(rooms - {"__init__", "__main__"})


def test_two_commands_come_first() -> None:
    """One ends in a session, the other in the tests."""
    play, tests = [body for kind, body in BLOCKS if kind == "sh"][:2]
    assert re.fullmatch(r"python3 -m venv \S+ && \S+/pip install \. && \S+/voiceguide play [\w-]+\n", play)
    assert re.fullmatch(r"python3 -m venv \S+ && \S+/pip install -e '\.\[test\]' && \S+/pytest\n", tests)


def test_the_sessions_that_are_named_are_there() -> None:
    """Each of them."""
    (sentence,) = re.findall(r"^Sessions come along: (.*?)\.$", TEXT, re.MULTILINE | re.DOTALL)
    named = re.findall(r"`([\w-]+)`", sentence)
    assert named
    assert set(named) <= set(library.names())


def test_the_speaker_is_one(tmp_path: Path) -> None:
    """Its lines can stand in a settings file as they are."""
    (written,) = [body for kind, body in BLOCKS if kind == "toml"]
    file = tmp_path / "settings.toml"
    file.write_text(written, encoding="utf-8")
    assert settings(file).speakers["slt"].numbers is not None
    known = re.findall(r"`(\w+)`|^(\w+) =", TEXT[TEXT.index("## Any other speaker") :], re.MULTILINE)
    assert set(KNOWN) <= {word for words in known for word in words}


def test_every_key_of_the_recorder_is_told() -> None:
    """In the part that is about it."""
    own = TEXT[TEXT.index("## Your own voice") : TEXT.index("## Any other speaker")]
    for key in re.findall(r"\b(\w) \w+s\b", f"{BEFORE} {GOOD} {POOR}"):
        assert f"`{key}`" in own


def test_every_key_is_told() -> None:
    """In the order of the table that the player itself goes by."""
    keys = TEXT[TEXT.index("## While it plays") : TEXT.index("## Working on it")]
    rows = re.findall(r"^\| `(.+?)` \| (.+) \|$", keys, re.MULTILINE)
    assert [row for row in rows if row[0] != "key"] == [(key.name, key.about) for key in KEYS]
