"""What stands around the screen while a session plays: it is opened late, and handed back."""

from contextlib import ExitStack, suppress
from importlib import import_module

from voiceguide.play.keys import Key
from voiceguide.play.moment import Moment, Show


def nothing(moment: Moment) -> None:
    """Show nothing."""
    del moment


class Curtain:
    """Opens the screen when the first moment is shown: rich is imported after the first frame was sent."""

    def __init__(self, title: str, table: tuple[Key, ...], *, before: str, notice: str) -> None:
        self._title = title
        self._table = table
        self._before = before
        self._notice = notice
        self._open = ExitStack()
        self._screen: Show | None = None

    def __call__(self, moment: Moment) -> None:
        """Show a moment."""
        if self._screen is None:
            screen = import_module("voiceguide.cli.player.screen").Screen
            self._screen = self._open.enter_context(
                screen(title=self._title, table=self._table, before=self._before, notice=self._notice)
            )
        self._screen(moment)

    def close(self) -> None:
        """Give the terminal back, for a while or for good; one that was closed meanwhile wants nothing back."""
        self._screen = None
        with suppress(OSError):
            self._open.close()
