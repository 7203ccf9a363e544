"""What the player itself says while a session plays, in the language of the session's voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, Key
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
    background: tuple[str, str]
    """It is on, it is off."""
    keys: str
    """Before what each of them does."""
    named: Mapping[str, str]
    """What a key is called that is no letter."""
    does: Mapping[Command, str]
    """What a key does."""


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
    background=("The background is on.", "The background is off."),
    keys="These are the keys.",
    named={
        "space": "Space",
        "left": "Left arrow",
        "right": "Right arrow",
        "up": "Up arrow",
        "down": "Down arrow",
        "+": "Plus",
        "-": "Minus",
        "?": "Question mark",
    },
    does={key.command: key.about for key in KEYS},
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
    background=("Der Hintergrund ist an.", "Der Hintergrund ist aus."),
    keys="Das sind die Tasten.",
    named={
        "space": "Leertaste",
        "left": "Pfeil links",
        "right": "Pfeil rechts",
        "up": "Pfeil oben",
        "down": "Pfeil unten",
        "+": "Plus",
        "-": "Minus",
        "?": "Fragezeichen",
    },
    does={
        Command.PAUSE: "Pause, und weiter",
        Command.AGAIN: "sagt das noch einmal; zweimal, das davor",
        Command.NEXT: "geht zum nächsten Satz",
        Command.LOUDER: "lauter",
        Command.SOFTER: "leiser",
        Command.BEFORE: "geht zum Abschnitt davor",
        Command.AFTER: "geht zum nächsten Abschnitt",
        Command.BACKGROUND: "Hintergrund an oder aus",
        Command.WHERE: "sagt in der nächsten Stille, wo wir sind; in einer Pause sofort",
        Command.LONGER: "macht den Rest eine Minute länger",
        Command.SHORTER: "macht den Rest eine Minute kürzer",
        Command.END: "endet sanft, mit dem Schluss",
        Command.QUIT: "zweimal, hört auf",
        Command.HELP: "zeigt die Tasten; zweimal, sagt sie",
    },
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


def keys(says: Sayings, table: Sequence[Key]) -> tuple[str, ...]:
    """What each key of a listener's table does, a sentence each."""
    told = (f"{says.named.get(key.name, key.name.upper())}: {says.does[key.command]}." for key in table)
    return (says.keys, *told)
