"""What is seen while many files are made: one bar with the names of those that are being made, or a line for each."""

import sys
import time
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from voiceguide.cli.progress import Left, in_words
from voiceguide.cli.terminal import safe, tell, wants_plain

if TYPE_CHECKING:
    from rich.progress import TaskID

BAR: Final = 40
"""Columns of the bar: with what stands beside it, it fits a terminal of 80."""
PARTS: Final = 1000
"""Of a file, to tell how fast it goes."""


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
    """One bar for all with the time left, and the names of what is being made below it; what cannot be gets a line."""

    def __init__(self, count: int) -> None:
        rich, console, text = (import_module(f"rich.{name}") for name in ("progress", "console", "text"))

        class Named(rich.Progress):  # type: ignore[misc, name-defined]  # imported when it is needed
            """A bar, and names in as much as there is of a row."""

            names = ""

            def get_renderables(self) -> Iterator[object]:
                """Two rows in any terminal."""
                yield self.make_tasks_table(self.tasks)
                yield text.Text(self.names, no_wrap=True, overflow="ellipsis")

        self.progress = Named(
            rich.TextColumn("{task.fields[files]}"),
            rich.BarColumn(bar_width=BAR),
            rich.TextColumn("{task.description}", markup=False),
            console=console.Console(stderr=True),
            transient=True,
            refresh_per_second=4,
        )
        self._left = Left(time.monotonic)
        self._count = count
        self._done = 0
        self._task: TaskID = self.progress.add_task("", total=count, files=self._files())
        self.progress.start()

    def now(self, names: list[str], done: float) -> None:
        """Let it grow."""
        self._left.note(round(done * PARTS), self._count * PARTS)
        left = self._left.seconds
        self.progress.names = safe(", ".join(names))
        told = "" if left is None else f"{in_words(left)} left"
        self.progress.update(self._task, completed=done, description=told)

    def line(self, text: str, *, good: bool) -> None:
        """Count it; tell above the bar what is wrong: a sentence wrapped, lines of a script as they are."""
        self._done += 1
        self.progress.update(self._task, files=self._files())
        if not good:
            self.progress.console.print(text, markup=False, highlight=False, soft_wrap="\n" in text)

    def close(self) -> None:
        """Take it away."""
        self.progress.stop()

    def _files(self) -> str:
        return f"{self._done} of {self._count}"
