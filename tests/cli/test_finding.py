"""Sessions found, listed and shown."""

import json

import pytest
from desk import SCRIPT, Author

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.exits import Exit


def test_alone_it_tells_the_sessions_and_how_to_start_one(author: Author) -> None:
    """Nobody has to know a command."""
    said = author.types()
    assert said.status == Exit.DONE
    assert "body-scan" in said.out
    assert "voiceguide play " in said.out


def names_in(listed: str) -> list[str]:
    """The names in a list: they stand indented under their technique."""
    return [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]


def test_list_has_every_session_under_its_technique(author: Author) -> None:
    """By the name by which it is played, with its length, posture and eyes."""
    said = author.types("list")
    assert said.status == Exit.DONE
    assert sorted(names_in(said.out)) == list(library.names())
    (line,) = (line for line in said.out.splitlines() if line.startswith("  pmr "))
    for part in ("Progressive muscle relaxation", "19:00", " min)", "seated or lying", "eyes open or closed"):
        assert part in line
    assert said.out.index("Muscle relaxation") < said.out.index(line)


def test_list_can_be_of_one_tag(author: Author) -> None:
    """Technique, posture or care tag; a tag that nothing has is answered with those that there are."""
    said = author.types("list", "--tag", "Body Scan")
    assert said.status == Exit.DONE
    assert names_in(said.out) == ["body-scan"]
    said = author.types("list", "--tag", "swimming")
    assert said.status == Exit.DONE
    assert said.out == ""
    assert "muscle relaxation" in said.err


def test_list_can_be_of_one_posture(author: Author) -> None:
    """A session is there if it can begin so, with whatever option."""
    said = author.types("list", "--posture", "side lying")
    assert said.status == Exit.DONE
    assert "body-scan" in names_in(said.out)
    assert "brisk-walk" not in names_in(said.out)
    assert author.types("list", "--posture", "upside down").status == Exit.USAGE


def test_list_can_be_of_what_reaches_a_length(author: Author) -> None:
    """Exactly: what is listed can be planned so, and nothing else can."""
    said = author.types("list", "--for", "2m30s")
    assert said.status == Exit.DONE
    listed = names_in(said.out)
    assert "quick-release" in listed
    for name in ("quick-release", "posture-reset", "breathing-space", "diaphragmatic-breathing"):
        planned = author.types("plan", name, "--for", "2m30s").status
        assert planned == (Exit.DONE if name in listed else Exit.UNREACHABLE), name


def test_a_list_of_nothing_says_so(author: Author) -> None:
    """With what to do."""
    said = author.types("list", "--for", "20h")
    assert said.status == Exit.DONE
    assert said.out == ""
    assert "voiceguide list" in said.err


def test_list_as_data(author: Author) -> None:
    """Stable keys; lengths as ranges in milliseconds."""
    said = author.types("list", "--json")
    assert said.status == Exit.DONE
    (first, *_) = json.loads(said.out)
    assert list(first) == [
        "name", "title", "summary", "file", "language", "tags", "technique", "postures", "eyes", "screen", "usual_ms",
        "lengths_ms", "exact",
    ]  # fmt: skip
    assert first["name"] == "back-mobility"
    assert first["usual_ms"] == 480_000
    assert all(least <= most for least, most in first["lengths_ms"])


def test_a_script_of_one_s_own_is_measured_when_a_length_is_asked_for(author: Author) -> None:
    """Before that its lengths are a guess, and said to be one."""
    own = settings.folders().scripts
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(SCRIPT.replace("pause: $rest", "pause: 2m..2m..5m"), encoding="utf-8")
    (line,) = (line for line in author.types("list").out.splitlines() if line.startswith("  mine "))
    assert "about 3 to 5 min" in line
    assert "mine" in names_in(author.types("list", "--for", "4m").out)
    found = json.loads(author.types("list", "--for", "4m", "--tag", "supine", "--json").out)
    (mine,) = (one for one in found if one["name"] == "mine")
    assert mine["exact"] is True
    (reach,) = mine["lengths_ms"]
    for length, status in ((reach[0], Exit.DONE), (reach[0] - 1, Exit.UNREACHABLE), (reach[1], Exit.DONE)):
        assert author.types("plan", "mine", "--for", f"{length}ms").status == status


def test_the_listener_s_own_scripts_come_first(author: Author) -> None:
    """One of the same name takes the place of the bundled one; one with mistakes is named."""
    own = settings.folders().scripts
    own.mkdir(parents=True)
    (own / "pmr.yaml").write_text(SCRIPT, encoding="utf-8")
    (own / "broken.yaml").write_text("steps: 3", encoding="utf-8")
    (own / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    said = author.types("list")
    assert said.status == Exit.DONE
    assert "mine" in said.out
    assert "voiceguide check broken" in said.err
    said = author.types("plan", "mine", "--voice", "silent:1s")
    assert said.status == Exit.DONE


def test_show_tells_who_should_ask_first(author: Author, script: str) -> None:
    """With caution, options and the lengths that can be had."""
    said = author.types("show", script)
    assert said.status == Exit.DONE
    for part in (
        "Two breaths",
        "Stop if it hurts.",
        "Lie on your left side",
        "rest",
        "2s to 20s",
        "back, side",
        "It lasts",
    ):
        assert part in said.out


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
def test_what_is_not_there_is_status_5(author: Author, line: list[str]) -> None:
    """With a sentence and nothing on standard output."""
    said = author.types(*line)
    assert said.status == Exit.NOT_FOUND
    assert said.out == ""
    assert said.err
    assert "\x1b" not in said.err


def test_a_misspelt_name_gets_the_nearest(author: Author) -> None:
    """As the names are known."""
    said = author.types("plan", "bodyscan")
    assert said.status == Exit.NOT_FOUND
    assert "'body-scan'" in said.err
