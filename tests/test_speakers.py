"""A speaker of one's own, as the settings file tells of it."""

from pathlib import Path

import pytest

from voiceguide.settings import SettingsDamaged, change, settings
from voiceguide.speakers import Numbers, Speaker, WrongSpeaker, speaker

FLITE = "flite -voice slt -t {text} -o {out}"


def test_a_command_is_all_that_is_needed() -> None:
    """It is cut into arguments once, and speaks any language at one pace."""
    assert speaker("slt", {"command": FLITE}) == Speaker(
        name="slt",
        command=("flite", "-voice", "slt", "-t", "{text}", "-o", "{out}"),
        language="",
        title="slt",
        quality="own",
        numbers=None,
        seconds=20,
    )


def test_a_list_of_arguments_is_taken_as_it_is() -> None:
    """For paths with blanks and backslashes."""
    words = ["C:\\My voices\\say.exe", "{text}"]
    assert speaker("say", {"command": words}).command == tuple(words)


def test_a_pace_may_grow_or_shrink() -> None:
    """A larger number may be faster or slower; what is written without a point stays without one."""
    faster = speaker("a", {"command": "x -s {pace}", "slowest": 80, "usual": 130, "fastest": 300})
    slower = speaker("a", {"command": "x -s {pace}", "slowest": 2.0, "usual": 1, "fastest": 0.5})
    assert faster.numbers == Numbers(slowest=80, usual=130, fastest=300, whole=True)
    assert slower.numbers == Numbers(slowest=2, usual=1, fastest=0.5, whole=False)


@pytest.mark.parametrize(
    "command",
    [
        "say --text={text}",
        "say -t{text}",
        "say /text:{text}",
        "say < not a shell",
        'sh -c \'flite -t "$0" -o "$1"\' {text} {out}',
        "say {out}.wav {text} --json '{\"a\": 1}'",
    ],
)
def test_these_commands_are_safe(command: str) -> None:
    """The text is an argument of its own, or the value of an option, or goes to standard input."""
    assert speaker("a", {"command": command}).command


@pytest.mark.parametrize(
    ("table", "key", "word"),
    [
        ({}, "command", "no command"),
        ({"command": ""}, "command", "is none"),
        ({"command": 3}, "command", "no command"),
        ({"command": [1]}, "command", "no command"),
        ({"command": "flite 'x"}, "command", "not closed"),
        ({"command": "flite\x00"}, "command", "is none"),
        ({"command": "{text}"}, "command", "program"),
        ({"command": "flite -t {words}"}, "command", "{words}"),
        ({"command": "festival -b '(SayText \"{text}\")'"}, "command", "hides"),
        ({"command": "sh -c 'echo {text} | flite'"}, "command", "hides"),
        ({"command": "bash -c {text}"}, "command", "shell"),
        ({"command": "/bin/dash -c {text}"}, "command", "shell"),
        ({"command": ["C:\\Windows\\cmd.exe", "/c", "{text}"]}, "command", "shell"),
        ({"command": "speak.bat {text}"}, "command", "command file"),
        ({"command": FLITE, "langauge": "en"}, "langauge", "langauge"),
        ({"command": FLITE, "language": "Klingon!"}, "language", "language"),
        ({"command": FLITE, "language": 3}, "language", "language"),
        ({"command": FLITE, "title": "a\x1bb"}, "title", "title"),
        ({"command": FLITE, "seconds": 0}, "seconds", "time"),
        ({"command": FLITE, "seconds": float("inf")}, "seconds", "time"),
        ({"command": FLITE, "usual": 3}, "usual", "no {pace}"),
        ({"command": "x {pace}"}, "command", "without 'slowest'"),
        ({"command": "x {pace}", "slowest": 0, "usual": 1, "fastest": 2}, "slowest", "above 0"),
        ({"command": "x {pace}", "slowest": 1, "usual": True, "fastest": 2}, "usual", "above 0"),
        ({"command": "x {pace}", "slowest": 1, "usual": float("nan"), "fastest": 2}, "usual", "above 0"),
        ({"command": "x {pace}", "slowest": 1, "usual": 3, "fastest": 2}, "usual", "between"),
        ({"command": "x {pace}", "slowest": 1, "usual": 1, "fastest": 1}, "usual", "between"),
    ],
)
def test_what_cannot_be_is_told(table: dict[str, object], key: str, word: str) -> None:
    """With the key whose value it is, and with what to do."""
    with pytest.raises(WrongSpeaker) as wrong:
        speaker("a", table)
    assert (wrong.value.name, wrong.value.key) == ("a", key)
    assert word in wrong.value.what
    assert wrong.value.hint


@pytest.mark.parametrize("name", ["", "a b", "a/b", "..", "a:b", "-x"])
def test_a_name_is_a_word(name: str) -> None:
    """Nothing that could lead elsewhere, and no colon, which stands behind an engine."""
    with pytest.raises(WrongSpeaker):
        speaker(name, {"command": FLITE})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('voice = "a"\n\n[speakers.b]\ncommand = "x"\n[speakers.a]\nlanguage = "en"\ncommand = "x {words}"\n', 7),
        ('[speakers.a]\n# command = "x"\n  "command" = "x {words}" # mine\n', 3),
        ('[speakers.a]\nlanguage = "en"\n[speakers.b]\ncommand = "x"\n', 1),
        ('[ speakers . "a" ]\ncommand = "x {words}"\n', 2),
    ],
)
def test_the_settings_tell_the_line(tmp_path: Path, text: str, line: int) -> None:
    """Of what is wrong, or of the speaker that lacks something."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsDamaged) as damaged:
        settings(file)
    assert f"{file} has in line {line} a speaker 'a' that has" in damaged.value.message
    assert damaged.value.hint


@pytest.mark.parametrize("text", ["speakers = 3", "[speakers]\na = 3", "[[speakers]]\ncommand = 'x'"])
def test_speakers_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    """With an example."""
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsDamaged) as damaged:
        settings(file)
    assert "[speakers.slt]" in damaged.value.hint


def test_a_setting_is_changed_beside_speakers(tmp_path: Path) -> None:
    """They stay as they are written."""
    file = tmp_path / "settings.toml"
    file.write_text(f'[speakers.slt]\ncommand = "{FLITE}"  # mine\n', encoding="utf-8")
    change(file, "voice", "slt")
    assert file.read_text(encoding="utf-8") == f'voice = "slt"\n[speakers.slt]\ncommand = "{FLITE}"  # mine\n'
    assert list(settings(file).speakers) == ["slt"]
