"""A thread that keeps a feed filled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from voiceguide.play.feed import Feed

LOOK_SECONDS: Final = 0.2
"""How often it looks; seconds are ready ahead."""


@contextmanager
def filled(feed: Feed) -> Iterator[Callable[[], None]]:
    """Fill the feed beside the player, which may be held up: by a terminal that was stopped with Ctrl-S, for minutes.

    Gives a function that raises what went wrong there.
    """
    stopped = Event()
    failures: list[Exception] = []

    def work() -> None:
        try:
            while not stopped.is_set():
                if not feed.fill():
                    stopped.wait(LOOK_SECONDS)
        except Exception as error:  # noqa: BLE001  (whatever it is, the player raises it)
            failures.append(error)

    def failed() -> None:
        if failures:
            raise failures[0]

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield failed
    finally:
        stopped.set()
        thread.join()
