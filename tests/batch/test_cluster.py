"""Files that other machines make: a scheduler of Dask, and two workers with folders of their own."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from desk import Author

from voiceguide.cli.exits import Exit
from voiceguide.units import RATE

distributed = pytest.importorskip("distributed")

SCRIPT = """
    title: Two
    include: parts.yaml
    steps: [{do: breathe}, {chime: bell, wait: 1s}]
"""


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a scheduler with two processes that know nothing of this one's files."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "worker" / name))
    (tmp_path / "worker").mkdir()
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
        local_directory=str(tmp_path / "worker"),
    ) as cluster:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "client" / name))
        yield cluster.scheduler_address


def test_other_machines_make_the_same_files(author: Author, scheduler: str) -> None:
    """They are sent the session with all that belongs to it, and send back the file."""
    author.writes("parts.yaml", "routines: {breathe: {steps: ['Breathe in. [10s]', Breathe out.]}}")
    author.writes("two.yaml", SCRIPT)
    matrix = "sessions: [two.yaml]\nvoices: 'silent:1s'\nlengths: [20s, 30s, 1s]\nformats: [wav, vtt]\n"
    line = ("render", "--matrix", author.writes("files.yaml", matrix), "-o", "out")
    said = author.types(*line, "--scheduler", scheduler)
    assert said.status == Exit.FAILED, said.err
    assert said.err.splitlines()[-1] == "out: 4 files made, 2 could not be made.", said.err
    assert "two 1s.wav: Two cannot last 1s." in said.err
    assert soundfile.info("out/two 30s.wav").frames == 30 * RATE

    author.types("render", "two.yaml", "--voice", "silent:1s", "--for", "20s", "-o", "one.wav")
    assert Path("one.wav").read_bytes() == Path("out/two 20s.wav").read_bytes()
    assert author.types(*line).err.splitlines()[-1] == "out: 0 files made, 4 as before, 2 could not be made."


def test_a_scheduler_that_does_not_answer_is_a_sentence(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to look at."""
    monkeypatch.setattr("voiceguide.batch.cluster.PATIENCE_S", 0.2)
    monkeypatch.setattr("voiceguide.cli.library.names", lambda: {"breathing-space": Path()})
    for address in ("tcp://127.0.0.1:9", "nonsense://"):
        said = author.types("render", "--all", "--format", "vtt", "-o", "out", "--scheduler", address)
        assert said.status == Exit.FAILED
        assert "No scheduler answers at" in said.err


def test_without_dask_it_is_told_what_to_type(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("voiceguide.cli.library.names", lambda: {"breathing-space": Path()})
    said = author.types("render", "--all", "--format", "vtt", "-o", "out", "--scheduler", "tcp://127.0.0.1:9")
    assert said.status == Exit.FAILED
    assert "pip install 'voiceguide[cluster]'" in said.err
