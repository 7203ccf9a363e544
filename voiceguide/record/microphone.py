"""The microphone, through miniaudio. It is open only while a phrase is recorded."""

import sys
import time
from collections.abc import Generator
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Protocol, Self

import miniaudio
import numpy as np

from voiceguide.play.device import Clock
from voiceguide.play.loudspeaker import SWITCH_SECONDS
from voiceguide.play.miniaudio_device import BACKENDS, OTHER_BACKENDS
from voiceguide.play.muted import muted
from voiceguide.problems import Stop
from voiceguide.sound.takes import Mono
from voiceguide.units import RATE

BITE_MS: Final = 20
LOST_SECONDS: Final = 3.0
LOST_AT_FIRST_SECONDS: Final = 5.0


class NoMicrophone(Stop):
    """There is no microphone, or it has gone away."""


class Microphone(Protocol):
    """Something that hears; a context manager, open meanwhile."""

    def __enter__(self) -> Self:
        """Begin to listen. Raises NoMicrophone."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        ...

    def heard(self) -> Mono:
        """What was heard since it was last asked; may be nothing. Raises NoMicrophone when it is gone."""
        ...


class MiniaudioMicrophone:
    """The system's default microphone."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._pieces: list[bytes] = []
        self._device: Any = None
        self._called = 0.0
        self._running = False
        self._switching = 0.0

    def __enter__(self) -> Self:
        self._pieces = []
        self._running = False
        self._called = self._clock()
        self._device = _opened()
        self._switching = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        hearing = self._hearing()
        next(hearing)
        try:
            self._device.start(hearing)
        except miniaudio.MiniaudioError as error:
            self._close()
            raise _none() from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def heard(self) -> Mono:
        """What came since; a microphone that was pulled out tells nothing, and so is taken for gone after a while."""
        pieces, self._pieces = self._pieces, []
        if self._clock() - self._called > (LOST_SECONDS if self._running else LOST_AT_FIRST_SECONDS):
            message = "The microphone is gone: nothing comes from it any more."
            raise NoMicrophone(message, "Connect it again. What was kept so far is safe.")
        return np.frombuffer(b"".join(pieces), np.float32)

    def _hearing(self) -> Generator[None, bytes, None]:
        """Take what the device brings, in a thread of its own."""
        while True:
            piece = yield
            self._called = self._clock()
            self._running = True
            self._pieces.append(bytes(piece))

    def _close(self) -> None:
        device, self._device = self._device, None
        if device is None:
            return
        sys.setswitchinterval(self._switching)
        context = device._context  # noqa: SLF001  (the library itself leaves it open, with five descriptors)
        with suppress(miniaudio.MiniaudioError):
            device.close()
        miniaudio.lib.ma_context_uninit(context)


def _opened() -> Any:  # noqa: ANN401  (miniaudio has no types)
    """The system's microphone, by the first door that opens."""
    with muted():
        for name in BACKENDS.get(sys.platform, OTHER_BACKENDS):
            with suppress(miniaudio.MiniaudioError):
                return miniaudio.CaptureDevice(
                    input_format=miniaudio.SampleFormat.FLOAT32,
                    nchannels=1,
                    sample_rate=RATE,
                    buffersize_msec=BITE_MS,
                    backends=[miniaudio.Backend[name]],
                    app_name="voiceguide",
                )
    raise _none()


def _none() -> NoMicrophone:
    message = "No microphone was found on this machine."
    return NoMicrophone(message, "Connect one, and see that this program may use it.")
