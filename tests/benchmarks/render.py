"""How long a session of twenty minutes takes to become a WAV, beside what espeak-ng takes to speak the same words.

    python tests/benchmarks/render.py

Needs the program espeak-ng.
"""

import json
import shutil
import subprocess
from pathlib import Path

from measure import line, own_folders, seconds, voiceguide

SESSION = "body-scan"


def main() -> None:
    """Print the four figures."""
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        print("espeak-ng is not installed: there is nothing to compare with")
        return
    with own_folders() as folder:
        out, words = folder / "out.wav", folder / "words.txt"
        render = voiceguide("render", SESSION, "-o", str(out), "--background")
        cold = seconds([*render, "none"], 1)
        cold_stored = Path(folder) / "cache"
        warm = seconds([*render, "none"])
        under = seconds([*render, "brown"])
        told = subprocess.run(voiceguide("plan", SESSION, "--json"), check=True, capture_output=True, text=True).stdout
        spoken = [event["text"] for event in json.loads(told)["events"] if event["kind"] in {"speech", "count"}]
        words.write_text("\n".join(spoken), encoding="utf-8")
        floor = seconds([espeak, "-v", "en-gb", "-s", "110", "-f", str(words), "-w", str(folder / "floor.wav")])
        shutil.rmtree(cold_stored)
        cold_under = seconds([*render, "brown"], 1)
    line(f"{SESSION} to WAV, every phrase stored", warm, floor, "s", "x1.3")
    line(f"{SESSION} to WAV with a background, every phrase stored", under, floor, "s", "x2.5")
    line(f"{SESSION} to WAV, nothing stored", cold, floor, "s", "x2.6")
    line(f"{SESSION} to WAV with a background, nothing stored", cold_under, floor, "s", "x5.0")


if __name__ == "__main__":
    main()
