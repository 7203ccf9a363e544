"""What holds for every device, ours and anyone's; what is not installed here is skipped by name."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from textwrap import dedent

import numpy as np
import pytest
from sound_server import SoundServer

from voiceguide.play import device
from voiceguide.play.device import Device, DeviceUnavailable, Output, open_named
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames


class Asked:
    """A feed that gives silence, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Frames, Frames]] = []

    def __call__(self, reach: Frames, until: Frames) -> Samples:
        """The frames that were not given yet."""
        first = self.asked[-1][1] if self.asked else Frames(100)
        self.asked.append((reach, until))
        return np.zeros((until - first, 2), dtype=np.float32)


@pytest.fixture(params=device.names())
def name(request: pytest.FixtureRequest) -> str:
    """Every registered device by its name."""
    return str(request.param)


@pytest.fixture
def found(name: str, sound_server: SoundServer) -> Device:
    """A device that can be used here."""
    assert sound_server
    try:
        one = device.find(name)
    except DeviceUnavailable as absent:
        pytest.skip(str(absent))
    trouble = one.trouble()
    if trouble:
        pytest.skip(str(trouble))
    return one


@pytest.fixture
def asked() -> Asked:
    """A feed."""
    return Asked()


@pytest.fixture
def output(found: Device, asked: Asked) -> Iterator[Output]:
    """An open device, which numbers its frames from 100."""
    output = found.open(asked, Frames(100))
    yield output
    output.close()


def reach(output: Output, frame: int) -> None:
    """Let it play until it has come so far."""
    while output.progress().heard < frame:
        assert not output.progress().lost


def test_it_says_what_it_is(found: Device) -> None:
    """In a few words on one line."""
    assert 0 < len(found.about) < 80
    assert "\n" not in found.about


def test_it_pulls_every_frame_once_and_in_order(output: Output, asked: Asked) -> None:
    """It begins with the frame that it was told, and never asks for a frame twice unless it can still change it."""
    reach(output, 100 + RATE // 4)
    ends = [until for _, until in asked.asked]

    assert ends == sorted(ends)
    assert all(reach <= until for reach, until in asked.asked)
    assert asked.asked[0][0] == 100


def test_what_is_heard_was_given_before(output: Output, asked: Asked) -> None:
    """It never claims to be further than what it has got."""
    reach(output, 100 + RATE // 4)
    heard = output.progress().heard

    assert heard <= asked.asked[-1][1]


def test_after_a_rest_it_goes_on_with_the_next_frame(output: Output, asked: Asked) -> None:
    """No frame is asked for again, and none is left out; meanwhile it asks for nothing."""
    reach(output, 100 + RATE // 10)
    output.rest()
    resting = len(asked.asked)
    before = asked.asked[-1][1]
    assert output.progress().heard <= before
    assert len(asked.asked) == resting

    output.wake()
    reach(output, before + RATE // 10)

    assert asked.asked[resting][0] == before


def test_it_may_be_closed_twice(output: Output) -> None:
    """Closing is for every way out, and ways out cross."""
    output.close()
    output.close()


def test_a_feed_that_fails_is_told_of(found: Device) -> None:
    """What went wrong in a device's own thread comes out where progress is asked for."""

    def pull(_reach: Frames, _until: Frames) -> Samples:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (it may come at once or a little later)
        output = found.open(pull, Frames(0))
        try:
            reach(output, RATE)
        finally:
            output.close()


def test_the_default_comes_first_and_the_silent_one_last() -> None:
    """So a list of them reads from the best to the last resort."""
    assert device.names()[0] == "miniaudio"
    assert device.names()[-1] == "silent"


def test_ours_are_found_without_looking_through_what_is_installed() -> None:
    """They are known by name, and are the very ones that are registered."""
    registered = {point.name: point.value for point in entry_points(group=device.GROUP)}
    assert registered == {name: f"voiceguide.play.{name}_device:device" for name in device.OURS}


def test_an_unknown_device_is_told_with_the_nearest_name() -> None:
    """The listener reads what to type."""
    with pytest.raises(DeviceUnavailable, match="Did you mean 'miniaudio'"):
        device.find("minaudio")
    with pytest.raises(DeviceUnavailable, match=r"These are known: miniaudio, .*silent"):
        device.find("xyz")


def test_simpleaudio_declines_a_python_that_it_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 3.12 on it says so, and what to do."""
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    trouble = device.find("simpleaudio").trouble()

    assert trouble is not None
    assert "3.12" in trouble.message
    assert "miniaudio" in trouble.hint


def test_without_a_sound_server_words_are_shown_in_silence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, capfd: pytest.CaptureFixture[str]
) -> None:
    """The default gives way to the silent device, and says why; nothing else is printed."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", f"{tmp_path}/none")
    opened = open_named(None, Asked(), Frames(100))
    opened.output.close()

    assert opened.name == "silent"
    assert opened.instead is not None
    assert opened.instead.hint
    assert capfd.readouterr() == ("", "")


def test_a_device_asked_for_by_name_has_no_stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Who asks for a loudspeaker is told that there is none."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", f"{tmp_path}/none")

    with pytest.raises(DeviceUnavailable, match="No loudspeaker"):
        open_named("miniaudio", Asked(), Frames(100))


def test_alsa_keeps_quiet_about_what_it_misses(needs: Callable[[str], str]) -> None:
    """Its library writes to standard error of its own accord; asked not to, it does not."""
    needs("aplay")
    program = """
        import ctypes
        from voiceguide.play.muted import mute_alsa

        mute_alsa()
        print(ctypes.CDLL("libasound.so.2").snd_pcm_open(ctypes.byref(ctypes.c_void_p()), b"nobody", 0, 0))
    """
    done = subprocess.run([sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=True)

    assert int(done.stdout) < 0
    assert done.stderr == ""
