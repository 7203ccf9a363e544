"""Mistakes on the command line: all of them, of any file."""

import json
from pathlib import Path

import pytest
from desk import Author

from voiceguide.cli.exits import Exit


def test_check_tells_every_mistake_of_every_file(author: Author, script: str) -> None:
    """On standard error, with line and caret; status 3."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n  - chime: gong!\n", encoding="utf-8")
    said = author.types("check", script, "bad.yaml")
    assert said.status == Exit.SCRIPT_ERRORS
    assert said.out == "two.yaml: no mistakes\n"
    assert "bad.yaml:3:5: " in said.err
    assert "did you mean 'pause'?" in said.err


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


def test_check_as_data(author: Author, script: str) -> None:
    """Every problem with its place; an empty list without any."""
    Path("bad.yaml").write_text("title: x\nsteps:\n  - puase: 10s\n", encoding="utf-8")
    said = author.types("check", "bad.yaml", script, "--json")
    assert said.status == Exit.SCRIPT_ERRORS
    (problem,) = json.loads(said.out)
    assert problem == {
        "file": "bad.yaml", "line": 3, "column": 5, "weight": "error", "code": problem["code"],
        "message": "unknown step 'puase'", "hint": "did you mean 'pause'?",
    }  # fmt: skip
    said = author.types("check", script, "--json")
    assert said.status == Exit.DONE
    assert json.loads(said.out) == []


@pytest.mark.parametrize("name", ["back-mobility", "body-scan", "pmr"])
def test_every_bundled_session_is_without_mistakes(author: Author, name: str) -> None:
    """With the voice that speaks it by default."""
    said = author.types("check", name)
    assert said.status == Exit.DONE
    assert said.err == ""


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
