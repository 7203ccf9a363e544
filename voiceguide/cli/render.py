"""`voiceguide render`."""

from importlib import import_module
from pathlib import Path

import click

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import made
from voiceguide.cli.progress import speaking, writing
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.export.audio import UnknownEnding, writer_of
from voiceguide.units import Frames, short_clock


@click.command(cls=Wishing)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The file; .wav or .flac."
)
def command(wishes: Wishes, output: Path) -> None:
    """Write a session into a sound file.

    The ending of OUT tells the format. A file of that name is replaced.
    """
    try:
        write = writer_of(output)  # before any work, as a wrong ending can be known now
    except UnknownEnding as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    with speaking() as progress, made(wishes, progress) as session:
        start = start_of(session.plan.timeline, wishes.start)
        frames = Frames(session.plan.timeline.frames - start)
        mixer = session.production.mixer(session.plan)
        mixer.seek(start)
        read = import_module("voiceguide.export.edge").faded_in(mixer.read) if start else mixer.read
        with writing() as grow:
            write(output, read, frames, lambda done: grow(done, frames))
    tell(safe(f"{output}: {short_clock(frames)}"))
