"""`voiceguide pack`."""

from pathlib import Path

import click

from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.packing.contents import packed
from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.pack.door import ENDING
from voiceguide.pack.write import size_of, write


@click.command()
@click.argument("wanted", metavar="NAME|FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help=f"The pack; a name in {ENDING}.")
@click.option("--voice", default="", metavar="NAME", help="A voice that you have recorded, to speak it there too.")
def command(wanted: str, output: Path | None, voice: str) -> None:
    """Put a session into one file, to be given to someone.

    The pack holds the script, what it includes, the sounds that are not voiceguide's own, and what was recorded of it.
    Whoever has voiceguide opens it like a script: voiceguide play evening.voiceguide. A file of that name is replaced.
    """
    if output is not None and output.suffix.lower() != ENDING:
        raise WrongUsage(f"'{output}' is no name for a pack.", f"Give it one that ends in {ENDING}.")
    manifest, members = packed(library.document_of(wanted), voice)
    target = output or Path(manifest.script).with_suffix(ENDING)
    files = write(target, manifest, members)
    out(table([(f"  {one.name}", one.what, _bytes(size_of(one))) for one in files]))
    tell(safe(f"{target}: {manifest.title}, {_bytes(target.stat().st_size)}"))


def _bytes(size: int) -> str:
    for unit, least in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} B"
