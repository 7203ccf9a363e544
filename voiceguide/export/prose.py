"""The words of a paragraph as they are printed, and what is said of every session."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from voiceguide.export.passages import Paragraph, Said, told
from voiceguide.export.piece import AUTHOR, Piece
from voiceguide.export.wrapping import one_line
from voiceguide.model.steps import Sentence

ASK: Final = "Ask a doctor or physiotherapist first if"
"""The beginning of what care tags say."""

NO_TREATMENT: Final = "This session is no medical treatment, and takes the place of none."

LEAST_TIMES: Final = 3
"""Words that come again so often are printed once."""


def prose(paragraph: Paragraph) -> str:
    """Its words, numbers in spans apart from each other, and the silence after them."""
    parts = [_run(list(run), beat=beat) for beat, run in groupby(paragraph.said, key=lambda said: said.beat)]
    words = " ".join(parts)
    if paragraph.said and paragraph.said[0].role:
        words = f"{one_line(paragraph.said[0].role)}: {words}"
    return " ".join(part for part in (words, f"({told(paragraph.silence)})" if paragraph.silence else "") if part)


def caution_of(piece: Piece) -> str:
    """What a listener should know before, in one piece."""
    return " ".join(one_line(part.words) for part in piece.session.caution if isinstance(part, Sentence))


def credit_of(piece: Piece) -> str:
    """Whose it is, and what others may do with it."""
    author = f"By {piece.credit.author}. " if piece.credit.author != AUTHOR else ""
    licence = f" Licence: {piece.credit.licence}." if piece.credit.licence else ""
    return f"{author}Made with voiceguide.{licence}"


def _run(said: list[Said], *, beat: bool) -> str:
    if said[0].sound:
        return " ".join(f"({name}{_times(len(list(run)))})" for name, run in groupby(one.text for one in said))
    if not beat:
        return " ".join(one.text for one in said)
    words, times = _folded([one.text.rstrip(".") for one in said])
    return " … ".join(words) + (f" … ({times} times)" if times > 1 else "")


def _times(count: int) -> str:
    return f", {count} times" if count > 1 else ""


def _folded(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """What is said again and again, once, and how often; the words themselves where they are not."""
    for length in range(1, len(words) // LEAST_TIMES + 1):
        if len(words) % length == 0 and all(word == words[at % length] for at, word in enumerate(words)):
            return words[:length], len(words) // length
    return words, 1
