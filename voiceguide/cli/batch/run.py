"""`voiceguide render --all` and `--matrix`: many files, made by several processes or machines."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from voiceguide import settings
from voiceguide.batch.cluster import worked_elsewhere
from voiceguide.batch.crew import Began, Crashed, Ended, Grown, cores, worked
from voiceguide.batch.ledger import Ledger
from voiceguide.batch.matrix import Order
from voiceguide.cli import library
from voiceguide.cli.batch.screen import Shown, screen
from voiceguide.cli.batch.task import Outcome, Task, words_of, work, work_elsewhere
from voiceguide.cli.endings import Ended as Stopped
from voiceguide.cli.endings import told
from voiceguide.cli.exits import Exit
from voiceguide.cli.packing.contents import licence_of, packed_bytes
from voiceguide.cli.terminal import safe, tell
from voiceguide.cli.wishes import Wishes
from voiceguide.export.whole import CannotWrite
from voiceguide.model.wish import Wish
from voiceguide.problems import Stop
from voiceguide.units import short_clock

DRAFTS: Final = ".voiceguide-new-"
"""The folder of files that are not whole yet, beside those that are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How files are made, whatever they are."""

    folder: Path
    seed: int = 0
    author: str = ""
    licence: str = ""
    jobs: int | None = None
    """How many at once; None for as many as there are processors."""
    scheduler: str = ""
    """The address of a Dask scheduler, whose workers make them; empty for this machine."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many were made, and how many were not."""

    made: int = 0
    same: int = 0
    failed: int = 0

    def __str__(self) -> str:
        parts = [f"{self.made} file{'s' if self.made != 1 else ''} made"]
        parts += [f"{self.same} as before"] if self.same else []
        parts += [f"{self.failed} could not be made"] if self.failed else []
        return ", ".join(parts)


def make_all(files: dict[str, Order], manner: Manner) -> int:
    """Make every file that is not there yet, or is to be another one; the status tells whether all are there.

    Raises:
        CannotWrite: The folder refuses it.
        Stop: Something is missing that every file needs.
    """
    with _drafts(manner.folder) as drafts:
        ledger = Ledger(manner.folder)
        tally, shown = Tally(), screen(len(files))
        keeper = _Keeper(manner.folder, ledger, tally, shown)
        try:
            tasks = [*_tasks(files, manner, drafts, keeper)]
            if tasks:
                _follow(_happenings(tasks, manner), tasks, keeper)
        except (KeyboardInterrupt, Stopped):
            shown.close()
            tell(f"{tally}. The same command goes on from here.")
            raise
        finally:
            shown.close()
    tell(safe(f"{manner.folder}: {tally}."))
    return Exit.FAILED if tally.failed else Exit.DONE


def _tasks(files: dict[str, Order], manner: Manner, drafts: Path, keeper: "_Keeper") -> Iterator[Task]:
    """Every file that can be asked for; of the others it is told why not."""
    for name, order in files.items():
        try:
            yield _task(name, order, manner, drafts, keeper.ledger)
        except Stop as trouble:
            keeper.lost(name, told(trouble))


def _happenings(tasks: Sequence[Task], manner: Manner) -> Iterator[Began | Grown | Ended[Outcome] | Crashed]:
    if manner.scheduler:
        return worked_elsewhere(tasks, work_elsewhere, words_of, manner.scheduler)
    return worked(tasks, work, words_of, min(manner.jobs or cores(), len(tasks)))


def _follow(
    happenings: Iterator[Began | Grown | Ended[Outcome] | Crashed], tasks: Sequence[Task], keeper: "_Keeper"
) -> None:
    """Show what happens, and keep what is made; whatever ends it, nobody works on."""
    shares: dict[int, float] = {}
    done = 0
    try:
        for happening in happenings:
            number = happening.number
            match happening:
                case Began():
                    shares[number] = 0.0
                case Grown(share=share):
                    shares[number] = share
                case Ended(result=outcome):
                    done += 1
                    shares.pop(number, None)
                    keeper.keep(tasks[number], outcome)
                case Crashed(how=how):
                    done += 1
                    shares.pop(number, None)
                    keeper.keep(tasks[number], Outcome(trouble=f"The process that made it {how}."))
            keeper.shown.now([tasks[one].name for one in shares], done + sum(shares.values()))
    finally:
        close: Callable[[], None] | None = getattr(happenings, "close", None)
        if close is not None:
            close()


@dataclass(slots=True)
class _Keeper:
    """Puts files in their place as they come."""

    folder: Path
    ledger: Ledger
    tally: Tally
    shown: Shown
    noted: set[str] = field(default_factory=set)
    """What was told already of how sessions are spoken."""

    def keep(self, task: Task, outcome: Outcome) -> None:
        trouble = outcome.trouble or ("" if outcome.same else self._put(task, outcome))
        if trouble:
            self.lost(task.name, trouble.replace(str(task.place), str(self.folder / task.name)))
            return
        for note in outcome.notes:
            if note not in self.noted:
                self.noted.add(note)
                tell(note)
        if outcome.same:
            self.tally.same += 1
            self.shown.line(f"{safe(task.name)}: as before", good=True)
        else:
            self.tally.made += 1
            self.shown.line(f"{safe(task.name)}: {short_clock(outcome.frames)}", good=True)

    def lost(self, name: str, trouble: str) -> None:
        """Tell why a file is not made."""
        self.tally.failed += 1
        again = trouble in self.noted and "\n" in trouble
        self.noted.add(trouble)
        self.shown.line(f"{safe(name)}: {'the same is in the way' if again else trouble}", good=False)

    def _put(self, task: Task, outcome: Outcome) -> str:
        """Let a file that is whole take its place; why it cannot, if so."""
        try:
            if outcome.content:
                task.place.write_bytes(outcome.content)
            task.place.replace(self.folder / task.name)
            self.ledger.note(task.name, outcome.recipe)
        except OSError as error:
            return f"{error.strerror or error}."
        return ""


def _task(name: str, order: Order, manner: Manner, drafts: Path, ledger: Ledger) -> Task:
    """One file as it is asked for, with what is usual for the listener. Raises Stop where it cannot be sent away."""
    own = settings.settings(settings.folders().settings)
    voice = order.voice or ("" if own.voice and library.speaks_for_itself(order.session) else own.voice)
    background = own.background or None if order.background is None else order.background
    return Task(
        name=name,
        wishes=Wishes(
            wanted=order.session,
            settings=dict(order.options),
            background=background,
            wish=Wish(
                voice=voice,
                usual=not order.voice,
                rate=order.rate or own.rate,
                length=order.length,
                seed=manner.seed,
            ),
        ),
        place=drafts / name,
        known=ledger.recipe_of(name),
        author=manner.author,
        licence=manner.licence or licence_of(order.session),
        pack=packed_bytes(order.session, voice) if manner.scheduler else b"",
    )


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """A folder for what is not whole yet, gone at the end; what a killed run left is thrown away."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{DRAFTS}*"):
            if not _alive(left.name.removeprefix(DRAFTS).partition("-")[0]):
                shutil.rmtree(left, ignore_errors=True)
        drafts = Path(mkdtemp(prefix=f"{DRAFTS}{os.getpid()}-", dir=folder))
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error
    try:
        yield drafts
    finally:
        shutil.rmtree(drafts, ignore_errors=True)


def _alive(process: str) -> bool:
    """Whether a process runs, as far as that can be asked without harm."""
    if os.name == "nt" or not process.isdecimal():
        return True
    with suppress(PermissionError):
        try:
            os.kill(int(process), 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True
