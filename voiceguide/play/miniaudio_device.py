"""The default device: miniaudio, which brings its own doors to every system's sound and needs nothing compiled.

What its documentation does not say was tried with 1.71. Unless it is told which doors to try, it may open one that
plays to nobody. `stop` throws away what was not heard yet. A removed sink or a killed server is told by nothing but
silence from its side. A generator that ends while it runs hangs the process at its exit. A context is only given back
by hand.
"""

import os
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from math import inf
from typing import Any, Final

import miniaudio

from voiceguide.play.device import Clock, DeviceUnavailable, Progress, Pull
from voiceguide.play.muted import muted
from voiceguide.units import CHANNELS, FRAMES_PER_MILLISECOND, RATE, Frames

BUFFER_MS: Final = 60
"""The whole latency: short enough that a pause is heard at once, long enough for a machine that does other work too."""
BUFFER: Final = Frames(BUFFER_MS * FRAMES_PER_MILLISECOND)
LATE_SECONDS: Final = 0.75 * BUFFER_MS / 1000
"""A callback that comes later than this after the one before may have left a gap: PulseAudio keeps a quarter of the
buffer for its loudspeaker."""
LOST_SECONDS: Final = 3.0
LOST_AT_FIRST_SECONDS: Final = 5.0

BACKENDS: Final = {
    "linux": ("PULSEAUDIO", "ALSA", "JACK"),
    "darwin": ("COREAUDIO",),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
}
"""The doors to try on each system, by miniaudio's names. The one that plays to nobody is in no list."""
OTHER_BACKENDS: Final = ("SNDIO", "AUDIO4", "OSS", "PULSEAUDIO")
PERIOD_MS: Final = 20
"""A bite. miniaudio gives a device three of them as its buffer, but PulseAudio one; there the buffer is asked for by
PulseAudio's own variable. Bites smaller than the buffer let a pause begin after 50 to 60 ms, and a busy machine has
60 ms until a gap is heard (with three busy processes on two cores: no gap in 24 s; 4 with bite and buffer of 40 ms)."""
PULSE_BUFFER: Final = "PULSE_LATENCY_MSEC"
"""Read by PulseAudio's library when a stream is opened; a listener's own setting is left alone."""


class Miniaudio:
    """Opens the system's default loudspeaker."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock

    @property
    def about(self) -> str:
        """What it is."""
        return f"the system's loudspeaker, through miniaudio {miniaudio.__version__}"

    def trouble(self) -> DeviceUnavailable | None:
        """Open the loudspeaker without starting it."""
        try:
            _release(_opened())
        except DeviceUnavailable as trouble:
            return trouble
        return None

    def open(self, pull: Pull, first: Frames) -> "MiniaudioOutput":
        """Start playing.

        Raises:
            DeviceUnavailable: There is no loudspeaker, or no way to it.
        """
        return MiniaudioOutput(pull, first, self._clock)


class MiniaudioOutput:
    """A loudspeaker that plays. miniaudio pulls in a thread of its own, which copies and does nothing else."""

    def __init__(self, pull: Pull, first: Frames, clock: Clock) -> None:
        self._pull = pull
        self._sent = first
        self._given = (first, clock())
        """How much it has been given, and when; both at once, for another thread asks."""
        self._first = first
        self._clock = clock
        self._late = 0
        self._failure: Exception | None = None
        self._asleep = False
        self._device = _opened()
        try:
            self._start()
        except DeviceUnavailable:
            self.close()
            raise

    def progress(self) -> Progress:
        """Where it is; what was heard is what was sent, less the buffer, and what has gone by since."""
        if self._failure is not None:
            raise self._failure
        since = self._clock() - self._called
        lost = not self._asleep and since > (LOST_SECONDS if self._running else LOST_AT_FIRST_SECONDS)
        sent, then = self._given
        gone = 0.0 if self._asleep or not self._running else min(PERIOD_MS / 1000, max(0.0, self._clock() - then))
        heard = Frames(sent - BUFFER + round(gone * RATE))
        return Progress(heard=max(self._first, heard), late=self._late, lost=lost)

    def rest(self) -> None:
        """Stop; the caller has seen to it that only silence is left."""
        self._asleep = True
        with suppress(miniaudio.MiniaudioError):
            self._device.stop()

    def wake(self) -> None:
        """Start again."""
        self._asleep = False
        try:
            self._start()
        except DeviceUnavailable:
            self._called = -inf

    def close(self) -> None:
        """Stop and give everything back."""
        device, self._device = self._device, None
        if device is not None:
            _release(device)

    def _start(self) -> None:
        self._running = False
        self._called = self._clock()
        frames = self._frames()
        next(frames)
        try:
            self._device.start(frames)
        except miniaudio.MiniaudioError as error:
            raise _unavailable() from error

    def _frames(self) -> Generator[bytes, int, None]:
        """Answer each callback; it never ends and lets no error out, or the process would hang at its exit."""
        count = yield b""
        while True:
            now = self._clock()
            if self._running and now - self._called > LATE_SECONDS:
                self._late += 1
            self._called = now
            self._running = True
            count = yield self._next(count)

    def _next(self, count: int) -> bytes:
        if self._failure is not None or self._device is None:
            return b""
        until = Frames(self._sent + count)
        try:
            samples = self._pull(self._sent, until)
        except Exception as error:  # noqa: BLE001  (whatever it is, it belongs to the thread that asks for progress)
            self._failure = error
            return b""
        self._sent = until
        self._given = (until, self._called)
        return samples.tobytes()


def _opened() -> Any:  # noqa: ANN401  (miniaudio has no types)
    """The system's loudspeaker, by the first door that opens."""
    with muted():
        for name in BACKENDS.get(sys.platform, OTHER_BACKENDS):
            with suppress(miniaudio.MiniaudioError), _pulse_buffer():
                return miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.FLOAT32,
                    nchannels=CHANNELS,
                    sample_rate=RATE,
                    buffersize_msec=PERIOD_MS,
                    backends=[miniaudio.Backend[name]],
                    app_name="voiceguide",
                )
    raise _unavailable()


@contextmanager
def _pulse_buffer() -> Iterator[None]:
    own = os.environ.get(PULSE_BUFFER)
    os.environ[PULSE_BUFFER] = own or str(BUFFER_MS)
    try:
        yield
    finally:
        if own is None:
            del os.environ[PULSE_BUFFER]


def _unavailable() -> DeviceUnavailable:
    message = "No loudspeaker was found on this machine."
    hint = "Connect one, or see that the sound system runs; 'voiceguide doctor' tells what is found."
    return DeviceUnavailable(message, hint)


def _release(device: Any) -> None:  # noqa: ANN401  (miniaudio has no types)
    """Close a device and its context, which miniaudio itself leaves open with five descriptors."""
    context = device._context  # noqa: SLF001  (there is no other way to it)
    device.close()
    miniaudio.lib.ma_context_uninit(context)


def device() -> Miniaudio:
    """What the entry point gives."""
    return Miniaudio()
