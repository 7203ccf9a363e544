"""A device for those who ask for it by name: simpleaudio, on Python before 3.12.

simpleaudio takes one buffer, plays it once, and can neither pause nor say where it is. But it takes any buffer and
reads it little by little. So it is given one that is still empty, and the frames are written into it ahead of the
clock; what was written and not yet read is overwritten when the listener pauses.

    0 ----------- clock ---- reach ----------- filled -------------------------------- 3 h
    |   was read    | being read |  may change   |  empty; no memory behind it yet      |
"""

import mmap
import sys
import time
from contextlib import suppress
from threading import Event, Lock, Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from voiceguide.play.device import Clock, DeviceUnavailable, Progress, Pull
from voiceguide.play.muted import mute_alsa, muted
from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, RATE, Frames, Milliseconds, frames_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOO_NEW: Final = (3, 12)
"""From here on it crashes when a sound ends (its issues 72, 74 and 76)."""
LONGEST: Final = frames_of(Milliseconds(3 * 3_600_000))
"""In one piece: from 2³¹ bytes on, which is 3 h 06 min, it plays nothing and says nothing."""
AHEAD: Final = frames_of(Milliseconds(1000))
"""Filled ahead of the clock. More than the 400 ms that a slow machine needs: a sound card's own clock may be faster
than ours by one part in twenty thousand, and in 3 hours that makes half a second."""
REACH: Final = frames_of(Milliseconds(180))
"""It reads 100 ms ahead, in bites; what is nearer than this can no longer be changed."""
LATENCY: Final = frames_of(Milliseconds(100))
"""What it has read and nobody has heard."""
TICK_SECONDS: Final = 0.04
STOP_SECONDS: Final = 2.0
"""How long it may take to stop: it does so some 300 ms after it was told."""
_BYTES: Final = 2 * CHANNELS
_NORESERVE: Final = 0x4000
"""Linux: a long empty buffer is no promise of memory."""


class Simpleaudio:
    """Opens the system's default loudspeaker."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock

    @property
    def about(self) -> str:
        """What it is."""
        return "the system's loudspeaker, through simpleaudio, 16 bit"

    def trouble(self) -> DeviceUnavailable | None:
        """See whether it is installed and may be used."""
        try:
            _library()
        except DeviceUnavailable as trouble:
            return trouble
        return None

    def open(self, pull: Pull, first: Frames) -> "SimpleaudioOutput":
        """Start playing.

        Raises:
            DeviceUnavailable: It is not installed, this Python is too new for it, or there is no loudspeaker.
        """
        mute_alsa()
        return SimpleaudioOutput(_library(), pull, first, self._clock)


class SimpleaudioOutput:
    """A loudspeaker that reads a buffer, while a thread writes it."""

    def __init__(self, library: ModuleType, pull: Pull, first: Frames, clock: Clock) -> None:
        self._library = library
        self._pull = pull
        self._clock = clock
        self._filled = first
        self._lock = Lock()
        self._stopped = Event()
        self._failure: Exception | None = None
        self._playing: Any = None
        self._begin()
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def progress(self) -> Progress:
        """Where it is by the clock; how often it was late it cannot know."""
        if self._failure is not None:
            raise self._failure
        with self._lock:
            heard = max(self._base, min(Frames(self._now() - LATENCY), self._filled))
            lost = self._playing is not None and not self._playing.is_playing() and self._now() < self._end
        return Progress(heard=heard, late=0, lost=lost)

    def rest(self) -> None:
        """Stop it; a new buffer is begun by `wake`."""
        with self._lock:
            self._stop()

    def wake(self) -> None:
        """Begin a new buffer."""
        with self._lock, suppress(DeviceUnavailable):  # it then does not play, and is found to be lost
            self._begin()

    def close(self) -> None:
        """Stop it, and wait until it has stopped: it would crash the process at its exit."""
        self._stopped.set()
        self._thread.join()
        with self._lock:
            self._stop()

    def _begin(self) -> None:
        self._base = self._filled
        self._end = Frames(self._base + LONGEST)
        self._freed = 0
        self._buffer = _empty()
        self._started = self._clock()
        self._fill()
        try:
            with muted():
                self._playing = self._library.play_buffer(self._buffer, CHANNELS, 2, RATE)
        except Exception as error:
            message = "No loudspeaker was found on this machine."
            hint = "Connect one, or see that the sound system runs; 'voiceguide doctor' tells what is found."
            raise DeviceUnavailable(message, hint) from error
        self._started = self._clock()

    def _stop(self) -> None:
        playing, self._playing = self._playing, None
        if playing is None:
            return
        playing.stop()
        end = time.monotonic() + STOP_SECONDS
        while playing.is_playing() and time.monotonic() < end:
            time.sleep(TICK_SECONDS)

    def _now(self) -> Frames:
        return Frames(self._base + round((self._clock() - self._started) * RATE))

    def _work(self) -> None:
        try:
            while not self._stopped.wait(TICK_SECONDS):
                with self._lock:
                    if self._playing is None:
                        continue
                    if self._now() >= self._end:
                        self._stop()
                        self._begin()
                    self._fill()
        except Exception as error:  # noqa: BLE001  (whatever it is, it belongs to the thread that asks for progress)
            self._failure = error

    def _fill(self) -> None:
        now = self._now()
        until = max(self._filled, min(Frames(now + AHEAD), self._end))
        samples = self._pull(min(Frames(now + REACH), self._filled), until)
        offset = (until - len(samples) - self._base) * _BYTES
        written = _pcm(samples)
        self._buffer[offset : offset + len(written)] = written
        self._filled = until
        self._free(now)

    def _free(self, now: Frames) -> None:
        """Give the memory of what was heard long ago back to the system."""
        if not hasattr(mmap, "MADV_DONTNEED"):
            return
        heard = max(0, now - self._base - RATE) * _BYTES // mmap.PAGESIZE * mmap.PAGESIZE
        if heard > self._freed:
            self._buffer.madvise(mmap.MADV_DONTNEED, self._freed, heard - self._freed)
            self._freed = heard


def _pcm(samples: Samples) -> bytes:
    whole: NDArray[np.int16] = np.clip(np.rint(samples * np.float32(32768.0)), -32768, 32767).astype(np.int16)
    return whole.tobytes()


def _empty() -> mmap.mmap:
    size = LONGEST * _BYTES
    if sys.platform == "linux":
        return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _NORESERVE)
    return mmap.mmap(-1, size)


def _library() -> ModuleType:
    if sys.version_info >= TOO_NEW:
        message = "simpleaudio crashes on Python 3.12 and later, so it is not used here."
        raise DeviceUnavailable(message, "Leave out '--device simpleaudio': the default, miniaudio, does the same.")
    try:
        import simpleaudio  # noqa: PLC0415  (an extra: it is looked for when it is wanted)
    except ImportError as error:
        message = "The sound device 'simpleaudio' is not installed."
        hint = (
            "Type: pip install 'voiceguide[simpleaudio]' (on Linux it needs a compiler and the package libasound2-dev)."
        )
        raise DeviceUnavailable(message, hint) from error
    found: ModuleType = simpleaudio
    return found


def device() -> Simpleaudio:
    """What the entry point gives."""
    return Simpleaudio()
