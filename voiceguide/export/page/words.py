"""The words of a page as HTML: what it is, who should ask first, sections, sentences with their times.

Buttons lead nowhere until the player has seen to it, and say so.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from voiceguide.export.passages import Paragraph, Passage, Said, passages, told
from voiceguide.export.piece import Piece
from voiceguide.export.prose import ASK, caution_of, credit_of
from voiceguide.export.wrapping import one_line
from voiceguide.units import Frames, milliseconds_of, short_clock

DEEPEST: Final = 6
"""HTML has no more levels of titles."""


def escaped(text: str) -> str:
    """Words that can stand between tags and in quoted attributes, and are no markup in either."""
    return escape(one_line(text), quote=True)


def about(piece: Piece) -> str:
    """What it is, and how long."""
    summary = piece.session.summary
    facts = f'<p class="facts">{told(piece.frames)}</p>'
    return f'<p class="summary"{_language(piece)}>{escaped(summary)}</p>\n{facts}' if summary else facts


def before(piece: Piece) -> str:
    """What should be read before the beginning; empty where there is nothing."""
    caution = caution_of(piece)
    parts = [f"<p{_language(piece)}>{escaped(caution)}</p>"] if caution else []
    if piece.ask_first:
        parts += [f'<p lang="en">{ASK}</p>', _list(piece.ask_first, ' lang="en"')]
    if not parts:
        return ""
    title = f'<h2 id="before">{escaped(piece.tongue.before)}</h2>'
    return "\n".join(['<section class="before" aria-labelledby="before">', title, *parts, "</section>"])


def sections(piece: Piece) -> str:
    """The chapters, to go to them; empty where there are none."""
    if not piece.chapters:
        return ""
    rows = [
        f'<li><button type="button" disabled data-at="{_at(part.start)}">'
        f"<span{_language(piece)}>{escaped(part.title)}</span><time>{short_clock(part.start)}</time></button></li>"
        for part in piece.chapters
    ]
    title = f'<h2 id="sections-title">{escaped(piece.tongue.sections)}</h2>'
    head = f'<nav id="sections" aria-labelledby="sections-title">\n{title}'
    return "\n".join([head, "<ol>", *rows, "</ol>", "</nav>"])


def words(piece: Piece) -> str:
    """All that is heard, with times."""
    parts = [line for number, passage in enumerate(passages(piece)) for line in _passage(piece, passage, number)]
    return "\n".join(parts)


def credits_of(piece: Piece) -> str:
    """Where it comes from, and what it is not."""
    sources, title = piece.session.sources, escaped(piece.tongue.sources)
    named = f"<div>\n<p>{title}</p>\n{_list(sources, _language(piece))}\n</div>\n" if sources else ""
    return f"{named}<div>\n<p>{escaped(credit_of(piece))}</p>\n<p>{escaped(piece.tongue.no_treatment)}</p>\n</div>"


def _passage(piece: Piece, passage: Passage, number: int) -> Iterator[str]:
    if passage.title:
        level = min(passage.depth + 3, DEEPEST)
        yield f"<h{level}{_language(piece)}>{escaped(passage.title)}</h{level}>"
    elif number:
        yield '<hr class="apart">'
    for paragraph in passage.paragraphs:
        yield _paragraph(piece, paragraph)


def _paragraph(piece: Piece, paragraph: Paragraph) -> str:
    time = short_clock(paragraph.start)
    label = f'aria-label="{escaped(piece.tongue.play_from.format(time))}"'
    button = f'<button class="at" type="button" disabled data-at="{_at(paragraph.start)}" {label}>{time}</button>'
    inside = [" … ".join(map(_said, run)) if beat else " ".join(map(_said, run)) for beat, run in _runs(paragraph)]
    if paragraph.said and paragraph.said[0].role:
        inside.insert(0, f'<span class="role">{escaped(paragraph.said[0].role)}</span>')
    if paragraph.silence:
        inside.append(f'<span class="silence">({told(paragraph.silence)})</span>')
    return f'<div class="said">{button}<p{_language(piece)}>{" ".join(inside)}</p></div>'


def _runs(paragraph: Paragraph) -> Iterator[tuple[bool, list[Said]]]:
    for beat, run in groupby(paragraph.said, key=lambda said: said.beat):
        yield beat, list(run)


def _said(said: Said) -> str:
    if said.sound:
        return f'<span class="sound">({escaped(said.text)})</span>'
    return f'<span class="line" data-from="{_at(said.start)}" data-to="{_at(said.end)}">{escaped(said.text)}</span>'


def _at(frames: Frames) -> int:
    return milliseconds_of(frames)


def _language(piece: Piece) -> str:
    """The session's own, in which the rest of the page is not; its direction is that of its first letter."""
    return f' lang="{escaped(piece.session.language)}" dir="auto"'


def _list(lines: tuple[str, ...], attributes: str = "") -> str:
    return "<ul>\n" + "\n".join(f"<li{attributes}>{escaped(line)}</li>" for line in lines) + "\n</ul>"
