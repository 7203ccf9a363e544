"""What was spoken is kept, whole or not at all, and never trusted."""

import os
from pathlib import Path

import numpy as np
import pytest

from voiceguide.units import Frames
from voiceguide.voice.audible import Spoken
from voiceguide.voice.store import Store, StoreFailed, recipe_of

RECIPE = recipe_of("Breathe in.")


def spoken(frames: int = 4800) -> Spoken:
    """A phrase with as many frames, all unlike."""
    return Spoken(samples=np.arange(frames).astype(np.int16), first=Frames(480), last=Frames(frames - 240))


def only_file(folder: Path) -> Path:
    """The one file of a store."""
    [file] = folder.iterdir()
    return file


def test_a_phrase_comes_back_as_it_was(tmp_path: Path) -> None:
    """Samples and audible part are read back, also by another process's store."""
    Store(folder=tmp_path).write(RECIPE, spoken())
    back = Store(folder=tmp_path).read(RECIPE)
    assert back is not None
    assert (back.first, back.last) == (480, 4560)
    assert np.array_equal(back.samples, spoken().samples)
    assert Store(folder=tmp_path).measure(RECIPE) == 4080


@pytest.mark.parametrize("at", [0, 9, 41, 45, 50, 57, 64, 5000, -1])
def test_a_damaged_file_is_none(tmp_path: Path, at: int) -> None:
    """One wrong byte anywhere is noticed."""
    store = Store(folder=tmp_path)
    store.write(RECIPE, spoken())
    file = only_file(tmp_path)
    content = bytearray(file.read_bytes())
    content[at] ^= 0x10
    file.write_bytes(content)
    assert store.read(RECIPE) is None


@pytest.mark.parametrize("length", [0, 10, 63, 64, 65, 9000])
def test_a_cut_file_is_none(tmp_path: Path, length: int) -> None:
    """A file that ends too early has neither a length nor a sound."""
    store = Store(folder=tmp_path)
    store.write(RECIPE, spoken())
    os.truncate(only_file(tmp_path), length)
    assert store.read(RECIPE) is None
    assert store.measure(RECIPE) is None


def test_a_file_under_another_name_is_none(tmp_path: Path) -> None:
    """A file tells for which recipe it was written."""
    store = Store(folder=tmp_path)
    store.write(RECIPE, spoken())
    other = recipe_of("Breathe out.")
    only_file(tmp_path).rename(tmp_path / f"{other.hex()}.spoken")
    assert store.read(other) is None


def test_the_oldest_goes_when_there_is_no_room(tmp_path: Path) -> None:
    """A store that has grown over its bound lets go of what was not used for longest, and of nothing recent."""
    store = Store(folder=tmp_path, bound=30_000)
    recipes = [recipe_of(number) for number in range(4)]
    for age, recipe in zip((9, 8, 7, 0), recipes, strict=True):
        store.write(recipe, spoken())
        file = tmp_path / f"{recipe.hex()}.spoken"
        moment = file.stat().st_mtime - age * 86_400
        os.utime(file, (moment, moment))
    store.close()
    assert [store.read(recipe) is not None for recipe in recipes] == [False, False, True, True]


def test_what_is_used_becomes_young(tmp_path: Path) -> None:
    """Reading a phrase keeps it from being the oldest."""
    store = Store(folder=tmp_path)
    store.write(RECIPE, spoken())
    file = only_file(tmp_path)
    os.utime(file, (0, 0))
    store.read(RECIPE)
    assert file.stat().st_mtime > 0


def test_a_folder_that_takes_nothing_is_done_without(tmp_path: Path) -> None:
    """Where the folder cannot be written, phrases are kept for the time being, with a word about it."""
    blocked = tmp_path / "a file, not a folder"
    blocked.touch()
    store = Store(folder=blocked / "spoken")
    store.write(RECIPE, spoken())
    assert store.read(RECIPE) is not None
    assert "cannot be kept" in store.notice
    store.close()
    assert store.read(RECIPE) is None


def test_no_room_anywhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing at all can be written, it is said in a sentence with what to do."""
    blocked = tmp_path / "a file, not a folder"
    blocked.touch()
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    with pytest.raises(StoreFailed, match="no room for the spoken words") as failed:
        Store(folder=blocked / "spoken").write(RECIPE, spoken())
    assert "Make room on the disk" in failed.value.hint


def test_nothing_half_written_is_seen(tmp_path: Path) -> None:
    """A file that could not take its name leaves nothing behind."""
    (tmp_path / f"{RECIPE.hex()}.spoken" / "in the way").mkdir(parents=True)
    store = Store(folder=tmp_path)
    store.write(RECIPE, spoken())
    assert [file.name for file in tmp_path.iterdir()] == [f"{RECIPE.hex()}.spoken"]
    assert store.read(RECIPE) is not None
    store.close()
