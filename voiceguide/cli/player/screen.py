"""The screen of the player: calm, for a glance. rich is imported with this file, after the first frame is heard."""

import os
from types import TracebackType
from typing import Self

from rich.align import Align
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from voiceguide.cli.player.lines import is_count, key_lines, text_of
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
    Command.LOUDER: "louder",
    Command.SOFTER: "softer",
    Command.BEFORE: "section before",
    Command.AFTER: "section after",
    Command.BACKGROUND: "background",
    Command.WHERE: "where",
    Command.LONGER: "longer",
    Command.SHORTER: "shorter",
    Command.END: "end",
    Command.QUIT: "twice, quit",
    Command.HELP: "keys",
}
"""What each key does, by a word or two."""
ALWAYS = (Command.PAUSE, Command.HELP, Command.AGAIN, Command.NEXT, Command.WHERE, Command.END, Command.LONGER)
"""The keys that are always shown, as many as there is room for; the first ones are the last to go."""

AROUND = 7
"""Lines of the screen that are not for the words."""
LOW = 10
"""With fewer lines than that there are only the words and the time."""
NARROW = 60
"""With fewer columns than that there is only the time that is left."""
EDGE = 2
"""Columns that stay free on both sides."""


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
        columns, lines = self._console.size
        width = max(1, columns - 2 * EDGE)
        times = f"{short_clock(_left(moment))} left"
        if columns >= NARROW:
            times = f"{short_clock(moment.position)} gone · {times}"
        notice = safe(moment.notice) or self._notice
        if lines < LOW:
            if lines < 2:  # noqa: PLR2004  (one for the words, one for the time)
                return self._middle(moment, columns, 1)
            last = STATES[moment.state] or notice or times
            words = Align(self._middle(moment, width, lines - 1), "center", vertical="middle", height=max(1, lines - 1))
            return Padding(Group(words, Text(last, style="dim", no_wrap=True, overflow="ellipsis")), (0, EDGE))
        bar = ProgressBar(total=max(1, moment.frames), completed=moment.position, style="dim", complete_style="none",
                          finished_style="none")  # fmt: skip
        return Padding(
            Group(
                _both(Text(self._title, style="bold"), Text(times, style="dim")),
                _both(Text(self._section), Text(STATES[moment.state])),
                Align(self._middle(moment, width, lines - AROUND), "center", vertical="middle", height=lines - AROUND),
                Padding(bar, 0),  # a bar by itself does not end its line
                Text(notice, style="dim", no_wrap=True, overflow="ellipsis"),
                Text(self._keys(width), style="dim", no_wrap=True, overflow="ellipsis"),
            ),
            (1, EDGE, 0, EDGE),
        )

    def _middle(self, moment: Moment, width: int, room: int) -> Text:
        """The words, or the keys; these in short where they would not fit."""
        if moment.help:
            lines = [safe(line) for line in key_lines(self._table)]
            fits = len(lines) <= room and max(map(cell_len, lines)) <= width
            keys = "\n".join(lines) if fits else " · ".join(_short(key) for key in self._table)
            return self._cut(Text(keys), width, room)
        count = [Text(self._count, style="bold")] if self._count else []
        words = self._cut(Text(self._words, justify="center"), width, room - len(count))
        return Text("\n", justify="center").join([words, *count])

    def _cut(self, text: Text, width: int, room: int) -> Text:
        """As much of a text as there is room for."""
        lines = list(text.wrap(self._console, width))
        shown = lines[: max(1, room)]
        if len(shown) < len(lines):
            shown[-1].truncate(width - 1)
            shown[-1].append("…")
        return Text("\n", justify=text.justify).join(shown)

    def _keys(self, width: int) -> str:
        """The keys that are always shown, in the order of the table."""
        shown: list[Command] = []
        line = ""
        for command in ALWAYS:
            shown.append(command)
            longer = " · ".join(_short(key) for key in self._table if key.command in shown)
            if cell_len(longer) > width:
                break
            line = longer
        return line


def _both(left: Text, right: Text) -> Table:
    """One at each side of a line; the left one gives way."""
    row = Table.grid(expand=True, padding=(0, EDGE, 0, 0))
    row.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    row.add_column(justify="right", no_wrap=True)
    row.add_row(left, right)
    return row


def _left(moment: Moment) -> Frames:
    return Frames(max(0, moment.frames - moment.position))


def _short(key: Key) -> str:
    return f"{safe(key.name)} {SHORT[key.command]}"
