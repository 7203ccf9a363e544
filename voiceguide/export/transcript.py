"""A transcript as plain text: a handout, to be read or printed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from textwrap import TextWrapper
from typing import Final

from voiceguide.export.passages import Passage, lasting, passages
from voiceguide.export.piece import Piece
from voiceguide.export.prose import ASK, caution_of, credit_of, prose
from voiceguide.export.text import write_text
from voiceguide.export.tongue import Tongue
from voiceguide.export.wrapping import columns, one_line
from voiceguide.units import short_clock

WIDTH: Final = 80
"""Columns of a page."""

INDENT: Final = 9
"""Columns of the times."""

UNDER: Final = ("-", "~", "'")
"""What is below the title of a section, the outer ones first."""


def write_transcript(target: Path, piece: Piece) -> None:
    """Write a transcript as text. Raises CannotWrite."""
    write_text(target, transcript(piece))


def transcript(piece: Piece) -> str:
    """What it is, who should ask first, and all that is said, with times."""
    return "\n\n".join([*_before(piece), *_words(piece), *_after(piece)]) + "\n"


def _before(piece: Piece) -> Iterator[str]:
    session = piece.session
    yield _titled(one_line(session.title), "=")
    if session.summary:
        yield _filled(one_line(session.summary))
    yield lasting(piece)
    caution = caution_of(piece)
    if caution:
        yield _filled(f"{piece.tongue.before}: {caution}")
    if piece.ask_first:
        first = [_filled(one_line(line), "- ", "  ") for line in piece.ask_first]
        yield "\n".join([ASK, *first])


def _words(piece: Piece) -> Iterator[str]:
    for number, passage in enumerate(passages(piece)):
        if passage.title:
            yield _titled(passage.title, UNDER[min(passage.depth, len(UNDER) - 1)])
        elif number:
            yield "* * *"
        yield from _paragraphs(passage, piece.tongue)


def _paragraphs(passage: Passage, tongue: Tongue) -> Iterator[str]:
    for paragraph in passage.paragraphs:
        time = f"{short_clock(paragraph.start):>{INDENT - 2}}  "
        yield _filled(prose(paragraph, tongue), time, " " * INDENT)


def _after(piece: Piece) -> Iterator[str]:
    yield "* * *"
    if piece.session.sources:
        sources = [_filled(one_line(source), "- ", "  ") for source in piece.session.sources]
        yield "\n".join([piece.tongue.sources, *sources])
    yield _filled(f"{credit_of(piece)} {piece.tongue.no_treatment}")


def _titled(title: str, under: str) -> str:
    signs = sum(1 for char in title if not unicodedata.combining(char))
    return f"{title}\n{under * min(max(columns(title), signs), WIDTH)}"


def _filled(text: str, first: str = "", others: str = "") -> str:
    wrapper = TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)
    wrapper.initial_indent, wrapper.subsequent_indent = first, others
    return wrapper.fill(text)
