"""What is seen of work that takes its time, by a clock that is moved by hand."""

import io
import sys
from collections.abc import Callable

import pytest

from voiceguide.cli.progress import Bar, Left, Lines, Seen, Work, in_words, speaking


class Time:
    """A clock, and what is to be done later."""

    def __init__(self) -> None:
        self.now = 100.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def __call__(self) -> float:
        """Seconds."""
        return self.now

    def later(self, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
        """Keep it in mind."""
        due = (self.now + seconds, do)
        self._due.append(due)
        return lambda: self._due.remove(due) if due in self._due else None

    def goes_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        for due in [due for due in self._due if due[0] <= self.now]:
            self._due.remove(due)
            due[1]()


class Shown:
    """Notes what is shown."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def __call__(self, left: Left) -> Seen:
        """Begin to show."""
        del left
        self.seen.append("begins")
        return self

    def grow(self, done: int, whole: int) -> None:
        """Note it."""
        self.seen.append((done, whole))

    def close(self) -> None:
        """Note that too."""
        self.seen.append("ends")


def test_nothing_is_seen_of_what_is_done_in_a_second() -> None:
    """So that nothing flickers."""
    time, shown = Time(), Shown()
    work = Work(shown, time, time.later)
    for done in range(0, 101, 10):
        work.grow(done, 100)
        time.goes_by(0.09)
    time.goes_by(10)
    work.close()
    assert shown.seen == []


def test_it_appears_after_a_second_even_if_nothing_was_done_yet() -> None:
    """And is gone at the end; other work has a second of its own."""
    time, shown = Time(), Shown()
    work = Work(shown, time, time.later)
    work.grow(0, 100)
    time.goes_by(1)
    work.grow(60, 100)
    work.grow(100, 100)
    assert shown.seen == ["begins", (0, 100), (60, 100), "ends"]
    work.grow(0, 30)
    time.goes_by(0.5)
    work.grow(0, 50)
    time.goes_by(0.9)
    assert len(shown.seen) == 4
    time.goes_by(0.1)
    assert shown.seen[4:] == ["begins", (0, 50)]
    work.close()
    assert shown.seen[-1] == "ends"


def test_the_time_left_goes_by_what_was_done_lately() -> None:
    """A tenth of the work in two seconds leaves eighteen; a long sentence weighs as much as its letters."""
    time = Time()
    left = Left(time)
    left.note(0, 1000)
    assert left.seconds is None
    time.goes_by(2)
    left.note(100, 1000)
    assert left.seconds == pytest.approx(18)
    time.goes_by(3)
    assert left.seconds == pytest.approx(15)
    for done in range(150, 1000, 50):
        time.goes_by(10)
        left.note(done, 1000)
    assert left.seconds == pytest.approx(10, rel=0.05)


def test_lines_come_now_and_then() -> None:
    """Only where there is long to wait."""
    time = Time()
    told: list[str] = []
    left = Left(time)
    lines = Lines("Speaking", left, told.append)
    for second in range(101):
        left.note(second * 10, 1000)
        lines.grow(second * 10, 1000)
        time.goes_by(1)
    assert told == [
        "Speaking: 1 %, about 2 minutes left.",
        "Speaking: 21 %, about a minute left.",
        "Speaking: 41 %, about a minute left.",
        "Speaking: 61 %, about 40 seconds left.",
        "Speaking: 81 %, about 20 seconds left.",
    ]


def test_a_bar_is_drawn_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is done and what is left."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen, time = Terminal(), Time()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    left = Left(time)
    left.note(0, 10)
    time.goes_by(30)
    left.note(3, 10)
    bar = Bar("Speaking", left)
    bar.grow(3, 10)
    bar.close()
    assert "Speaking" in screen.getvalue()
    assert "30%" in screen.getvalue()
    assert "1:10 left" in screen.getvalue()


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is done."""
    with speaking(quiet=True) as grow:
        grow(0, 10)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "about 10 seconds"),
        (44, "about 40 seconds"),
        (58, "about a minute"),
        (89, "about a minute"),
        (91, "about 2 minutes"),
        (600, "about 10 minutes"),
    ],
)
def test_time_is_told_as_one_would_say_it(seconds: float, words: str) -> None:
    """Not more exact than it is."""
    assert in_words(seconds) == words
