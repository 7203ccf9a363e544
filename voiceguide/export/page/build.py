"""The page: a frame (`page.html`), its look (`style.css`), its player (`player.js`), words and sound put into it.

Every word of an author's is escaped, and stands between tags or in quoted attributes alone. The policy allows this one
script and this one style, by their digests, and no address but the page itself.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from voiceguide.export.blocks import waves
from voiceguide.export.page.sound import LEAD, as_base64, encode
from voiceguide.export.page.words import about, before, credits_of, escaped, sections, words
from voiceguide.export.piece import Piece
from voiceguide.export.whole import spare_file, whole_file
from voiceguide.units import milliseconds_of, short_clock

POLICY: Final = (
    "default-src 'none'; media-src blob: data:; img-src data:; style-src 'sha256-{style}';"
    " script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)
"""Nothing from anywhere: the sound lies in the page, and becomes a blob so that every browser can jump in it."""


def write_page(target: Path, piece: Piece) -> None:
    """Write a page. Raises CannotWrite and NothingToWrite."""
    frames = waves(piece, target)
    with whole_file(target) as draft, spare_file(draft) as sound:
        encode(sound, piece, frames)
        with draft.open("wb") as file:
            for part in page(piece, as_base64(sound)):
                file.write(part)


def page(piece: Piece, sound: Iterable[bytes]) -> Iterator[bytes]:
    """The page, a part at a time; `sound` is that of the piece as base64."""
    head, tail = _part("page.html").split("$sound")
    values = _values(piece)
    yield Template(head).substitute(values).encode("utf-8", "replace")
    yield from sound
    yield Template(tail).substitute(values).encode("utf-8", "replace")


def _values(piece: Piece) -> dict[str, str]:
    session = piece.session
    style, script = _part("style.css"), _part("player.js")
    spoken = words(piece)
    said = {f"say_{name}": escaped(text) for name, text in asdict(piece.tongue).items()}
    return said | {
        "policy": POLICY.format(style=_digest(style), script=_digest(script)),
        "style": style,
        "script": script,
        "key": sha256(f"{session.title}{piece.frames}{spoken}".encode("utf-8", "replace")).hexdigest()[:16],
        "title": escaped(session.title),
        "summary": escaped(session.summary),
        "author": escaped(piece.credit.author),
        "language": escaped(session.language),
        "about": about(piece),
        "before": before(piece),
        "sections": sections(piece),
        "words": spoken,
        "credits": credits_of(piece),
        "lead": str(milliseconds_of(LEAD)),
        "length": str(milliseconds_of(piece.frames)),
        "clock": short_clock(piece.frames),
    }


def _part(name: str) -> str:
    """A file of this room. Line ends are those that a browser sees, for the digest is that of what it sees."""
    return files("voiceguide.export.page").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
