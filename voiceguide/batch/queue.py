"""Whose turn it is: of those that say the same words one goes ahead, so that nothing is spoken twice."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Queue(Generic[T]):
    """Tasks in their order, each given out once."""

    def __init__(self, tasks: Sequence[T], words_of: Callable[[T], Hashable]) -> None:
        """`words_of` is equal for tasks that say the same."""
        self._waiting = list(enumerate(tasks))
        self._words = {number: words_of(task) for number, task in self._waiting}
        self._ahead: set[Hashable] = set()
        """What somebody is saying for the first time."""
        self._said: set[Hashable] = set()

    @property
    def empty(self) -> bool:
        """Whether all are given out."""
        return not self._waiting

    def take(self) -> tuple[int, T] | None:
        """The next one and its number; None while all that wait should wait for one that goes ahead of them."""
        for at, (number, task) in enumerate(self._waiting):
            words = self._words[number]
            if words in self._said or words not in self._ahead:
                self._ahead.add(words)
                del self._waiting[at]
                return number, task
        return None

    def done(self, number: int) -> None:
        """It has ended, well or not: nobody waits for it any more."""
        self._said.add(self._words[number])
