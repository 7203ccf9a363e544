"""Many files by one command."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
from busy import worked_here
from desk import Author, Said
from own_voices import recorded

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.exits import Exit
from voiceguide.units import RATE

MATRIX = """
    sessions: [two.yaml]
    voices: ['silent:1s', 'silent:2s']
    lengths: [usual, 20s]
    formats: [wav, vtt]
"""
SCRIPT = """
    title: Two
    options: {rest: {default: 10s, from: 2s, to: 20s, about: a rest}}
    steps:
      - Breathe in. [$rest]
      - Breathe out.
"""


@pytest.fixture
def matrix(author: Author) -> str:
    """Two voices at two lengths in two formats."""
    author.writes("two.yaml", SCRIPT)
    return author.writes("files.yaml", MATRIX)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is made in this process: what processes do is told in other tests."""
    monkeypatch.setattr("voiceguide.cli.batch.run.worked", worked_here)


def files(folder: str = "out") -> dict[str, int]:
    """Every file that is not hidden, and when it was changed."""
    return {path.name: path.stat().st_mtime_ns for path in Path(folder).iterdir() if not path.name.startswith(".")}


def rendered(author: Author, matrix: str, *more: str) -> Said:
    """Make what it combines."""
    return author.types("render", "--matrix", matrix, "-o", "out", "--jobs", "2", *more)


def test_each_with_each_is_made(author: Author, matrix: str) -> None:
    """Every file as long as it is asked to be; nothing else is left."""
    said = rendered(author, matrix)
    assert said.status == Exit.DONE, said.err
    assert said.out == ""
    assert said.err.splitlines()[-1] == "out: 8 files made."
    assert sorted(files()) == [
        f"two {length} silent-{voice}s.{ending}"
        for length in ("20s", "usual")
        for voice in (1, 2)
        for ending in ("vtt", "wav")
    ]
    assert {path.name for path in Path("out").iterdir()} - set(files()) == {".voiceguide-made.json"}
    assert soundfile.info("out/two 20s silent-2s.wav").frames == 20 * RATE
    assert soundfile.info("out/two usual silent-1s.wav").frames == 12 * RATE


@pytest.mark.usefixtures("quick")
def test_a_file_is_the_one_that_is_made_alone(author: Author, matrix: str) -> None:
    """To the byte."""
    rendered(author, matrix)
    author.types("render", "two.yaml", "--voice", "silent:2s", "--for", "20s", "-o", "one.wav")
    assert Path("one.wav").read_bytes() == Path("out/two 20s silent-2s.wav").read_bytes()


@pytest.mark.usefixtures("quick")
def test_what_is_there_is_not_made_again(author: Author, matrix: str) -> None:
    """Only what is gone, was changed, or would be another now."""
    rendered(author, matrix)
    before = files()
    gone, changed = "two 20s silent-1s.vtt", "two usual silent-2s.wav"
    Path("out", gone).unlink()
    Path("out", changed).write_bytes(b"mine")
    assert rendered(author, matrix).err.splitlines()[-1] == "out: 2 files made, 6 as before."
    after = files()
    assert {name for name, when in after.items() if before[name] != when} == {gone, changed}

    author.writes("two.yaml", SCRIPT.replace("title: Two", "# remarked upon\n    title: Two"))
    assert rendered(author, matrix).err.splitlines()[-1] == "out: 0 files made, 8 as before."
    author.writes("two.yaml", SCRIPT.replace("Breathe out.", "And out."))
    assert rendered(author, matrix).err.splitlines()[-1] == "out: 8 files made."


@pytest.mark.usefixtures("quick")
def test_a_changed_sound_is_heard(author: Author) -> None:
    """It has the same name, and is another."""
    sounds = settings.folders().sounds / "chimes"
    sounds.mkdir(parents=True)
    author.writes("two.yaml", "title: Two\nsteps: [{chime: gong, wait: 1s}]\n")
    line = ("render", "--matrix", author.writes("files.yaml", "sessions: [two.yaml]\nformats: wav\n"), "-o", "out")
    for pitch in (200, 400):
        soundfile.write(sounds / "gong.wav", [[n % pitch / pitch - 0.5] for n in range(RATE)], RATE)
        assert author.types(*line).err.splitlines()[-1] == "out: 1 file made."
    assert author.types(*line).err.splitlines()[-1] == "out: 0 files made, 1 as before."


@pytest.mark.usefixtures("quick")
def test_a_changed_file_is_heard(author: Author) -> None:
    """It lasts as long as before, and is another."""
    author.writes("two.yaml", "title: Two\nsteps:\n  - play: gong.wav\n")
    line = ("render", "--matrix", author.writes("files.yaml", "sessions: [two.yaml]\nformats: wav\n"), "-o", "out")
    for pitch in (200, 400):
        soundfile.write(author.folder / "gong.wav", [[n % pitch / pitch - 0.5] for n in range(RATE)], RATE)
        assert author.types(*line).err.splitlines()[-1] == "out: 1 file made."
    assert author.types(*line).err.splitlines()[-1] == "out: 0 files made, 1 as before."


@pytest.mark.usefixtures("quick")
def test_a_phrase_that_was_recorded_again_is_heard(author: Author) -> None:
    """Though it lasts as long as before, and whoever changed it told nobody."""
    recorded("anna", "Breathe in.", "Breathe out.")
    author.writes("two.yaml", SCRIPT)
    matrix = "sessions: [two.yaml]\nvoices: 'own:anna'\nformats: wav\n"
    line = ("render", "--matrix", author.writes("files.yaml", matrix), "-o", "out")
    assert author.types(*line).err.splitlines()[-1] == "out: 1 file made."
    flac = next((settings.folders().voices / "own" / "anna").glob("*.flac"))
    samples, rate = soundfile.read(flac)
    soundfile.write(flac, samples * 0.5, rate)
    assert author.types(*line).err.splitlines()[-1] == "out: 1 file made."
    assert author.types(*line).err.splitlines()[-1] == "out: 0 files made, 1 as before."


@pytest.mark.usefixtures("quick")
def test_a_caution_that_is_only_written_is_made_anew(author: Author) -> None:
    """It stands in a transcript, though nobody speaks it."""
    matrix = author.writes("files.yaml", "sessions: [two.yaml]\nvoices: 'silent:1s'\nformats: txt\n")
    for caution in ("Stop if it hurts.", "Stop if you are dizzy."):
        author.writes("two.yaml", f"title: Two\ncaution: {caution}\nsteps: [Rest.]\n")
        assert rendered(author, matrix).err.splitlines()[-1] == "out: 1 file made."
        assert caution in Path("out/two.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("quick")
def test_what_a_killed_run_left_half_is_gone(author: Author, matrix: str) -> None:
    """Half a list of what was made, and the folder of what was being made."""
    rendered(author, matrix)
    half, drafts = Path("out/.voiceguide-made.json.999999999"), Path("out/.voiceguide-new-999999999-abc")
    half.write_text("{", encoding="utf-8")
    os.utime(half, (0, 0))
    drafts.mkdir()
    (drafts / "two.wav").write_bytes(b"half")
    assert rendered(author, matrix).err.splitlines()[-1] == "out: 0 files made, 8 as before."
    assert not half.exists()
    assert not drafts.exists()


@pytest.mark.usefixtures("quick")
def test_a_damaged_memory_is_no_memory(author: Author) -> None:
    """Everything is made again."""
    author.writes("two.yaml", SCRIPT)
    matrix = author.writes("files.yaml", "sessions: [two.yaml]\nvoices: 'silent:1s'\nformats: json\n")
    rendered(author, matrix)
    for content in ("", '{"format": 1, "files": {"a": [1]}}', '{"format": 1, "files": 7}', "[" * 10_000):
        Path("out/.voiceguide-made.json").write_text(content, encoding="utf-8")
        assert rendered(author, matrix).err.splitlines()[-1] == "out: 1 file made."


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_had_is_told_and_the_rest_goes_on(author: Author, matrix: str) -> None:
    """With status 1 at the end."""
    author.writes("bad.yaml", "title: Bad\nsteps: [{puase: 3s}]\n")
    author.writes("files.yaml", MATRIX.replace("two.yaml", "two.yaml, bad.yaml").replace("20s", "1s"))
    said = rendered(author, matrix)
    assert said.status == Exit.FAILED
    assert said.err.splitlines()[-1] == "out: 4 files made, 12 could not be made."
    assert said.err.count("did you mean 'pause'?") == 1
    assert "two 1s silent-1s.wav: Two cannot last 1s. The nearest that it can last is 6s." in said.err
    assert len(files()) == 4


def test_a_crash_costs_one_file(author: Author, monkeypatch: pytest.MonkeyPatch, matrix: str) -> None:
    """It is told which, and the others are made."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    from deadly import work  # noqa: PLC0415  (found once its folder is)

    monkeypatch.setattr("voiceguide.cli.batch.run.work", work)
    said = rendered(author, matrix)
    assert said.status == Exit.FAILED
    assert "two 20s silent-2s.wav: The process that made it was ended by SIGKILL." in said.err
    assert said.err.splitlines()[-1] == "out: 7 files made, 1 could not be made."


@pytest.mark.usefixtures("quick")
def test_every_session_has_a_file(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--all`, as it is wished for; here the plan as data, which is quick."""
    monkeypatch.setattr(library, "names", lambda: {"breathing-space": Path(), "quick-release": Path()})
    said = author.types("render", "--all", "--voice", "silent:1s", "--for", "4m", "--format", "json", "-o", "out")
    assert said.status == Exit.DONE, said.err
    assert sorted(files()) == ["breathing-space.json", "quick-release.json"]
    assert json.loads(Path("out/quick-release.json").read_bytes())["asked_ms"] == 240_000


def test_ctrl_c_leaves_what_is_whole(author: Author, matrix: str) -> None:
    """Status 130, no process, no half file; the same command goes on."""
    author.writes("files.yaml", MATRIX.replace("usual, 20s", ", ".join(f"{10 + n}m" for n in range(12))))
    author.writes("two.yaml", SCRIPT.replace("[$rest]", "[5s..10s..20m]"))
    line = [sys.executable, "-m", "voiceguide", "render", "--matrix", matrix, "-o", "out", "--jobs", "2"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait() == Exit.INTERRUPTED
    assert first.startswith("[1/48] two ")
    assert "Traceback" not in rest
    assert "The same command goes on from here." in rest
    assert not [path for path in Path("out").iterdir() if path.is_dir()]
    for name in files():
        if name.endswith(".wav"):
            assert soundfile.info(f"out/{name}").frames % (60 * RATE) == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ((), "Which session is to be written?"),
        (("two.yaml", "--all"), "Ask for one of them."),
        (("--all", "--matrix", "files.yaml"), "Ask for one of them."),
        (("--all", "--from", "1:00"), "--from is for one file."),
        (("--matrix", "files.yaml", "--voice", "silent:1s"), "Write voices, lengths, formats and all else there."),
        (("--all", "--format", "mp9"), "There is no format 'mp9'."),
        (("two.yaml", "--jobs", "2"), "--jobs is for many files."),
    ],
)
def test_what_cannot_be_asked_for_together(author: Author, matrix: str, line: tuple[str, ...], told: str) -> None:
    """Is told before any work."""
    assert matrix
    said = author.types("render", *line, "-o", "out")
    assert said.status == Exit.USAGE
    assert told in said.err
    assert not Path("out").exists()


def test_mistakes_of_a_matrix_are_told_with_their_lines(author: Author) -> None:
    """Unknown sessions, voices and sounds too."""
    text = "sessions: [pmrr, no.yaml]\nvoices: 'espeak:xy-zz'\nbackgrounds: [rian, bowl]\n"
    said = author.types("render", "--matrix", author.writes("files.yaml", text), "-o", "out")
    assert said.status == Exit.SCRIPT_ERRORS
    assert said.err.count("files.yaml:") == 5
    assert "      │            ^^^^ did you mean 'pmr'?" in said.err
    assert author.types("render", "--matrix", "none.yaml", "-o", "out").status == Exit.NOT_FOUND


def test_a_file_where_the_folder_should_be_is_a_sentence(author: Author, matrix: str) -> None:
    """Before any work."""
    assert author.types("render", "--matrix", matrix, "-o", "two.yaml").status == Exit.USAGE
