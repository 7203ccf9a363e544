"""What a listener usually plays at which time of day, and what was chosen for a session when it was played last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from voiceguide.journal import kept

FILE: Final = "habits.json"
"""In the folder of the state; small, and for a person to read."""
FORMAT: Final = 1
MOST: Final = 50
"""Sessions; the one that was not played for longest gives way."""
HOURS: Final = 24
USUAL: Final = 2
"""Played so often about this time, a session is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One session."""

    voice: str = ""
    """As it was chosen last for this session; empty if none was."""
    background: str = ""
    """A sound's name or `none`; empty leaves it to the script."""
    hours: Mapping[int, int] = field(default_factory=dict)
    """How often it was begun in each hour of the day."""
    last: date = date.min
    """When it was played last."""

    def about(self, hour: int) -> int:
        """How often it was begun within an hour of `hour`."""
        return sum(self.hours.get((hour + off) % HOURS, 0) for off in (-1, 0, 1))


Habits = Mapping[str, Habit]
"""By a session's name, or the whole path of a file."""


def read(folder: Path) -> dict[str, Habit]:
    """All that is kept; what cannot be understood is nothing."""
    table = kept.read(folder / FILE)
    sessions = None if table is None or table.get("format") != FORMAT else table.get("sessions")
    if not isinstance(sessions, dict):
        return {}
    found = {str(wanted): _habit(one) for wanted, one in sessions.items()}
    return {wanted: habit for wanted, habit in found.items() if habit is not None}


def played(folder: Path, wanted: str, begun: datetime, *, voice: str, background: str) -> None:
    """Note that a session was begun then, and how. Raises OSError."""
    habits = read(folder)
    before = habits.pop(wanted, Habit())
    hours = {**before.hours, begun.hour: before.hours.get(begun.hour, 0) + 1}
    habit = Habit(voice=voice, background=background, hours=hours, last=begun.date())
    others = sorted(habits.items(), key=lambda one: one[1].last, reverse=True)
    write(folder, {wanted: habit, **dict(others[: MOST - 1])})


def forget_voices(folder: Path) -> None:
    """Leave the voice of every session to the settings again. Raises OSError."""
    _rewrite(folder, lambda habit: replace(habit, voice=""))


def forget_backgrounds(folder: Path) -> None:
    """Leave the background of every session to the settings again. Raises OSError."""
    _rewrite(folder, lambda habit: replace(habit, background=""))


def forget_all(folder: Path) -> None:
    """Keep nothing. Raises OSError."""
    (folder / FILE).unlink(missing_ok=True)


def usual(habits: Habits, hour: int) -> str:
    """What is usually played about this hour; empty if nothing is."""
    often = [(habit.about(hour), habit.last, wanted) for wanted, habit in habits.items()]
    count, _, wanted = max(often, default=(0, date.min, ""))
    return wanted if count >= USUAL else ""


def write(folder: Path, habits: Habits) -> None:
    """Keep these. Raises OSError."""
    sessions = {
        wanted: {
            "voice": habit.voice,
            "background": habit.background,
            "hours": {f"{hour:02d}": count for hour, count in sorted(habit.hours.items())},
            "last": habit.last.isoformat(),
        }
        for wanted, habit in habits.items()
    }
    kept.write(folder / FILE, {"format": FORMAT, "sessions": sessions}, indent=1)


def _rewrite(folder: Path, change: Callable[[Habit], Habit]) -> None:
    habits = read(folder)
    after = {wanted: change(habit) for wanted, habit in habits.items()}
    if after != habits:
        write(folder, after)


def _habit(found: object) -> Habit | None:
    match found:
        case {"voice": str(voice), "background": str(background), "hours": dict(hours), "last": str(last)}:
            try:
                counted = {int(hour): int(count) for hour, count in hours.items()}
                return Habit(voice=voice, background=background, hours=counted, last=date.fromisoformat(last))
            except (TypeError, ValueError):
                return None
        case _:
            return None
