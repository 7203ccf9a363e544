"""`voiceguide diff`."""

from collections.abc import Iterator
from dataclasses import replace

import click

from voiceguide.cli.making import made
from voiceguide.cli.progress import speaking
from voiceguide.cli.terminal import out, safe, table
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.timeline.diff import Change, How, differences
from voiceguide.timeline.timeline import Timeline
from voiceguide.timeline.why import lasting
from voiceguide.units import Frames, clock

NEVER = "-"
"""Where there is no moment to tell."""


@click.command(cls=Wishing)
@click.argument("new", metavar="NEW")
def command(wishes: Wishes, new: str) -> None:
    """Tell what became of a session when its script was changed.

    NAME|FILE is the old script, NEW the new one: what disappeared, appeared or moved, each with its moment in the old
    session and in the new one. Moves of less than a tenth of a second are not told.
    """
    before = _timeline(wishes)
    after = _timeline(replace(wishes, wanted=new))
    changes = differences(before, after)
    out("\n".join(_lines(before, after, changes)))


def _timeline(wishes: Wishes) -> Timeline:
    with speaking() as progress, made(wishes, progress) as session:
        return session.plan.timeline


def _lines(before: Timeline, after: Timeline, changes: tuple[Change, ...]) -> Iterator[str]:
    if changes:
        yield table([("old", "new", "", ""), *(_row(change) for change in changes)])
        yield ""
    else:
        yield "Nothing happens otherwise than before."
    longer = after.frames - before.frames
    how = f", {_signed(longer)}" if longer else ""
    yield f"It lasted {clock(before.frames)} and lasts {clock(after.frames)}{how}."


def _row(change: Change) -> tuple[str, str, str, str]:
    old, new = (NEVER if at is None else clock(at) for at in (change.before, change.after))
    match change.how:
        case How.GONE | How.NEW:
            how = change.how.value
        case How.ELSEWHERE:
            how = "moved"
        case How.LENGTH:
            how = f"{lasting(Frames(abs(change.by)))} {'longer' if change.by > 0 else 'shorter'}"
        case How.SHIFTED:
            how = f"all {lasting(Frames(abs(change.by)))} {'later' if change.by > 0 else 'earlier'} from here"
    if change.how is How.SHIFTED and not change.by:
        how = "all as before from here"
    return old, new, how, safe(change.what)


def _signed(frames: int) -> str:
    return f"{lasting(Frames(abs(frames)))} {'longer' if frames > 0 else 'shorter'}"
