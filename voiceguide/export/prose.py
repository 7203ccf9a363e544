"""The words of a paragraph as they are printed, and what is said of every session."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from voiceguide.export.passages import Paragraph, Said, told
from voiceguide.export.piece import AUTHOR, Piece
from voiceguide.export.tongue import Tongue
from voiceguide.export.wrapping import one_line
from voiceguide.model.steps import Sentence

ASK: Final = "Ask a doctor or physiotherapist first if"
"""The beginning of what care tags say; in English as they are, whatever the session's language."""

LEAST_TIMES: Final = 3
"""Words that come again so often are printed once."""


def prose(paragraph: Paragraph, tongue: Tongue) -> str:
    """Its words, numbers in spans apart from each other, and the silence after them."""
    parts = [_run(list(run), tongue, beat=beat) for beat, run in groupby(paragraph.said, key=lambda said: said.beat)]
    words = " ".join(parts)
    if paragraph.said and paragraph.said[0].role:
        words = f"{one_line(paragraph.said[0].role)}: {words}"
    return " ".join(part for part in (words, f"({told(paragraph.silence)})" if paragraph.silence else "") if part)


def caution_of(piece: Piece) -> str:
    """What a listener should know before, in one piece."""
    return " ".join(one_line(part.words) for part in piece.session.caution if isinstance(part, Sentence))


def credit_of(piece: Piece) -> str:
    """Whose it is, and what others may do with it."""
    tongue, credit = piece.tongue, piece.credit
    said = [tongue.by.format(credit.author)] if credit.author != AUTHOR else []
    said.append(tongue.made)
    said += [tongue.licence.format(credit.licence)] if credit.licence else []
    return " ".join(said)


def _run(said: list[Said], tongue: Tongue, *, beat: bool) -> str:
    if said[0].sound:
        return " ".join(f"({name}{_times(len(list(run)), tongue)})" for name, run in groupby(one.text for one in said))
    if not beat:
        return " ".join(one.text for one in said)
    words, times = _folded([one.text.rstrip(".") for one in said])
    return " … ".join(words) + (f" … ({tongue.times.format(times)})" if times > 1 else "")


def _times(count: int, tongue: Tongue) -> str:
    return f", {tongue.times.format(count)}" if count > 1 else ""


def _folded(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """What is said again and again, once, and how often; the words themselves where they are not."""
    for length in range(1, len(words) // LEAST_TIMES + 1):
        if len(words) % length == 0 and all(word == words[at % length] for at, word in enumerate(words)):
            return words[:length], len(words) // length
    return words, 1
