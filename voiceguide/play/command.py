"""What a player can be asked to do, by a key or by the system, and how it can end."""

from enum import StrEnum
from typing import Final


class Command(StrEnum):
    """One thing to do now."""

    PAUSE = "pause"
    """Pause, or go on."""
    AGAIN = "again"
    """Hear the phrase again; at its very beginning, the one before."""
    NEXT = "next"
    """Go to the next phrase."""
    LOUDER = "louder"
    SOFTER = "softer"
    INTERRUPT = "interrupt"
    """Fade out and stop; a second time, stop at once."""
    TERMINATE = "terminate"
    """The same, for the system is shutting down."""
    HANG_UP = "hang up"
    """The same, for the terminal is gone."""
    SUSPEND = "suspend"
    """Pause and hand the terminal back to the shell, until it lets the player go on."""


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
