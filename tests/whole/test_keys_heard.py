"""Keys that are pressed in a terminal, and what a loudspeaker plays then: a null sink is recorded meanwhile."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from listening import MS, TOLD, Listener, first_after, is_tone, pitch, playing, silent, tone
from sound_server import SoundServer

from voiceguide.cli.exits import Exit
from voiceguide.cli.making import made
from voiceguide.cli.player.live import Live
from voiceguide.cli.wishes import Wishes
from voiceguide.mix.mixer import CELL
from voiceguide.model.wish import Wish
from voiceguide.units import RATE

pytest.importorskip("pexpect")

SCRIPT = """\
title: Tones
steps:
  - section: Low
    steps:
      - play: low.wav
      - pause: 3s!
  - section: High
    steps:
      - play: high.wav
      - pause: 10s
closing:
  - play: end.wav
  - pause: 1s!
"""
LOW, HIGH, END = 200, 1500, 600
LOUD = 0.3
PLAY = ("play", "tones.yaml", "--voice", "silent:1s")
LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"

high, low = is_tone(HIGH, 100), is_tone(LOW, 50)


def steepest(folder: Path, *, underneath: bool = False) -> float:
    """The greatest step from one frame to the next in the session as it is rendered, or with a background."""
    wishes = Wishes(wanted=str(folder / "tones.yaml"), settings={}, background=None, wish=Wish(voice="silent:1s"))
    with made(wishes) as session:
        live = Live(session, underneath=underneath)
        mixer = session.production.mixer(replace(session.plan, timeline=live.part.timeline))
        return max(float(np.abs(np.diff(mixer.cell(number)[:, 0])).max()) for number in range(mixer.frames // CELL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session of two long tones, each in a section of its own, and a third as its closing."""
    for name, hertz, seconds in (("low", LOW, 60), ("high", HIGH, 60), ("end", END, 1)):
        soundfile.write(tmp_path / f"{name}.wav", tone(hertz, seconds, LOUD), RATE, subtype="FLOAT")
    (tmp_path / "tones.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def test_keys_are_heard_at_once_and_never_click(sound_server: SoundServer, folder: Path) -> None:
    """A pause is silent within 150 ms, a jump heard within 200, at the best of a few presses on a busy machine.

    No step from one sample to the next is greater than the material's own, and ending kindly is a fade, the closing
    and then real quiet.
    """
    with sound_server.recording() as recording:
        player = Listener(folder, recording, *PLAY)
        player.until(low)
        pauses: list[int] = []
        jumps: list[int] = []
        for _ in range(4):
            pauses.append(player.press(" "))
            player.until(silent)
            player.press(" ")
            player.until(playing)
            jumps.append(player.press("n"))
            player.until(high)
            player.press("p")
            player.until(low)
        end = player.press("e")
        status = player.ended()
    sound = recording.read()[:, 0]
    after = sound[end + 1100 * MS :]
    closing = after[np.flatnonzero(np.abs(after) > TOLD)[0] :]

    assert status == Exit.DONE
    assert min(first_after(sound, frame, silent, 30) for frame in pauses) <= 150
    assert min(first_after(sound, frame, high, 10) for frame in jumps) <= 200
    assert np.abs(np.diff(sound)).max() <= steepest(folder) * 1.02
    assert playing(closing)
    assert abs(pitch(closing[: RATE // 2]) - END) < 50
    assert not sound[-200 * MS :].any()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_storm_of_keys_never_clicks(sound_server: SoundServer, folder: Path, seed: int) -> None:
    """Every key that there is, in any order and as fast as a hand can, also held down: no step is the player's own."""
    chance = random.Random(seed)  # noqa: S311  (the same storm every time)
    keys = [" ", " ", LEFT, RIGHT, UP, DOWN, "p", "n", "b", "w", "+", "-", "x", "?"]
    with sound_server.recording() as recording:
        player = Listener(folder, recording, *PLAY)
        player.until(low)
        for _ in range(80):
            player.press(chance.choice(keys) * chance.choice([1, 1, 1, 4]))
            player.after(chance.choice([0.005, 0.03, 0.06, 0.12]))
        player.press("q")
        player.press("q")
        status = player.ended()
    sound = recording.read()[:, 0]

    assert status == Exit.INTERRUPTED, player.shown[-3000:]
    assert playing(sound)
    assert np.abs(np.diff(sound)).max() <= steepest(folder, underneath=True) * 1.05
    assert not sound[-200 * MS :].any()


def test_the_volume_moves_smoothly(sound_server: SoundServer, folder: Path) -> None:
    """Four times softer is eight decibels, and on the way there no frame steps."""
    with sound_server.recording() as recording:
        player = Listener(folder, recording, *PLAY)
        player.until(low)
        player.after(0.3)
        player.press(DOWN * 4)
        player.after(0.5)
        player.press("\x03")
        player.ended()
    sound = recording.read()[:, 0]
    loud = float(np.abs(sound).max())
    first = int(np.flatnonzero(np.abs(sound) > 0.9 * loud)[0])
    peaks = np.abs(sound[first : first + (len(sound) - first) // (5 * MS) * 5 * MS]).reshape(-1, 5 * MS).max(axis=1)
    softer = loud * 10 ** (-8 / 20)

    assert np.abs(np.diff(sound[first:])).max() <= 2 * np.pi * LOW * loud / RATE * 1.1
    assert np.count_nonzero(np.abs(peaks - softer) < 0.01 * loud) > 20
