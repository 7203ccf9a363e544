"""What a file tells of itself, in any format: the same few things, which each format writes in its own way."""

from dataclasses import dataclass, replace
from typing import Final

from voiceguide.export.chapters import Part
from voiceguide.export.cover import cover_of
from voiceguide.export.piece import Piece

MAKER: Final = "voiceguide"
"""What wrote the file. Without a version and a date: the same session gives the same bytes."""

GENRE: Final = "Guided session"
"""Of a session that names no technique."""

LONGEST_TITLE: Final = 255
"""Bytes of a chapter's title: in MP4 one byte tells how many they are, and no player shows more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What there is to say about a file."""

    title: str
    author: str
    album: str
    """The title again: what players of audiobooks hold together is one session."""
    genre: str
    comment: str
    """What the session is, and what it goes by; may be empty."""
    language: str
    """A BCP 47 tag."""
    licence: str
    """May be empty."""
    chapters: tuple[Part, ...]
    cover: bytes
    """A PNG."""


def tags_of(piece: Piece) -> Tags:
    """What there is to say about a piece."""
    session = piece.session
    sources = f"Sources: {'; '.join(session.sources)}." if session.sources else ""
    return Tags(
        title=piece.timeline.title,
        author=piece.credit.author,
        album=piece.timeline.title,
        genre=session.technique.capitalize() or GENRE,
        comment=" ".join(part for part in (session.summary.strip(), sources) if part),
        language=session.language,
        licence=piece.credit.licence,
        chapters=tuple(replace(part, title=shortened(part.title, LONGEST_TITLE)) for part in piece.chapters),
        cover=cover_of(piece),
    )


def shortened(title: str, most: int) -> str:
    """A chapter's title in at most so many bytes of UTF-8, three of them for the sign that something is missing."""
    content = title.encode()
    return title if len(content) <= most else content[: most - 3].decode(errors="ignore").rstrip() + "…"
