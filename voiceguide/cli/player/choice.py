"""Which session? Asked where none is named."""

import sys
from datetime import datetime

import click

from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.player.habits import usual_now
from voiceguide.cli.terminal import out, safe, table

SHOWN_AS_LIST = "Type 'voiceguide list' for the sessions, and 'voiceguide play NAME' to play one."


def chosen() -> str:
    """The name of the session that the listener chooses.

    Raises:
        WrongUsage: There is nobody to ask.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        message = "Which session is to be played?"
        raise WrongUsage(message, SHOWN_AS_LIST)
    names = [*library.names()]
    out(table([(f"{number:>3}", name) for number, name in enumerate(names, 1)]))
    usual = usual_now(datetime.now().astimezone())
    if usual:
        out(f"At this time of day you usually play {safe(usual)}: the return key takes it.")
    while True:
        said = str(click.prompt("Number or name", default=usual or None, show_default=False)).strip()
        if said in names or said == usual:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(names):
            return names[int(said) - 1]
        out("There is no such session.")
