"""What every test may ask for: a tool by name, folders of its own, the command line."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import SCRIPT, Author
from sound_server import SoundServer

pytest_plugins = ["voice_fixtures", "compiled"]

Needs = Callable[[str], str]
"""Told a tool's name, gives its path; without the tool the test is skipped by name, or fails where CI is set."""


def path_of(tool: str) -> str:
    """The path of `tool`; without it the test is skipped, or fails where CI is set."""
    path = shutil.which(tool)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{tool} is not installed, and CI runs every test")
    if path is None:
        pytest.skip(f"{tool} is not installed")
    return path


@pytest.fixture
def needs() -> Needs:
    """Gives `needs(tool)`."""
    return path_of


@pytest.fixture(scope="session")
def spoken_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for all tests, so that each phrase is spoken once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is made once for many tests is made without the developer's folders, voices and settings too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(tmp_path_factory.mktemp("nobody") / name.lower()))
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, spoken_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder of the user's is a temporary one, and no wish of the developer's environment reaches a test."""
    home = tmp_path / "user"
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("XDG_CACHE_HOME", str(spoken_once))
    for name in [name for name in os.environ if name.startswith("VOICEGUIDE_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def sound_server(needs: Needs, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A PulseAudio server whose only loudspeaker can be recorded; this process and those it starts play there."""
    needs("pulseaudio")
    needs("parec")
    server = SoundServer()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Author:
    """An author who types commands, in a folder of their own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Author(folder, capsys)


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file of a small session in the current folder, which is a temporary one."""
    monkeypatch.chdir(tmp_path)
    Path("two.yaml").write_text(SCRIPT, encoding="utf-8")
    return "two.yaml"
