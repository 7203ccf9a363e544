"""What is seen while many files are made: one bar with the names of those that are being made, or a line for each."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from voiceguide.cli.terminal import safe, tell, wants_plain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

NAMES = 60
"""Columns of the names beside the bar."""


class Shown(Protocol):
    """A way of showing it."""

    def now(self, names: list[str], done: float) -> None:
        """These are being made, and so many files are done, in all and in parts."""

    def line(self, text: str, *, good: bool) -> None:
        """A file is made, or cannot be."""

    def close(self) -> None:
        """Leave nothing but lines."""


def screen(count: int) -> Shown:
    """What suits the terminal, for so many files."""
    return Plain(count) if wants_plain(asked=False, stream=sys.stderr) else Bar(count)


class Plain:
    """A line for each file."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._told = 0

    def now(self, names: list[str], done: float) -> None:
        """What is not done yet is not told."""

    def line(self, text: str, *, good: bool) -> None:
        """Tell it, with how many there were and will be."""
        del good
        self._told += 1
        tell(f"[{self._told}/{self._count}] {text}")

    def close(self) -> None:
        """What was told stays."""


class Bar:
    """One bar for all; only what cannot be made gets a line."""

    def __init__(self, count: int) -> None:
        rich, console = import_module("rich.progress"), import_module("rich.console")
        self._progress: Progress = rich.Progress(
            rich.TextColumn("{task.fields[files]}"),
            rich.BarColumn(),
            rich.TimeRemainingColumn(),
            rich.TextColumn("{task.description}", markup=False),
            console=console.Console(stderr=True),
            transient=True,
            refresh_per_second=4,
        )
        self._count = count
        self._done = 0
        self._task: TaskID = self._progress.add_task("", total=count, files=self._files())
        self._progress.start()

    def now(self, names: list[str], done: float) -> None:
        """Let it grow."""
        told = safe(", ".join(names))
        short = told if len(told) <= NAMES else f"{told[: NAMES - 1]}…"
        self._progress.update(self._task, completed=done, description=short)

    def line(self, text: str, *, good: bool) -> None:
        """Count it; tell above the bar what is wrong."""
        self._done += 1
        self._progress.update(self._task, files=self._files())
        if not good:
            self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take it away."""
        self._progress.stop()

    def _files(self) -> str:
        return f"{self._done} of {self._count}"
