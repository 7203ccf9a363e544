"""Which session? Asked where none is named."""

import sys

import click

from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.terminal import out, table

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
    while True:
        said = str(click.prompt("Number or name")).strip()
        if said in names:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(names):
            return names[int(said) - 1]
        out("There is no such session.")
