"""WebVTT: captions for browsers. W3C, https://www.w3.org/TR/webvtt1/.

`&`, `<` and `>` are escaped, so that nothing an author writes is markup, and no text holds an arrow.
A section is told in a note before its first line; a line of a role has its voice.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from voiceguide.export.caption import Caption, captions
from voiceguide.export.piece import Piece
from voiceguide.export.text import write_text
from voiceguide.export.wrapping import one_line
from voiceguide.units import HOUR, MINUTE, SECOND, Frames, milliseconds_of


def write_vtt(target: Path, piece: Piece) -> None:
    """Write captions as WebVTT. Raises CannotWrite and NothingSaid."""
    write_text(target, vtt(piece))


def vtt(piece: Piece) -> str:
    """The captions of a piece as WebVTT. Raises NothingSaid."""
    return "\n\n".join(_blocks(piece)) + "\n"


def _blocks(piece: Piece) -> Iterator[str]:
    yield "WEBVTT"
    said = [one_line(piece.session.title), f"Language: {piece.session.language}", one_line(piece.credit.licence)]
    yield _note("\n".join(line for line in said if line))
    section = ""
    for number, caption in enumerate(captions(piece), 1):
        if caption.event.section != section:
            section = caption.event.section
            if section:
                yield _note(one_line(section))
        yield f"{number}\n{moment(caption.start)} --> {moment(caption.end)}\n{_rows(caption)}"


def _rows(caption: Caption) -> str:
    rows = "\n".join(_safe(row) for row in caption.rows)
    return f"<v {_safe(one_line(caption.role))}>{rows}" if caption.role else rows


def _note(text: str) -> str:
    return f"NOTE\n{_safe(text)}"


def _safe(text: str) -> str:
    return escape(text, quote=False)


def moment(frames: Frames, point: str = ".") -> str:
    """As `HH:MM:SS.mmm`."""
    hours, rest = divmod(milliseconds_of(frames), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, part = divmod(rest, SECOND)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{part:03d}"
