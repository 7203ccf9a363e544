"""Every kind of file that a session can become: one row for each ending.

A writer takes a path and a `Piece`, and gives a file that is whole or not there. A new kind is a row here, and a
writer in a file of its own; `voiceguide render`, the library and whatever else writes files go by this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.export.flac import write_flac
from voiceguide.export.piece import Piece
from voiceguide.export.wav import write_wav
from voiceguide.problems import Stop

Writer = Callable[[Path, Piece], None]
"""Writes a piece into a file of one format. Raises CannotWrite, and NothingToWrite where there is not one frame."""


def always() -> None:
    """There is nothing to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file."""

    name: str
    """What people call it."""
    write: Writer
    ready: Callable[[], None] = always
    """Raises Stop where something has to be installed first."""


FORMATS: Final[dict[str, Format]] = {
    ".wav": Format(name="WAV", write=write_wav),
    ".flac": Format(name="FLAC", write=write_flac),
}
"""Every format by the ending of its files, in the order in which they are told."""


class UnknownEnding(Stop):
    """The ending of a file's name tells no format that can be written."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"{target} has no ending that tells a format that can be written.",
            f"Give the file a name that ends in one of: {', '.join(FORMATS)}.",
        )


def writer_of(target: Path) -> Writer:
    """How a file with this ending is written. Raises UnknownEnding, and Stop where something must be installed."""
    found = FORMATS.get(target.suffix.lower())
    if found is None:
        raise UnknownEnding(target)
    found.ready()
    return found.write
