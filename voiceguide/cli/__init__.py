"""The command line: the only room that prints.

`commands` has a file for each command, imported when it is typed, so that `--help` needs no sound library. `player`,
`batch`, `recording` and `packing` do what needs more than a file. What several commands share stands beside them.
"""

import sys

from voiceguide.cli.exits import Exit


def main() -> None:
    """Run the command that was typed, and end with its status."""
    try:
        # Imported here, so that Ctrl-C during the import itself leaves no traceback either.
        from voiceguide.cli.program import run  # noqa: PLC0415  (see above)

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    sys.exit(status)
