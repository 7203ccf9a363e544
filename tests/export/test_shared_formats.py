"""Every sound format as other programs read it: how long it is, what it says of itself, and how it sounds."""

import itertools
import json
import os
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from conftest import Needs
from desk import Author
from pieces import Tape, chapter, noise, piece
from PIL import Image

from voiceguide.export.chapters import Part
from voiceguide.export.cover import SIDE
from voiceguide.export.formats import writer_of
from voiceguide.export.piece import Credit, Piece
from voiceguide.export.riff import said_behind
from voiceguide.export.tags import tags_of
from voiceguide.export.wav import wav_header
from voiceguide.sound.clip import Samples
from voiceguide.sound.shapes import smooth
from voiceguide.units import RATE, Frames

KEPT: Final = ("wav", "flac")
"""Formats that keep every frame."""
CODED: Final = ("mp3", "opus", "ogg", "m4a", "m4b")
ALL: Final = (*KEPT, *CODED)
PADDING: Final = {"mp3": 0.05, "opus": 0.0066, "ogg": 0.0066}
"""How many seconds ffprobe counts for the encoder: of MP3 the frames before and after, of Opus what is skipped."""

SECTIONS: Final = (chapter("Arrive ☯", 0, 1.5), chapter("Two = \"x\"; \\ 'y' #1", 1.5, 2), chapter("שלום", 2, 3.25))
TITLE: Final = 'Évening 🌙 "q" & <b> שלום; a=b'
CREDIT: Final = Credit(author="Anna Ångström", licence="CC BY 4.0")
LENGTH: Final = Frames(round(3.25 * RATE) + 7)


def bursts() -> Samples:
    """Two sung vowels in silence, at 0.5 and at 2 s: harmonics of a gliding tone, and a little breath."""
    sound = np.zeros((LENGTH, 2), np.float32)
    time = np.arange(RATE // 2) / RATE
    glide = 2 * np.pi * (140 * time - 20 * time**2)
    vowel = np.sum([np.sin(glide * harmonic) / harmonic for harmonic in range(1, 25)], axis=0)
    vowel = 0.12 * vowel[:, np.newaxis] + 0.004 * noise(len(time))
    rise = smooth(0, 480, 480)[:, np.newaxis]
    vowel[:480] *= rise
    vowel[-480:] *= rise[::-1]
    for second in (0.5, 2.0):
        first = round(second * RATE)
        sound[first : first + len(vowel)] = vowel
    return sound


SOUND: Final = bursts()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same piece in every format."""
    folder = tmp_path_factory.mktemp("formats")
    made = described()
    for ending in ALL:
        writer_of(folder / f"a.{ending}")(folder / f"a.{ending}", made)
    return {ending: folder / f"a.{ending}" for ending in ALL}


def described(**said: Any) -> Piece:  # noqa: ANN401  (whatever a piece can say)
    """A piece with everything that can be said of it, or something else of it."""
    made = piece(
        lambda: Tape(SOUND).read, LENGTH, title=said.pop("title", TITLE), chapters=said.pop("chapters", SECTIONS)
    )
    return replace(made, credit=CREDIT, session=replace(made.session, language="de-AT", sources=("A book",), **said))


def probed(path: Path) -> dict[str, Any]:
    """What ffprobe reads."""
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", str(path)]
    read: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return read


def tags(read: dict[str, Any]) -> dict[str, str]:
    """Tags of the file or, in Ogg, of its stream, by name in small letters."""
    found = {**read["streams"][0].get("tags", {}), **read["format"].get("tags", {})}
    return {name.lower(): text for name, text in found.items()}


def decoded(path: Path) -> Samples:
    """The sound as ffmpeg decodes it, of shape [frames, 2]."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a", "-f", "f32le", "-ac", "2", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2)


@pytest.mark.parametrize("ending", ALL)
def test_it_is_as_long_as_the_session(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """To the frame; MP3 and Opus are told longer by what their encoders need, which players leave out."""
    needs("ffprobe")
    told = float(probed(files[ending])["streams"][0]["duration"])
    if ending in PADDING:
        assert 0 <= told - LENGTH / RATE < PADDING[ending]
    else:
        assert abs(told - LENGTH / RATE) < 1 / RATE


@pytest.mark.parametrize("ending", ALL)
def test_it_says_what_it_is(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """Title, author, what it is about, and what others may do with it; no date."""
    needs("ffprobe")
    told = tags(probed(files[ending]))
    assert told["title"] == TITLE
    assert told["artist"] == "Anna Ångström"
    assert told["genre"] == "Guided session"
    assert told["comment"] == "A minute with your breath. Sources: A book."
    assert told["copyright"] == "CC BY 4.0"
    assert told["language"] == ("deu" if ending in {"mp3", "m4a", "m4b"} else "de-AT")
    assert not {"date", "creation_time", "year"} & set(told)
    if ending != "wav":
        assert told["album"] == TITLE


@pytest.mark.parametrize("ending", ALL)
def test_sections_are_chapters(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """In their order, to the millisecond, whatever stands in their titles."""
    needs("ffprobe")
    told = probed(files[ending])["chapters"]
    assert [one["tags"]["title"] for one in told] == [section.title for section in SECTIONS]
    for one, section in zip(told, SECTIONS, strict=True):
        assert abs(float(one["start_time"]) - section.start / RATE) < 0.001
    assert all(one["end_time"] == after["start_time"] for one, after in itertools.pairwise(told))


@pytest.mark.parametrize("ending", ["flac", "opus", "m4b"])
def test_another_reader_sees_the_chapters(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """MediaInfo lists them as a menu; of a WAV and an MP3 it knows none."""
    needs("mediainfo")
    command = ["mediainfo", "--Output=JSON", str(files[ending])]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["media"]["track"]
    menus = [list(track["extra"].values()) for track in told if track["@type"] == "Menu" and "extra" in track]
    assert [section.title for section in SECTIONS] in menus


@pytest.mark.parametrize("ending", ALL)
def test_it_has_a_cover(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """A picture that is the front of it."""
    needs("ffmpeg")
    (cover,) = (one for one in probed(files[ending])["streams"] if one["codec_type"] == "video")
    assert cover["disposition"]["attached_pic"] == 1
    command = ["ffmpeg", "-v", "error", "-i", str(files[ending]), "-map", "0:v", "-c", "copy", "-f", "image2pipe", "-"]
    drawn = subprocess.run(command, check=True, capture_output=True).stdout
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("PNG", (SIDE, SIDE))


@pytest.mark.parametrize("ending", CODED)
def test_it_sounds_like_the_session(files: dict[str, Path], ending: str, needs: Needs) -> None:
    """As loud, at the same time, and as much of it: what is lost cannot be heard."""
    needs("ffmpeg")
    heard = decoded(files[ending])
    assert 0 <= len(heard) - LENGTH < 1024  # ffmpeg leaves the rest of the last block of AAC
    heard = heard[:LENGTH]
    level = 20 * np.log10(np.sqrt(np.mean(heard**2)) / np.sqrt(np.mean(SOUND**2)))
    assert abs(level) < 0.5
    assert abs(first_audible(heard) - first_audible(SOUND)) < 0.005 * RATE
    shifts = range(-240, 241)
    match = [float(np.sum(np.roll(heard, shift, axis=0) * SOUND)) for shift in shifts]
    assert abs(shifts[int(np.argmax(match))]) <= 1
    assert np.corrcoef(heard.ravel(), SOUND.ravel())[0, 1] > 0.99


def first_audible(sound: Samples) -> int:
    """The first frame of the first 5 ms within 45 dB of the loudest ones."""
    windows = sound[: len(sound) // 240 * 240].reshape(-1, 480)
    loud = np.sqrt(np.mean(windows**2, axis=1))
    return int(np.argmax(loud > loud.max() * 10 ** (-45 / 20))) * 240


@pytest.mark.parametrize("ending", ALL)
def test_nothing_is_said_of_what_nobody_said(tmp_path: Path, ending: str, needs: Needs) -> None:
    """Without summary, licence and sections: a title, an author, no chapters."""
    needs("ffprobe")
    target = tmp_path / f"a.{ending}"
    made = described(chapters=(), summary="", technique="body scan")
    writer_of(target)(target, replace(made, credit=Credit(), session=replace(made.session, sources=())))
    read = probed(target)
    told = tags(read)
    assert read["chapters"] == []
    assert told["artist"] == "voiceguide"
    assert told["genre"] == "Body scan"
    assert not {"comment", "copyright", "license"} & set(told)


@pytest.mark.parametrize("ending", ALL)
def test_there_may_be_many_chapters(tmp_path: Path, ending: str, needs: Needs) -> None:
    """Also more than a byte can count, with titles that are too long to be shown."""
    needs("ffprobe")
    count = 300
    sections = [chapter(f"{number} {'ö' * 500}", number / 100, (number + 1) / 100) for number in range(count)]
    target = tmp_path / f"a.{ending}"
    writer_of(target)(target, described(chapters=sections, title="T" * 500))
    read = probed(target)
    titles = [one["tags"]["title"] for one in read["chapters"]]
    assert [title.split()[0] for title in titles] == [str(number) for number in range(count)]
    assert all(set(title.split()[1]) == {"ö", "…"} and len(title) > 50 for title in titles)
    assert tags(read)["title"] == "T" * 500


def test_a_wav_of_eight_hours_says_as_much(tmp_path: Path, needs: Needs) -> None:
    """Behind 5 GB of sound, which are a hole here."""
    needs("ffprobe")
    frames, target = Frames(8 * 3600 * RATE), tmp_path / "a.wav"
    parts = tuple(
        Part(title=title, start=start, end=end)
        for title, start, end in (("Day", Frames(0), Frames(frames // 2)), ("Night", Frames(frames // 2), frames))
    )
    behind = said_behind(replace(tags_of(described()), chapters=parts))
    with target.open("wb") as file:
        file.write(wav_header(frames, len(behind)))
        file.seek(4 * frames, os.SEEK_CUR)
        file.write(behind)
    read = probed(target)
    assert float(read["format"]["duration"]) == 8 * 3600
    assert tags(read)["title"] == TITLE
    assert [(one["start_time"], one["tags"]["title"]) for one in read["chapters"]] == [
        ("0.000000", "Day"),
        ("14400.000000", "Night"),
    ]


def test_the_one_who_renders_can_be_named(author: Author, needs: Needs) -> None:
    """By --author and --licence, each kept as one line; --from moves the chapters."""
    needs("ffprobe")
    author.writes(
        "a.yaml",
        """
        title: Two parts
        steps:
          - section: One
            steps:
              - Hello. [2s!]
          - section: Two
            steps:
              - Goodbye.
        """,
    )
    wishes = ("--author", "Anna\n  B", "--licence", "CC0", "--from", "two", "--voice", "silent")
    said = author.types("render", "a.yaml", "-o", "a.mp3", *wishes)
    assert (said.status, said.err.strip()) == (0, "a.mp3: 0:01")
    read = probed(author.folder / "a.mp3")
    assert tags(read)["artist"] == "Anna B"
    assert tags(read)["copyright"] == "CC0"
    assert [(one["start"], one["tags"]["title"]) for one in read["chapters"]] == [(0, "Two")]


def test_a_bundled_session_says_its_licence(author: Author, needs: Needs) -> None:
    """What is made of it may be shared alike; of an author's own script nothing is said."""
    needs("ffprobe")
    author.writes("own.yaml", "title: Own\nsteps:\n  - Hello.\n")
    for wanted in ("quick-release", "own.yaml"):
        assert author.types("render", wanted, "-o", f"{wanted}.flac", "--voice", "silent").status == 0
    assert "CC BY-SA 4.0" in tags(probed(author.folder / "quick-release.flac"))["copyright"]
    assert "copyright" not in tags(probed(author.folder / "own.yaml.flac"))


def test_an_extra_that_is_missing_says_what_to_type(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any work is done."""
    monkeypatch.setattr("voiceguide.export.formats.find_spec", lambda _name: None)
    said = author.types("render", "body-scan", "-o", "a.m4b")
    assert said.status == 1
    assert "pip install 'voiceguide[m4b]'" in said.err
    assert list(author.folder.iterdir()) == []
