"""Sessions on the command line: planned, rendered and played as they are wished for."""

import json
from pathlib import Path
from textwrap import dedent

import pytest
import soundfile
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.units import RATE


def test_plan_is_a_line_for_each_thing(author: Author, script: str) -> None:
    """The very format of the golden files."""
    said = author.types("plan", script, "--voice", "silent:1s")
    assert said.status == Exit.DONE
    assert said.out == dedent("""\
        00:00.000  say    Lie on your back.    1.000
        00:03.000  say    Breathe in.          1.000
        00:08.000  say    Breathe out.         1.000
        00:15.000  end
    """)


def test_options_are_set_on_the_command_line(author: Author, script: str) -> None:
    """One `--set` for each."""
    line = ("plan", script, "--voice", "silent:1s", "--set", "rest=20s", "--set", "place=side")
    said = author.types(*line)
    assert said.status == Exit.DONE
    assert "Lie on your side." in said.out
    assert said.out.endswith("00:29.000  end\n")


def test_plan_as_data_says_everything(author: Author, script: str) -> None:
    """The keys are stable, and the events of time follow one another without gap."""
    said = author.types("plan", script, "--voice", "silent:1s", "--json")
    assert said.status == Exit.DONE
    plan = json.loads(said.out)
    assert list(plan) == [
        "format", "title", "rate", "frames", "asked_ms", "natural_ms", "shortest_ms", "longest_ms", "reachable_ms",
        "factor", "seed", "options", "voice", "voices", "sections", "events",
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


def test_a_length_is_kept_to_the_frame(author: Author, script: str) -> None:
    """Or refused with those that can be had and status 4."""
    said = author.types("plan", script, "--voice", "silent:1s", "--for", "14.123s", "--json")
    assert said.status == Exit.DONE
    assert json.loads(said.out)["frames"] == 14_123 * 48
    said = author.types("plan", script, "--voice", "silent:1s", "--for", "3h")
    assert said.status == Exit.UNREACHABLE
    assert said.out == ""
    assert "cannot last 3h" in said.err
    assert "The nearest that it can last is " in said.err


def test_a_length_in_the_script_that_cannot_be_had_is_its_mistake(author: Author, script: str) -> None:
    """Status 3, as its author can mend it."""
    Path(script).write_text("length: 3h\n" + Path(script).read_text(encoding="utf-8"), encoding="utf-8")
    said = author.types("plan", script, "--voice", "silent:1s")
    assert said.status == Exit.SCRIPT_ERRORS
    assert "two.yaml:1:9: " in said.err


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
def test_what_cannot_be_wished_for_is_status_2(author: Author, script: str, more: list[str]) -> None:
    """The script is not to blame."""
    said = author.types("plan", script, *more)
    assert said.status == Exit.USAGE
    assert said.out == ""
    assert said.err


def test_a_background_can_be_chosen_and_switched_off(author: Author, script: str) -> None:
    """On the command line, whatever the script says."""
    said = author.types("plan", script, "--voice", "silent:1s", "--background", "rain")
    assert said.status == Exit.DONE
    assert "rain" in said.out
    Path(script).write_text("background: rain\n" + Path(script).read_text(encoding="utf-8"), encoding="utf-8")
    said = author.types("plan", script, "--voice", "silent:1s")
    assert said.status == Exit.DONE
    assert "rain" in said.out
    said = author.types("plan", script, "--voice", "silent:1s", "--background", "none")
    assert said.status == Exit.DONE
    assert "rain" not in said.out


def test_the_settings_file_is_what_is_usual(author: Author, script: str) -> None:
    """And a damaged one is a sentence."""
    file = settings.folders().settings
    file.parent.mkdir(parents=True)
    file.write_text('voice = "silent:2s"\nbackground = "rain"\n', encoding="utf-8")
    said = author.types("plan", script)
    assert said.status == Exit.DONE
    assert "rain" in said.out
    assert "00:04.000  say         Breathe in." in said.out
    file.write_text("voice = ", encoding="utf-8")
    said = author.types("plan", script)
    assert said.status == Exit.FAILED
    assert str(file) in said.err


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_render_writes_what_plan_says(author: Author, script: str, ending: str) -> None:
    """As many frames, to the frame."""
    said = author.types("render", script, "-o", f"two.{ending}")
    assert said.status == Exit.DONE
    assert said.out == ""
    assert said.err == f"two.{ending}: 0:15\n"
    said = author.types("plan", script, "--json")
    assert said.status == Exit.DONE
    assert soundfile.info(f"two.{ending}").frames == json.loads(said.out)["frames"]


def test_render_refuses_what_it_cannot_write_before_any_work(author: Author) -> None:
    """An unknown ending is wrong usage, and tells the known ones."""
    for name in ("a.mp4", "-", "a"):
        said = author.types("render", "pmr", "-o", name)
        assert said.status == Exit.USAGE
        assert ".wav, .flac" in said.err


def test_render_into_nowhere_is_a_sentence(author: Author, script: str, tmp_path: Path) -> None:
    """Status 1, and the folder as it was."""
    said = author.types("render", script, "--voice", "silent:1s", "-o", "no/where.wav")
    assert said.status == Exit.FAILED
    assert said.err.startswith("no/where.wav cannot be written: ")
    assert list(tmp_path.rglob("*where*")) == []


def test_play_shows_the_words_in_time_where_there_is_no_sound(author: Author, tmp_path: Path) -> None:
    """A line for each phrase; the length at the end."""
    file = tmp_path / "short.yaml"
    file.write_text("title: Short\ncaution: Be careful.\nsteps:\n  - In. [100ms!]\n  - Out.\n", encoding="utf-8")
    said = author.types("play", str(file), "--device", "silent", "--voice", "silent:100ms")
    assert said.status == Exit.DONE
    assert said.out == "Be careful.\n00:00  In.\n00:00  Out.\n"
    assert said.err == "Short: 0:00 of 0:00\n"


def test_play_on_a_device_that_there_is_not_is_wrong_usage(author: Author, script: str) -> None:
    """With those that there are."""
    said = author.types("play", script, "--voice", "silent:1s", "--device", "gramophone")
    assert said.status == Exit.USAGE
    assert "silent" in said.err
