"""`voiceguide plan`."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.glance import Column, column, side_by_side
from voiceguide.cli.making import Made, made
from voiceguide.cli.progress import speaking
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.export.plot import PlotEnding, kind_of
from voiceguide.export.plot import plot as draw
from voiceguide.pieces import record
from voiceguide.timeline.explain import table
from voiceguide.units import Frames, short_clock


class Comparing(Wishing):
    """Takes `--voice` several times, and gives the function `voices` beside its `wishes`."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Let the shared option be given again."""
        about = "A voice or a language; given again, the voices are compared."
        several = click.Option(["--voice"], multiple=True, metavar="V", help=about)
        return [several if param.name == "voice" else param for param in super().get_params(ctx)]

    def invoke(self, ctx: click.Context) -> object:
        """Keep all voices, and make the first one the wish."""
        voices = ctx.params["voices"] = ctx.params.pop("voice")
        ctx.params["voice"] = next(iter(voices), None)
        return super().invoke(ctx)


@click.command(cls=Comparing)
@click.option("--json", "as_json", is_flag=True, help="As data: every event with its frames.")
@click.option("--glance", "only_glance", is_flag=True, help="Only what fills it: speech, silence, beats, sections.")
@click.option("--plot", type=click.Path(path_type=Path), metavar="FILE", help="As a picture: .png, .svg or .pdf.")
def command(wishes: Wishes, voices: tuple[str, ...], plot: Path | None, *, as_json: bool, only_glance: bool) -> None:
    """Tell what will happen when, without playing it.

    On a terminal the table of events is followed by what fills the session at a glance; into a file or a pipe goes the
    table alone. With --voice given several times, the voices stand side by side.
    """
    if sum((as_json, only_glance, plot is not None)) > 1 or (len(voices) > 1 and (as_json or plot is not None)):
        message = "--json, --glance and --plot are three ways to tell the same, and several voices need --glance."
        raise WrongUsage(message, "Ask for one of them.")
    if plot is not None:
        _can_be_drawn(plot)
    if len(voices) > 1:
        out(side_by_side([_seen(wishes, voice) for voice in voices]))
        return
    with speaking() as progress, made(wishes, progress) as session:
        if plot is not None:
            _draw(session, plot)
        elif as_json:
            out(json.dumps(record(session.production, session.plan), indent=1, ensure_ascii=False))
        elif only_glance:
            out(side_by_side([column(session)]))
        else:
            out(_text(session, start_of(session.plan.timeline, wishes.start)))
            if sys.stdout is not None and sys.stdout.isatty():
                out("\n" + side_by_side([column(session)]))


def _seen(wishes: Wishes, voice: str) -> Column:
    wishes = replace(wishes, wish=replace(wishes.wish, voice=voice))
    with speaking() as progress, made(wishes, progress) as session:
        return column(session)


def _can_be_drawn(target: Path) -> None:
    """Say now, before any work, that the name tells no format."""
    try:
        kind_of(target)
    except PlotEnding as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown


def _draw(session: Made, target: Path) -> None:
    draw(session.plan.timeline, target)
    tell(safe(f"{target}: {short_clock(session.plan.timeline.frames)}"))


def _text(session: Made, start: Frames) -> str:
    return "\n".join(safe(line) for line in table(session.plan.timeline, start).splitlines())
