"""What a sound device is, and how one is found.

Devices come in through the entry-point group `voiceguide.devices`, ours by the same door as anyone's. An entry point is
a function without parameters that gives a `Device`; its module is imported when the device is first asked for.

A device pulls. Frames are numbered as they are sent, from the first that the feed ever gave, whatever the session does
meanwhile: a pause is frames of silence.

    0 ------------ heard ------------ reach ------------ until
    |  was heard   |  cannot be changed  |  may be pulled again  |
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol

from voiceguide.problems import Stop
from voiceguide.sound.clip import Samples
from voiceguide.units import Frames

GROUP: Final = "voiceguide.devices"
DEFAULT: Final = "miniaudio"
LAST: Final = "silent"
"""Works everywhere, and is chosen only where nothing else does."""

OURS: Final = (DEFAULT, "simpleaudio", LAST)
"""Each is in a module of its name. They are registered as anyone's are; that they are known here as well lets one be
opened before all that is installed has been looked through."""

Pull = Callable[[Frames, Frames], Samples]
"""`pull(reach, until)` gives the frames that end before `until`: those not given yet or, if the session has changed
(a pause, a jump), all from `reach` on, which replace what was given. Shape [frames, 2]. It never waits."""

Clock = Callable[[], float]
"""Seconds that only go forward."""


class DeviceUnavailable(Stop):
    """A device cannot be used here and now; the hint says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a device has come."""

    heard: Frames
    """The number of the frame that is heard now."""
    late: int
    """How often it was served too late, so that a gap was heard; 0 where a device cannot know."""
    lost: bool
    """Nothing comes out any more: the device was removed, or its sound server has died."""


class Output(Protocol):
    """A device that is open. It starts at once."""

    def progress(self) -> Progress:
        """Where it is now; asked up to twenty-five times a second, always by the same thread."""
        ...

    def rest(self) -> None:
        """Stop the clock, for what is heard now is silence. Called once before each `wake`."""
        ...

    def wake(self) -> None:
        """Go on with the frame after the last one given."""
        ...

    def close(self) -> None:
        """End it, whatever its state, and give everything back; what was not heard is lost. May be called again."""
        ...


class Device(Protocol):
    """A way to the loudspeaker."""

    @property
    def about(self) -> str:
        """What it is, in a few words for a list."""
        ...

    def trouble(self) -> DeviceUnavailable | None:
        """What stands in the way of using it here, found out without a sound."""
        ...

    def open(self, pull: Pull, first: Frames) -> Output:
        """Start playing what `pull` gives, from the frame with the number `first`.

        Raises:
            DeviceUnavailable: It cannot be opened.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A device that plays."""

    name: str
    device: Device
    output: Output
    instead: DeviceUnavailable | None
    """Why it is not the default device; None if it is, or if it was asked for by name."""


def names() -> tuple[str, ...]:
    """Every device that is registered, the default one first, the silent one last."""
    return tuple(sorted(_factories(), key=lambda name: (name != DEFAULT, name == LAST, name)))


def find(name: str) -> Device:
    """The device called `name`.

    Raises:
        DeviceUnavailable: There is none of that name, or what it needs is not installed.
    """
    if name in OURS:
        return _made(name, lambda: import_module(f"voiceguide.play.{name}_device").device)
    factories = _factories()
    if name not in factories:
        from difflib import get_close_matches  # noqa: PLC0415  (a session that starts well has no need of it)

        near = get_close_matches(name, factories, 1)
        known = ", ".join(names())
        hint = f"Did you mean '{near[0]}'?" if near else f"These are known: {known}."
        message = f"There is no sound device called '{name}'."
        raise DeviceUnavailable(message, hint)
    return _made(name, factories[name])


def _factories() -> dict[str, Callable[[], Callable[[], Device]]]:
    """What imports each registered device."""
    from importlib.metadata import entry_points  # noqa: PLC0415  (ours are found without it)

    return {point.name: point.load for point in entry_points(group=GROUP)}


def _made(name: str, factory: Callable[[], Callable[[], Device]]) -> Device:
    try:
        return factory()()
    except ImportError as error:
        message = f"The sound device '{name}' is not installed ({error})."
        raise DeviceUnavailable(message, f"Type: pip install {error.name or name}") from error


def open_named(name: str | None, pull: Pull, first: Frames) -> Opened:
    """Open the device called `name`; without a name the default one, or the silent one where that cannot be.

    Raises:
        DeviceUnavailable: The device that was asked for by name cannot be opened.
    """
    if name is not None:
        return _open(name, pull, first, None)
    try:
        return _open(DEFAULT, pull, first, None)
    except DeviceUnavailable as trouble:
        return _open(LAST, pull, first, trouble)


def _open(name: str, pull: Pull, first: Frames, instead: DeviceUnavailable | None) -> Opened:
    device = find(name)
    return Opened(name=name, device=device, output=device.open(pull, first), instead=instead)
