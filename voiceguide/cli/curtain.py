"""What stands around the screen while a session plays: it is opened late, handed back, and the machine kept awake."""

from contextlib import ExitStack
from importlib import import_module

from voiceguide.play.keys import Key
from voiceguide.play.moment import Moment, Show, State


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
            screen = import_module("voiceguide.cli.screen").Screen
            self._screen = self._open.enter_context(
                screen(title=self._title, table=self._table, before=self._before, notice=self._notice)
            )
        self._screen(moment)

    def close(self) -> None:
        """Give the terminal back, for a while or for good."""
        self._screen = None
        self._open.close()


class Awake:
    """Keeps the machine from sleeping and locking its screen, from the first moment that is shown on."""

    def __init__(self, stack: ExitStack, show: Show) -> None:
        self._stack = stack
        self._show = show
        self._kept = False

    def __call__(self, moment: Moment) -> None:
        """Pass a moment on."""
        self._show(moment)
        if not self._kept and moment.state is not State.ENDING:
            self._kept = True
            keep = import_module("wakepy").keep
            # Where it cannot be had, the session is worth more than a warning.
            if not self._stack.enter_context(keep.presenting(on_fail="pass")).active:
                self._stack.enter_context(keep.running(on_fail="pass"))
