"""`voiceguide resume`."""

import click

from voiceguide import journal, settings
from voiceguide.cli.commands.play import loudspeaker_for
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.player.manner import Led, Manner
from voiceguide.journal import Last
from voiceguide.play.feed import Feed


@click.command(cls=Led)
def command(manner: Manner) -> int:
    """Go on with the session that was played last, where it was left.

    It begins with the phrase that was heard then, after a sentence that says where that is; with the same voice,
    length and settings.
    """
    last = _last_one()
    feed = Feed()
    with loudspeaker_for(feed, manner.device) as loudspeaker:
        from voiceguide.cli.player.playing import resume  # noqa: PLC0415  (everything that plans is imported behind the sound)

        return resume(last, feed, loudspeaker, manner)


def _last_one() -> Last:
    """The session that was played last, and not to its end."""
    last = journal.read(settings.folders().state)
    if last is None:
        message = "No session was played yet, so there is none to go on with."
        raise WrongUsage(message, "Type 'voiceguide list' for the sessions, and 'voiceguide play NAME' to play one.")
    if last.finished:
        message = f"The last session, {last.title}, was played to its end."
        raise WrongUsage(message, f"To play it again, type: voiceguide play {last.recipe.wanted}")
    return last
