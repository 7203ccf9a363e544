"""What the system says, as commands: a signal is noted where it strikes, and done when the player comes to it."""

import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from voiceguide.play.command import Command

_COMMANDS: Final = {
    "SIGINT": Command.INTERRUPT,
    "SIGTERM": Command.TERMINATE,
    "SIGHUP": Command.HANG_UP,
    "SIGTSTP": Command.SUSPEND,
}
"""By name, for not every system has all."""


@contextmanager
def noted_signals() -> Iterator[deque[Command]]:
    """Collect the commands that arrive meanwhile; afterwards every signal means again what it meant before."""
    commands: deque[Command] = deque()

    def note(number: int, _frame: FrameType | None) -> None:
        commands.append(_COMMANDS[signal.Signals(number).name])

    numbers = [getattr(signal, name) for name in _COMMANDS if hasattr(signal, name)]
    before = [(number, signal.signal(number, note)) for number in numbers]
    try:
        yield commands
    finally:
        for number, handler in before:
            signal.signal(number, handler)
