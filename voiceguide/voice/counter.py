"""How much of what several voices must say is said."""

from collections.abc import Callable


class Counter:
    """Adds up what several voices say, for whoever watches."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        """`progress` is told how many letters of `total` are done, now and whenever some are."""
        self._total = total
        self._progress = progress
        self._done = 0
        self._of_this = 0
        """How much the voice that speaks now has done."""
        self._tell()

    def one(self, done: int, _: int) -> None:
        """Another phrase is done, or another voice begins."""
        more, self._of_this = done - (self._of_this if done else 0), done
        if more and self._done < self._total:
            self._done = min(self._total, self._done + more)
            self._tell()

    def end(self) -> None:
        """Some were in the store after all."""
        if self._done < self._total:
            self._done = self._total
            self._tell()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._done, self._total)
