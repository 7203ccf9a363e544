"""A sound server of a test's own, whose only loudspeaker is a null sink that can be recorded."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceguide.units import CHANNELS, RATE

Recorded = npt.NDArray[np.float32]
"""Shape [frames, 2] at 48 kHz."""

_SERVER = [
    "pulseaudio",
    "-n",
    "--daemonize=no",
    "--exit-idle-time=-1",
    "--use-pid-file=no",
    "--disable-shm=yes",  # with it the server itself now and then fails when a client leaves
    "--load=module-null-sink sink_name=t rate=48000 channels=2 format=float32le norewinds=1",
    "--load=module-native-protocol-unix",
]
_RECORDER = ["parec", "-d", "t.monitor", "--format=float32le", "--rate=48000", "--channels=2", "--latency-msec=20"]


class SoundServer:
    """PulseAudio in a folder of its own. Every client with `environment` plays there."""

    def __init__(self) -> None:
        # Not below tmp_path: the path of a socket may have no more than 107 characters.
        self._folder = Path(tempfile.mkdtemp(prefix="vg-sound-"))
        self._socket = self._folder / "pulse" / "native"
        self._server: subprocess.Popen[bytes] | None = None
        self.environment = {"XDG_RUNTIME_DIR": str(self._folder)}

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = os.environ | self.environment | {"HOME": str(self._folder)}
        self._server = subprocess.Popen(_SERVER, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self._socket.exists():
            assert self._server.poll() is None, "the sound server has not started"
            time.sleep(0.01)
        _forget_configuration()

    def kill(self) -> None:
        """End it as an accident would."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self._socket.unlink(missing_ok=True)

    def close(self) -> None:
        """End it, and leave nothing behind."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def recording(self) -> Iterator["Recording"]:
        """Record all that the loudspeaker plays meanwhile, from before the first frame to after the last."""
        path = self._folder / "recorded"
        with path.open("wb") as file:
            recorder = subprocess.Popen(_RECORDER, env=os.environ | self.environment, stdout=file)
            recording = Recording(path)
            try:
                recording.wait_for(RATE // 10)
                yield recording
                if not recording.over:
                    recording.wait_for(recording.frames + RATE // 2)
            finally:
                recorder.terminate()
                recorder.wait()


class Recording:
    """What a loudspeaker plays."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.over = False
        """Nothing more comes, for the server is gone."""

    @property
    def frames(self) -> int:
        """How much there is by now."""
        return self._path.stat().st_size // (4 * CHANNELS)

    def wait_for(self, frames: int) -> None:
        """Wait until there is so much."""
        while self.frames < frames:
            time.sleep(0.01)

    def last(self, count: int) -> Recorded:
        """The newest frames; fewer where there are not so many."""
        start = max(0, self.frames - count)
        whole = np.fromfile(self._path, dtype=np.float32, offset=start * 4 * CHANNELS)
        return whole[: len(whole) // CHANNELS * CHANNELS].reshape(-1, CHANNELS)

    def read(self) -> Recorded:
        """All of it."""
        whole = np.fromfile(self._path, dtype=np.float32)
        return whole[: len(whole) // CHANNELS * CHANNELS].reshape(-1, CHANNELS)


def _forget_configuration() -> None:
    """ALSA looks once in a process whether PulseAudio runs, and an earlier test may have looked without it."""
    with contextlib.suppress(OSError):
        ctypes.CDLL("libasound.so.2").snd_config_update_free_global()
