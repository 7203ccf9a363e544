"""`voiceguide` alone: the sessions, and how to start one."""

from voiceguide.cli.catalogue import entries
from voiceguide.cli.terminal import out, table


def welcome() -> None:
    """Greet whoever types the name of the program."""
    found = [(entry.name, entry.facts.title) for entry in entries()]
    if found:
        out(table([(f"  {name}", title) for name, title in found]))
        out(f"\nTo begin, type:  voiceguide play {found[0][0]}")
    else:
        out("There are no sessions here. To play a file, type:  voiceguide play ./FILE")
    out("Everything else: voiceguide --help")
