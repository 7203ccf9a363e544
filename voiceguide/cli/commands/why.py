"""`voiceguide why`."""

import click

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import made
from voiceguide.cli.progress import speaking
from voiceguide.cli.report import Excerpts
from voiceguide.cli.terminal import out, safe, table
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.timeline.why import Answer, why
from voiceguide.units import Frames, clock, duration, frames_of


class MomentType(click.ParamType[Frames]):
    """A moment of a session."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Frames:
        """Read `07:32`, `7m32s` or `452s`."""
        moment = duration(str(value))
        if moment is None:
            self.fail("this is no moment; write it such as 07:32 or 7m32s", param, ctx)
        return frames_of(moment)


@click.command(cls=Wishing)
@click.argument("moment", type=MomentType(), metavar="MM:SS")
def command(wishes: Wishes, moment: Frames) -> None:
    """Tell why a moment of a session is as it is.

    What happens there, from which line it comes, how long it is by nature, what it became and why, and what comes next.
    """
    with speaking() as progress, made(wishes, progress) as session:
        plan = session.plan
    if moment >= plan.timeline.frames:
        message = f"The session is over at {clock(plan.timeline.frames)}."
        raise WrongUsage(message, "Ask for a moment before that.")
    out(_told(why(plan, moment)))


def _told(answer: Answer) -> str:
    line = Excerpts().line(answer.source)
    excerpt = f"\n{answer.source.line:5d} │ {safe(line)}" if line is not None else ""
    parts = [
        f"{safe(answer.where)}\n{safe(answer.what)}",
        f"{safe(str(answer.source))}{excerpt}",
        "\n".join(safe(reason) for reason in answer.reasons),
        table(answer.around),
    ]
    return "\n\n".join(part for part in parts if part)
