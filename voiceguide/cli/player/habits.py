"""What a listener chose for a session is chosen again the next time; and what is usual at this time of day."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from voiceguide import content, settings
from voiceguide.cli.making import NONE
from voiceguide.cli.terminal import safe, table, tell
from voiceguide.cli.wishes import Wishes
from voiceguide.journal import habits
from voiceguide.journal.habits import Habit
from voiceguide.play.command import How
from voiceguide.play.moment import Ending
from voiceguide.script import is_file_name
from voiceguide.sound.shelf import Shelf
from voiceguide.units import MINUTE, Frames, frames_of
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.engines import NoSuchVoice, choose

LEAST: Final = frames_of(MINUTE)
"""Who has heard less has only tried it."""


def named(wanted: str) -> str:
    """The same name for the same session, from wherever it is played."""
    return str(Path(wanted).absolute()) if is_file_name(wanted) else wanted


def heard(ending: Ending, start: Frames) -> bool:
    """Whether it was more than tried: to its end, or for a minute."""
    return ending.how is How.DONE or ending.position - start >= LEAST


def as_last_time(wishes: Wishes, *, quiet: bool) -> Wishes:
    """With the voice and the background that were chosen for this session last, where nothing else is asked for now.

    It is told, and what is gone since is not missed.
    """
    habit = habits.read(settings.folders().state).get(named(wishes.wanted), Habit())
    told = []
    if habit.voice and not wishes.wish.voice and _is_there(habit.voice):
        wishes = replace(wishes, wish=replace(wishes.wish, voice=habit.voice))
        told.append(f"voice {habit.voice}")
    if habit.background and wishes.background is None and _sounds(habit.background):
        wishes = replace(wishes, background=habit.background)
        told.append(f"background {habit.background}")
    if told and not quiet:
        tell(f"As last time: {safe(', '.join(told))}. ('voiceguide config --forget' forgets it.)")
    return wishes


def remember(wishes: Wishes, begun: datetime, background: str | None) -> None:
    """Note what was played when, and how; `background` is what the listener left it at, None for as it began.

    What is usual by the settings was not chosen for this session.
    """
    own = settings.settings(settings.folders().settings)
    voice = "" if wishes.wish.voice == own.voice else wishes.wish.voice
    chosen = "" if wishes.background is None else wishes.background
    if background is not None:
        chosen = background
    elif chosen == own.background:
        chosen = ""
    with suppress(OSError):  # it is only not known next time
        habits.played(settings.folders().state, named(wishes.wanted), begun, voice=voice, background=chosen)


def usual_now(now: datetime) -> str:
    """What the listener usually plays about this hour; empty if nothing is usual."""
    return habits.usual(habits.read(settings.folders().state), now.hour)


def shown() -> str:
    """Everything that is remembered, a line for each session; empty if nothing is."""
    rows = [
        (wanted, habit.voice or "-", habit.background or "-", _hours(habit), habit.last.isoformat())
        for wanted, habit in habits.read(settings.folders().state).items()
    ]
    return table([("session", "voice", "background", "begun at", "last"), *rows]) if rows else ""


def _hours(habit: Habit) -> str:
    often = sorted(habit.hours, key=lambda hour: (-habit.hours[hour], hour))[:3]
    return ", ".join(f"{hour:02d}h" for hour in often)


def _is_there(voice: str) -> bool:
    try:
        choose(voice, "en")
    except (NoSuchVoice, EngineMissing):
        return False
    return True


def _sounds(background: str) -> bool:
    return background == NONE or Shelf(bundled=content.sounds(), own=settings.folders().sounds).has(background)
