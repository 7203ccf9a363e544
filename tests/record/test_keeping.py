"""What was recorded is on the disk, whole, before the next phrase begins."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from own_voices import recorded, shelf_of, taken

from voiceguide.record.keeping import NotKept, Shelf, told
from voiceguide.sound.takes import cut, measured
from voiceguide.units import RATE, Decibels, Frames
from voiceguide.voice.own_manifest import FILE, Recording, Recordings, read, words_of
from voiceguide.voice.plain import plain


def keep(shelf: Shelf, text: str, seconds: float = 1.0) -> Recording:
    """Keep a take of a text."""
    samples = taken(seconds)
    return shelf.keep(text, samples, measured(samples))


def test_a_person_can_read_it() -> None:
    """Files by their order and words, and a file that tells what was said, when, and how long it lasts."""
    voice = recorded("anna", 'Say "Ah", slowly.')
    assert sorted(file.name for file in voice.iterdir()) == ["0001-say-ah-slowly.flac", "voice.toml"]
    lines = (voice / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# A voice that was recorded with voiceguide")
    frames, loudness = lines[-2:]
    assert lines[3:-2] == [
        "format = 1",
        'title = "Anna"',
        'language = "en"',
        "",
        "[[phrases]]",
        'text = "Say \\"Ah\\", slowly."',
        'file = "0001-say-ah-slowly.flac"',
        'recorded = "2025-03-01 12:30"',
    ]
    assert frames.endswith("2.00 s")
    assert loudness.endswith("LUFS")


def test_a_file_is_plain_flac() -> None:
    """48 kHz, mono, 16 bit, with its words as its title; the samples are those of the microphone."""
    samples = taken(1.0)
    shelf = shelf_of("anna")
    recording = shelf.keep("Rest.", samples, measured(samples))
    with soundfile.SoundFile(shelf.recordings.folder / recording.file) as file:
        assert (file.format, file.subtype, file.samplerate, file.channels) == ("FLAC", "PCM_16", RATE, 1)
        assert (file.title, file.artist) == ("Rest.", "Anna")
        written = file.read(dtype="float32")
    assert np.max(np.abs(written - cut(samples, measured(samples)))) < 1 / 30_000


def test_a_new_take_takes_the_place_of_the_old() -> None:
    """The old file goes when the new one is safe, and no number is used again meanwhile."""
    shelf = shelf_of("anna")
    keep(shelf, "In.")
    keep(shelf, "Out.")
    again = keep(shelf, "in", 2.0)
    names = sorted(file.name for file in shelf.recordings.folder.iterdir())
    assert names == ["0002-out.flac", "0003-in.flac", "voice.toml"]
    assert read(shelf.recordings.folder).phrases[words_of("In!")] == again


def test_two_who_record_lose_nothing() -> None:
    """What one has kept meanwhile stays when the other keeps something."""
    one, other = shelf_of("anna"), shelf_of("anna")
    keep(one, "In.")
    keep(other, "Out.")
    keep(one, "Rest.")
    assert list(read(one.recordings.folder).phrases) == ["in", "out", "rest"]


def test_many_who_record_at_the_same_moment_lose_nothing() -> None:
    """Each waits until the other's phrase is kept: no file is written over, and no line is lost."""
    texts = [f"Phrase number {number}." for number in range(24)]
    shelves = [shelf_of("anna") for _ in range(4)]
    with ThreadPoolExecutor(len(shelves)) as pool:
        kept = list(pool.map(lambda at: keep(shelves[at % 4], texts[at], 0.5), range(len(texts))))
    assert len({one.file for one in kept}) == len(texts)
    assert set(read(shelves[0].recordings.folder).phrases) == set(map(words_of, texts))


def test_what_is_damaged_is_wanted_again() -> None:
    """As if it had never been recorded."""
    shelf = shelf_of("anna")
    file = keep(shelf, "In.").file
    assert shelf.has("in")
    (shelf.recordings.folder / file).write_bytes(b"")
    assert not shelf_with(shelf.recordings.folder).has("In.")
    assert not shelf.has("Out.")


def shelf_with(folder: Path) -> Shelf:
    """A voice that is there already."""
    return Shelf(recordings=read(folder), now=shelf_of("x").now)


@pytest.mark.parametrize("fails", ["sound", "told", "last step"])
def test_a_full_disk_loses_nothing(fails: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is full: everything that was kept before is there, whole, and it is a sentence."""
    shelf = shelf_of("anna")
    keep(shelf, "In.")
    folder = shelf.recordings.folder
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    synced = os.fsync
    count = {"sound": 0, "told": 2, "last step": 3}[fails]
    left = iter(range(count))

    def full(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotKept, match="No space left"):
        keep(shelf, "In.", 2.0)
    monkeypatch.undo()
    now = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert not [name for name in now if name.startswith(".")]
    assert set(before) - {FILE} <= set(now)
    assert shelf_with(folder).has("In.")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for files there")
def test_a_disk_that_refuses_a_take_tells_why() -> None:
    """In the system's words, and nothing is left of it."""
    import resource  # noqa: PLC0415  (Windows has none)

    shelf = shelf_of("anna")
    keep(shelf, "In.")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(NotKept, match=r"anna: File too large\.\n"):
            keep(shelf, "Out.")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(read(shelf.recordings.folder).phrases) == ["in"]
    assert len(list(shelf.recordings.folder.iterdir())) == 2


printable = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@given(
    title=printable,
    texts=st.lists(st.text(max_size=40).map(plain).filter(lambda text: text.isprintable() and words_of(text) != "")),
)
def test_what_is_told_is_read_again(title: str, texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is said, in any alphabet, with any marks."""
    folder = tmp_path_factory.mktemp("voice")
    phrases = {
        words_of(text): Recording(
            text=text, file=f"{number:04d}-x.flac", frames=Frames(number), loudness=Decibels(-20.5), recorded="today"
        )
        for number, text in enumerate(texts, 1)
    }
    whole = Recordings(folder=folder, title=title, language="de-AT", phrases=phrases)
    (folder / FILE).write_text(told(whole), encoding="utf-8", newline="\n")
    assert read(folder) == whole
