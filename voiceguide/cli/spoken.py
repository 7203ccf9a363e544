"""What the player itself says while a session plays, in the language of the session's voice."""

from dataclasses import dataclass
from typing import Final

from voiceguide.units import RATE, Frames

MINUTE: Final = 60
ROUND: Final = 10
"""Seconds are told in tens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """One language."""

    minutes: str
    minute: str
    seconds: str
    soon: str
    longer: tuple[str, str]
    """By a minute, by so many seconds."""
    shorter: tuple[str, str]
    no_longer: str
    no_shorter: str
    back: str
    going_on: str
    where: str
    """With a section's title."""


ENGLISH: Final = Sayings(
    minutes="{} minutes left.",
    minute="One minute left.",
    seconds="{} seconds left.",
    soon="A few seconds left.",
    longer=("One minute longer.", "{} seconds longer; more cannot be had."),
    shorter=("One minute shorter.", "{} seconds shorter; more cannot be had."),
    no_longer="It cannot last longer.",
    no_shorter="It cannot be shorter.",
    back="The sound is back.",
    going_on="We go on with {}.",
    where="{}.",
)
GERMAN: Final = Sayings(
    minutes="Noch {} Minuten.",
    minute="Noch eine Minute.",
    seconds="Noch {} Sekunden.",
    soon="Noch ein paar Sekunden.",
    longer=("Eine Minute länger.", "{} Sekunden länger; mehr geht nicht."),
    shorter=("Eine Minute kürzer.", "{} Sekunden kürzer; mehr geht nicht."),
    no_longer="Länger geht es nicht.",
    no_shorter="Kürzer geht es nicht.",
    back="Der Ton ist wieder da.",
    going_on="Es geht weiter mit: {}.",
    where="{}.",
)


def sayings(language: str) -> Sayings:
    """The sayings of a language such as `de-AT`; the English ones where there are no others."""
    return GERMAN if language.partition("-")[0].lower() == "de" else ENGLISH


def left(says: Sayings, frames: Frames) -> str:
    """How long is left: minutes from a minute and a half on, below that seconds in tens."""
    seconds = frames / RATE
    if seconds >= 1.5 * MINUTE:
        return says.minutes.format(round(seconds / MINUTE))
    if seconds >= MINUTE - ROUND / 2:
        return says.minute
    tens = round(seconds / ROUND) * ROUND
    return says.seconds.format(tens) if tens else says.soon


def moved(says: Sayings, by: Frames, asked: Frames) -> str:
    """What became of a wish for another length: `by` so much of `asked`, both negative for a shorter one."""
    seconds = round(abs(by) / RATE)
    if by == asked:
        return (says.longer if asked > 0 else says.shorter)[0]
    if not seconds or (by > 0) is not (asked > 0):
        return says.no_longer if asked > 0 else says.no_shorter
    return (says.longer if asked > 0 else says.shorter)[1].format(seconds)


def where(says: Sayings, section: str, rest: Frames) -> str:
    """Where we are, and how long is left."""
    told = left(says, rest)
    return f"{says.where.format(section.rstrip('.'))} {told}" if section else told


def going_on(says: Sayings, section: str, rest: Frames) -> str:
    """Where it goes on after a break."""
    told = left(says, rest)
    return f"{says.going_on.format(section.rstrip('.'))} {told}" if section else told
