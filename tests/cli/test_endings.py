"""Every way in which a command can end."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from voiceguide.cli import program as program_room
from voiceguide.cli.exits import Exit
from voiceguide.cli.program import COMMANDS, program, run
from voiceguide.problems import Problem, ScriptErrors, Source, Stop

MISTAKE = Problem(source=Source(file="a.yaml", line=2, column=3), message="wrong", hint="right", code="a-code")


@pytest.fixture
def ends_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], int]:
    """Runs a command that is ended by an exception, and gives the status."""

    def ends(ending: BaseException) -> int:
        def invoke(_: click.Context) -> None:
            raise ending

        monkeypatch.setattr(program, "invoke", invoke)
        return run(["list"])

    return ends


@pytest.mark.parametrize(
    ("ending", "status", "told"),
    [
        (Stop("The disk is full.", "Make room."), Exit.FAILED, "The disk is full.\nMake room.\n"),
        (Stop("Bad \x1b name"), Exit.FAILED, "Bad \\x1b name.\n"),
        (Stop("there is no voice called 'x'", "See 'y'"), Exit.FAILED, "There is no voice called 'x'.\nSee 'y'\n"),
        (Stop("huggingface.co has trouble"), Exit.FAILED, "huggingface.co has trouble.\n"),
        (Stop("too short:\n  1 s"), Exit.FAILED, "Too short:\n  1 s\n"),
        (ScriptErrors((MISTAKE,)), Exit.SCRIPT_ERRORS, "a.yaml:2:3: wrong\n      right\n"),
        (KeyboardInterrupt(), Exit.INTERRUPTED, ""),
        (click.Abort(), Exit.INTERRUPTED, ""),
        (BrokenPipeError(), Exit.PIPE_CLOSED, ""),
        (MemoryError(), Exit.FAILED, "There is not enough memory for this.\n"),
    ],
)
def test_every_ending_has_a_sentence_and_a_status(
    ends_with: Callable[[BaseException], int],
    capfd: pytest.CaptureFixture[str],
    ending: BaseException,
    status: Exit,
    told: str,
) -> None:
    """What was foreseen is told in a sentence, an interrupt in none."""
    assert ends_with(ending) == status
    assert capfd.readouterr() == ("", told)


@pytest.mark.parametrize(
    "ending", [OSError(13, "Permission denied", "/a/b"), ZeroDivisionError("a\x07"), RecursionError()]
)
def test_what_nobody_foresaw_is_a_sentence_too(
    ends_with: Callable[[BaseException], int], capfd: pytest.CaptureFixture[str], ending: BaseException
) -> None:
    """Without a traceback, unless it is asked for."""
    assert ends_with(ending) == Exit.FAILED
    told = capfd.readouterr().err
    assert "Traceback" not in told
    assert "VOICEGUIDE_DEBUG=1" in told
    assert "\x07" not in told


def test_a_traceback_can_be_asked_for(
    ends_with: Callable[[BaseException], int], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whoever mends it."""
    monkeypatch.setenv("VOICEGUIDE_DEBUG", "1")
    assert ends_with(ZeroDivisionError()) == Exit.FAILED
    assert "Traceback" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, Exit.TERMINATED), (signal.SIGHUP, Exit.HUNG_UP), (signal.SIGINT, Exit.INTERRUPTED)],
)
def test_signals_end_it_through_every_finally(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, status: Exit
) -> None:
    """A signal is an exception in the middle of the command, so that fades and drafts are dealt with."""
    dealt_with = []

    def invoke(_: click.Context) -> None:
        try:
            signal.raise_signal(number)
        finally:
            dealt_with.append(number)

    monkeypatch.setattr(program, "invoke", invoke)
    before = signal.getsignal(number)
    assert run(["list"]) == status
    assert dealt_with == [number]
    assert signal.getsignal(number) is before


def test_a_signal_that_is_ignored_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under nohup a closed terminal does not end a session."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        monkeypatch.setattr(program, "invoke", lambda _: signal.raise_signal(signal.SIGHUP))
        assert run(["list"]) == Exit.DONE
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["lsit"], "There is no command 'lsit'. Did you mean 'list'?"),
        (["pmr"], "To play a session, type: voiceguide play pmr"),
        (["a\x1b"], "a\\x1b"),
        (["list", "--tga"], "--tga"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_says_what_was_probably_meant(
    capfd: pytest.CaptureFixture[str], line: list[str], told: str
) -> None:
    """Status 2, and nothing on standard output."""
    assert run(line) == Exit.USAGE
    heard = capfd.readouterr()
    assert heard.out == ""
    assert told in heard.err
    assert "\x1b" not in heard.err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    """The help knows them without importing them, and is held to be true here."""
    found = program.get_command(click.Context(program), name)
    assert found is not None
    assert (found.help or "").split("\n")[0] == COMMANDS[name]


def test_help_needs_no_sound_library(tmp_path: Path) -> None:
    """It answers at once, as nothing heavy is imported."""
    look = (
        "import sys; from voiceguide.cli.program import run; run(sys.argv[1:]);"
        "print([name for name in ('numpy', 'rich', 'miniaudio', 'soundfile', 'soxr') if name in sys.modules])"
    )
    for line in (["--help"], ["--version"], ["list"], []):
        told = subprocess.run(
            [sys.executable, "-c", look, *line], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert told.stdout.splitlines()[-1] == "[]", line


def closed_output(line: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run the program with a standard output that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "voiceguide", *line], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writer)


@pytest.mark.parametrize("line", [["list"], ["--help"], ["devices"], []])
def test_nobody_reading_is_silence_and_141(line: list[str]) -> None:
    """As after `| head -0`."""
    done = closed_output(line)
    assert (done.returncode, done.stderr) == (Exit.PIPE_CLOSED, "")


def test_a_closed_standard_output_is_silence_and_141() -> None:
    """As after `>&-`."""
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m voiceguide list >&-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (Exit.PIPE_CLOSED, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output_is_a_sentence() -> None:
    """Status 1."""
    with Path("/dev/full").open("w") as full:
        line = [sys.executable, "-m", "voiceguide", "list"]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == Exit.FAILED
    assert done.stderr.startswith("Standard output cannot be written: ")


def test_nothing_is_printed_that_the_terminal_cannot_encode() -> None:
    """An old encoding gets the name of a character instead of a traceback."""
    line = [sys.executable, "-m", "voiceguide", "play", "…\udcff"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    done = subprocess.run(line, capture_output=True, check=False, env=environment)
    assert done.returncode == Exit.NOT_FOUND
    assert b"Traceback" not in done.stderr
    assert done.stderr.isascii()


def test_the_program_is_one_object() -> None:
    """`python -m voiceguide` and the console script are the same."""
    assert program_room.program is program
