"""`voiceguide voices remove`."""

import click

from voiceguide import settings
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.fetch.installed import remove
from voiceguide.voice.piper import NAME


@click.command()
@click.argument("name")
def command(name: str) -> None:
    """Remove a voice that was installed.

    What else lies in the folder of voices is left alone, and so is what the voice has spoken.
    """
    given = remove(name)
    out(safe(f"Removed {name}; that gives back {given / 1e6:.1f} MB."))
    if settings.settings(settings.folders().settings).voice.removeprefix(f"{NAME}:") == name.removeprefix(f"{NAME}:"):
        tell("It was your usual voice. Type: voiceguide config voice --unset")
