"""What the player itself says, heard: in silences and nowhere else; and a length that was changed, to the frame."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from listening import MS, Listener, as_it_was_sent, playing
from sound_server import Recorded, SoundServer

from voiceguide import journal, settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.making import made
from voiceguide.cli.player.live import Live
from voiceguide.cli.wishes import Wishes
from voiceguide.model.wish import Wish
from voiceguide.timeline.timeline import Quiet, Spoken, Track
from voiceguide.units import RATE

pytest.importorskip("pexpect")

SCRIPT = """\
title: Rest
background: rain
steps:
  - section: Arms
    steps:
      - Lie down, and rest your arms. [4s!]
      - Go on. {more}
closing:
  - Come back.
"""


@pytest.fixture
def rest(tmp_path: Path) -> Path:
    """A session of ten seconds, in which something sounds all the time."""
    file = tmp_path / "rest.yaml"
    file.write_text(SCRIPT.format(more=""), encoding="utf-8")
    return file


@pytest.fixture
def long_rest(tmp_path: Path) -> Path:
    """The same with a minute of silence that it does not need."""
    file = tmp_path / "rest.yaml"
    file.write_text(SCRIPT.format(more="[1s..36s..60s] Rest. [1s..36s..60s]"), encoding="utf-8")
    return file


def rendered(live: Live) -> Recorded:
    """Every frame of a session as it is now, without a word of the player's own."""
    live.state = replace(live.state, said=())
    mixer = live.part.mixer
    return np.array(mixer.read(mixer.frames))


def sounding(should: Recorded) -> int:
    """The frames of a session up to the last that is not nothing, which the fade at its end leaves."""
    return int(np.flatnonzero(should.any(axis=1))[-1]) + 1


def differing(heard: Recorded, should: Recorded) -> npt.NDArray[np.int64]:
    """The frames that were not heard as they were rendered; of the first 100 ms nobody knows where they begin."""
    count = min(len(heard), len(should))
    return np.flatnonzero((heard[100 * MS : count] != should[100 * MS : count]).any(axis=1)) + 100 * MS


def wishes(file: Path) -> Wishes:
    """Nothing but the session."""
    return Wishes(wanted=str(file), settings={}, background=None, wish=Wish())


def test_where_we_are_is_heard_in_a_silence_and_nowhere_else(sound_server: SoundServer, rest: Path) -> None:
    """Asked in the middle of a sentence: outside of the silences every frame is as it was rendered, to the bit."""
    with made(wishes(rest)) as session:
        live = Live(session)
        should = rendered(live)
        timeline = session.plan.timeline
    with sound_server.recording() as recording:
        player = Listener(rest.parent, recording, "play", str(rest))
        player.until(lambda sound: float(np.abs(sound).max()) > 0.1)
        player.press("w")
        status = player.ended()
    heard = as_it_was_sent(recording.read(), should)
    other = differing(heard, should)
    silences = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Quiet)]
    first = next(event for event in silences if event.frames == 4 * RATE)

    assert status == Exit.DONE
    assert len(heard) == sounding(should)
    assert first.start < other.min()
    assert other.max() < first.end
    assert np.abs(heard[other]).max() > 0.1


def test_in_a_pause_it_is_heard_at_once_and_the_session_waits(sound_server: SoundServer, rest: Path) -> None:
    """Between the fade of the pause and the phrase that is heard again when it goes on."""
    with sound_server.recording() as recording:
        player = Listener(rest.parent, recording, "play", str(rest))
        player.until(lambda sound: float(np.abs(sound).max()) > 0.1)
        player.press(" ")
        player.until(lambda sound: not sound.any())
        asked = player.press("w")
        player.until(playing)
        player.until(lambda sound: not sound.any(), 1200 * MS)
        said = recording.frames
        player.after(0.5)
        waited = recording.frames
        player.press("\x03")
        player.ended()
    sound = recording.read()

    assert playing(sound[asked:said, 0])
    assert not sound[said:waited].any()


def test_a_minute_shorter_is_a_minute_to_the_frame(sound_server: SoundServer, long_rest: Path) -> None:
    """From the first frame to the last every frame is that of the session fitted again; only what is said differs."""
    with sound_server.recording() as recording:
        player = Listener(long_rest.parent, recording, "play", str(long_rest))
        player.until(lambda sound: float(np.abs(sound).max()) > 0.1)
        player.press("-")
        status = player.ended()
    last = journal.read(settings.folders().state)
    assert last is not None
    with made(wishes(long_rest)) as session:
        before = session.plan.timeline.frames
        live = Live(session, last.refits)
        should = rendered(live)
        words = [event for event in live.state.plan.timeline.events if isinstance(event.what, Spoken)]
    heard = as_it_was_sent(recording.read(), should)
    other = differing(heard, should)

    assert status == Exit.DONE
    assert [asked for _, asked in last.refits] == [before - 60 * RATE]
    assert len(should) == before - 60 * RATE
    assert len(heard) == sounding(should)
    assert not any(((other >= event.start) & (other < event.end)).any() for event in words)
