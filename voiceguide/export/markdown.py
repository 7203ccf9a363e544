"""A transcript as Markdown (CommonMark): the same handout, to be brought into other documents.

Whatever Markdown or HTML would take for its own is escaped, so that an author's words stay words.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from voiceguide.export.passages import lasting, passages
from voiceguide.export.piece import Piece
from voiceguide.export.prose import ASK, caution_of, credit_of, prose
from voiceguide.export.text import write_text
from voiceguide.export.wrapping import one_line
from voiceguide.units import short_clock

_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>&#|~$]|^(?:[-+=]|\d+(?=[.)]))")
"""Signs of Markdown anywhere, and those that begin a list or underline a title where a text begins."""

DEEPEST: Final = 6
"""Titles have no more levels."""


def write_markdown(target: Path, piece: Piece) -> None:
    """Write a transcript as Markdown. Raises CannotWrite."""
    write_text(target, markdown(piece))


def markdown(piece: Piece) -> str:
    """What it is, who should ask first, and all that is said, with times."""
    return "\n\n".join([*_before(piece), *_words(piece), *_after(piece)]) + "\n"


def safe(text: str) -> str:
    """Words without a sign that means something in Markdown."""
    return _SIGNS.sub(lambda sign: _escaped(sign[0]), one_line(text))


def _escaped(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"  # the point after a number, not the number


def _before(piece: Piece) -> Iterator[str]:
    session = piece.session
    yield f"# {safe(session.title)}"
    if session.summary:
        yield safe(session.summary)
    yield f"*{lasting(piece)}*"
    caution = caution_of(piece)
    if caution:
        yield f"> **{safe(piece.tongue.before)}:** {safe(caution)}"
    if piece.ask_first:
        yield f"**{ASK}**"
        yield "\n".join(f"- {safe(line)}" for line in piece.ask_first)


def _words(piece: Piece) -> Iterator[str]:
    for number, passage in enumerate(passages(piece)):
        if passage.title:
            yield f"{'#' * min(passage.depth + 2, DEEPEST)} {safe(passage.title)}"
        elif number:
            yield "* * *"
        for paragraph in passage.paragraphs:
            yield f"**{short_clock(paragraph.start)}** {safe(prose(paragraph, piece.tongue))}"


def _after(piece: Piece) -> Iterator[str]:
    yield "* * *"
    if piece.session.sources:
        yield f"**{safe(piece.tongue.sources)}**"
        yield "\n".join(f"- {safe(source)}" for source in piece.session.sources)
    yield safe(f"{credit_of(piece)} {piece.tongue.no_treatment}")
