"""`voiceguide play`.

The device is opened first: while it hears the near-silence that wakes it up, the session is made ready.
"""

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import click

from voiceguide import settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.player.manner import Led, Manner
from voiceguide.cli.player.until import Minute
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.model.wish import Wish
from voiceguide.play.device import DeviceUnavailable, names
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker, open_loudspeaker

if TYPE_CHECKING:
    from voiceguide.journal import Last


class Playing(Wishing, Led):
    """Needs no name where a session can be taken up, or chosen."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Let the name be left out."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "wanted":
                param.required = False
                param.metavar = "[NAME|FILE]"
        return params


@click.command(cls=Playing)
@click.option("--until", type=Minute(), metavar="HH:MM", help="End on that minute of the clock.")
@click.option("--caution", is_flag=True, help="Show the caution, also when you have played this session before.")
def command(wishes: Wishes, until: tuple[int, int] | None, manner: Manner, *, caution: bool) -> int:
    """Play a session.

    Without a name, the session that was played last is taken up where it was left; if it was played to its end, you
    choose one. Space pauses and goes on, the key ? shows what the other keys do, Ctrl-C ends with a fade. The caution
    of a session is shown at the first time that you play it, and again when it has changed; what the session itself
    speaks of it is always spoken.
    """
    if until is not None and wishes.wish.length is not None:
        message = "--for and --until ask for two lengths."
        raise WrongUsage(message, "Ask for one of them.")
    last = None
    if not wishes.wanted:
        last = _last_one(wishes, until)
        if last is None:
            wishes = replace(wishes, wanted=import_module("voiceguide.cli.player.choice").chosen())
    feed = Feed()
    with loudspeaker_for(feed, manner.device) as loudspeaker:
        # Everything that reads, plans and mixes is imported behind the sound.
        playing = import_module("voiceguide.cli.player.playing")
        status: int = (
            playing.play(wishes, feed, loudspeaker, manner, until=until, caution=caution)
            if last is None
            else playing.resume(last, feed, loudspeaker, manner)
        )
    return status


def _last_one(wishes: Wishes, until: tuple[int, int] | None) -> "Last | None":
    """What was played last and not to its end, for a listener who names no session and wishes for nothing else."""
    if until is not None or wishes != Wishes(wanted="", settings={}, background=None, start="", wish=Wish()):
        return None
    last: Last | None = import_module("voiceguide.journal").read(settings.folders().state)
    return None if last is None or last.finished else last


def loudspeaker_for(feed: Feed, asked: str | None) -> Loudspeaker:
    """The device that is asked for, else the one of the settings file, else the first that works."""
    name = asked or settings.settings(settings.folders().settings).device or None
    try:
        return open_loudspeaker(feed, name)
    except DeviceUnavailable as unavailable:
        if name not in names():
            raise WrongUsage(unavailable.message, unavailable.hint) from unavailable
        raise
