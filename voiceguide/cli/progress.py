"""Bars that grow while something takes its time; only on a terminal, and never in the way of data."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from voiceguide.cli.terminal import wants_plain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Grow = Callable[[int, int], None]
"""Told how much of how much is done."""


@contextmanager
def speaking(*, plain: bool = False) -> Iterator[Grow]:
    """While phrases are spoken that never were before; nothing is drawn where the listener wants it `plain`."""
    with _bar("Speaking", plain=plain) as grow:
        yield grow


@contextmanager
def writing() -> Iterator[Grow]:
    """While a file is written."""
    with _bar("Writing", plain=False) as grow:
        yield grow


@contextmanager
def _bar(what: str, *, plain: bool) -> Iterator[Grow]:
    """A bar that appears when it is first told something, and is gone at the end."""
    if wants_plain(asked=plain, stream=sys.stderr):
        yield _nobody
        return
    bar: Progress | None = None
    task: TaskID | None = None

    def grow(done: int, whole: int) -> None:
        nonlocal bar, task
        if bar is None:
            bar = _new_bar()
            bar.start()
            task = bar.add_task(what, total=whole)
        if task is not None:
            bar.update(task, completed=done, total=whole)

    try:
        yield grow
    finally:
        if bar is not None:
            bar.stop()


def _nobody(_done: int, _whole: int) -> None:
    """Nobody looks."""


def _new_bar() -> "Progress":
    # Imported only when there is something to wait for, so that what is quick stays quick.
    rich, console = import_module("rich.progress"), import_module("rich.console")
    progress: Progress = rich.Progress(console=console.Console(stderr=True), transient=True)
    return progress
