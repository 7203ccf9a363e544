"""What the program tells the shell when it ends."""

from enum import IntEnum
from typing import ClassVar

from voiceguide.problems import Stop


class Exit(IntEnum):
    """Every exit status, by name."""

    DONE = 0
    FAILED = 1
    """The work could not be done: a full disk, a voice that is missing."""
    USAGE = 2
    """The command line itself is wrong."""
    SCRIPT_ERRORS = 3
    """The script has errors, its own `length:` that cannot be had among them."""
    UNREACHABLE = 4
    """The length asked on the command line cannot be had."""
    NOT_FOUND = 5
    """No such session or file."""
    HUNG_UP = 129
    """After SIGHUP, with the fade."""
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    """Nobody reads standard output any more."""
    TERMINATED = 143
    """After SIGTERM, with the fade."""


class Refusal(Stop):
    """A Stop with a status of its own; any other is a failure."""

    status: ClassVar[Exit]


class WrongUsage(Refusal):
    """The command line asks for something that there is not."""

    status = Exit.USAGE


class NoSuchSession(Refusal):
    """There is no session or file of that name."""

    status = Exit.NOT_FOUND


class LengthUnreachable(Refusal):
    """The length that the listener asks for cannot be had."""

    status = Exit.UNREACHABLE
