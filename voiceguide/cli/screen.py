"""The screen of the player: calm, for a glance. rich is imported with this file, after the first frame is heard."""

from types import TracebackType
from typing import Self

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from voiceguide.cli.lines import is_count, text_of
from voiceguide.cli.terminal import safe
from voiceguide.play.keys import KEYS
from voiceguide.play.moment import Moment, State
from voiceguide.units import RATE, Frames, short_clock

STATES = {
    State.PLAYING: "",
    State.PAUSED: "paused",
    State.LOST: "looking for the sound device …",
    State.ENDING: "",
}

AROUND = 7
"""Lines of the screen that are not for the words."""


class Screen:
    """Fills the terminal while a session plays, and leaves it as it was."""

    def __init__(self, *, title: str, frames: Frames, before: str, notice: str, console: Console | None = None) -> None:
        """Show `before` until the first words are spoken, and `notice` all the time; either may be empty."""
        self._title = safe(title)
        self._frames = frames
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
        now = (second, moment.state, self._words, self._count, self._section, self._console.size)
        if now != self._shown:
            self._shown = now
            self._live.update(self.picture(moment), refresh=True)

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
        times = f"{short_clock(moment.position)} / {short_clock(self._frames)}"
        top = Table.grid(expand=True)
        top.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
        top.add_column(justify="right", no_wrap=True)
        top.add_row(Text(self._title, style="bold"), Text(times, style="dim"))
        top.add_row(Text(self._section), Text(STATES[moment.state]))
        words = Text(self._words, justify="center")
        if self._count:
            words.append(f"\n{self._count}", style="bold")
        room = max(1, self._console.height - AROUND)
        bar = ProgressBar(total=max(1, self._frames), completed=moment.position, style="dim", complete_style="none",
                          finished_style="none")  # fmt: skip
        keys = " · ".join([*(f"{key.name} {key.about}" for key in KEYS), "Ctrl-C ends"])
        return Padding(
            Group(
                top,
                Align(words, "center", vertical="middle", height=room),
                Padding(bar, 0),  # a bar by itself does not end its line
                Text(self._notice, style="dim", no_wrap=True, overflow="ellipsis"),
                Text(keys, style="dim", no_wrap=True, overflow="ellipsis"),
            ),
            (1, 2, 0, 2),
        )
