"""Sessions on the command line: found, shown, planned, checked and rendered."""

import json
from pathlib import Path
from textwrap import dedent

import pytest
import soundfile

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.program import run
from voiceguide.units import RATE

SCRIPT = """\
title: Two breaths
posture: lying
technique: breathing
screen: [supine]
caution: Stop if it hurts.
options:
  rest: {default: 6s!, from: 2s, to: 20s, about: how long you rest}
  place: {default: back, one of: [back, side], about: how you lie}
steps:
  - Lie on your $place. [2s!]
  - section: Breath
    steps:
      - Breathe in. [4s!]
      - Breathe out.
  - pause: $rest
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A session's file in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("two.yaml").write_text(SCRIPT.replace("6s!,", "6s,"), encoding="utf-8")
    return "two.yaml"


class Told:
    """Runs commands, and holds what the last one said."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd
        self.out = ""
        self.err = ""

    def __call__(self, *line: str) -> int:
        """Run a command line."""
        status = run(line)
        self.out, self.err = self._capfd.readouterr()
        return status


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    """Runs commands, and holds what the last one said."""
    return Told(capfd)


def test_alone_it_tells_the_sessions_and_how_to_start_one(told: Told) -> None:
    """Nobody has to know a command."""
    assert told() == Exit.DONE
    assert "body-scan" in told.out
    assert "voiceguide play " in told.out


def test_list_has_every_session(told: Told) -> None:
    """By the name by which it is played, with its title and what it is."""
    assert told("list") == Exit.DONE
    assert [line.split()[0] for line in told.out.splitlines()] == ["back-mobility", "body-scan", "pmr"]


def test_list_can_be_of_one_tag(told: Told) -> None:
    """Technique, posture or care tag; a tag that nothing has is answered with those that there are."""
    assert told("list", "--tag", "Body Scan") == Exit.DONE
    assert [line.split()[0] for line in told.out.splitlines()] == ["body-scan"]
    assert told("list", "--tag", "swimming") == Exit.DONE
    assert told.out == ""
    assert "muscle relaxation" in told.err


def test_list_as_data(told: Told) -> None:
    """Stable keys."""
    assert told("list", "--json") == Exit.DONE
    (first, *_) = json.loads(told.out)
    assert list(first) == ["name", "title", "summary", "file", "language", "tags"]


def test_the_listener_s_own_scripts_come_first(told: Told) -> None:
    """One of the same name takes the place of the bundled one; one with mistakes is named."""
    own = settings.folders().scripts
    own.mkdir(parents=True)
    (own / "pmr.yaml").write_text(SCRIPT, encoding="utf-8")
    (own / "broken.yaml").write_text("steps: 3", encoding="utf-8")
    (own / "mine.yaml").write_text(SCRIPT.replace("6s!,", "6s,"), encoding="utf-8")
    assert told("list") == Exit.DONE
    assert "mine" in told.out
    assert "voiceguide check broken" in told.err
    assert told("plan", "mine", "--voice", "silent:1s") == Exit.DONE


def test_show_tells_who_should_ask_first(told: Told, script: str) -> None:
    """With caution, options and the lengths that can be had."""
    assert told("show", script) == Exit.DONE
    for part in (
        "Two breaths",
        "Stop if it hurts.",
        "lie on your left side",
        "rest",
        "2s to 20s",
        "back, side",
        "It lasts",
    ):
        assert part in told.out


def test_plan_is_a_line_for_each_thing(told: Told, script: str) -> None:
    """The very format of the golden files."""
    assert told("plan", script, "--voice", "silent:1s") == Exit.DONE
    assert told.out == dedent("""\
        00:00.000  say    Lie on your back.    1.000
        00:03.000  say    Breathe in.          1.000
        00:08.000  say    Breathe out.         1.000
        00:15.000  end
    """)


def test_options_are_set_on_the_command_line(told: Told, script: str) -> None:
    """One `--set` for each."""
    line = ("plan", script, "--voice", "silent:1s", "--set", "rest=20s", "--set", "place=side")
    assert told(*line) == Exit.DONE
    assert "Lie on your side." in told.out
    assert told.out.endswith("00:29.000  end\n")


def test_plan_as_data_says_everything(told: Told, script: str) -> None:
    """The keys are stable, and the events of time follow one another without gap."""
    assert told("plan", script, "--voice", "silent:1s", "--json") == Exit.DONE
    plan = json.loads(told.out)
    assert list(plan) == [
        "format", "title", "rate", "frames", "asked_ms", "natural_ms", "shortest_ms", "longest_ms", "reachable_ms",
        "factor", "seed", "options", "voice", "sections", "events",
    ]  # fmt: skip
    assert plan["frames"] == 15 * RATE
    assert plan["voice"]["name"] == "silent:1s"
    assert [section["title"] for section in plan["sections"]] == ["Breath"]
    at = 0
    for event in plan["events"]:
        if event["track"] == "time":
            assert event["start_frame"] == at
            at += event["frames"]
    assert at == plan["frames"]


def test_a_length_is_kept_to_the_frame(told: Told, script: str) -> None:
    """Or refused with those that can be had and status 4."""
    assert told("plan", script, "--voice", "silent:1s", "--for", "14.123s", "--json") == Exit.DONE
    assert json.loads(told.out)["frames"] == 14_123 * 48
    assert told("plan", script, "--voice", "silent:1s", "--for", "3h") == Exit.UNREACHABLE
    assert told.out == ""
    assert "cannot last 3h" in told.err
    assert "The nearest that it can last is " in told.err


def test_a_length_in_the_script_that_cannot_be_had_is_its_mistake(told: Told, script: str) -> None:
    """Status 3, as its author can mend it."""
    Path(script).write_text("length: 3h\n" + Path(script).read_text(encoding="utf-8"), encoding="utf-8")
    assert told("plan", script, "--voice", "silent:1s") == Exit.SCRIPT_ERRORS
    assert "two.yaml:1:1: " in told.err


@pytest.mark.parametrize(
    "line",
    [
        ["plan", "nothing-like-it"],
        ["play", "./nowhere.yaml"],
        ["render", "a/b", "-o", "x.wav"],
        ["check", "gone.yml"],
        ["show", "pmrr"],
        ["plan", ""],
        ["plan", "\x1b[2J"],
    ],
)
def test_what_is_not_there_is_status_5(told: Told, line: list[str]) -> None:
    """With a sentence and nothing on standard output."""
    assert told(*line) == Exit.NOT_FOUND
    assert told.out == ""
    assert told.err
    assert "\x1b" not in told.err


def test_a_misspelt_name_gets_the_nearest(told: Told) -> None:
    """As the names are known."""
    assert told("plan", "bodyscan") == Exit.NOT_FOUND
    assert "'body-scan'" in told.err


@pytest.mark.parametrize(
    "more",
    [
        ["--set", "rest=99s"],
        ["--set", "reszt=9s"],
        ["--set", "rest"],
        ["--set", "=9s"],
        ["--set", "place=head"],
        ["--for", "soon"],
        ["--for", "0s"],
        ["--rate", "3"],
        ["--rate", "fast"],
        ["--seed", "-1"],
        ["--voice", "silent:1x"],
        ["--voice", "nobody"],
        ["--background", "bowl"],
        ["--background", "trafic"],
        ["--nonsense"],
    ],
)
def test_what_cannot_be_wished_for_is_status_2(told: Told, script: str, more: list[str]) -> None:
    """The script is not to blame."""
    assert told("plan", script, *more) == Exit.USAGE
    assert told.out == ""
    assert told.err


def test_a_background_can_be_chosen_and_switched_off(told: Told, script: str) -> None:
    """On the command line, whatever the script says."""
    assert told("plan", script, "--voice", "silent:1s", "--background", "rain") == Exit.DONE
    assert "rain" in told.out
    Path(script).write_text("background: rain\n" + Path(script).read_text(encoding="utf-8"), encoding="utf-8")
    assert told("plan", script, "--voice", "silent:1s") == Exit.DONE
    assert "rain" in told.out
    assert told("plan", script, "--voice", "silent:1s", "--background", "none") == Exit.DONE
    assert "rain" not in told.out


def test_the_settings_file_is_what_is_usual(told: Told, script: str) -> None:
    """And a damaged one is a sentence."""
    file = settings.folders().settings
    file.parent.mkdir(parents=True)
    file.write_text('voice = "silent:2s"\nbackground = "rain"\n', encoding="utf-8")
    assert told("plan", script) == Exit.DONE
    assert "rain" in told.out
    assert "00:04.000  say         Breathe in." in told.out
    file.write_text("voice = ", encoding="utf-8")
    assert told("plan", script) == Exit.FAILED
    assert str(file) in told.err


def test_check_tells_every_mistake_of_every_file(told: Told, script: str) -> None:
    """On standard error, with line and caret; status 3."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n  - chime: gong!\n", encoding="utf-8")
    assert told("check", script, "bad.yaml") == Exit.SCRIPT_ERRORS
    assert told.out == "two.yaml: no mistakes\n"
    assert "bad.yaml:3:5: " in told.err
    assert "did you mean 'pause'?" in told.err


def test_check_lays_the_script_out(told: Told, tmp_path: Path) -> None:
    """Words that do not fit into their time and sounds that there are not are mistakes like any other."""
    file = tmp_path / "long.yaml"
    file.write_text(
        "title: x\nsteps:\n  - hold: 1s\n    on: This takes a good deal longer than a second.\n", encoding="utf-8"
    )
    assert told("check", str(file)) == Exit.SCRIPT_ERRORS
    assert f"{file}:4:" in told.err
    file.write_text("title: x\nsteps:\n  - chime: bowll\n  - Breathe.\n", encoding="utf-8")
    assert told("check", str(file)) == Exit.SCRIPT_ERRORS
    assert "'bowl'" in told.err


def test_check_as_data(told: Told, script: str) -> None:
    """Every problem with its place; an empty list without any."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n", encoding="utf-8")
    assert told("check", "bad.yaml", script, "--json") == Exit.SCRIPT_ERRORS
    (problem,) = json.loads(told.out)
    assert problem == {
        "file": "bad.yaml", "line": 3, "column": 5, "weight": "error", "code": problem["code"],
        "message": "unknown step 'puase'", "hint": "did you mean 'pause'?",
    }  # fmt: skip
    assert told("check", script, "--json") == Exit.DONE
    assert json.loads(told.out) == []


@pytest.mark.parametrize("name", ["back-mobility", "body-scan", "pmr"])
def test_every_bundled_session_is_without_mistakes(told: Told, name: str) -> None:
    """With the voice that speaks it by default."""
    assert told("check", name) == Exit.DONE
    assert told.err == ""


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_render_writes_what_plan_says(told: Told, script: str, ending: str) -> None:
    """As many frames, to the frame."""
    assert told("render", script, "-o", f"two.{ending}") == Exit.DONE
    assert told.out == ""
    assert told.err == f"two.{ending}: 0:15\n"
    assert told("plan", script, "--json") == Exit.DONE
    assert soundfile.info(f"two.{ending}").frames == json.loads(told.out)["frames"]


def test_render_refuses_what_it_cannot_write_before_any_work(told: Told) -> None:
    """An unknown ending is wrong usage, and tells the known ones."""
    for name in ("a.mp4", "-", "a"):
        assert told("render", "pmr", "-o", name) == Exit.USAGE
        assert ".wav, .flac" in told.err


def test_render_into_nowhere_is_a_sentence(told: Told, script: str, tmp_path: Path) -> None:
    """Status 1, and the folder as it was."""
    assert told("render", script, "--voice", "silent:1s", "-o", "no/where.wav") == Exit.FAILED
    assert told.err.startswith("no/where.wav cannot be written: ")
    assert [path.name for path in tmp_path.iterdir() if path.name != "user"] == ["two.yaml"]


def test_play_shows_the_words_in_time_where_there_is_no_sound(told: Told, tmp_path: Path) -> None:
    """A line for each phrase; the length at the end."""
    file = tmp_path / "short.yaml"
    file.write_text("title: Short\ncaution: Be careful.\nsteps:\n  - In. [100ms!]\n  - Out.\n", encoding="utf-8")
    assert told("play", str(file), "--device", "silent", "--voice", "silent:100ms") == Exit.DONE
    assert told.out == "Be careful.\n00:00  In.\n00:00  Out.\n"
    assert told.err == "Short: 0:00 of 0:00\n"


def test_play_on_a_device_that_there_is_not_is_wrong_usage(told: Told, script: str) -> None:
    """With those that there are."""
    assert told("play", script, "--voice", "silent:1s", "--device", "gramophone") == Exit.USAGE
    assert "silent" in told.err


HOSTILE = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"- a\n- b",
    b"title: [",
    b"steps: " + b"[" * 2000,
    b"a: &a [1]\nb: *a",
    b"title: \x1b[2J\nsteps: [x]",
    b"title: x\nsteps: [hold: 99999h]",
    b"title: x\nsteps: {}",
    b"title: x\nsteps: []",
    b"title: x\nvoice: nobody\nsteps: [Hello.]",
    "title: x\nsteps: ['\u202e[1s]']".encode(),
]


@pytest.mark.parametrize("content", HOSTILE)
def test_any_bytes_get_an_answer(told: Told, tmp_path: Path, content: bytes) -> None:
    """Status 3, a place in the file, and nothing that steers a terminal."""
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    assert told("plan", str(file)) == Exit.SCRIPT_ERRORS
    assert told.out == ""
    assert f"{file}:" in told.err
    assert "\x1b" not in told.err
    assert "\u202e" not in told.err


def test_a_folder_is_no_script(told: Told, tmp_path: Path) -> None:
    """Status 3."""
    assert told("plan", f"{tmp_path}/") == Exit.SCRIPT_ERRORS
