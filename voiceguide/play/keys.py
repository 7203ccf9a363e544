"""Single keys from a terminal, without an echo, and the terminal as it was on every way out."""

import os
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Final, Protocol, Self

from voiceguide.play.command import Command, Order

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios
    import tty


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One row of the table of keys."""

    name: str
    """As printed on it; a letter stands for itself."""
    command: Command
    about: str
    """What it does, for the line under the session and for a voice."""


KEYS: Final = (
    Key(name="space", command=Command.PAUSE, about="pauses, and goes on"),
    Key(name="left", command=Command.AGAIN, about="says that again; twice, the one before"),
    Key(name="right", command=Command.NEXT, about="goes to the next phrase"),
    Key(name="up", command=Command.LOUDER, about="louder"),
    Key(name="down", command=Command.SOFTER, about="softer"),
    Key(name="p", command=Command.BEFORE, about="goes to the section before"),
    Key(name="n", command=Command.AFTER, about="goes to the section after"),
    Key(name="b", command=Command.BACKGROUND, about="background on or off"),
    Key(name="w", command=Command.WHERE, about="says where we are, in the next silence; in a pause, at once"),
    Key(name="+", command=Command.LONGER, about="makes the rest a minute longer"),
    Key(name="-", command=Command.SHORTER, about="makes the rest a minute shorter"),
    Key(name="e", command=Command.END, about="ends kindly, with the closing"),
    Key(name="q", command=Command.QUIT, about="twice, quits"),
    Key(name="?", command=Command.HELP, about="shows the keys, or hides them; twice, says them"),
)
"""Every key that does something. Any other does nothing."""

_ALIKE: Final = {"=": "+", "_": "-", "/": "?"}
"""What a hand that misses the shift key sends instead, where it has no meaning of its own."""


def keys_for(own: Mapping[str, str]) -> tuple[Key, ...]:
    """The table with a listener's own keys in it: `own` gives a command's name the name of its key.

    A key that is given away no longer does what it did.

    Raises:
        KeyError: There is no command of that name.
        ValueError: That is no key, or one key is to do two things.
    """
    known = {key.command.value for key in KEYS}
    for command, name in own.items():
        if command not in known:
            raise KeyError(command)
        if name not in NAMED and not (len(name) == 1 and name.isprintable()):
            raise ValueError(name)
    if len(set(own.values())) < len(own):
        twice = next(name for name in own.values() if list(own.values()).count(name) > 1)
        raise ValueError(twice)
    taken = set(own.values())
    rows = (replace(key, name=own.get(key.command.value, key.name)) for key in KEYS)
    return tuple(key for key in rows if key.command.value in own or key.name not in taken)


_SENT: Final = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|.", re.DOTALL)
_NAMES: Final = {
    " ": "space",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
}
NAMED: Final = frozenset(_NAMES.values())
"""The keys that are no letters."""
_POLL_SECONDS: Final = 0.02


def names_of(sent: str) -> tuple[str, ...]:
    """The keys behind the characters that a terminal sends."""
    return tuple(_NAMES.get(one, one) for one in _SENT.findall(sent))


class Keys(Protocol):
    """Where commands come from."""

    def wait(self, seconds: float) -> tuple[Order, ...]:
        """What the keys that were pressed ask for; waits for the first one for at most so long."""
        ...

    def take(self) -> None:
        """Have the terminal send every key at once, without an echo."""
        ...

    def give_back(self) -> None:
        """Leave the terminal as it was found. May be called again."""
        ...


_CLOSED: Final = 3
"""A terminal that says so often, one time after another, that it has something and then has nothing, was closed."""


class Terminal:
    """The keys of the terminal behind a descriptor; where there is none, no key is ever pressed.

    A player in the background must not touch the terminal, or the shell stops it: there it has no keys either.
    """

    def __init__(self, descriptor: int = 0, table: tuple[Key, ...] = KEYS) -> None:
        self._descriptor = descriptor
        self._commands = {key.name: key.command for key in table}
        for alike, name in _ALIKE.items():
            if name in self._commands:
                self._commands.setdefault(alike, self._commands[name])
        self._listening = False
        self._nothing = 0
        self._before: list[Any] | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()

    @property
    def listening(self) -> bool:
        """Whether there is a terminal, and it is ours."""
        return self._listening

    def names(self, seconds: float) -> tuple[str, ...]:
        """The names of the keys that were pressed, of any; waits for the first one for at most so long."""
        if not self._listening:
            time.sleep(seconds)
            return ()
        return names_of(self._read(seconds))

    def wait(self, seconds: float) -> tuple[Command, ...]:
        """The commands of the keys that were pressed."""
        names = self.names(seconds)
        return tuple(self._commands[name] for name in names if name in self._commands)

    if sys.platform == "win32":

        def take(self) -> None:
            """Listen, if there is a console."""
            self._listening = os.isatty(self._descriptor)

        def give_back(self) -> None:
            """Stop listening; a console needs no more."""
            self._listening = False

        def _read(self, seconds: float) -> str:
            end = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return ""
                time.sleep(_POLL_SECONDS)
            sent = msvcrt.getwch()
            return "" if sent in "\x00\xe0" and msvcrt.getwch() else sent

    else:

        def take(self) -> None:
            """Switch off lines and echo; Ctrl-C and Ctrl-Z stay signals."""
            if self._before is not None or not self._in_front():
                return
            try:
                self._before = termios.tcgetattr(self._descriptor)
                tty.setcbreak(self._descriptor)
                manner = termios.tcgetattr(self._descriptor)
                # Ctrl-C would throw away what was shown and not yet drawn, half an escape sequence among it, and what
                # was typed: then there is nothing to read, and nothing to wait for.
                manner[3] |= termios.NOFLSH
                manner[6][termios.VMIN] = manner[6][termios.VTIME] = 0
                termios.tcsetattr(self._descriptor, termios.TCSANOW, manner)
            except termios.error:
                self.give_back()
                return
            self._listening = True

        def give_back(self) -> None:
            """Restore what was there; a terminal that is gone needs nothing."""
            before, self._before = self._before, None
            self._listening = False
            if before is not None and self._in_front():
                try:
                    termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)
                except termios.error:
                    return

        def _in_front(self) -> bool:
            try:
                return os.tcgetpgrp(self._descriptor) == os.getpgrp()
            except OSError:  # no terminal, or not ours
                return False

        def _read(self, seconds: float) -> str:
            ready, _, _ = select.select([self._descriptor], [], [], seconds)
            if not ready:
                return ""
            try:
                sent = os.read(self._descriptor, 1024)
            except OSError:
                self._listening = False
                return ""
            self._nothing = 0 if sent else self._nothing + 1
            self._listening = self._nothing < _CLOSED  # the end of it: the terminal was closed
            return sent.decode(errors="replace")
