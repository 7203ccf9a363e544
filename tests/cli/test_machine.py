"""What is on this machine: voices, devices, doctor."""

import pytest

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.program import run


def told(capfd: pytest.CaptureFixture[str], *line: str, status: int = Exit.DONE) -> list[str]:
    """The lines that a command prints."""
    assert run(line) == status
    return capfd.readouterr().out.splitlines()


def test_devices_end_with_the_one_that_always_works(capfd: pytest.CaptureFixture[str]) -> None:
    """Each with what it is; the first that works is marked."""
    lines = [line for line in told(capfd, "devices") if not line.startswith("   ")]
    assert [line[2:].split()[0] for line in lines] == ["miniaudio", "simpleaudio", "silent"]
    assert [line[0] for line in lines].count("*") == 1


def test_voices_are_listed_by_the_name_by_which_they_are_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    """With their languages."""
    lines = told(capfd, "voices", "--all")
    assert any(line.startswith("espeak:en-us ") for line in lines)
    assert any(line.startswith("silent:") for line in lines)


def test_voices_can_be_those_of_one_language(capfd: pytest.CaptureFixture[str]) -> None:
    """A place that nobody speaks for gets the language."""
    lines = told(capfd, "voices", "de-AT")
    assert any(line.startswith("espeak:de ") for line in lines)
    assert not any(line.startswith("espeak:en") for line in lines)


def test_doctor_finds_a_voice(capfd: pytest.CaptureFixture[str]) -> None:
    """And names the folders, and what is installed."""
    lines = told(capfd, "doctor")
    assert any(line.startswith("ok  voice engine espeak") for line in lines)
    assert any(str(settings.folders().store) in line for line in lines)


def test_doctor_names_a_damaged_settings_file(capfd: pytest.CaptureFixture[str]) -> None:
    """It is the command for when others do not work."""
    file = settings.folders().settings
    file.parent.mkdir(parents=True)
    file.write_text("voice = ", encoding="utf-8")
    assert any(line.startswith("--  settings") and str(file) in line for line in told(capfd, "doctor"))
