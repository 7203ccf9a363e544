"""The listener's own folders come before the bundled ones."""

import shutil
from pathlib import Path

import pytest
import soundfile
from desk import Author

from voiceguide import content, settings
from voiceguide.cli import library
from voiceguide.cli.exits import Exit

SCRIPT = "title: Mine\nsteps:\n  - In. [2s!]\n  - {chime: bell, wait: 1s}\n  - Out.\n"
PLAN = ("plan", "--voice", "silent:1s")


@pytest.fixture
def own() -> Path:
    """The listener's own scripts."""
    folder = settings.folders().scripts
    folder.mkdir(parents=True)
    return folder


def test_a_script_of_the_same_name_takes_the_place_of_a_bundled_one(author: Author, own: Path) -> None:
    """Listed, shown, planned."""
    (own / "pmr.yaml").write_text(SCRIPT, encoding="utf-8")
    (line,) = (line for line in author.types("list").out.splitlines() if line.startswith("  pmr "))
    assert "Mine" in line
    assert author.types("show", "pmr").out.startswith("Mine\n")
    assert "say    In." in author.types(*PLAN, "pmr").out


def test_a_script_of_one_s_own_may_use_the_shared_pieces(author: Author, own: Path) -> None:
    """What is bundled can be brought in from anywhere."""
    shutil.copy(library.bundled() / "quick-release.yaml", own / "mine.yaml")
    assert author.types("check", "mine", "--strict").status == Exit.DONE


def test_shared_pieces_of_one_s_own_do_not_change_the_bundled_sessions(author: Author, own: Path) -> None:
    """A file that happens to have the same name is for the scripts beside it."""
    before = author.types("plan", "breathing-space").out
    (own / "_shared.yaml").write_text("routines: {nothing: {steps: [No.]}}", encoding="utf-8")
    assert author.types("plan", "breathing-space").out == before


def test_a_sound_of_the_same_name_takes_the_place_of_a_bundled_one(author: Author, own: Path) -> None:
    """In what is rendered."""
    (own / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    wavs = []
    for _ in range(2):
        assert author.types("render", "mine", "--voice", "silent:1s", "-o", "mine.wav").status == Exit.DONE
        wavs.append(soundfile.read("mine.wav")[0])
        folder = settings.folders().sounds / "chimes"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(content.sounds() / "chimes" / "block.flac"), folder / "Bell.flac")
    assert wavs[0].shape == wavs[1].shape
    assert abs(wavs[0] - wavs[1]).max() > 0.01
