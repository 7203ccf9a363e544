"""What is usual for a listener: small, private, and for a person to read."""

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from voiceguide.journal import habits

EVENING = datetime(2026, 5, 4, 21, 40)  # noqa: DTZ001  (a listener's own clock)


def often(folder: Path, wanted: str, begun: datetime, times: int) -> None:
    """Play it on so many days."""
    for day in range(times):
        habits.played(folder, wanted, begun + timedelta(days=day), voice="", background="")


def test_what_was_chosen_is_found(tmp_path: Path) -> None:
    """With how often it was begun at which hour, and when it was played last."""
    habits.played(tmp_path, "body-scan", EVENING, voice="espeak:en-gb", background="none")
    (found,) = habits.read(tmp_path).values()

    assert (found.voice, found.background) == ("espeak:en-gb", "none")
    assert found.hours == {21: 1}
    assert found.last == EVENING.date()


def test_what_is_played_about_this_hour_is_usual(tmp_path: Path) -> None:
    """An hour earlier or later is the same time, over midnight too; once is no habit."""
    often(tmp_path, "body-scan", EVENING.replace(hour=23), 3)
    often(tmp_path, "pmr", EVENING.replace(hour=0), 2)
    often(tmp_path, "back-mobility", EVENING.replace(hour=7), 1)
    found = habits.read(tmp_path)

    assert [habits.usual(found, hour) for hour in (22, 23, 0, 1, 7, 12)] == ["body-scan"] * 3 + ["pmr", "", ""]


def test_it_stays_small(tmp_path: Path) -> None:
    """The sessions that were not played for longest give way."""
    for number in range(habits.MOST + 10):
        habits.played(tmp_path, f"session-{number}", EVENING + timedelta(days=number), voice="", background="")
    found = habits.read(tmp_path)

    assert len(found) == habits.MOST
    assert "session-9" not in found
    assert "session-10" in found
    assert (tmp_path / habits.FILE).stat().st_size < 20_000


def test_it_is_for_its_owner_to_read(tmp_path: Path) -> None:
    """Nobody else may, and it is text in lines."""
    habits.played(tmp_path, "body-scan", EVENING, voice="", background="")
    file = tmp_path / habits.FILE

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert '\n   "hours": {\n' in file.read_text(encoding="utf-8")


def test_it_can_be_forgotten(tmp_path: Path) -> None:
    """A voice or a background of every session, or all."""
    habits.played(tmp_path, "body-scan", EVENING, voice="espeak:de", background="rain")
    habits.forget_voices(tmp_path)
    assert habits.read(tmp_path)["body-scan"].voice == ""
    assert habits.read(tmp_path)["body-scan"].background == "rain"

    habits.forget_backgrounds(tmp_path)
    assert habits.read(tmp_path)["body-scan"].background == ""

    habits.forget_all(tmp_path)
    habits.forget_all(tmp_path)
    assert habits.read(tmp_path) == {}


@pytest.mark.parametrize(
    "sessions", [3, [], {"body-scan": 3}, {"body-scan": {"voice": 3}},
                 {"pmr": {"voice": "", "background": "", "hours": {"x": 1}, "last": "2026-05-04"}}],
)  # fmt: skip
def test_what_cannot_be_understood_is_nothing(tmp_path: Path, sessions: object) -> None:
    """Nobody is kept from playing by it."""
    (tmp_path / habits.FILE).write_text(json.dumps({"format": 1, "sessions": sessions}), encoding="utf-8")

    assert habits.read(tmp_path) == {}
