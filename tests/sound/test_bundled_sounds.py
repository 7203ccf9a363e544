"""Our own sounds: made from figures, soft, at their level, and without a seam."""

import math
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voiceguide import content
from voiceguide.sound import loudness
from voiceguide.sound.catalogue import RECIPES, Recipe, made
from voiceguide.sound.chance import Chance
from voiceguide.sound.clip import Samples
from voiceguide.sound.kinds import VOICE, Kind
from voiceguide.sound.make import file_of, make
from voiceguide.sound.nature import swells
from voiceguide.units import RATE

CHIMES = [recipe for recipe in RECIPES if recipe.kind is not Kind.BACKGROUND]
BACKGROUNDS = [recipe for recipe in RECIPES if recipe.kind is Kind.BACKGROUND]


def name(recipe: Recipe) -> str:
    """What a test is called by."""
    return recipe.name.replace(" ", "-")


def bundled(recipe: Recipe) -> Samples:
    """The sound as it is in the package."""
    samples, rate = soundfile.read(Path(str(content.sounds())) / file_of(recipe), dtype="float32", always_2d=True)
    assert rate == RATE
    return np.asarray(samples, dtype=np.float32)


def strength(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The strength of a sound from frame to frame: the size of its analytic signal."""
    spectrum = np.fft.fft(samples[:, 0].astype(np.float64))
    half = len(spectrum) // 2
    spectrum[1:half] *= 2.0
    spectrum[half + 1 :] = 0.0
    return np.abs(np.fft.ifft(spectrum))


@pytest.mark.parametrize("recipe", RECIPES, ids=name)
def test_made_again_is_the_same(recipe: Recipe) -> None:
    """The command makes the very samples that are in the package."""
    if recipe.kind is Kind.BACKGROUND and not os.environ.get("CI"):
        pytest.skip(f"{recipe.name} takes some seconds to make: done where CI is set")
    assert np.array_equal(made(recipe).astype(np.float32) / 32768.0, bundled(recipe))


@pytest.mark.parametrize("recipe", CHIMES, ids=name)
def test_no_chime_starts_suddenly(recipe: Recipe) -> None:
    """It takes more than 20 ms from a tenth to nine tenths of its level, and begins at nothing."""
    samples = bundled(recipe)
    size = strength(samples)
    top = np.max(size[:RATE])

    assert not np.any(samples[0])
    assert np.argmax(size > 0.9 * top) - np.argmax(size > 0.1 * top) > 20 * RATE // 1000


@pytest.mark.parametrize("recipe", CHIMES, ids=name)
def test_no_chime_is_louder_than_the_voice(recipe: Recipe) -> None:
    """The loudest 400 ms of a chime are 3 to 6 LU under the voice, of a tone 6 to 10; no peak passes -9 dBFS."""
    samples = bundled(recipe)
    under = VOICE - float(np.max(loudness.momentary(samples)))

    assert (3.0 <= under <= 6.0) if recipe.kind is Kind.CHIME else (6.0 <= under <= 10.0)
    assert np.max(np.abs(samples)) <= 10.0 ** (-9.0 / 20.0)


@pytest.mark.parametrize("recipe", CHIMES, ids=name)
def test_chimes_end_in_nothing(recipe: Recipe) -> None:
    """Nothing is cut off at the end: the last millisecond is 70 dB under the loudest."""
    samples = np.abs(bundled(recipe))

    assert np.max(samples[-48:]) < np.max(samples) * 10.0 ** (-70.0 / 20.0)


@pytest.mark.parametrize("recipe", BACKGROUNDS, ids=name)
def test_backgrounds_stand_under_the_voice(recipe: Recipe) -> None:
    """A background is at -42 to -40 LUFS, lasts a minute or more, and sums to mono with less than 2 dB of loss."""
    samples = bundled(recipe)
    left, right = samples[:, 0], samples[:, 1]
    mono = np.mean(np.square((left + right) / 2.0)) / np.mean(np.square(samples))

    assert -42.0 <= loudness.integrated(samples) <= -40.0
    assert 10.0 * math.log10(mono) > -2.0
    assert len(samples) >= 60 * RATE


@pytest.mark.parametrize("recipe", BACKGROUNDS, ids=name)
def test_loops_have_no_seam(recipe: Recipe) -> None:
    """From the last frame to the first, neither step nor bend is larger than elsewhere in the loop."""
    samples = bundled(recipe)
    round_trip = np.concatenate((samples[-3:], samples[:3]))

    for order in (1, 2, 3):
        here = np.max(np.abs(np.diff(round_trip, n=order, axis=0)))
        assert here <= np.max(np.abs(np.diff(samples, n=order, axis=0)))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("seconds", [60, 80])
def test_no_breath_can_follow_a_swell(seconds: int, seed: int) -> None:
    """Swells take 8 to 25 s each, every one another time than the one before, and fill the loop."""
    periods = swells(Chance(seed), seconds)

    assert all(8.0 <= period <= 25.0 for period in periods)
    assert sum(periods) == pytest.approx(seconds)
    pairs = zip([periods[-1], *periods[:-1]], periods, strict=True)
    assert all(abs(math.log(later / earlier)) > math.log(1.15) for earlier, later in pairs)


def test_chance_is_the_same_everywhere() -> None:
    """The first numbers of a seed are these, on every machine and with every NumPy."""
    assert Chance(1).even(3).tolist() == [0.5118216247002567, 0.9504636963259353, 0.14415961271963373]


def test_the_command_writes_every_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder then holds a file for each sound, in the folder of its kind."""
    blocks = [recipe for recipe in RECIPES if recipe.name in {"block", "in"}]
    monkeypatch.setattr("voiceguide.sound.make.RECIPES", blocks)
    make(tmp_path / "sounds")

    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.flac"))
    assert found == ["sounds/chimes/block.flac", "sounds/tones/in.flac"]


def test_the_list_of_sounds_names_them_all() -> None:
    """`sounds/README.md` tells where each sound comes from, and names none that is not there."""
    text = (content.sounds() / "README.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1] for row in text.splitlines() if row.startswith("| `")}
    named = {name.strip(" `") for row in rows for name in row.split(",")}

    assert named == {recipe.name for recipe in RECIPES} | {"bowl"}
