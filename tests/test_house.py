"""Manners that no linter holds."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = sorted([*(ROOT / "voiceguide").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
LONGEST = 300
TABLES = {"voiceguide/script/grammar.py"}
"""Files that are one table, a row for each word, and are not worth a wall."""
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
BARE_NOQA = re.compile(r"# no" + r"qa(?!: [A-Z]+\d+(?:, [A-Z]+\d+)*  \(.+\))")


def name_of(path: Path) -> str:
    """A file as the repository names it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_a_file_is_small_and_finished(path: Path) -> None:
    """At most 300 lines, no marks of work left over, and a reason beside each exception from the rules."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST or name_of(path) in TABLES
    assert [line for line in lines if LEFT_OVER.search(line)] == []
    assert [line for line in lines if BARE_NOQA.search(line)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "voiceguide").rglob("__init__.py")), ids=name_of)
def test_a_room_has_a_sign(path: Path) -> None:
    """Its `__init__` says why the room exists."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_a_test_file_is_found_by_its_name() -> None:
    """No two test files have the same name, wherever they stand."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_content_is_no_code() -> None:
    """What is bundled to be read and heard holds nothing that runs."""
    assert [name_of(path) for folder in ("scripts", "sounds") for path in (ROOT / folder).rglob("*.py")] == []
