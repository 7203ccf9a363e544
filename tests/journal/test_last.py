"""The session that was played last, kept so that nothing can damage it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from voiceguide.journal import FILE, Last, Recipe, read, write
from voiceguide.units import Frames, Milliseconds, WordsPerMinute

LAST = Last(
    recipe=Recipe(
        wanted="/home/me/abend.yaml",
        settings={"rest": "30s"},
        background=None,
        voice="espeak:de",
        rate=WordsPerMinute(110),
        length=Milliseconds(600_000),
        seed=3,
    ),
    title="Zur Nacht",
    plan="0f",
    refits=((Frames(48_000), Frames(960_000)),),
    underneath=True,
    position=Frames(123_456),
    frames=Frames(960_000),
    event="steps/3",
    words="Atme aus.",
)


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    """All of it, in a folder that is made when it is needed."""
    write(tmp_path / "state", LAST)

    assert read(tmp_path / "state") == LAST


def test_nothing_was_played_yet(tmp_path: Path) -> None:
    """There is nothing to find."""
    assert read(tmp_path) is None


def test_the_newer_takes_the_place_of_the_older(tmp_path: Path) -> None:
    """At once and whole: no other file is left."""
    write(tmp_path, LAST)
    write(tmp_path, replace(LAST, finished=True))

    assert read(tmp_path) == replace(LAST, finished=True)
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_half_written_one_does_not_count(tmp_path: Path) -> None:
    """What a killed process left behind is thrown away, and what was kept before stands."""
    write(tmp_path, LAST)
    (tmp_path / f".{FILE}.4711").write_text('{"format": 1, "rec')

    assert read(tmp_path) == LAST
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_failed_write_leaves_what_was(tmp_path: Path) -> None:
    """And no draft of itself."""
    write(tmp_path, LAST)
    with pytest.raises(TypeError):
        write(tmp_path, replace(LAST, title=object()))  # type: ignore[arg-type]

    assert read(tmp_path) == LAST
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"[]",
        b'{"format": 2}',
        b'{"format": 1}',
        b"[" * 100_000,
        b'"' + b"a" * 2_000_000 + b'"',
        json.dumps({"format": 1, "recipe": {"wanted": 3, "settings": {}}, "refits": []}).encode(),
    ],
)
def test_what_cannot_be_understood_is_nothing(tmp_path: Path, content: bytes) -> None:
    """Whatever is in the file, the listener can play another session."""
    (tmp_path / FILE).write_bytes(content)

    assert read(tmp_path) is None
