"""`voiceguide record`: in a terminal, with a microphone; and what it says without."""

import os
import signal
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from desk import Author
from own_voices import recorded, spoken
from sound_server import SoundServer

from voiceguide.cli.exits import Exit
from voiceguide.units import RATE
from voiceguide.voice.own import folder
from voiceguide.voice.own_manifest import FILE, read

pexpect = pytest.importorskip("pexpect")

SCRIPT = """\
title: Three phrases
options:
  more: {default: 'no', one of: ['no', 'yes'], about: whether more is said}
steps:
  - Lie down on your back.
  - say: Let your arms be heavy.
    when: {more: 'yes'}
  - Breathe in. [2s!] Breathe out.
"""
IN_GOOD_TIME = 180
TRIES = 4
"""A busy machine may tear a take; whoever is told so says it again."""


@pytest.fixture
def three(author: Author) -> str:
    """A session of three phrases, or four."""
    return author.writes("three.yaml", SCRIPT)


def test_phrases_are_listed(author: Author, three: str) -> None:
    """With how long each is, and what is missing."""
    recorded("anna", "lie down on your back", "Breathe out")
    said = author.types("record", three, "--as", "anna", "--list")
    assert said.status == Exit.DONE
    assert [line.split() for line in said.out.splitlines()[:3]] == [
        ["1", "2.0", "s", "Lie", "down", "on", "your", "back."],
        ["2", "-", "Breathe", "in."],
        ["3", "2.0", "s", "Breathe", "out."],
    ]
    assert "2 of 3 phrases are recorded, as own:anna." in said.out


def test_options_add_their_phrases(author: Author, three: str) -> None:
    """Where they are said."""
    said = author.types("record", three, "--as", "anna", "--set", "more=yes", "--list")
    assert said.out.splitlines()[1].endswith("Let your arms be heavy.")
    assert len(said.out.split("\n\n")[0].splitlines()) == 4


def test_roles_are_told(author: Author) -> None:
    """Whoever records the narrator hears of the others; a role is heard through the script, not through --voice."""
    script = "title: Two\nvoices: {friend: en-us}\nsteps:\n  - Sit down.\n  - say: Lift.\n    voice: friend\n"
    two = author.writes("two.yaml", script)
    recorded("anna", "Lift.")
    narrator = author.types("record", two, "--as", "anna", "--list").out
    assert "Others speak in it too, and are recorded with --role: friend." in narrator
    friend = author.types("record", two, "--as", "anna", "--role", "friend", "--list").out
    assert "write below 'voices' in the script: friend: own:anna" in friend
    assert "--voice" not in friend
    nobody = author.types("record", two, "--as", "anna", "--role", "fiend", "--list").err
    assert "Those who speak beside the narrator: friend." in nobody


def test_what_is_wrong_is_told(author: Author, three: str) -> None:
    """Every file by its name, with a status."""
    voice = recorded("anna", "Lie down on your back.", "Breathe in.")
    first, second = sorted(voice.glob("*.flac"))
    first.write_bytes(b"junk")
    soundfile.write(second, spoken(2)[::6], 8000)
    said = author.types("record", three, "--as", "anna", "--list")
    assert said.status == Exit.FAILED
    telephone = "has only 8000 samples a second, and sounds like a telephone; add --redo 2 to record it anew"
    assert said.err.splitlines() == [
        f"1: anna/{first.name} cannot be read as sound",
        f"2: anna/{second.name} {telephone}",
    ]
    assert "1 of 3 phrases are recorded" in said.out


@pytest.mark.parametrize(
    ("more", "status", "word"),
    [
        (["--as", "../x"], Exit.USAGE, "cannot be called"),
        (["--as", "espeak"], Exit.USAGE, "cannot be called"),
        (["--as", ""], Exit.USAGE, "cannot be called"),
        (["--as", "anna", "--redo", "9"], Exit.USAGE, "There is no phrase 9: there are 3."),
        (["--as", "anna", "--redo", "0"], Exit.USAGE, "--redo"),
        (["--as", "anna", "--role", "friend"], Exit.USAGE, "Nobody called 'friend'"),
        (["--as", "anna", "--set", "more=perhaps"], Exit.USAGE, "perhaps"),
        (["--as", "anna"], Exit.USAGE, "needs a terminal"),
        ([], Exit.USAGE, "--as"),
    ],
)
def test_what_cannot_be_is_a_sentence(author: Author, three: str, more: list[str], status: Exit, word: str) -> None:
    """And nothing is written."""
    said = author.types("record", three, *more)
    assert said.status == status
    assert word in said.err
    assert not folder().exists()


def test_a_damaged_voice_is_not_written_over(author: Author, three: str) -> None:
    """It is named, and left as it is."""
    voice = recorded("anna", "Breathe in.")
    (voice / FILE).write_text("title = ", encoding="utf-8")
    said = author.types("record", three, "--as", "anna", "--list")
    assert said.status == Exit.FAILED
    assert str(voice / FILE) in said.err
    assert (voice / FILE).read_text(encoding="utf-8") == "title = "


def test_a_session_that_is_not_there_is_told(author: Author) -> None:
    """As everywhere."""
    assert author.types("record", "no-such-session", "--as", "anna").status == Exit.NOT_FOUND


def test_what_was_recorded_speaks(author: Author, three: str) -> None:
    """At any length; another voice says what is missing, and that is told."""
    recorded("anna", "Lie down on your back.", "Breathe in.")
    said = author.types("plan", three, "--voice", "anna")
    assert said.status == Exit.DONE
    starts = [line for line in said.out.splitlines() if " say " in line]
    assert starts[0].endswith(" 2.000")
    assert "own:anna lacks 1 of 3 phrases" in said.err
    assert "Breathe out." in said.err


def left(child: Any) -> int:  # noqa: ANN401  (pexpect has no types)
    """Wait for the end; the status."""
    child.expect(pexpect.EOF)
    child.wait()
    return int(child.exitstatus)


def alone(three: str, *more: str) -> Any:  # noqa: ANN401  (pexpect has no types)
    """The command in a terminal, on a machine without any sound."""
    environment = {**os.environ, "TERM": "xterm-256color", "XDG_RUNTIME_DIR": str(Path(three).parent)}
    environment.pop("PULSE_SERVER", None)
    line = ["-m", "voiceguide", "record", three, "--as", "anna", "--no-model", *more]
    return pexpect.spawn(sys.executable, line, encoding="utf-8", timeout=IN_GOOD_TIME, env=environment)


def test_without_a_microphone_it_is_a_sentence(three: str) -> None:
    """And a status; Ctrl-Z gives the terminal back meanwhile, and `fg` takes it again."""
    child = alone(three)
    child.expect_exact("shows the keys.")
    child.sendcontrol("z")
    os.waitpid(child.pid, os.WUNTRACED)
    assert termios.tcgetattr(child.child_fd)[3] & termios.ECHO
    child.kill(signal.SIGCONT)
    child.send("?")
    child.expect_exact("shows the keys.")
    assert not termios.tcgetattr(child.child_fd)[3] & termios.ECHO
    child.send("\n")
    child.expect_exact("0 of 3 phrases are recorded, as own:anna.")
    child.expect_exact("No microphone was found on this machine.")
    assert left(child) == Exit.FAILED


# --- with a microphone -----------------------------------------------------------------------------------------------


class Room:
    """A microphone that hears what is played into it, and a terminal."""

    def __init__(self, server: SoundServer, script: str, sound: Path) -> None:
        self._environment = {**os.environ, **server.environment, "TERM": "xterm-256color"}
        self._script = script
        self._sound = sound
        for line in (
            ["load-module", "module-null-sink", "sink_name=mouth", "rate=48000", "channels=1", "norewinds=1"],
            ["load-module", "module-remap-source", "source_name=mic", "master=mouth.monitor"],
            ["set-default-source", "mic"],
        ):
            subprocess.run(["pactl", *line], env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def record(self, *more: str) -> Any:  # noqa: ANN401  (pexpect has no types)
        """The command in a terminal of its own."""
        line = ["-m", "voiceguide", "record", self._script, "--as", "anna", "--no-model", *more]
        return pexpect.spawn(sys.executable, line, encoding="utf-8", timeout=IN_GOOD_TIME, env=self._environment)

    def say(self, seconds: float, amplitude: float = 0.2) -> None:
        """Draw a breath, as everybody does after the sign, and say something into the microphone."""
        breath = np.zeros(RATE // 2, np.float32)
        soundfile.write(self._sound, np.concatenate((breath, spoken(seconds, amplitude))), RATE)
        subprocess.run(["paplay", "-d", "mouth", str(self._sound)], env=self._environment, check=True)


@pytest.fixture
def studio(sound_server: SoundServer, three: str, tmp_path: Path) -> Room:
    """Where it is recorded."""
    return Room(sound_server, three, tmp_path / "said.wav")


def test_a_session_is_recorded(studio: Room) -> None:
    """Ended by silence or by a key, kept or repeated, left and taken up; and the samples are those that were said."""
    child = studio.record()
    child.expect_exact("1 of 3:  Lie down on your back.")
    child.expect_exact("shows the keys.")
    for _ in range(TRIES):
        child.send("\n")
        child.expect_exact("Recording.")
        studio.say(1.5)
        if child.expect([r"\d\.\d seconds\. Good\.", r"\d\.\d seconds\.\r\n"]) == 0:
            break
    child.send("\n")
    child.expect_exact("Kept.")
    child.expect_exact("2 of 3:  Breathe in.")
    child.send("\n")
    child.expect_exact("Recording.")
    child.expect(r"0\.\d s")
    child.send("\n")
    child.expect_exact("Nothing was heard.")
    child.send("l")
    child.expect_exact("1 of 3 phrases are recorded, as own:anna.")
    assert left(child) == Exit.DONE

    child = studio.record()
    child.expect_exact("2 of 3:  Breathe in.")
    child.send("\n")
    child.expect_exact("Recording.")
    studio.say(1.0, amplitude=3.0)
    child.expect_exact("It is too loud")
    child.sendintr()
    child.expect_exact("1 of 3 phrases are recorded, as own:anna.")
    assert left(child) == Exit.INTERRUPTED

    (recording,) = read(folder() / "anna").phrases.values()
    written, rate = soundfile.read(folder() / "anna" / recording.file)
    assert rate == RATE
    assert len(written) == pytest.approx(1.55 * RATE, abs=RATE // 5)  # a busy machine may lose some, or wait
    assert abs(written).max() == pytest.approx(0.2, rel=0.05)
