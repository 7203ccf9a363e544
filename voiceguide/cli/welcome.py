"""`voiceguide` alone: the sessions, and how to start one."""

from voiceguide import journal, settings
from voiceguide.cli.catalogue import entries
from voiceguide.cli.terminal import out, safe, table


def welcome() -> None:
    """Greet whoever types the name of the program."""
    found = [(entry.name, entry.facts.title) for entry in entries()]
    if found:
        out(table([(f"  {name}", title) for name, title in found]))
        out(f"\nTo begin, type:  voiceguide play {found[0][0]}")
        out("To be asked what would help, type:  voiceguide suggest")
        last = journal.read(settings.folders().state)
        if last is not None and not last.finished:
            out(safe(f"To go on with {last.title}, type:  voiceguide resume"))
    else:
        out("There are no sessions here. To play a file, type:  voiceguide play ./FILE")
    out("Everything else: voiceguide --help")
