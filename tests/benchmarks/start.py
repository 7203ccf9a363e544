"""How long it takes until the first frame of a session reaches the device, from the start of the process.

    python tests/benchmarks/start.py [DEVICE]

Beside it: a bare interpreter that imports click, yaml, numpy and miniaudio, opens the device and is asked for its first
frame. DEVICE is miniaudio unless it is named. The 300 ms of near-silence that wake a device stand in the figure.
"""

import shutil
import sys
from pathlib import Path

from measure import line, own_folders, told

BARE = """
import time, threading
import click, yaml, numpy, miniaudio
asked = threading.Event()
def frames():
    count = yield b""
    while True:
        asked.at = asked.__dict__.get("at") or time.time()
        asked.set()
        count = yield bytes(count * 8)
stream = frames()
next(stream)
device = miniaudio.PlaybackDevice(output_format=miniaudio.SampleFormat.FLOAT32, nchannels=2, sample_rate=48000,
    buffersize_msec=40, backends=BACKENDS)
device.start(stream)
asked.wait()
print(asked.at, flush=True)
device.close()
"""

PLAYED = """
import os, sys, time
from voiceguide.play import feed
pull = feed.Feed.pull
def pulled(self, reach, until):
    given = pull(self, reach, until)
    last = self._strips[-1]
    if last.window is not None and last.start < until:
        print(time.time(), flush=True)
        os._exit(0)
    return given
feed.Feed.pull = pulled
from voiceguide.cli import main
sys.argv = ["voiceguide", "play", *sys.argv[1:]]
main()
"""

TEN_PHRASES = "title: Ten phrases\nsteps:\n" + "".join(
    f"  - Now notice the {part}. [4s!]\n"
    for part in ("left foot", "right foot", "left knee", "right knee", "hips", "belly", "chest", "hands", "jaw", "eyes")
)


def main() -> None:
    """Print both figures."""
    device = sys.argv[1] if len(sys.argv) > 1 else "miniaudio"
    null = device == "null"
    backends = "[miniaudio.Backend.NULL]" if null else "None"
    bare = told([sys.executable, "-c", BARE.replace("BACKENDS", backends)])
    with own_folders() as folder:
        script = folder / "ten.yaml"
        script.write_text(TEN_PHRASES, encoding="utf-8")
        play = [sys.executable, "-c", PLAYED, str(script), "--plain", "--device", "silent" if null else device]
        told(play, 1)
        warm = told(play)
        stored = Path(folder) / "cache"
        shutil.rmtree(stored)
        cold = told(play, 1)
    line("frame 0 at the device, every phrase stored", warm, bare, "s", "x1.6")
    line("frame 0 at the device, ten phrases to speak", cold, warm, "s", "+0.4 s")


if __name__ == "__main__":
    main()
