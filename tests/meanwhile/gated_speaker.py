"""A program that hums, 40 ms for a letter: what has a number in it, once there is a file of that name.

What fails is not said even then.
"""

import sys
import time
import wave
from pathlib import Path

folder, text, out = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
number = "".join(letter for letter in text if letter.isdigit())
while number and not (folder / number).exists():
    time.sleep(0.01)
if "fails" in text:
    sys.exit(1)
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
    file.writeframes((b"\x00\x20" * 10 + b"\x00\xe0" * 10) * 16 * len(text))
