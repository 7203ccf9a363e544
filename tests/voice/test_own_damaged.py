"""A recorded voice that somebody gave: whatever is in its folder, it is a sentence, and nothing outside is read."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from own_speaker import file_of, lack, phrase, speaker
from own_voices import recorded, spoken

from voiceguide.sound.loudness import integrated
from voiceguide.units import RATE
from voiceguide.voice.engines import choose
from voiceguide.voice.own import engine, folder
from voiceguide.voice.own_manifest import FILE, RecordingsDamaged


def _silence(file: Path) -> None:
    soundfile.write(file, np.zeros(RATE), RATE)


def _too_short(file: Path) -> None:
    soundfile.write(file, spoken(0.05), RATE)


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:300])


def _junk(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 40)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _gone(file: Path) -> None:
    file.unlink()


def _link(file: Path) -> None:
    outside = file.parent.parent / "outside.flac"
    file.rename(outside)
    file.symlink_to(outside)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _huge(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(1 << 40)


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (_silence, "it was silent"),
        (_too_short, "it broke off"),
        (_half, "cannot be read"),
        (_junk, "cannot be read"),
        (_empty, "cannot be read"),
        (_gone, "is not there"),
        (_link, "is a link"),
        (_folder, ""),
        (_pipe, "is no file"),
        (_huge, "larger than"),
    ],
)
def test_a_damaged_recording_is_named(damage: object, word: str) -> None:
    """Another voice says the phrase, and the listener is told which file, and why."""
    voice = recorded("anna", "Breathe in.")
    name = file_of(voice).name
    assert callable(damage)
    damage(file_of(voice))
    told = lack(voice)
    assert told.startswith(f"anna/{name} ")
    assert word in told


@pytest.mark.parametrize(
    "name",
    [
        "../outside.flac", "/etc/passwd", "/var/x.flac", "a/b.flac", "a\\b.flac", "C:x.flac", "..", ".hidden.flac",
        "x.wav", "", "-x.flac", "x\u202e.flac", "x.flac/", "//server/x.flac", "x" * 300 + ".flac",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_folder_is_named(name: str) -> None:
    """A file that lies elsewhere makes the whole voice unusable, with a sentence."""
    voice = recorded("anna", "Breathe in.")
    text = (voice / FILE).read_text(encoding="utf-8").replace(file_of(voice).name, name.replace("\\", "\\\\"))
    (voice / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RecordingsDamaged) as damaged:
        choose("anna", "en")
    assert str(voice / FILE) in damaged.value.message
    assert damaged.value.hint
    assert engine.voices() == ()


@pytest.mark.parametrize(
    "content",
    [
        b"title = ",
        b"\xff\xfe",
        b"title = 3",
        b'title = "a\\u001b[31m"',
        b"phrases = 3",
        b"phrases = [1]",
        b"[[phrases]]",
        b'[[phrases]]\ntext = "..."\nfile = "a.flac"',
        b'[[phrases]]\ntext = 3\nfile = "a.flac"',
        b'[[phrases]]\ntext = "a"\nfile = "a.flac"\nrecorded = 2025-01-01',
        b"format = 2",
        b"format = true",
        b"format = 1.0",
        b'format = "1"',
        b"a = " + b"[" * 100_000,
        b"[[phrases]]\n" * 20_001,
        b"#" * (5 << 20),
    ],
)
def test_a_damaged_file_is_a_sentence(content: bytes) -> None:
    """Whatever is in it."""
    home = folder() / "anna"
    home.mkdir(parents=True)
    (home / FILE).write_bytes(content)
    with pytest.raises(RecordingsDamaged) as damaged:
        engine.voice("anna")
    assert str(home / FILE) in damaged.value.message


@pytest.mark.parametrize(
    "numbers", ["frames = -3", "frames = 1e300", "loudness = nan", "loudness = -inf", "loudness = 99"]
)
def test_impossible_numbers_are_left_out(numbers: str, tmp_path: Path) -> None:
    """They are only there to spare a measurement."""
    voice = recorded("anna", "Breathe in.")
    key = numbers.partition(" ")[0]
    lines = (voice / FILE).read_text(encoding="utf-8").splitlines()
    (voice / FILE).write_text("\n".join(numbers if key in line else line for line in lines), encoding="utf-8")
    with speaker("anna", tmp_path) as one:
        assert integrated(one.clip_of(phrase("Breathe in.")).samples) == pytest.approx(-20, abs=0.5)
