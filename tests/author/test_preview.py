"""`voiceguide preview`: played again on every save."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

SCRIPT = """\
title: Preview
steps:
  - Feel your feet. [40s]
  - Feel your hands. [40s]
  - Feel your back. [40s]
"""

PATIENCE_SECONDS = 120
"""After so long a preview is ended, so that a test that waits for the wrong words fails."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal")


class Previewed:
    """A preview that runs, and what it prints."""

    def __init__(self, path: Path, *arguments: str) -> None:
        self.path = path
        command = [sys.executable, "-m", "voiceguide", "preview", str(path), "--voice", "silent", "--device", "silent"]
        self._process = subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        self._patience = Timer(PATIENCE_SECONDS, self._process.kill)
        self._patience.start()

    def says(self, words: str) -> str:
        """Read on to the line that holds these words; all up to there."""
        assert self._process.stdout is not None
        read = ""
        for line in self._process.stdout:
            read += line
            if words in line:
                return read
        pytest.fail(f"it ended before it said {words!r}:\n{read}")

    def interrupted(self) -> int:
        """Press Ctrl-C; the status."""
        self._process.send_signal(signal.SIGINT)
        status = self._process.wait()
        self._patience.cancel()
        return status

    def kill(self) -> None:
        """End it, whatever it does."""
        self._patience.cancel()
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


Previews = Callable[..., Previewed]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Previews]:
    """Starts previews of `SCRIPT`, and ends those that still run."""
    running: list[Previewed] = []

    def start(*arguments: str) -> Previewed:
        path = tmp_path / "preview.yaml"
        path.write_text(SCRIPT, encoding="utf-8")
        running.append(Previewed(path, *arguments))
        return running[-1]

    yield start
    for each in running:
        each.kill()


def written(path: Path, text: str) -> None:
    """As an editor that writes into the file."""
    path.write_text(text, encoding="utf-8")


def replaced(path: Path, text: str) -> None:
    """As an editor that puts a new file in the place of the old one."""
    draft = path.with_name("draft~")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


@pytest.mark.parametrize("save", [written, replaced])
def test_it_begins_at_the_first_line_that_changed(preview: Previews, save: Callable[[Path, str], None]) -> None:
    """However the editor saves: what was playing makes room, and the new words are heard."""
    running = preview()
    running.says("Feel your feet.")

    save(running.path, SCRIPT.replace("hands", "fingers"))

    said = running.says("Feel your fingers.")
    assert "Preview, from 00:40.920" in said
    assert "Feel your feet." not in said
    assert running.interrupted() == 130


def test_it_begins_at_a_line_that_is_asked_for(preview: Previews) -> None:
    """Every time, wherever the change is."""
    running = preview("--at", "5")
    running.says("Feel your back.")

    written(running.path, SCRIPT.replace("feet", "toes"))

    assert "toes" not in running.says("Feel your back.")
    assert running.interrupted() == 130


def test_mistakes_are_told_and_playing_goes_on(preview: Previews) -> None:
    """The next save that is well is played."""
    running = preview()
    running.says("Feel your feet.")

    written(running.path, SCRIPT.replace("title", "titel"))
    running.says("did you mean 'title'?")
    written(running.path, SCRIPT.replace("back", "shoulders"))

    running.says("Feel your shoulders.")
    assert running.interrupted() == 130


def test_a_script_that_is_wrong_from_the_start(preview: Previews, tmp_path: Path) -> None:
    """It waits for a save that is well."""
    path = tmp_path / "preview.yaml"
    running = preview()
    running.kill()
    path.write_text("title: No steps\n", encoding="utf-8")
    waiting = Previewed(path)
    try:
        waiting.says("'steps'")
        written(path, SCRIPT)
        waiting.says("Feel your feet.")
        assert waiting.interrupted() == 130
    finally:
        waiting.kill()


def test_what_is_included_counts(preview: Previews, tmp_path: Path) -> None:
    """A change in a file that the script brings in is heard where it is used."""
    (tmp_path / "_parts.yaml").write_text("routines: {last: {steps: ['Let go. [40s]']}}\n", encoding="utf-8")
    running = preview()
    running.says("Feel your feet.")
    written(running.path, SCRIPT.replace("steps:", "include: _parts.yaml\nsteps:") + "  - do: last\n")
    running.says("Preview, from")

    (tmp_path / "_parts.yaml").write_text("routines: {last: {steps: ['Let it be. [40s]']}}\n", encoding="utf-8")

    running.says("Let it be.")
    assert running.interrupted() == 130


def test_no_such_session() -> None:
    """It is told at once."""
    said = subprocess.run(
        [sys.executable, "-m", "voiceguide", "preview", "pmrr", "--device", "silent"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 5
    assert "pmr" in said.stderr
