"""The machine does not sleep while a session plays, and may again after, on every way out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from conftest import Needs
from sleepless import GNOME, LOGIND, SCREEN, Keeper, sleepless
from test_showing import moment

from voiceguide.cli.exits import Exit
from voiceguide.cli.player.awake import REST_SECONDS, Awake
from voiceguide.play.moment import State

pexpect = pytest.importorskip("pexpect")

SCRIPT = "title: A long rest\nsteps:\n  - Lie down. [{}]\n  - Get up.\n"
PLAY = ["-m", "voiceguide", "play", "rest.yaml", "--device", "silent", "--voice", "silent:500ms"]
IN_GOOD_TIME = 60

Machine = tuple[Path, dict[str, str], dict[str, Keeper]]


@pytest.fixture
def machine(needs: Needs, tmp_path: Path) -> Iterator[Machine]:
    """A folder with a session, the way to the buses, and who is asked there."""
    needs("dbus-daemon")
    (tmp_path / "rest.yaml").write_text(SCRIPT.format("60s!"), encoding="utf-8")
    with sleepless(tmp_path, LOGIND, SCREEN) as (environment, keepers):
        yield tmp_path, {**os.environ, **environment, "TERM": "xterm-256color"}, keepers


def playing(machine: Machine) -> Any:  # noqa: ANN401  (pexpect has no types)
    """A player in a terminal that holds the machine awake."""
    folder, environment, keepers = machine
    child = pexpect.spawn(
        sys.executable,
        PLAY,
        cwd=folder,
        env=environment,
        encoding="utf-8",
        timeout=IN_GOOD_TIME,
        codec_errors="replace",
    )
    child.expect_exact("Lie down.")
    while not (keepers[LOGIND].held and keepers[SCREEN].held):
        assert child.isalive()
    return child


def free_again(keepers: dict[str, Keeper]) -> bool:
    """Whether nobody holds the machine awake any more; waits for it."""
    for keeper in keepers.values():
        keeper.let_go()
    return not any(keeper.held for keeper in keepers.values())


@pytest.mark.parametrize("way", ["q q", "e", "ctrl-c", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_it_may_sleep_again_on_every_way_out(machine: Machine, way: str) -> None:
    """Sleep by logind, the lock of the screen by the desktop: both are really asked, and let go."""
    child = playing(machine)
    if way == "ctrl-c":
        child.sendintr()
    elif way.startswith("SIG"):
        child.kill(signal.Signals[way])
    else:
        for key in way.split():
            child.send(key)
    child.expect(pexpect.EOF)
    child.wait()
    _, _, keepers = machine

    assert free_again(keepers)
    assert keepers[LOGIND].asked == [("sleep:idle", "voiceguide", "A session plays.", "block")]
    assert len(keepers[SCREEN].asked) == 1


def test_it_may_sleep_again_at_the_end(machine: Machine) -> None:
    """Of a session that is heard to its end."""
    folder, environment, keepers = machine
    (folder / "rest.yaml").write_text(SCRIPT.format("1s!"), encoding="utf-8")
    done = subprocess.run([sys.executable, *PLAY], cwd=folder, env=environment, check=False, timeout=IN_GOOD_TIME,
                          capture_output=True)  # fmt: skip

    assert done.returncode == Exit.DONE
    assert len(keepers[LOGIND].asked) == len(keepers[SCREEN].asked) == 1
    assert free_again(keepers)


def test_each_desktop_is_asked_in_its_way(needs: Needs, tmp_path: Path) -> None:
    """GNOME by its session manager; a machine without any by logind alone."""
    needs("dbus-daemon")
    (tmp_path / "rest.yaml").write_text(SCRIPT.format("1s!"), encoding="utf-8")
    with sleepless(tmp_path, GNOME) as (environment, keepers):
        subprocess.run([sys.executable, *PLAY], cwd=tmp_path, env={**os.environ, **environment}, check=True,
                       timeout=IN_GOOD_TIME, capture_output=True)  # fmt: skip

        assert len(keepers[GNOME].asked) == 1
        assert free_again(keepers)


def test_in_a_long_pause_the_machine_may_sleep() -> None:
    """Not in a short one; when it plays again, it is awake again, and at the end never."""
    told: list[str] = []

    def hold(stack: ExitStack) -> None:
        told.append("awake")
        stack.callback(told.append, "asleep")

    now = [0.0]
    with ExitStack() as stack:
        awake = Awake(stack, lambda _: None, hold=hold, clock=lambda: now[0])
        for seconds, state in (
            (0.0, State.PLAYING),
            (1.0, State.PAUSED),
            (REST_SECONDS, State.PAUSED),
            (REST_SECONDS + 5, State.PLAYING),
            (REST_SECONDS + 6, State.PAUSED),
            (2 * REST_SECONDS + 7, State.PAUSED),
            (3 * REST_SECONDS, State.PLAYING),
            (3 * REST_SECONDS, State.ENDING),
        ):
            now[0] = seconds
            awake(moment(1, None, state))

    assert told == ["awake", "asleep", "awake", "asleep"]
