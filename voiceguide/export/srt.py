"""SubRip: captions for video players. There is no standard; numbers, times and rows are what all of them read.

Nothing is markup in it, and nothing can be escaped: what a player might take for a tag, for a style of another format
or for a time is written with signs that look alike.
"""

from pathlib import Path
from typing import Final

from voiceguide.export.caption import captions
from voiceguide.export.piece import Piece
from voiceguide.export.text import write_text
from voiceguide.export.vtt import moment

_PLAIN: Final = str.maketrans({"<": "\u2039", ">": "\u203a", "{": "(", "}": ")"})  # pointed quotes


def write_srt(target: Path, piece: Piece) -> None:
    """Write captions as SubRip. Raises CannotWrite and NothingSaid."""
    write_text(target, srt(piece))


def srt(piece: Piece) -> str:
    """The captions of a piece as SubRip. Raises NothingSaid."""
    lines: list[str] = []
    for number, caption in enumerate(captions(piece), 1):
        times = f"{moment(caption.start, ',')} --> {moment(caption.end, ',')}"
        lines += [str(number), times, *map(plain, caption.rows), ""]
    return "\n".join(lines)


def plain(row: str) -> str:
    """Words without a sign that a player takes for markup."""
    return row.replace("-->", "→").translate(_PLAIN)
