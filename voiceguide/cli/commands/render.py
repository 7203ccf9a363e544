"""`voiceguide render`."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.making import made
from voiceguide.cli.progress import speaking, writing
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.export.formats import FORMATS, UnknownEnding, writer_of
from voiceguide.export.whole import may_be_written
from voiceguide.pieces import piece_of
from voiceguide.units import short_clock

ENDINGS: Final = ", ".join(FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """What is asked for where there is to be more than one file."""

    every: bool
    """Every session that has a name."""
    matrix: Path | None
    """A file that tells what is to be combined."""
    formats: tuple[str, ...]
    jobs: int | None
    scheduler: str

    @property
    def asked(self) -> bool:
        """Whether there is to be more than one."""
        return self.every or self.matrix is not None

    @property
    def idle(self) -> tuple[str, ...]:
        """What is asked for and means nothing for one file."""
        given = {"--format": self.formats, "--jobs": self.jobs, "--scheduler": self.scheduler}
        return tuple(name for name, value in given.items() if value)


class Rendering(Wishing):
    """Needs no name where there are to be many files, and gives the function `many` beside its `wishes`."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Let the name be left out, and add the options for many files."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "wanted":
                param.required = False
        matrix = click.Path(path_type=Path)
        return [
            *params,
            click.Option(["--all", "all_"], is_flag=True, help="Every session; OUT is then a folder."),
            click.Option(["--matrix"], type=matrix, metavar="FILE", help="What FILE combines; OUT is then a folder."),
            click.Option(["--format", "formats"], multiple=True, metavar="F", help="With --all: mp3 unless said."),
            click.Option(["--jobs"], type=click.IntRange(1, 256), metavar="N", help="So many files at once."),
            click.Option(["--scheduler"], default="", metavar="ADDRESS", help="Have the workers of Dask make them."),
        ]

    def invoke(self, ctx: click.Context) -> object:
        """Gather the options for many files into one value."""
        given = ctx.params
        names = {"every": "all_", "matrix": "matrix", "formats": "formats", "jobs": "jobs", "scheduler": "scheduler"}
        ctx.params["many"] = Many(**{name: given.pop(option) for name, option in names.items()})
        return super().invoke(ctx)


@click.command(cls=Rendering)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help=f"The file: {ENDINGS}."
)
@click.option("--author", default="", metavar="NAME", help="Whom the file names; voiceguide unless said.")
@click.option("--licence", default="", metavar="TEXT", help="What others may do with the file, such as 'CC BY 4.0'.")
def command(wishes: Wishes, output: Path, author: str, licence: str, many: Many) -> int:
    """Write a session into a file, or many sessions into a folder.

    The ending of OUT tells the format. A file of that name is replaced. With --all every session is written into the
    folder OUT, and with --matrix what a YAML file combines: sessions, voices, lengths and more. What is there already
    and would become the same is left as it is, so that the same command goes on where it was interrupted.
    """
    if many.asked:
        several: int = import_module("voiceguide.cli.batch.asked").make(
            many, wishes, output, author=author, licence=licence
        )
        return several
    if not wishes.wanted:
        message = "Which session is to be written?"
        raise WrongUsage(message, "Give its name or its file, or --all for every one.")
    if many.idle:
        raise WrongUsage(f"{many.idle[0]} is for many files.", "Ask for --all or --matrix, or leave it out.")
    try:
        write = writer_of(output)  # before any work, as a wrong ending can be known now
    except UnknownEnding as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    may_be_written(output)
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
    return Exit.DONE
