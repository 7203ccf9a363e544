"""How long it takes until the first frame of a session reaches the device, from the start of the process.

    python tests/benchmarks/start.py [DEVICE]

Beside it: a bare interpreter that imports click, yaml, numpy and miniaudio, opens the device and is asked for its first
frame. DEVICE is miniaudio unless it is named. The 300 ms of near-silence that wake a device stand in the
figure by the clock; the processor time beside it is of the process alone, without what speaks for it.
"""

import shutil
import sys

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
print(asked.at, time.process_time(), flush=True)
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
        print(time.time(), time.process_time(), flush=True)
        os._exit(0)
    return given
feed.Feed.pull = pulled
from voiceguide.cli import main
sys.argv = ["voiceguide", "play", *sys.argv[1:]]
main()
"""

COLD_RUNS = 3

TEN_PHRASES = "title: Ten phrases\nsteps:\n" + "".join(
    f"  - Now notice the {part}. [4s!]\n"
    for part in ("left foot", "right foot", "left knee", "right knee", "hips", "belly", "chest", "hands", "jaw", "eyes")
)


def main() -> None:
    """Print both figures."""
    device = sys.argv[1] if len(sys.argv) > 1 else "miniaudio"
    null = device == "null"
    backends = "[miniaudio.Backend.NULL]" if null else "None"
    floor = [sys.executable, "-c", BARE.replace("BACKENDS", backends)]
    with own_folders() as folder:
        told(floor, 1)  # what is compiled is kept from here on
        bare = told(floor)
        script = folder / "ten.yaml"
        script.write_text(TEN_PHRASES, encoding="utf-8")
        play = [sys.executable, "-c", PLAYED, str(script), "--plain", "--device", "silent" if null else device]
        told(play, 1)
        warm = told(play)
        colds = []
        for _ in range(COLD_RUNS):
            shutil.rmtree(folder / "cache")
            colds.append(told(play, 1))
        cold = tuple(min(each) for each in zip(*colds, strict=True))
    for index, how in enumerate(("by the clock", "of this process")):
        line(f"frame 0, every phrase stored, {how}", warm[index], bare[index], "s", "x1.6")
        line(f"frame 0, ten phrases to speak, {how}", cold[index], warm[index], "s", "+0.4 s")


if __name__ == "__main__":
    main()
