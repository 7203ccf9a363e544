"""`voiceguide play`.

The device is opened first: while it hears the near-silence that wakes it up, the session is made ready.
"""

from importlib import import_module

import click

from voiceguide import settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.play.device import DeviceUnavailable, names
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker, open_loudspeaker


@click.command(cls=Wishing)
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="A line for each phrase instead of a screen.")
def command(wishes: Wishes, device: str | None, *, plain: bool) -> int:
    """Play a session.

    Space pauses and goes on; Ctrl-C ends with a fade.
    """
    own = settings.settings(settings.folders().settings)
    feed = Feed()
    with _loudspeaker(feed, device or own.device or None) as loudspeaker:
        # Everything that reads, plans and mixes is imported behind the sound.
        status: int = import_module("voiceguide.cli.playing").play(wishes, feed, loudspeaker, plain=plain)
    return status


def _loudspeaker(feed: Feed, name: str | None) -> Loudspeaker:
    try:
        return open_loudspeaker(feed, name)
    except DeviceUnavailable as unavailable:
        if name not in names():
            raise WrongUsage(unavailable.message, unavailable.hint) from unavailable
        raise
