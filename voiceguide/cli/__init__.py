"""The command line: the only room that prints.

One file for each command; a command's file is imported when it is typed, so that `--help` needs no sound library.
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
