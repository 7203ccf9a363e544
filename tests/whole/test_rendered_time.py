"""What a render sounds like, measured in its samples and compared with the plan; real speech, no background."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

FRAMES_A_MS = 48
WINDOW = 5 * FRAMES_A_MS
"""Audible are windows of 5 ms whose RMS is within 45 dB of the phrase's loudest."""

SCRIPT = """
    title: Everything that has a time
    steps:
      - chime: bowl
        wait: 22s
      - One two three. [3s!] Feel the ground beneath you. [1.5s] Notice the breath.
      - hold: 6s
        say: Left arm up.
        on: Reach.
        count: up
      - Rest now. [5s!]
      - each side:
          - $side leg, lift it. [4s!]
          - hold: 4s
            count: down
      - breathe: {in: 3s, out: 4s}
        guide: counts
      - Thank you. [2s!]
"""

Voiceguide = Callable[..., str]


@pytest.fixture
def voiceguide(tmp_path: Path) -> Voiceguide:
    """Runs the program in a folder of the test's, and gives what it prints."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "voiceguide", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "script.yaml").write_text(dedent(SCRIPT), encoding="utf-8")
    return run


def audible_part(wave: NDArray[np.float64], first: int, end: int) -> tuple[int, int]:
    """The first audible frame and the one after the last, looked for 80 ms before and after where they should be."""
    low = max(0, first - 80 * FRAMES_A_MS)
    part = wave[low : end + 80 * FRAMES_A_MS]
    energy = np.concatenate([[0.0], np.cumsum(part**2)])
    starts = np.arange(0, len(part) - WINDOW, FRAMES_A_MS)
    loud = np.sqrt((energy[starts + WINDOW] - energy[starts]) / WINDOW)
    inside = (starts + low >= first) & (starts + low + WINDOW <= end)
    heard = starts[loud > loud[inside].max() * 10 ** (-45 / 20)]
    return int(heard[0] + low), int(heard[-1] + low + WINDOW)


def plan_of(voiceguide: Voiceguide, *arguments: str) -> dict[str, Any]:
    """The plan as data."""
    plan: dict[str, Any] = json.loads(voiceguide("plan", *arguments, "--json"))
    return plan


@pytest.mark.parametrize("rate", ["112", "130", "160"])
def test_every_word_is_where_the_plan_has_it(voiceguide: Voiceguide, tmp_path: Path, rate: str) -> None:
    """Every gap is the written silence within 20 ms, and every number starts within 10 ms of its second."""
    arguments = ("script.yaml", "--rate", rate)
    voiceguide("render", *arguments, "-o", "out.wav")
    plan = plan_of(voiceguide, *arguments)
    wave = soundfile.read(tmp_path / "out.wav", dtype="float64")[0][:, 0]
    spoken = [event for event in plan["events"] if event["kind"] in {"speech", "count"}]

    assert len(wave) == plan["frames"]
    assert len(spoken) > 20
    for event in spoken:
        first, end = event["start_frame"], event["start_frame"] + event["frames"]
        heard_first, heard_end = audible_part(wave, first, end)
        assert abs(heard_first - first) <= 10 * FRAMES_A_MS, event["text"]
        assert abs(heard_end - end) <= 10 * FRAMES_A_MS, event["text"]
        if event["kind"] == "count":
            (span,) = (
                e for e in plan["events"]
                if e["track"] == "time" and e["start_frame"] <= first < e["start_frame"] + e["frames"]
            )  # fmt: skip
            assert (first - span["start_frame"]) % (1000 * FRAMES_A_MS) == 0


def test_sides_have_the_same_frames(voiceguide: Voiceguide) -> None:
    """`each side` takes as many frames on the left as on the right."""
    plan = plan_of(voiceguide, "script.yaml")
    sides = {
        side: sum(e["frames"] for e in plan["events"] if e["track"] == "time" and e["side"] == side)
        for side in ("left", "right")
    }

    assert sides["left"] == sides["right"] > 0


def test_same_bytes_whatever_is_stored(voiceguide: Voiceguide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cold store, a warm one and one that lost every other phrase give the same bytes."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    voiceguide("render", "script.yaml", "-o", "cold.wav")
    voiceguide("render", "script.yaml", "-o", "warm.wav")
    stored = sorted(path for path in cache.rglob("*") if path.is_file())
    assert len(stored) > 10
    for path in stored[::2]:
        path.unlink()
    voiceguide("render", "script.yaml", "-o", "half.wav")
    cold = (tmp_path / "cold.wav").read_bytes()

    assert (tmp_path / "warm.wav").read_bytes() == cold
    assert (tmp_path / "half.wav").read_bytes() == cold


@pytest.mark.parametrize("name", ["body-scan", "pmr", "back-mobility"])
def test_bundled_session_is_as_long_as_its_plan(voiceguide: Voiceguide, tmp_path: Path, name: str) -> None:
    """A rendered session has the plan's frames, to the frame."""
    voiceguide("render", name, "-o", "out.flac")

    assert soundfile.info(tmp_path / "out.flac").frames == plan_of(voiceguide, name)["frames"]


def test_bundled_session_is_level(voiceguide: Voiceguide, tmp_path: Path, needs: Callable[[str], str]) -> None:
    """A session stands at -20 LUFS within 1, and no peak is over -1 dBTP."""
    ffmpeg = needs("ffmpeg")
    voiceguide("render", "back-mobility", "-o", "out.flac", "--background", "none")
    loudness, peak = measured(ffmpeg, tmp_path / "out.flac")

    assert abs(loudness + 20) <= 1
    assert peak <= -1


def measured(ffmpeg: str, file: Path) -> tuple[float, float]:
    """The integrated loudness in LUFS, and the true peak in dBTP."""
    command = [ffmpeg, "-hide_banner", "-nostats", "-i", str(file), "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lines = told[told.rindex("Summary:") :].splitlines()
    figures = dict(line.split(":") for line in lines if line.endswith(("LUFS", "dBFS")))
    found = {name.strip(): float(value.split()[0]) for name, value in figures.items()}
    return found["I"], found["Peak"]
