"""A desktop and a logind of a test's own, which only note who asks them to stay awake, and until when."""

import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import jeepney
from jeepney.io.blocking import open_dbus_connection

LOGIND = "org.freedesktop.login1"
SCREEN = "org.freedesktop.ScreenSaver"
GNOME = "org.gnome.SessionManager"


@contextmanager
def bus(folder: Path, name: str) -> Iterator[str]:
    """A message bus; its address."""
    line = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={folder}/{name}"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Keeper:
    """Answers for one service, and notes what it is asked in the order of things."""

    def __init__(self, address: str, name: str) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.held = 0
        """How many hold it awake now."""
        self._name = name
        self._holding: list[int] = []
        self._bus = open_dbus_connection(address, enable_fds=True)
        reply = self._bus.send_and_get_reply(jeepney.message_bus.RequestName(name))
        assert reply.body == (1,)
        watch = jeepney.MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        self._bus.send_and_get_reply(jeepney.message_bus.AddMatch(watch))
        self._owners: dict[str, int] = {}
        self._thread = Thread(target=self._answer, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._bus.sock.shutdown(2)
        self._thread.join()
        self._bus.close()

    def let_go(self) -> None:
        """Wait until nobody holds it awake any more; for logind, until every descriptor that it gave is closed."""
        while self._holding:
            read = self._holding.pop()
            select.select([read], [], [])
            assert os.read(read, 1) == b""
            os.close(read)
            self.held -= 1
        while self.held:
            pass

    def _answer(self) -> None:
        fields = jeepney.HeaderFields
        with suppress(OSError, EOFError, ValueError):
            while True:
                message = self._bus.receive()
                member = message.header.fields.get(fields.member, "")
                sender = str(message.header.fields.get(fields.sender, ""))
                if member in {"Inhibit", "UnInhibit", "Uninhibit"}:
                    self._do(message, member, sender)
                elif member == "NameOwnerChanged" and message.body[2] == "":
                    self.held -= self._owners.pop(message.body[0], 0)

    def _do(self, message: Any, member: str, sender: str) -> None:  # noqa: ANN401  (jeepney has no types)
        if member != "Inhibit":
            self.held -= self._owners.pop(sender, 0)
            self._bus.send(jeepney.new_method_return(message))
            return
        self.asked.append(message.body)
        self.held += 1
        if self._name != LOGIND:
            self._owners[sender] = self._owners.get(sender, 0) + 1
            self._bus.send(jeepney.new_method_return(message, "u", (7,)))
            return
        read, write = os.pipe()
        self._holding.append(read)
        self._bus.send(jeepney.new_method_return(message, "h", (write,)))
        os.close(write)


@contextmanager
def sleepless(folder: Path, *services: str) -> Iterator[tuple[dict[str, str], dict[str, Keeper]]]:
    """Both buses with these services on them: the variables that lead there, and the services by name."""
    with ExitStack() as stack:
        addresses = {kind: stack.enter_context(bus(folder, kind)) for kind in ("session", "system")}
        keepers = {}
        for name in services:
            keepers[name] = Keeper(addresses["system" if name == LOGIND else "session"], name)
            stack.callback(keepers[name].close)
        environment = {f"DBUS_{kind.upper()}_BUS_ADDRESS": address for kind, address in addresses.items()}
        yield environment, keepers
