"""What a loudspeaker really plays: a null sink is recorded while a session is played into it."""

import os
import signal
import time
from dataclasses import dataclass

import numpy as np
import pytest
from play_parts import Grains, Listener, Plan, grains, idle, timeline
from sound_server import Recorded, SoundServer

from voiceguide.play import device
from voiceguide.play.command import Command, How
from voiceguide.play.device import DeviceUnavailable
from voiceguide.play.feed import PAUSE_FADE, QUIT_FADE, Feed
from voiceguide.play.loudspeaker import open_loudspeaker
from voiceguide.play.murmur import WAKE
from voiceguide.play.player import Ending, Player, State
from voiceguide.units import RATE

TAKES = 3
LOUD = 0.1
"""Every frame of the sound that is played is louder, and every murmur softer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A session that was played."""

    sound: Recorded
    """From its first frame on."""
    before: Recorded
    """What was heard before that."""
    ending: Ending
    listener: Listener


def play(server: SoundServer, name: str, seconds: float, plan: Plan | None = None) -> Heard:
    """Play so many seconds of grains.

    simpleaudio tells nobody when it begins, and where it begins a second late, its end is cut off: on a machine as busy
    as that it is played again.
    """
    heard = played(server, name, seconds, plan)
    for _ in range(TAKES - 1):
        if name != "simpleaudio" or heard.ending.how is not How.DONE or ends_whole(heard, seconds):
            break
        heard = played(server, name, seconds, plan)
    return heard


def ends_whole(heard: Heard, seconds: float) -> bool:
    """Whether the last frame was heard."""
    last = round(seconds * RATE)
    return np.array_equal(without_gaps(heard.sound)[-1:], grains(last - 1, last))


def played(server: SoundServer, name: str, seconds: float, plan: Plan | None) -> Heard:
    """One take."""
    try:
        trouble = device.find(name).trouble()
    except DeviceUnavailable as absent:
        trouble = absent
    if trouble:
        pytest.skip(str(trouble))
    listener = Listener(time.sleep, plan or [])
    session = timeline(seconds)
    with server.recording() as recording:
        feed = Feed()
        player = Player(
            timeline=session,
            mixer=Grains(session.frames),
            feed=feed,
            loudspeaker=open_loudspeaker(feed, name),
            keys=listener,
            show=listener.show,
        )
        ending = player.run()
    sound = recording.read()
    first = int(np.flatnonzero(np.abs(sound[:, 0]) > LOUD)[0])
    return Heard(sound=sound[first:], before=sound[:first], ending=ending, listener=listener)


def without_gaps(sound: Recorded) -> Recorded:
    """The sound with every frame of pure silence left out; grains have none."""
    return sound[sound.any(axis=1)]


@pytest.fixture(params=["miniaudio", "simpleaudio"])
def name(request: pytest.FixtureRequest) -> str:
    """Both ways to a loudspeaker."""
    return str(request.param)


def test_every_frame_is_heard_as_it_was_mixed(sound_server: SoundServer, name: str) -> None:
    """To the bit, in order, none left out, none twice; before it near-silence, after it silence.

    A machine that is too busy may serve a device too late: then silence comes between, but no frame is lost.
    """
    heard = play(sound_server, name, 2.0)
    sound = without_gaps(heard.sound)

    assert heard.ending.how is How.DONE
    assert np.array_equal(sound, grains(0, 2 * RATE))
    assert np.count_nonzero(heard.before.any(axis=1)) > WAKE / 2


def test_a_pause_is_heard_as_a_fade_and_then_silence(sound_server: SoundServer, name: str) -> None:
    """It takes 80 ms; going on, a session without words begins at its beginning, fading in from nothing."""
    heard = play(sound_server, name, 1.0, [(0.5, Command.PAUSE), *idle(0.5, 20), (0.5, Command.PAUSE)])
    sound = without_gaps(heard.sound)
    faithful = int(np.flatnonzero((sound[:RATE] != grains(0, RATE)).any(axis=1))[0])
    faded = np.abs(sound[faithful : faithful + PAUSE_FADE, 0]) / np.abs(grains(faithful, faithful + PAUSE_FADE)[:, 0])

    assert State.PAUSED in {moment.state for moment in heard.listener.moments}
    assert np.all(np.diff(faded) < 0.001)
    assert faded[-100] < 0.01
    assert heard.ending.how is How.DONE
    assert np.array_equal(sound[-RATE:], grains(0, RATE))


def test_control_c_is_heard_as_a_fade(sound_server: SoundServer, name: str) -> None:
    """It takes 300 ms, of which the very last are nothing in 16 bits, and nothing is heard after it."""
    heard = play(sound_server, name, 5.0, [(1.0, lambda: os.kill(os.getpid(), signal.SIGINT))])
    sound = without_gaps(heard.sound)
    faithful = int(np.flatnonzero((sound != grains(0, len(sound))).any(axis=1))[0])

    assert heard.ending.how is How.INTERRUPTED
    assert RATE < faithful < 2 * RATE
    assert len(sound) - faithful == pytest.approx(QUIT_FADE, abs=500)
