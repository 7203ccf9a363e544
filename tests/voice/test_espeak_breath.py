"""eSpeak NG's breathy voices: their noise is the same every time."""

import subprocess
import sys

import pytest
from voice_fixtures import present

from voiceguide.voice.espeak import bundled

PROGRAM = """
import ctypes, hashlib, os, sys
from pathlib import Path
from voiceguide.voice.espeak_worker import speaking
library_path, data, file, seed = sys.argv[1:]
os.chdir(Path(data).parent)
library = ctypes.CDLL(library_path)
rate = library.espeak_Initialize(2, 200, b".", 0x8000)
library.espeak_ng_SetRandSeed(ctypes.c_long(int(seed)))
_, sound = speaking(library, rate, file)("Breathe with me.", 120)
print(len(sound), hashlib.sha256(sound).hexdigest())
"""
"""Says a phrase with a library that is as it would be at another time: it takes the time for its seed."""


@pytest.mark.parametrize("file", ["gmw/en+f3", "gmw/en-US+f2", "gmw/en"])
def test_breath_does_not_depend_on_the_time(file: str) -> None:
    """Two fresh processes, begun at different times, say a phrase with the same samples."""
    present("espeak")
    found = bundled()
    if found is None:
        pytest.skip("espeakng-loader is not installed here")
    library, data = found.path, str(found.data)

    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, library, data, file, seed], capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1732200000", "1732200001")
    ]

    assert told[0] == told[1]
    assert int(told[0].split()[0]) > 20_000
