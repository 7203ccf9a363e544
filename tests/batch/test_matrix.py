"""What a matrix combines, and what is wrong in one."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as some

from voiceguide.batch.matrix import Item, Matrix, Order, Reading, combined
from voiceguide.batch.naming import SameName, named, pattern_of
from voiceguide.batch.read import length_in, matrix_in, rate_in
from voiceguide.pack.names import clash_in, fault_in
from voiceguide.problems import ScriptErrors

ENDINGS = (".mp3", ".flac", ".vtt", ".labels.txt")


def read(folder: Path, text: str) -> Matrix:
    """A matrix that is written so."""
    file = folder / "files.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    return matrix_in(file, "files.yaml", ENDINGS)


def files(matrix: Matrix) -> dict[str, Order]:
    """What it combines, by name."""
    reading = Reading(
        lengths={item.text: length_in(item.text) for item in matrix.lengths},
        rates={item.text: rate_in(item.text) for item in matrix.rates},
    )
    return named(tuple(combined(matrix, reading)), pattern_of(matrix))


def wrong(folder: Path, text: str) -> list[str]:
    """What is told of a matrix with mistakes."""
    with pytest.raises(ScriptErrors) as errors:
        read(folder, text)
    return [f"{problem} | {problem.hint}" for problem in errors.value.problems]


def test_each_with_each(tmp_path: Path) -> None:
    """A file for every combination, called by what differs."""
    matrix = read(
        tmp_path,
        """
        sessions: [pmr, more/evening.yaml]
        lengths: [usual, 12m]
        rates: [110 wpm]
        options:
          - {rest: 10s, skip: [a, b]}
        formats: [mp3, .labels.txt]
        """,
    )
    found = files(matrix)
    assert list(found) == [
        "pmr usual.mp3", "pmr usual.labels.txt", "pmr 12m.mp3", "pmr 12m.labels.txt",
        "evening usual.mp3", "evening usual.labels.txt", "evening 12m.mp3", "evening 12m.labels.txt",
    ]  # fmt: skip
    order = found["evening 12m.mp3"]
    assert (order.session, order.length, order.rate, order.voice) == ("more/evening.yaml", 720_000, 110, "")
    assert order.options == (("rest", "10s"), ("skip", "a,b"))


def test_one_alone_needs_no_list(tmp_path: Path) -> None:
    """And without formats it is MP3."""
    assert list(files(read(tmp_path, "sessions: pmr\nvoices: espeak:en-gb\n"))) == ["pmr.mp3"]


def test_a_name_is_as_it_is_asked_for(tmp_path: Path) -> None:
    """What no system allows in one becomes a hyphen."""
    matrix = read(tmp_path, "sessions: [pmr]\nvoices: ['espeak:en-gb', a/b]\nname: '{voice}: {session}, {length}?'\n")
    assert list(files(matrix)) == ["espeak-en-gb- pmr, usual-.mp3", "a-b- pmr, usual-.mp3"]


def test_two_files_of_one_name_are_told_before_any_work(tmp_path: Path) -> None:
    """With what would tell them apart."""
    matrix = read(tmp_path, "sessions: [pmr]\nlengths: [12m, 20m]\nname: '{session}'\n")
    with pytest.raises(SameName) as same:
        files(matrix)
    assert str(same.value) == (
        "Two files would have the name pmr.mp3.\nPut {length} into 'name', so that they can be told apart."
    )
    with pytest.raises(SameName):
        files(read(tmp_path, "sessions: [a/Sea.yaml, b/sea.yaml]\n"))


@given(some.lists(some.text(min_size=1, max_size=40), min_size=1, max_size=5, unique=True))
def test_every_name_is_one_that_every_system_has(names: list[str]) -> None:
    """Whatever voices and sessions are called."""
    matrix = Matrix(sessions=tuple(Item(text=name) for name in names), formats=(Item(text=".mp3"),))
    try:
        found = list(files(matrix))
    except SameName:
        return
    assert [fault_in(name) for name in found] == [""] * len(names)
    assert clash_in(found) == ""


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each with its line, and the nearest word."""
    told = wrong(
        tmp_path,
        """\
        session: [pmr]
        lengths: [12q, 4m, 4m]
        rates: [9, 4000 wpm]
        formats: [mpeg3]
        options: [rest, {rest: {a: b}}]
        name: '{sesion}'
        """,
    )
    assert told == [
        "files.yaml:1:1: unknown word 'session' | did you mean 'sessions'?",
        "files.yaml:1:1: 'sessions' is missing | write sessions: [pmr, evening.yaml], or all",
        "files.yaml:2:11: '12q' cannot be here | write lengths: [usual, 12m, 20m]",
        "files.yaml:2:20: '4m' is given twice | take one out",
        "files.yaml:3:9: '9' cannot be here | write rates: [110, 130 wpm]",
        "files.yaml:3:12: '4000 wpm' cannot be here | write rates: [110, 130 wpm]",
        "files.yaml:4:11: there is no format 'mpeg3' | did you mean '.mp3'?",
        "files.yaml:5:11: 'options' needs names and values | write options: [{rest: 10s}, {rest: 30s, place: side}]",
        "files.yaml:5:24: 'rest' needs a value | write options: [{rest: 10s}, {rest: 30s, place: side}]",
        "files.yaml:6:7: nothing is called 'sesion' here | did you mean 'session'?",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no matrix"),
        ("- pmr", "this is no matrix"),
        ("sessions: [pmr", "'[' is never closed"),
        ("sessions: {a: b}", "needs a list of words"),
        ("a: &a [*a]", "stands inside of itself"),
        ("sessions: [" * 40, "nested more than 32"),
        (f"sessions: [{', '.join(f's{n}' for n in range(200))}]\nlengths: [{', '.join(f'{n}s' for n in range(1, 60))}]",
         "that would be 11,800 files, and 10,000 is the most"),
    ],
)  # fmt: skip
def test_what_is_no_matrix_is_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    """However it is wrong."""
    assert told in "\n".join(wrong(tmp_path, text))
