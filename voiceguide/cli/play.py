"""`voiceguide play`.

The device is opened first: while it hears the near-silence that wakes it up, the session is made ready.
"""

from importlib import import_module

import click

from voiceguide import settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.until import Minute
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.play.device import DeviceUnavailable, names
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker, open_loudspeaker


@click.command(cls=Wishing)
@click.option("--until", type=Minute(), metavar="HH:MM", help="End on that minute of the clock.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--caution", is_flag=True, help="Show the caution, also when you have played this session before.")
@click.option("--plain", is_flag=True, help="A line for each phrase instead of a screen.")
def command(wishes: Wishes, until: tuple[int, int] | None, device: str | None, *, caution: bool, plain: bool) -> int:
    """Play a session.

    Space pauses and goes on; Ctrl-C ends with a fade. The caution of a session is shown at the first time that you play
    it, and again when it has changed; what the session itself speaks of it is always spoken.
    """
    if until is not None and wishes.wish.length is not None:
        message = "--for and --until ask for two lengths."
        raise WrongUsage(message, "Ask for one of them.")
    feed = Feed()
    with loudspeaker_for(feed, device) as loudspeaker:
        # Everything that reads, plans and mixes is imported behind the sound.
        playing = import_module("voiceguide.cli.playing")
        status: int = playing.play(wishes, feed, loudspeaker, until=until, caution=caution, plain=plain)
    return status


def loudspeaker_for(feed: Feed, asked: str | None) -> Loudspeaker:
    """The device that is asked for, else the one of the settings file, else the first that works."""
    name = asked or settings.settings(settings.folders().settings).device or None
    try:
        return open_loudspeaker(feed, name)
    except DeviceUnavailable as unavailable:
        if name not in names():
            raise WrongUsage(unavailable.message, unavailable.hint) from unavailable
        raise
