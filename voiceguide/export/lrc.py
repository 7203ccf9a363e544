"""LRC: words beside the music, for music players. Times have hundredths of a second.

A line is a whole sentence, for players wrap it; it stays until the next one.
"""

from pathlib import Path
from typing import Final

from voiceguide.export.caption import NothingSaid, spoken
from voiceguide.export.piece import Piece
from voiceguide.export.srt import plain
from voiceguide.export.text import write_text
from voiceguide.export.wrapping import one_line
from voiceguide.timeline.timeline import Spoken
from voiceguide.units import RATE, Frames, short_clock

_BRACKETS: Final = str.maketrans("[]", "()")


def write_lrc(target: Path, piece: Piece) -> None:
    """Write words as LRC. Raises CannotWrite and NothingSaid."""
    write_text(target, lrc(piece))


def lrc(piece: Piece) -> str:
    """The words of a piece as LRC. Raises NothingSaid."""
    tags = {
        "ti": piece.session.title,
        "ar": piece.credit.author,
        "la": piece.session.language,
        "length": short_clock(piece.frames),
        "re": "voiceguide",
    }
    head = [f"[{tag}:{_safe(value)}]" for tag, value in tags.items()]
    lines = [
        f"[{_moment(Frames(event.start - piece.start))}]{_safe(event.what.text)}"
        for event in spoken(piece.timeline, piece.start)
        if isinstance(event.what, Spoken)
    ]
    if not lines:
        raise NothingSaid(piece)
    return "\n".join([*head, *lines, ""])


def _safe(text: str) -> str:
    return plain(one_line(text)).translate(_BRACKETS)


def _moment(frames: Frames) -> str:
    """As `MM:SS.cc`; minutes go on after an hour."""
    hundredths = (200 * frames + RATE) // (2 * RATE)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"
