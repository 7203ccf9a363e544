"""`voiceguide prepare`."""

from dataclasses import dataclass, replace
from typing import Final

import click

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.endings import end
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.making import begun, planned
from voiceguide.cli.progress import Grow, speaking
from voiceguide.cli.report import report
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.timeline.timeline import Spoken
from voiceguide.voice.store import Store

MEGABYTE: Final = 1_000_000
NO_CHOICE: Final = frozenset({"background", "from_", "seed"})
"""What has no influence on what is spoken, or none worth asking for."""


class Preparing(Wishing):
    """Takes any number of sessions, and gives the function their `names` beside its `wishes`."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Let the name be several, and leave out what has no influence."""
        params = [param for param in super().get_params(ctx) if param.name not in NO_CHOICE]
        several = click.Argument(["wanted"], metavar="[NAME|FILE]…", nargs=-1)
        return [several if param.name == "wanted" else param for param in params]

    def invoke(self, ctx: click.Context) -> object:
        """Keep all names, and read the wishes for a session without one."""
        ctx.params["names"] = ctx.params["wanted"]
        ctx.params |= {"wanted": "", "background": None, "from_": None, "seed": 0}
        return super().invoke(ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was done for one session, or for several."""

    sizes: dict[tuple[str, Phrase], int]
    """The bytes of every phrase in the store, by its voice."""
    spoken: int
    """How many of them were spoken now."""

    @property
    def size(self) -> int:
        """Bytes in the store."""
        return sum(self.sizes.values())

    def __or__(self, other: "Prepared") -> "Prepared":
        """Both together; what they share counts once."""
        return Prepared(sizes=self.sizes | other.sizes, spoken=self.spoken + other.spoken)

    def __str__(self) -> str:
        did = f"{self.spoken} spoken now" if self.spoken else "all of them spoken before"
        phrases = len(self.sizes)
        return f"{phrases} phrase{'' if phrases == 1 else 's'}, {did}; {_megabytes(self.size)}"


@click.command(cls=Preparing)
@click.option("--all", "everything", is_flag=True, help="All sessions that have a name.")
@click.option("--quiet", is_flag=True, help="Show nothing but mistakes.")
def command(wishes: Wishes, names: tuple[str, ...], *, everything: bool, quiet: bool) -> int:
    """Speak sessions ahead, so that they begin at once.

    For a voice that is slow, or that will be away. What was spoken before is not spoken again; an interrupt loses
    nothing that is spoken.
    """
    if everything is bool(names):
        raise WrongUsage("It is not clear what is to be prepared.", "Give the names of sessions, or --all.")
    store = Store(folder=settings.folders().store)
    status = int(Exit.DONE)
    together = Prepared(sizes={}, spoken=0)
    for name in sorted(library.names()) if everything else names:
        try:
            with speaking(quiet=quiet) as progress:
                done = _prepared(replace(wishes, wanted=name), store, progress)
        except Stop as stop:
            tell(safe(f"{name}:"))
            status = end(stop)
            continue
        together |= done
        if not quiet:
            out(safe(f"{name}: {done}"))
    if not quiet:
        _tell_of_room(together, store, several=everything or len(names) > 1)
    return status


def _prepared(wishes: Wishes, store: Store, progress: Grow) -> Prepared:
    before = len(store.spoken)
    production, _ = begun(wishes, store=store)
    with production:
        plan = planned(production, progress)
        if production.problems:
            tell(report(production.problems))
        events = plan.timeline.events
        said = {event.what.phrase for event in events if isinstance(event.what, Spoken)}
        cast = production.cast
        sizes = {(cast.name_of(phrase), phrase): cast.size_of(phrase) for phrase in said}
    return Prepared(sizes=sizes, spoken=len(store.spoken) - before)


def _tell_of_room(together: Prepared, store: Store, *, several: bool) -> None:
    if several:
        out(f"Together: {together}")
    if together.size > store.bound:
        tell(
            f"That is more than the {_megabytes(store.bound)} that are kept: what was not used for longest will go."
            " Prepare fewer sessions."
        )


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
