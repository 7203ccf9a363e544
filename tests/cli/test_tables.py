"""Tables, and the terminals that are too narrow for them."""

from io import StringIO

import pytest

from voiceguide.cli.terminal import table, width

ROWS = [
    ("  body-scan", "Body scan", "20:00  (7 to 50 min)", "lying or side lying or seated", "eyes closed"),
    ("  pmr", "Progressive muscle relaxation", "19:00", "seated", "eyes open"),
]


class Terminal(StringIO):
    """Standard output that a person looks at."""

    def isatty(self) -> bool:
        """A terminal, as far as anybody can tell."""
        return True


def on_a_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard output go to a terminal that is so wide."""
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", str(columns))


def test_a_row_stays_in_one_line_where_nobody_looks() -> None:
    """What goes to a file or another program has one line for each row, however long."""
    assert table(ROWS).splitlines() == [
        "  body-scan  Body scan                      20:00  (7 to 50 min)  lying or side lying or seated  eyes closed",
        "  pmr        Progressive muscle relaxation  19:00                 seated                         eyes open",
    ]


def test_columns_that_do_not_fit_go_on_below(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every row alike, further right than the row begins, and still in columns."""
    on_a_terminal(80, monkeypatch)

    assert table(ROWS).splitlines() == [
        "  body-scan  Body scan                      20:00  (7 to 50 min)",
        "      lying or side lying or seated  eyes closed",
        "  pmr        Progressive muscle relaxation  19:00",
        "      seated                         eyes open",
    ]


def test_a_last_column_is_wrapped_where_it_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its words, each of its lines under the first."""
    on_a_terminal(50, monkeypatch)

    assert table([("rest", "20s", "rest between the two exercises (10s to 60s)"), ("skip", "none", "")]) == (
        "rest  20s   rest between the two exercises (10s to\n"
        "            60s)\n"
        "skip  none"
    )  # fmt: skip


@pytest.mark.parametrize("columns", [1, 5, 20, 39, 60, 79, 114, 115, 200])
def test_nothing_is_lost_in_any_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """All words are there in their order, and a line is too long only where a column of its own or a word is."""
    on_a_terminal(columns, monkeypatch)

    told = table(ROWS)

    assert told.split() == table([[" ".join(row)] for row in ROWS]).split()
    longest = max(width(cell) for row in ROWS for cell in row) + 6
    assert max(width(line) for line in told.splitlines()) <= max(columns, longest)
