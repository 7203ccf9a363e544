"""`voiceguide get-help`: when to get help, and whom to call; shown at once, then spoken.

What is shown are the very words of the session, without a voice: they are there also where nothing can be heard.
"""

from importlib import import_module
from typing import Final

import click

from voiceguide.cli.exits import Exit

TOPICS: Final = ("back", "anxiety", "both")


@click.command()
@click.option("--country", metavar="XX", help="Whose telephone numbers to tell, such as uk or us.")
@click.option("--topic", type=click.Choice(TOPICS), default="both", show_default=True, help="What it is about.")
@click.option("--text", "only_text", is_flag=True, help="Only show it, without speaking.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="A line for each phrase instead of a screen.")
def command(country: str | None, topic: str, device: str | None, *, only_text: bool, plain: bool) -> int:
    """Tell when to get help, and whom to call.

    The numbers are in care/help.yaml among the bundled scripts. A copy of your own, in the folder 'care' of your folder
    of scripts, comes first.
    """
    helping = import_module("voiceguide.cli.helping")
    wishes = helping.show(country, topic)
    if wishes is None:
        return Exit.SCRIPT_ERRORS
    if only_text or not (device or helping.can_be_heard()):
        return Exit.DONE
    line = [helping.NAME, *(word for name, value in wishes.items() for word in ("--set", f"{name}={value}"))]
    line += [*(["--device", device] if device else []), *(["--plain"] if plain else [])]
    play = import_module("voiceguide.cli.commands.play").command
    with play.make_context("play", line) as context:
        status: int = play.invoke(context)
    return status
