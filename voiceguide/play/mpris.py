"""Headsets and media keys, on Linux: a player on the session bus, as the desktop's own controls know it (MPRIS 2.2).

It answers in a thread of its own, by jeepney. Where there is no session bus or no jeepney, it is silently absent.
https://specifications.freedesktop.org/mpris-spec/latest/
"""

import os
import socket
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import Any, Final

from voiceguide.play.command import Command, Order, Seek, Turn
from voiceguide.play.keys import Keys
from voiceguide.play.moment import Moment, Show, State
from voiceguide.play.volume import SOFTEST
from voiceguide.units import FRAMES_PER_MILLISECOND, RATE, Decibels, Frames

NAME: Final = "org.mpris.MediaPlayer2.voiceguide"
PATH: Final = "/org/mpris/MediaPlayer2"
ROOT: Final = "org.mpris.MediaPlayer2"
PLAYER: Final = "org.mpris.MediaPlayer2.Player"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
TRACK: Final = "/voiceguide/session"
JUMP: Final = Frames(RATE)
"""Who is further from where it would be by itself, has jumped."""

COMMANDS: Final = {
    "Next": Command.NEXT,
    "Previous": Command.AGAIN,
    "Pause": Command.HOLD,
    "Play": Command.GO_ON,
    "PlayPause": Command.PAUSE,
    "Stop": Command.END,
    "Quit": Command.INTERRUPT,
}
SILENT: Final = frozenset({"Raise", "OpenUri", "Set", "Ping"})
"""Asked for by some controls; answered, and nothing is done."""

Value = tuple[str, Any]
"""A D-Bus signature and what it tells."""


class Controls:
    """What the desktop is told of a session, and what it asks for; any thread may use it."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.asked: deque[Order] = deque()
        self.moment: Moment | None = None
        self._told: dict[str, Value] = {}

    def properties(self, interface: str) -> dict[str, Value]:
        """What an interface tells now; empty for an unknown one."""
        if interface == ROOT:
            return {
                "CanQuit": ("b", True),
                "CanRaise": ("b", False),
                "HasTrackList": ("b", False),
                "Identity": ("s", "voiceguide"),
                "SupportedUriSchemes": ("as", []),
                "SupportedMimeTypes": ("as", []),
            }
        return self._player() if interface == PLAYER else {}

    def _player(self) -> dict[str, Value]:
        can = ("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanControl", "CanSeek")
        moment = self.moment
        metadata: dict[str, Value] = {"mpris:trackid": ("o", TRACK), "xesam:title": ("s", self.title)}
        status = "Stopped"
        if moment is not None:
            status = "Playing" if moment.state in {State.PLAYING, State.LOST} else "Paused"
            metadata["mpris:length"] = ("x", _microseconds(moment.frames))
            section = moment.event.section if moment.event is not None else ""
            if section:
                metadata["xesam:album"] = ("s", section)
        return {
            "PlaybackStatus": ("s", status),
            "Metadata": ("a{sv}", metadata),
            "Position": ("x", 0 if moment is None else _microseconds(moment.position)),
            "Volume": ("d", 1.0 if moment is None else 1.0 - moment.volume / SOFTEST),
            **dict.fromkeys(("Rate", "MinimumRate", "MaximumRate"), ("d", 1.0)),
            **dict.fromkeys(can, ("b", True)),
        }

    def turn(self, volume: float) -> None:
        """Be as loud as a slider from 0 to 1 is high, which goes from the softest to the loudest by decibels."""
        self.asked.append(Turn(level=Decibels(round(SOFTEST * (1.0 - min(1.0, max(0.0, volume))), 1))))

    def seek(self, microseconds: int) -> None:
        """Go to a moment of the session."""
        self.asked.append(Seek(position=_frames(microseconds)))

    def seek_by(self, microseconds: int) -> None:
        """Go so far, backwards where it is negative."""
        if self.moment is not None:
            self.asked.append(Seek(position=Frames(self.moment.position + _frames(microseconds))))

    def news(self) -> dict[str, Value]:
        """What has changed since it was last asked for; the position never counts."""
        now = {name: value for name, value in self._player().items() if name != "Position"}
        changed = {name: value for name, value in now.items() if self._told.get(name) != value}
        self._told = now
        return changed


def _microseconds(frames: Frames) -> int:
    return frames * 1000 // FRAMES_PER_MILLISECOND


def _frames(microseconds: int) -> Frames:
    return Frames(microseconds * FRAMES_PER_MILLISECOND // 1000)


class Both:
    """The keys of a terminal and those of the desktop."""

    def __init__(self, keys: Keys, controls: Controls) -> None:
        self._keys = keys
        self._controls = controls

    def wait(self, seconds: float) -> tuple[Order, ...]:
        """What both ask for."""
        commands = list(self._keys.wait(seconds))
        while self._controls.asked:
            commands.append(self._controls.asked.popleft())
        return tuple(commands)

    def take(self) -> None:
        """Have the terminal send every key at once."""
        self._keys.take()

    def give_back(self) -> None:
        """Leave the terminal as it was found."""
        self._keys.give_back()


class Bus:
    """A connection to the session bus that answers for a session."""

    def __init__(self, controls: Controls) -> None:
        """Connect, and take the name of a player.

        Raises:
            Exception: There is no bus, whatever the reason.
        """
        import jeepney  # noqa: PLC0415  (an extra: it is looked for when it is wanted)
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415  (the same)

        self._lib = jeepney
        self._controls = controls
        self._sending = Lock()
        self._connection = open_dbus_connection("SESSION")
        self._address = jeepney.DBusAddress(PATH, interface=PROPERTIES)
        self._expected = Frames(0)
        for name in (NAME, f"{NAME}.instance{os.getpid()}"):
            reply = self._connection.send_and_get_reply(jeepney.message_bus.RequestName(name, 4))
            if reply.body == (1,):
                break
        self._thread = Thread(target=self._answer, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._connection.close()

    def tell(self, moment: Moment) -> None:
        """Tell the desktop what has changed."""
        self._controls.moment = moment
        changed = self._controls.news()
        if changed:
            self._signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))
        if abs(moment.position - self._expected) > JUMP:
            self._signal(PLAYER, "Seeked", "x", (_microseconds(moment.position),))
        self._expected = moment.position

    def _signal(self, interface: str, name: str, signature: str, body: tuple[object, ...]) -> None:
        self._send(self._lib.new_signal(self._address.with_interface(interface), name, signature, body))

    def _send(self, message: Any) -> None:  # noqa: ANN401  (jeepney has no types)
        with self._sending, suppress(OSError):  # a bus that is gone is not missed
            self._connection.send(message)

    def _answer(self) -> None:
        fields = self._lib.HeaderFields
        with suppress(OSError, EOFError, ValueError):  # the end of the connection
            while True:
                message = self._connection.receive()
                if message.header.message_type is self._lib.MessageType.method_call:
                    interface = message.header.fields.get(fields.interface, "")
                    self._send(self._reply(message, interface, message.header.fields.get(fields.member, "")))

    def _reply(self, message: Any, interface: str, member: str) -> Any:  # noqa: ANN401  (jeepney has no types)
        match (member, message.body):
            case ("GetAll", (str(wanted),)):
                return self._lib.new_method_return(message, "a{sv}", (self._controls.properties(wanted),))
            case ("Get", (str(wanted), str(name))) if name in self._controls.properties(wanted):
                return self._lib.new_method_return(message, "v", (self._controls.properties(wanted)[name],))
            case ("Introspect", _):
                return self._lib.new_method_return(message, "s", (_introspection(),))
            case ("Seek", (int(by),)):
                self._controls.seek_by(by)
                return self._lib.new_method_return(message)
            case ("SetPosition", (str(track), int(position))):
                if track == TRACK:  # of another one it is too late
                    self._controls.seek(position)
                return self._lib.new_method_return(message)
            case ("Set", (str(wanted), "Volume", ("d", float(volume)))) if wanted == PLAYER:
                self._controls.turn(volume)
                return self._lib.new_method_return(message)
            case _ if member in COMMANDS and interface in {ROOT, PLAYER, ""}:
                self._controls.asked.append(COMMANDS[member])
                return self._lib.new_method_return(message)
            case _ if member in SILENT:
                return self._lib.new_method_return(message)
            case _:
                return self._lib.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (member,))


def _introspection() -> str:
    """What a browser of the bus is told."""
    controls = Controls("")
    arguments = {"Seek": "x", "SetPosition": "ox"}
    members = {ROOT: ("Quit", "Raise"), PLAYER: (*(name for name in COMMANDS if name != "Quit"), *arguments)}
    lines = ["<node>"]
    for interface, methods in members.items():
        lines.append(f'<interface name="{interface}">')
        for name in methods:
            given = "".join(f'<arg type="{one}" direction="in"/>' for one in arguments.get(name, ""))
            lines.append(f'<method name="{name}">{given}</method>')
        for name, (signature, _) in controls.properties(interface).items():
            access = "readwrite" if name == "Volume" else "read"
            lines.append(f'<property name="{name}" type="{signature}" access="{access}"/>')
        lines.append("</interface>")
    seeked = f'<interface name="{PLAYER}"><signal name="Seeked"><arg type="x"/></signal>'
    return "\n".join([*lines, "</node>"]).replace(f'<interface name="{PLAYER}">', seeked)


@contextmanager
def on_the_bus(title: str, keys: Keys, show: Show) -> Iterator[tuple[Keys, Show]]:
    """The keys and the screen of a session, with those of the desktop among them from the first moment on."""
    controls = Controls(title)
    bus: list[Bus] = []
    tried = False

    def showing(moment: Moment) -> None:
        nonlocal tried
        show(moment)
        if not tried:
            tried = True
            if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
                with suppress(Exception):  # whatever it is, there are still the keys of the terminal
                    bus.append(Bus(controls))
        for one in bus:
            one.tell(moment)

    try:
        yield Both(keys, controls), showing
    finally:
        for one in bus:
            one.close()
