from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from voiceguide.cli.report import report
from voiceguide.problems import Problem, Source, Weight


def at(file: Path, line: int, column: int, width: int = 1) -> Source:
    """A place of a file."""
    return Source(file=str(file), line=line, column=column, width=width)


def problem(source: Source, message: str, hint: str = "") -> Problem:
    """An error at a place."""
    return Problem(source=source, message=message, hint=hint, code="a-code")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which files are named by their names alone."""
    monkeypatch.chdir(tmp_path)
    return Path()


def test_a_mistake_is_shown_with_its_line_and_what_to_do(folder: Path) -> None:
    """The author sees where it is, the line itself, and the way out."""
    file = folder / "evening.yaml"
    file.write_text("\n" * 13 + "  - puase: 10s\n", encoding="utf-8")
    told = report([problem(at(file, 14, 5, 5), "unknown step 'puase'", "did you mean 'pause'?")])
    assert told == dedent("""\
        evening.yaml:14:5: unknown step 'puase'
           14 │   - puase: 10s
              │     ^^^^^ did you mean 'pause'?""")


def test_problems_come_in_the_order_of_the_file(folder: Path) -> None:
    """Whatever found them first."""
    file = folder / "a.yaml"
    file.write_text("one\ntwo\n", encoding="utf-8")
    told = report(problem(at(file, line, column), "here") for line, column in [(2, 1), (1, 2), (1, 1)])
    assert [line for line in told.splitlines() if ": " in line] == [
        "a.yaml:1:1: here",
        "a.yaml:1:2: here",
        "a.yaml:2:1: here",
    ]


def test_without_the_file_the_sentence_and_the_hint_remain(folder: Path) -> None:
    """A file that is gone, a folder, or a line that is not there is no reason to fail."""
    told = report([problem(at(folder / "gone.yaml", 3, 1), "cannot be read", "look there")])
    assert told == "gone.yaml:3:1: cannot be read\n      look there"
    assert report([problem(at(folder, 1, 1), "is a folder")]) == ".:1:1: is a folder"


def test_advice_says_that_it_is_advice(folder: Path) -> None:
    """With the code that accepts it."""
    advice = replace(problem(at(folder / "gone.yaml", 3, 1), "no closing"), weight=Weight.ADVICE)
    told = report([advice])
    assert told == "gone.yaml:3:1: advice: no closing [a-code]"


def test_nothing_steers_the_terminal(folder: Path) -> None:
    """Control characters of a script are written out, and the caret still stands under its place."""
    file = folder / "a.yaml"
    file.write_bytes("- \x1b[2Jsay\u202e: x\n".encode())
    told = report([problem(at(file, 1, 7, 3), "the word '\x1b'", "without \x07")])
    assert told == dedent(r"""
        a.yaml:1:7: the word '\x1b'
            1 │ - \x1b[2Jsay\u202e: x
              │          ^^^ without \x07""").lstrip("\n")


def test_a_tab_is_seen(folder: Path) -> None:
    """It takes one column, so the caret is under the right character."""
    file = folder / "a.yaml"
    file.write_text("a:\n\t- b\n", encoding="utf-8")
    assert report([problem(at(file, 2, 2), "a tab")]).splitlines()[1:] == ["    2 │ →- b", "      │  ^"]


def test_wide_and_combining_characters_keep_the_caret_in_place(folder: Path) -> None:
    """Columns of the terminal are counted, not characters."""
    file = folder / "a.yaml"
    file.write_text("息を: e\u0301x\n", encoding="utf-8")
    assert report([problem(at(file, 1, 7), "x")]).splitlines()[2] == "      │        ^"


def test_a_long_line_is_cut_around_the_caret(folder: Path) -> None:
    """What is shown fits a page, and says where it was cut."""
    file = folder / "a.yaml"
    file.write_text("a" * 5000 + "X" + "b" * 5000, encoding="utf-8")
    shown, caret = report([problem(at(file, 1, 5001), "too long")]).splitlines()[1:]
    assert len(shown) < 200
    assert shown.startswith("    1 │ …a")
    assert shown.endswith("b…")
    assert shown[caret.index("^")] == "X"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\xef\xbb\xbfa: 1", b"\r\r\n\n", b"\x00" * 99])
def test_any_bytes_can_be_shown(folder: Path, content: bytes) -> None:
    """A file that is no text has lines too."""
    file = folder / "a.yaml"
    file.write_bytes(content)
    for line in range(1, 5):
        told = report([problem(at(file, line, 3, 50), "wrong")])
        assert told.startswith(f"a.yaml:{line}:3: wrong")
        assert "\x00" not in told


def test_lines_are_counted_as_the_parser_counts_them(folder: Path) -> None:
    """YAML ends a line at six marks."""
    file = folder / "a.yaml"
    file.write_bytes("1\n2\r3\r\n4\x855\u20286\u20297".encode())
    for line in range(1, 8):
        assert f" {line} │ {line}\n" in report([problem(at(file, line, 1), "here")])
