"""Voices for the tests: real ones, opened once, each with a store of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from voiceguide.voice.engine import Engine, EngineMissing
from voiceguide.voice.engines import choose, engine_named
from voiceguide.voice.speaker import Speaker
from voiceguide.voice.store import Store


def present(name: str) -> Engine:
    """An engine; without it the test is skipped by name, or fails where CI is set."""
    try:
        engine = engine_named(name)
        engine.voices()
    except EngineMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"{name}: {missing}")
        pytest.skip(f"{name}: {missing.message}")
    return engine


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that all tests share, so that every voice is calibrated once."""
    return tmp_path_factory.mktemp("spoken")


@pytest.fixture
def speaker(read_once: Path) -> Iterator[Callable[..., Speaker]]:
    """Opens a speaker by the name of its voice, and closes it after the test."""
    opened: list[Speaker] = []

    def open_one(name: str, folder: Path | None = None) -> Speaker:
        present(name.partition(":")[0])
        engine, voice = choose(name, "en")
        opened.append(Speaker(engine, voice, Store(folder=folder or read_once)))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
