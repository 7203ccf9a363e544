"""Files that change."""

import os
from pathlib import Path
from threading import Event

import pytest

from voiceguide.watch import Watcher


def test_only_another_content_counts(tmp_path: Path) -> None:
    """A file that was touched, emptied for a moment or taken away for a moment did not change."""
    file = tmp_path / "a.yaml"
    file.write_text("one")
    told: list[str] = []
    watcher = Watcher([file], lambda: told.append(file.read_text()))

    for content in ("one", "", None, "one"):
        if content is None:
            file.unlink()
        else:
            file.write_text(content)
        watcher.look()
    assert told == []

    file.write_text("two")
    watcher.look()
    watcher.look()
    assert told == ["two"]


def test_any_of_several(tmp_path: Path) -> None:
    """A script and what it includes."""
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_text("one")
    changed = Event()
    watcher = Watcher(files, changed.set)

    files[1].write_text("two")
    watcher.look()

    assert changed.is_set()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_the_system_tells_what_a_link_points_to(tmp_path: Path) -> None:
    """The change is heard of where the file really is."""
    (tmp_path / "real").mkdir()
    (tmp_path / "desk").mkdir()
    real = tmp_path / "real" / "a.yaml"
    real.write_text("one")
    link = tmp_path / "desk" / "a.yaml"
    link.symlink_to(real)
    changed = Event()

    with Watcher([link], changed.set):
        real.write_text("two")
        assert changed.wait(30)
