"""Keys from a real terminal, and the terminal as it was on every way out."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pexpect
import pytest

from voiceguide.play.keys import KEYS, Terminal, names_of

CHILD = """
    import sys, termios
    from voiceguide.play.keys import Terminal

    before = termios.tcgetattr(0)
    try:
        with Terminal() as keys:
            print("echo is", bool(termios.tcgetattr(0)[3] & termios.ECHO), flush=True)
            {body}
    except ValueError:
        pass
    print("restored is", termios.tcgetattr(0) == before, flush=True)
"""

PLAYER = """
    import sys, termios
    sys.path.insert(0, {parts!r})
    from play_parts import Grains, timeline
    from voiceguide.play.feed import Feed
    from voiceguide.play.keys import Terminal
    from voiceguide.play.loudspeaker import open_loudspeaker
    from voiceguide.play.player import Player

    before = termios.tcgetattr(0)
    shown = set()

    def show(moment):
        if moment.state not in shown and moment.position > 0:
            shown.add(moment.state)
            print("now", moment.state.value, flush=True)

    feed = Feed()
    ending = Player(
        timeline=timeline(600), mixer=Grains(600 * 48000), feed=feed, loudspeaker=open_loudspeaker(feed, "silent"),
        keys=Terminal(), show=show,
    ).run()
    print("ended", ending.how.value, "restored is", termios.tcgetattr(0) == before, flush=True)
"""

Run = Callable[[str], "pexpect.spawn[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a program in a terminal of its own."""

    def start(program: str) -> "pexpect.spawn[str]":
        script = tmp_path / "program.py"
        script.write_text(dedent(program))
        return pexpect.spawn(sys.executable, [str(script)], timeout=20, encoding="utf-8")

    return start


def test_every_key_is_named_once() -> None:
    """The table has no two rows for one key, and says of each what it does."""
    assert len({key.name for key in KEYS}) == len(KEYS)
    assert all(key.about for key in KEYS)


def test_keys_are_known_by_what_is_printed_on_them() -> None:
    """A terminal sends arrows as sequences, in two dialects; an unknown sequence is one key, and does nothing."""
    assert names_of(" q\x1b[A\x1bOBé\x1b[15~") == ("space", "q", "up", "down", "é", "\x1b[15~")


def test_a_key_arrives_at_once_and_without_an_echo(run: Run) -> None:
    """No line has to be ended, and nothing is printed; a stray key does nothing."""
    terminal = run(CHILD.format(body="print(keys.wait(9), keys.wait(9), flush=True)"))
    terminal.expect("echo is False")
    terminal.send("x")
    terminal.send(" ")
    shown = terminal.read()

    assert "PAUSE" in shown
    assert "x" not in shown
    assert "restored is True" in shown


def test_the_terminal_is_restored_after_an_error(run: Run) -> None:
    """Whatever goes wrong, the listener can type again."""
    terminal = run(CHILD.format(body="raise ValueError"))

    terminal.expect("restored is True")


def test_without_a_terminal_there_are_no_keys() -> None:
    """What is piped in is not taken for keys."""
    reading, writing = os.pipe()
    os.write(writing, b" ")
    with Terminal(reading) as keys:
        assert keys.wait(0.0) == ()
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(
    ("number", "word"),
    [(signal.SIGINT, "interrupted"), (signal.SIGTERM, "terminated")],
)
def test_a_signal_leaves_the_terminal_clean(run: Run, number: signal.Signals, word: str) -> None:
    """It ends with its fade, and the terminal is as before."""
    terminal = run(PLAYER.format(parts=str(Path(__file__).parent)))
    terminal.expect("now playing")
    terminal.kill(number)

    terminal.expect(f"ended {word} restored is True")


def test_space_pauses_and_goes_on(run: Run) -> None:
    """One big key that can be found with closed eyes."""
    terminal = run(PLAYER.format(parts=str(Path(__file__).parent)))
    terminal.expect("now playing")
    terminal.send(" ")
    terminal.expect("now paused")
    terminal.send(" ")
    terminal.sendintr()

    terminal.expect("ended interrupted")


def test_control_z_hands_the_terminal_back(run: Run) -> None:
    """It stops as every program does, with the terminal as it was; let go on, it plays again."""
    terminal = run(PLAYER.format(parts=str(Path(__file__).parent)))
    terminal.expect("now playing")
    terminal.sendcontrol("z")
    _, status = os.waitpid(terminal.pid, os.WUNTRACED)

    assert os.WIFSTOPPED(status)
    assert terminal.getecho()

    terminal.kill(signal.SIGCONT)
    terminal.waitnoecho()
    terminal.sendintr()
    terminal.expect("ended interrupted restored is True")
