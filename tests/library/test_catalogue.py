"""The catalogue is whole, and what is kept of it is true."""

import json

import pytest
from compiled import FOLDER, ON_THE_SHELF, SENSIBLE, Compiler, sensible, session
from library_tables import HEAD, LENGTHS, line_of

from voiceguide.cli import library
from voiceguide.cli.catalogue import INDEX, digest
from voiceguide.model.choices import Eyes
from voiceguide.units import frames_of

OPEN = (
    "mindful-eating",
    "mindful-walking",
    "mindful-dishes",
    "back-mobility",
    "back-stretch",
    "gentle-yoga",
    "core-strength",
    "posture-reset",
    "brisk-walk",
)
STALE = "run: python tests/library_tables.py"


def test_all_nineteen_are_there() -> None:
    """Every session of the catalogue under its id, and no other."""
    assert sorted(ON_THE_SHELF) == sorted(SENSIBLE)


def test_the_index_is_of_these_very_scripts() -> None:
    """What `list` says without reading a script is what stands in it."""
    index = json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))
    stale = [name for name in ON_THE_SHELF if index["sessions"].get(name, {}).get("digest") != digest_of(name)]
    assert stale == [], STALE
    for name, record in index["sessions"].items():
        assert record["title"] == session(name).title, STALE


def digest_of(name: str) -> str:
    """Of a bundled script."""
    return digest(library.bundled() / f"{name}.yaml")


@pytest.mark.parametrize("name", SENSIBLE)
def test_the_index_has_every_sensible_length(name: str) -> None:
    """From the least to the most without a hole, and the usual one is that of the catalogue."""
    record = json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))["sessions"][name]
    least, usual, most = sensible(name)
    assert record["usual"] == usual
    assert any(low <= least and most <= high for low, high in record["lengths"])


@pytest.mark.parametrize("name", SENSIBLE)
def test_lengths_are_filled_as_the_table_says(compiler: Compiler, name: str) -> None:
    """At the least, the usual and the most; the table is the one that a person has looked at."""
    if not compiler.reproducible:
        pytest.skip("the table is of a voice that is the same on every machine")
    assert LENGTHS.read_text(encoding="utf-8").startswith(HEAD), STALE
    assert line_of(compiler, name) in LENGTHS.read_text(encoding="utf-8").splitlines(), STALE


@pytest.mark.parametrize("name", SENSIBLE)
def test_a_length_is_neither_hurried_nor_empty(compiler: Compiler, name: str) -> None:
    """By nature it is within 3 % of its usual length; at both ends its silences have a factor from 0.4 to 2.5."""
    least, usual, most = sensible(name)
    assert compiler.plan(name, None).natural == pytest.approx(frames_of(usual), rel=0.03)
    for length in (least, usual, most):
        plan = compiler.plan(name, length)
        assert plan.timeline.frames == frames_of(length)
        assert 0.4 <= float(plan.silences) <= 2.5


@pytest.mark.parametrize("name", ON_THE_SHELF)
def test_every_session_says_what_it_is(name: str) -> None:
    """Title, summary, technique, caution, sources, a closing; who only listens or reads is not to be screened."""
    meant = session(name)
    assert meant.title
    assert meant.summary
    assert meant.technique
    assert meant.caution
    assert meant.sources
    assert meant.closing
    assert meant.screen or meant.technique in {"information", "muscle relaxation"}


@pytest.mark.parametrize("name", OPEN)
def test_eyes_are_open_where_someone_moves(name: str) -> None:
    """Where somebody stands, walks, eats, washes up or exercises."""
    assert session(name).eyes is Eyes.OPEN


def test_the_index_is_of_the_usual_voice(compiler: Compiler) -> None:
    """With another one the lengths are measured anew."""
    if not compiler.reproducible:
        pytest.skip("the index is of a voice that is the same on every machine")
    assert json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))["voice"] == compiler.voice
