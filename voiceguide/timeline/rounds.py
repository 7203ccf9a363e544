"""How many rounds a loop has."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceguide.model.forms import About, Between, Exactly, Rounds, RoundsWithin
from voiceguide.problems import Source
from voiceguide.units import Milliseconds, frames_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A loop whose number of rounds may change."""

    key: str
    rounds: Rounds
    source: Source = field(compare=False)


Rounding = Callable[[str, Rounds], int]
"""Given a loop's key and its rounds, how many it has."""


def natural_rounds(key: str, rounds: Rounds) -> int:
    """As many as its author wrote."""
    del key
    return rounds.nature


def rounds_that_fit(within: RoundsWithin, first: int, more: int) -> Rounds:
    """As many whole rounds as fit into a duration, at least one.

    Args:
        within: the duration, with the freedom that its author left it.
        first: the natural length of the first round, in frames.
        more: what every other round adds, with what comes between, in frames.
    """

    def fit(length: Milliseconds) -> int:
        left = frames_of(length) - first
        return 1 + left // more if left >= 0 and more > 0 else 1

    length = within.length
    match length:
        case Exactly() | About():
            count = fit(length.nature)
            return Rounds(least=count, nature=count, most=count)
        case Between():
            return Rounds(least=fit(length.least), nature=fit(length.nature), most=fit(length.most))
