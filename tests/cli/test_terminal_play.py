"""The player in a real terminal, as a listener has it."""

import fcntl
import os
import signal
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

from voiceguide.cli.exits import Exit

pexpect = pytest.importorskip("pexpect")

SCRIPT = """\
title: A long rest
caution: Nothing should hurt.
steps:
  - pause: 1s!
  - Lie down. [1s!]
  - Rest. [30s!]
  - Get up.
"""
PLAY = ["play", "rest.yaml", "--device", "silent", "--voice", "silent:500ms"]
IN_GOOD_TIME = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a session of half a minute."""
    (tmp_path / "rest.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def terminal(folder: Path, *more: str, **environment: str) -> Any:  # noqa: ANN401  (pexpect has no types)
    """The player in a terminal of its own."""
    return pexpect.spawn(
        sys.executable, ["-m", "voiceguide", *PLAY, *more], cwd=folder, encoding="utf-8", timeout=IN_GOOD_TIME,
        dimensions=(20, 70), env={**os.environ, "TERM": "xterm-256color", **environment},
    )  # fmt: skip


def test_a_key_pauses_and_ctrl_c_leaves_a_clean_terminal(folder: Path) -> None:
    """The screen is put back, the echo is on again, and the status says that it was interrupted."""
    child = terminal(folder)
    before = termios.tcgetattr(child.child_fd)
    child.expect_exact("Nothing should hurt.")
    child.expect_exact("Lie down.")
    child.send("x")
    child.send(" ")
    child.expect_exact("paused")
    child.sendintr()
    child.expect_exact("\x1b[?1049l")
    child.expect_exact("A long rest: 0:0")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == Exit.INTERRUPTED
    assert termios.tcgetattr(child.child_fd)[:4] == before[:4]


@pytest.mark.parametrize(
    ("more", "environment"), [(["--plain"], {}), ([], {"ACCESSIBLE": "1"}), ([], {"TERM": "dumb"})]
)
def test_lines_hold_no_drawings(folder: Path, more: list[str], environment: dict[str, str]) -> None:
    """A screen reader hears the words and nothing else."""
    child = terminal(folder, *more, **environment)
    child.expect_exact("00:01  Lie down.\r\n")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == Exit.INTERRUPTED
    assert "\x1b" not in child.before


def test_without_colour_there_is_none(folder: Path) -> None:
    """NO_COLOR is respected; the screen still stands."""
    child = terminal(folder, NO_COLOR="1")
    child.expect_exact("Lie down.")
    drawn = child.before
    child.sendintr()
    child.expect(pexpect.EOF)
    assert "\x1b[3" not in drawn.replace("\x1b[39", "")
    child.wait()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, Exit.TERMINATED), (signal.SIGHUP, Exit.HUNG_UP)])
def test_the_system_ends_it_kindly(folder: Path, number: signal.Signals, status: Exit) -> None:
    """With a status that says so, and no word but the words so far."""
    line = [sys.executable, "-m", "voiceguide", *PLAY]
    with subprocess.Popen(line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        heard = [player.stdout.readline() for _ in range(2)]
        player.send_signal(number)
        _, err = player.communicate(timeout=IN_GOOD_TIME)
    assert heard == ["Nothing should hurt.\n", "00:01  Lie down.\n"]
    assert player.returncode == status
    assert "Traceback" not in err


@pytest.mark.parametrize("plain", [False, True])
def test_a_closed_terminal_ends_it_kindly(folder: Path, *, plain: bool) -> None:
    """With the status of one, and without a word to nobody."""
    ours, its = os.openpty()
    line = [sys.executable, "-m", "voiceguide", *PLAY, *(["--plain"] if plain else [])]
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        line, cwd=folder, env=environment, stdin=its, stdout=its, stderr=subprocess.PIPE, start_new_session=True,
        text=True, preexec_fn=lambda: fcntl.ioctl(its, termios.TIOCSCTTY, 0),  # noqa: PLW1509  (one call of the system)
    ) as player:  # fmt: skip
        os.close(its)
        shown = b""
        while b"Lie down." not in shown:
            shown += os.read(ours, 1000)
        os.close(ours)
        _, err = player.communicate(timeout=IN_GOOD_TIME)
    assert player.returncode == Exit.HUNG_UP
    assert err == ""


def test_nobody_reading_ends_it(folder: Path) -> None:
    """As after `| head -1`: silence, and 141."""
    line = [sys.executable, "-m", "voiceguide", *PLAY]
    with subprocess.Popen(line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        player.stdout.readline()
        player.stdout.close()
        assert player.stderr is not None
        assert player.stderr.read() == ""
    assert player.returncode == Exit.PIPE_CLOSED


def test_an_interrupted_render_leaves_nothing(folder: Path) -> None:
    """Neither a file nor a draft of one."""
    (folder / "long.yaml").write_text("title: Long\nsteps: [pause: 20h!]\n", encoding="utf-8")
    line = [sys.executable, "-m", "voiceguide", "render", "long.yaml", "--voice", "silent", "-o", "out.flac"]
    with subprocess.Popen(line, cwd=folder, stderr=subprocess.PIPE, text=True) as render:
        while render.poll() is None and not list(folder.glob(".out*")):
            pass
        render.send_signal(signal.SIGINT)
        _, err = render.communicate(timeout=IN_GOOD_TIME)
    assert render.returncode == Exit.INTERRUPTED
    assert err == ""
    assert list(folder.glob("*out*")) == []


def test_keys_are_shown_and_tell_what_they_did(folder: Path) -> None:
    """`?` shows the table; what `-` did is told; `q` twice quits, and how to go on another time is told."""
    child = terminal(folder, "--plain")
    child.expect_exact("Lie down.")
    child.send("?")
    child.expect_exact("space   pauses, and goes on")
    child.send("-")
    child.expect_exact("It cannot be shorter.")
    child.send("q")
    child.expect_exact("Press it again to quit.")
    child.send("q")
    child.expect_exact("A long rest: 0:0")
    child.expect_exact("To go on from there, type: voiceguide resume")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == Exit.INTERRUPTED


def test_ending_kindly_is_done(folder: Path) -> None:
    """The status says so, and there is nothing to go on with."""
    child = terminal(folder)
    child.expect_exact("Lie down.")
    child.send("e")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == Exit.DONE
    assert "resume" not in child.before
    again = subprocess.run(
        [sys.executable, "-m", "voiceguide", "resume"],
        capture_output=True,
        text=True,
        check=False,
        timeout=IN_GOOD_TIME,
    )
    assert again.returncode == Exit.USAGE
    assert "was played to its end" in again.stderr


def test_control_z_gives_the_screen_back_to_the_shell(folder: Path) -> None:
    """It stops with the terminal as it was, and `fg` draws it again."""
    child = terminal(folder)
    child.expect_exact("Lie down.")
    child.sendcontrol("z")
    child.expect_exact("\x1b[?1049l")
    os.waitpid(child.pid, os.WUNTRACED)
    child.kill(signal.SIGCONT)
    child.expect_exact("\x1b[?1049h")
    child.expect_exact("Lie down.")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == Exit.INTERRUPTED


def test_quiet_shows_nothing(folder: Path) -> None:
    """Not even at the end."""
    (folder / "rest.yaml").write_text("title: Short\nsteps: [Lie down.]\n", encoding="utf-8")
    child = terminal(folder, "--quiet")
    assert child.expect([pexpect.EOF]) == 0
    assert child.before == ""
    child.wait()
    assert child.exitstatus == Exit.DONE


def test_a_name_is_asked_for_where_there_is_nobody_to_choose(folder: Path) -> None:
    """Without a last session and without a terminal, it is a sentence."""
    line = [sys.executable, "-m", "voiceguide", "play"]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == Exit.USAGE
    assert "voiceguide list" in done.stderr
