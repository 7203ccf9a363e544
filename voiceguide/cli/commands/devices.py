"""`voiceguide devices`."""

import click

from voiceguide.cli.terminal import out, safe
from voiceguide.play import device


@click.command()
def command() -> None:
    """List the sound devices.

    The first one that works is taken; `voiceguide play NAME --device D` takes another.
    """
    taken = False
    for name in device.names():
        about, trouble = look_at(name)
        mark = "*" if not (trouble or taken) else " "
        taken = taken or not trouble
        out(safe(f"{mark} {name:12} {about}"))
        for line in trouble.splitlines():
            out(safe(f"  {'':12} {line}"))


def look_at(name: str) -> tuple[str, str]:
    """What a device is, and what stands in the way of using it: empty where nothing does."""
    try:
        found = device.find(name)
    except device.DeviceUnavailable as missing:
        return "not installed", str(missing)
    return found.about, str(found.trouble() or "")
