"""`voiceguide sounds`. As with `play`, everything that reads and mixes sound is imported behind the device."""

from importlib import import_module

import click

from voiceguide.cli.commands.play import loudspeaker_for
from voiceguide.play.feed import Feed


@click.command()
@click.argument("name", metavar="[NAME]", default="")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
def command(name: str, device: str | None, *, plain: bool) -> int:
    """List the sounds, or play one.

    Sound files in your own folders of chimes, backgrounds and tones come before those of the same name.
    """
    sounding = import_module("voiceguide.cli.sounding")
    if not name:
        sounding.tell_all()
        return 0
    shelf, timeline = sounding.sound_of(name)
    feed = Feed()
    with loudspeaker_for(feed, device) as loudspeaker:
        status: int = sounding.play(shelf, timeline, feed, loudspeaker, plain=plain)
    return status
