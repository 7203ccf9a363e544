"""Mistakes on the command line: all of them, of any file."""

import json
from pathlib import Path

import pytest
from desk import Author

from voiceguide.cli.exits import Exit


@pytest.fixture
def clean(author: Author) -> str:
    """A script of which there is nothing to say."""
    del author  # only so that its folder is the one where we are
    Path("clean.yaml").write_text("title: x\nsteps: ['Breathe in. [4s!]']\nclosing: [Thank you.]\n", encoding="utf-8")
    return "clean.yaml"


@pytest.fixture
def advised(author: Author) -> str:
    """A script that would be better otherwise."""
    del author
    Path("advised.yaml").write_text("title: x\nsteps: ['Breathe in. [4s!]']\n", encoding="utf-8")
    return "advised.yaml"


def test_check_tells_every_mistake_of_every_file(author: Author, clean: str) -> None:
    """On standard error, with line and caret; status 3; all in a sentence at the end."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n  - chime: gong!\n", encoding="utf-8")
    said = author.types("check", clean, "bad.yaml")
    assert said.status == Exit.SCRIPT_ERRORS
    assert said.out == "clean.yaml: no mistakes\n2 scripts checked: 1 error, no advice\n"
    assert "bad.yaml:3:5: " in said.err
    assert "did you mean 'pause'?" in said.err


def test_advice_counts_where_it_is_wished(author: Author, advised: str) -> None:
    """It is told in any case; with --strict the status is that of an error."""
    said = author.types("check", advised)
    assert said.status == Exit.DONE
    assert said.out == "1 script checked: no errors, 1 advice\n"
    assert "[no-closing]" in said.err
    assert author.types("check", advised, "--strict").status == Exit.SCRIPT_ERRORS


def test_check_for_a_build_on_github(author: Author, advised: str) -> None:
    """A line for each problem, to be shown beside the script."""
    Path("a,b.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n", encoding="utf-8")
    said = author.types("check", advised, "a,b.yaml", "--format", "github")
    assert said.status == Exit.SCRIPT_ERRORS
    first, second = said.out.splitlines()
    assert first.startswith("::warning file=advised.yaml,line=1,col=1,title=no-closing::there is no 'closing'. ")
    assert second.startswith("::error file=a%2Cb.yaml,line=3,col=5,title=unknown-word::unknown step 'puase'. ")


def test_check_lays_the_script_out(author: Author, tmp_path: Path) -> None:
    """Words that do not fit into their time and sounds that there are not are mistakes like any other."""
    file = tmp_path / "long.yaml"
    file.write_text(
        "title: x\nsteps:\n  - hold: 1s\n    on: This takes a good deal longer than a second.\n", encoding="utf-8"
    )
    said = author.types("check", str(file))
    assert said.status == Exit.SCRIPT_ERRORS
    assert f"{file}:4:" in said.err
    file.write_text("title: x\nsteps:\n  - chime: bowll\n  - Breathe.\n", encoding="utf-8")
    said = author.types("check", str(file))
    assert said.status == Exit.SCRIPT_ERRORS
    assert "'bowl'" in said.err


def test_check_as_data(author: Author, clean: str) -> None:
    """Every problem with its place, its reason and where it appears; an empty list without any."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n", encoding="utf-8")
    said = author.types("check", "bad.yaml", clean, "--json")
    assert said.status == Exit.SCRIPT_ERRORS
    (problem,) = json.loads(said.out)
    assert problem == {
        "file": "bad.yaml", "line": 3, "column": 5, "weight": "error", "code": "unknown-word",
        "message": "unknown step 'puase'", "reason": "", "hint": "did you mean 'pause'?", "looks": [],
    }  # fmt: skip
    said = author.types("check", clean, "--format", "json")
    assert said.status == Exit.DONE
    assert json.loads(said.out) == []


def test_data_tells_why_and_where(author: Author, advised: str) -> None:
    """What the message says in words can be sorted by a program."""
    (problem,) = json.loads(author.types("check", advised, "--json").out)
    assert (problem["code"], problem["weight"], problem["looks"]) == ("no-closing", "advice", [])
    assert problem["hint"].startswith(problem["reason"])


@pytest.mark.parametrize("name", ["back-mobility", "body-scan", "pmr"])
def test_every_bundled_session_is_without_mistakes(author: Author, name: str) -> None:
    """And without advice, with the voice that speaks it by default."""
    said = author.types("check", name, "--strict")
    assert said.err == ""
    assert said.out == f"{name}: no mistakes\n"
    assert said.status == Exit.DONE


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
def test_any_bytes_get_an_answer(author: Author, tmp_path: Path, content: bytes) -> None:
    """Status 3, a place in the file, and nothing that steers a terminal."""
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    said = author.types("plan", str(file))
    assert said.status == Exit.SCRIPT_ERRORS
    assert said.out == ""
    assert f"{file}:" in said.err
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err


def test_a_folder_is_no_script(author: Author, tmp_path: Path) -> None:
    """Status 3."""
    said = author.types("plan", f"{tmp_path}/")
    assert said.status == Exit.SCRIPT_ERRORS
