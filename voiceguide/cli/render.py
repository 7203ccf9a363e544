"""`voiceguide render`."""

from pathlib import Path
from typing import Final

import click

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import made
from voiceguide.cli.progress import speaking, writing
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.export.formats import FORMATS, UnknownEnding, writer_of
from voiceguide.pieces import piece_of
from voiceguide.units import short_clock

ENDINGS: Final = ", ".join(FORMATS)


@click.command(cls=Wishing)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help=f"The file: {ENDINGS}."
)
@click.option("--author", default="", metavar="NAME", help="Whom the file names; voiceguide unless said.")
@click.option("--licence", default="", metavar="TEXT", help="What others may do with the file, such as 'CC BY 4.0'.")
def command(wishes: Wishes, output: Path, author: str, licence: str) -> None:
    """Write a session into a file.

    The ending of OUT tells the format. A file of that name is replaced.
    """
    try:
        write = writer_of(output)  # before any work, as a wrong ending can be known now
    except UnknownEnding as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    with speaking() as progress, made(wishes, progress) as session, writing() as grow:
        timeline = session.plan.timeline
        start = start_of(timeline, wishes.start)
        piece = piece_of(
            session.production,
            session.plan,
            start=start,
            author=author,
            licence=licence,
            progress=lambda done: grow(done, timeline.frames - start),
        )
        write(output, piece)
    tell(safe(f"{output}: {short_clock(piece.frames)}"))
