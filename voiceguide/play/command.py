"""What a player can be asked to do, by a key or by the system, and how it can end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voiceguide.units import Decibels, Frames


class Command(StrEnum):
    """One thing to do now."""

    PAUSE = "pause"
    """Pause, or go on."""
    HOLD = "hold"
    """Pause, and nothing if it is paused."""
    GO_ON = "go on"
    """Go on, and nothing if it plays."""
    AGAIN = "again"
    """Hear the phrase again; soon after, the one before."""
    NEXT = "next"
    """Go to the next phrase."""
    BEFORE = "before"
    """Go to the section before."""
    AFTER = "after"
    """Go to the section after."""
    LOUDER = "louder"
    SOFTER = "softer"
    BACKGROUND = "background"
    """The background on or off."""
    WHERE = "where"
    """Say in the next silence where we are."""
    LONGER = "longer"
    """Make the rest a minute longer."""
    SHORTER = "shorter"
    """Make the rest a minute shorter."""
    BACK = "back"
    """Say in the next silence that the sound is back."""
    SAID = "said"
    """Say no more what the player has said. No key asks for it."""
    FURTHER = "further"
    """Go on with what has been spoken meanwhile. No key asks for it."""
    END = "end"
    """Fade out, then the closing."""
    QUIT = "quit"
    """Fade out and stop, if it is asked for twice."""
    HELP = "help"
    """Show the keys, or hide them; soon after the last time, say them."""
    KEYS = "keys"
    """Say what the keys do, while the session waits."""
    INTERRUPT = "interrupt"
    """Fade out and stop; a second time, stop at once."""
    TERMINATE = "terminate"
    """The same, for the system is shutting down."""
    HANG_UP = "hang up"
    """The same, for the terminal is gone."""
    SUSPEND = "suspend"
    """Pause and hand the terminal back to the shell, until it lets the player go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek:
    """Go to what is heard there."""

    position: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Be so loud."""

    level: Decibels


Order = Command | Seek | Turn
"""Anything that a player can be asked."""


class How(StrEnum):
    """How playing ended."""

    DONE = "done"
    INTERRUPTED = "interrupted"
    TERMINATED = "terminated"
    HUNG_UP = "hung up"


ENDS: Final = {
    Command.INTERRUPT: How.INTERRUPTED,
    Command.TERMINATE: How.TERMINATED,
    Command.HANG_UP: How.HUNG_UP,
}
"""The commands that end it."""

CHANGES: Final = frozenset(
    {
        Command.BACKGROUND,
        Command.WHERE,
        Command.LONGER,
        Command.SHORTER,
        Command.BACK,
        Command.SAID,
        Command.FURTHER,
    }
)
"""The commands that change what is still to come, or have something said."""
