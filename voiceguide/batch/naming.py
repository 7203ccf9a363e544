"""What the files of a matrix are called."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from voiceguide.batch.matrix import Matrix, Order
from voiceguide.pack.names import known_as, safe_part
from voiceguide.problems import Stop

PLACES: Final = ("session", "voice", "length", "rate", "background", "options", "format")
"""What can stand in braces in a name."""

SCRIPTS: Final = (".yaml", ".yml", ".voiceguide")

_PLACE: Final = re.compile(r"\{([^{}]*)\}")


class SameName(Stop):
    """Two files of a matrix would have the same name."""

    def __init__(self, name: str, places: Sequence[str]) -> None:
        braces = " or ".join(f"{{{place}}}" for place in places)
        hint = f"Put {braces} into 'name', so that they can be told apart." if places else "Ask for one of them."
        super().__init__(f"Two files would have the name {name}.", hint)


def places_in(pattern: str) -> list[str]:
    """What stands in braces."""
    return _PLACE.findall(pattern)


def pattern_of(matrix: Matrix) -> str:
    """How its files are called: as it says, or by the session and all that is combined with it."""
    if matrix.name:
        return matrix.name
    axes = {
        "length": matrix.lengths,
        "voice": matrix.voices,
        "rate": matrix.rates,
        "background": matrix.backgrounds,
        "options": matrix.options,
    }
    return " ".join(["{session}", *(f"{{{name}}}" for name, axis in axes.items() if len(axis) > 1)])


def named(orders: Sequence[Order], pattern: str) -> dict[str, Order]:
    """Every file by its name, which every system can have.

    Raises:
        SameName: Two would have the same, or one that some system takes for the same.
    """
    found: dict[str, Order] = {}
    known: dict[str, Order] = {}
    for order in orders:
        name = name_of(order, pattern)
        other = known.setdefault(known_as(name), order)
        if other is not order:
            before, now = dict(other.words), dict(order.words)
            raise SameName(name, [place for place in PLACES if before[place] != now[place]])
        found[name] = order
    return found


def name_of(order: Order, pattern: str) -> str:
    """What a file is called."""
    words = dict(order.words)
    words["session"] = _session(words["session"])
    filled = _PLACE.sub(lambda place: words.get(place.group(1), place.group()), pattern)
    return safe_part(filled.replace("=", " "), order.ending) + order.ending


def _session(wanted: str) -> str:
    """A session's name, or its file's without folders and ending."""
    name = PurePosixPath(wanted.replace("\\", "/")).name
    return name.rpartition(".")[0] if name.lower().endswith(SCRIPTS) else name
