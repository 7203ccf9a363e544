"""Keeps the machine from sleeping and from locking its screen while a session plays, and lets it again after."""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import Final

from voiceguide.play.device import Clock
from voiceguide.play.moment import Moment, Show, State

REST_SECONDS: Final = 300.0
"""Who pauses for longer may have gone away: then the machine may sleep, until it plays again."""
FIRST_SECONDS: Final = 1.0
"""In which no machine falls asleep. They belong to the first words: who asks takes the time of some eight phrases."""
PATIENCE_SECONDS: Final = 5.0
"""How long an answer of the desktop is waited for at the end."""

Hold = Callable[[ExitStack], None]
"""Puts onto a stack whatever keeps the machine awake until that is closed."""


def kept_awake(stack: ExitStack) -> None:
    """Ask the desktop, or the system where there is none; what cannot be had is not worth a warning."""
    keep = import_module("wakepy").keep
    if not stack.enter_context(keep.presenting(on_fail="pass")).active:
        stack.enter_context(keep.running(on_fail="pass"))
    if sys.platform == "linux":
        with suppress(Exception):  # no logind, or no jeepney, or it is not allowed
            _ask_logind(stack)


def _ask_logind(stack: ExitStack) -> None:
    """What `systemd-inhibit --what=sleep:idle` does; also where no desktop runs."""
    jeepney = import_module("jeepney")
    blocking = import_module("jeepney.io.blocking")
    address = jeepney.DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
    asked = ("sleep:idle", "voiceguide", "A session plays.", "block")
    with blocking.open_dbus_connection("SYSTEM", enable_fds=True) as bus:
        message = jeepney.new_method_call(address, "Inhibit", "ssss", asked)
        reply = bus.send_and_get_reply(message, timeout=PATIENCE_SECONDS)
        stack.callback(jeepney.wrappers.unwrap_msg(reply)[0].close)  # as long as it is open, the machine is awake


class Awake:
    """Holds the machine awake from the first second on, beside the player, which waits for nobody."""

    def __init__(self, stack: ExitStack, show: Show, *, hold: Hold = kept_awake, clock: Clock = time.monotonic) -> None:
        """Pass moments on to `show`; when `stack` is closed, the machine may sleep."""
        self._show = show
        self._hold = hold
        self._clock = clock
        self._first: float | None = None
        """When the first moment was shown."""
        self._since = float("inf")
        """When the listener paused."""
        self._wanted: bool | None = None
        self._orders: SimpleQueue[bool | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True)
        stack.callback(self._close)

    def __call__(self, moment: Moment) -> None:
        """Pass a moment on."""
        self._show(moment)
        if moment.state is State.ENDING:
            return
        now = self._clock()
        self._first = now if self._first is None else self._first
        self._since = min(self._since, now) if moment.state is State.PAUSED else float("inf")
        wanted = now - self._since < REST_SECONDS
        if wanted is self._wanted or now - self._first < FIRST_SECONDS:
            return
        if self._wanted is None:
            self._thread.start()
        self._wanted = wanted
        self._orders.put(wanted)

    def _work(self) -> None:
        with ExitStack() as held:
            while (wanted := self._orders.get()) is not None:
                if wanted:
                    self._hold(held)
                else:
                    held.close()

    def _close(self) -> None:
        if self._wanted is not None:
            self._orders.put(None)
            self._thread.join(PATIENCE_SECONDS)
