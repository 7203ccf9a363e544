"""The screen of the player: calm, for a glance. rich is imported with this file, after the first frame is heard."""

import os
from types import TracebackType
from typing import Self

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from voiceguide.cli.lines import is_count, key_lines, text_of
from voiceguide.cli.terminal import safe
from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, Key
from voiceguide.play.moment import Moment, State
from voiceguide.units import RATE, Frames, short_clock

STATES = {
    State.PLAYING: "",
    State.PAUSED: "paused",
    State.TELLING: "paused",
    State.LOST: "looking for the sound device …",
    State.WAITING: "paused until there is a sound device",
    State.ENDING: "",
}

SHORT = {
    Command.PAUSE: "pause",
    Command.AGAIN: "again",
    Command.NEXT: "next",
    Command.LONGER: "longer",
    Command.WHERE: "where",
    Command.END: "end",
    Command.HELP: "keys",
}
"""The keys that are always shown, by a word each."""

AROUND = 7
"""Lines of the screen that are not for the words."""


class Screen:
    """Fills the terminal while a session plays, and leaves it as it was."""

    def __init__(
        self,
        *,
        title: str,
        before: str,
        notice: str,
        table: tuple[Key, ...] = KEYS,
        console: Console | None = None,
    ) -> None:
        """Show `before` until the first words are spoken, and `notice` all the time; either may be empty."""
        self._title = safe(title)
        self._table = table
        self._words = safe(before)
        self._notice = safe(notice)
        self._count = ""
        self._section = ""
        self._console = console or Console()
        self._live = Live(console=self._console, screen=True, auto_refresh=False, transient=True)
        self._shown: object = None

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def __call__(self, moment: Moment) -> None:
        """Draw what has changed; nothing is drawn while nothing has."""
        self._note(moment)
        second = moment.position // RATE
        now = (second, moment.state, self._words, self._count, self._section, self._size(),
               moment.notice, moment.help, moment.frames)  # fmt: skip
        if now != self._shown:
            self._shown = now
            self._live.update(self.picture(moment), refresh=True)

    def _size(self) -> tuple[int, int]:
        """Columns and lines; asked of the terminal itself, for the console takes its time and is asked all the time."""
        try:
            return os.get_terminal_size(self._console.file.fileno())
        except (OSError, ValueError):  # no terminal behind it
            return self._console.size

    def _note(self, moment: Moment) -> None:
        if moment.words is None:
            return
        self._section = safe(moment.words.section)
        if is_count(moment.words):
            self._count = safe(text_of(moment.words))
        else:
            self._words, self._count = safe(text_of(moment.words)), ""

    def picture(self, moment: Moment) -> RenderableType:
        """Everything that is on the screen at a moment."""
        times = f"{short_clock(moment.position)} gone · {short_clock(_left(moment))} left"
        top = Table.grid(expand=True)
        top.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
        top.add_column(justify="right", no_wrap=True)
        top.add_row(Text(self._title, style="bold"), Text(times, style="dim"))
        top.add_row(Text(self._section), Text(STATES[moment.state]))
        words = Text(self._words, justify="center")
        if moment.help:
            words = Text("\n".join(safe(line) for line in key_lines(self._table)))
        elif self._count:
            words.append(f"\n{self._count}", style="bold")
        room = max(1, self._console.height - AROUND)
        bar = ProgressBar(total=max(1, moment.frames), completed=moment.position, style="dim", complete_style="none",
                          finished_style="none")  # fmt: skip
        keys = " · ".join(_short(key) for key in self._table if key.command in SHORT)
        return Padding(
            Group(
                top,
                Align(words, "center", vertical="middle", height=room),
                Padding(bar, 0),  # a bar by itself does not end its line
                Text(safe(moment.notice) or self._notice, style="dim", no_wrap=True, overflow="ellipsis"),
                Text(keys, style="dim", no_wrap=True, overflow="ellipsis"),
            ),
            (1, 2, 0, 2),
        )


def _left(moment: Moment) -> Frames:
    return Frames(max(0, moment.frames - moment.position))


def _short(key: Key) -> str:
    return f"{safe(key.name)} {SHORT[key.command]}"
