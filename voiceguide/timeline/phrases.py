"""What a session will ask a voice to say, before anything is spoken."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from voiceguide.model.phrase import Phrase
from voiceguide.problems import Source
from voiceguide.timeline.cues import Branch, Raw, Span, Words
from voiceguide.timeline.spans import beats
from voiceguide.units import MINUTE, Frames, Milliseconds, frames_of

WORD: Final = 5
"""Characters that count as a word where a rate is told in words a minute; blanks and signs are among them."""


class GuessedLengths:
    """Lengths for a session that nobody has spoken yet: near enough to know what it will say."""

    def phrase(self, phrase: Phrase) -> Frames:
        """As many words as its characters make, at its rate."""
        return frames_of(Milliseconds(MINUTE * len(phrase.said) // (WORD * phrase.rate)))

    def ring(self, sound: str) -> Frames:
        """No phrase depends on it."""
        del sound
        return Frames(0)

    def file(self, file: str) -> Frames:
        """No phrase depends on it."""
        del file
        return Frames(0)


def phrases_in(node: Raw) -> Iterator[tuple[Phrase, Source]]:
    """Every phrase, in the order of the session, with the place of its words; a phrase may come again."""
    match node:
        case Branch():
            for child in node.children:
                yield from phrases_in(child)
        case Words():
            yield node.spoken.phrase, node.place.source
        case Span():
            for word in node.words:
                yield word.spoken.phrase, node.place.source
            begun = any(not word.at for word in node.words)  # a word on the first frame takes the place of its number
            for at, number in beats(node.counting, node.freedom.nature, node.every):
                if at or not begun:
                    yield replace(node.number, said=str(number)), node.place.source
        case _:
            pass
