"""What a language's words tell: what a text asks of the listener, and which silence it announces.

They look for instructions, not for mentions: what is denied, put off or made to depend on something does not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from voiceguide.check.numbers import Numerals
from voiceguide.model.choices import Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An instruction to change posture."""

    pattern: re.Pattern[str]
    what: str
    """What it tells the listener to do, in English: `stand up`."""
    fits: frozenset[Posture]
    """Postures in which it changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What to look for in one language."""

    numerals: Numerals
    not_now: re.Pattern[str]
    """In front of an instruction: it is not meant, or not for now."""
    looking: re.Pattern[str]
    told: tuple[Telling, ...]
    rolling: re.Pattern[str]
    """Getting up from lying."""
    holding_breath: re.Pattern[str]
    tensing: re.Pattern[str]
    announcing: re.Pattern[str]
    """A silence is coming."""
    feet: re.Pattern[str]
    parts: re.Pattern[str]
    """Other parts of the body that can be tensed."""
    flat_feet: re.Pattern[str]
    """Feet that only stand there."""
    breath_in_words: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    """Breathing in, holding, breathing out."""

    def tells(self, text: str, pattern: re.Pattern[str]) -> bool:
        """Whether a text gives an instruction, and means it now."""
        return _tells(text, pattern, self.not_now)

    def changes(self, text: str, posture: Posture) -> Iterator[str]:
        """The changes of posture that a text asks for."""
        for telling in self.told:
            if posture not in telling.fits and self.tells(text, telling.pattern):
                yield telling.what


@lru_cache(maxsize=4096)
def _tells(text: str, pattern: re.Pattern[str], not_now: re.Pattern[str]) -> bool:
    """The same sentences come under every look, and are kept."""
    return any(not_now.search(text, 0, match.start()) is None for match in pattern.finditer(text))


def words(*patterns: str) -> re.Pattern[str]:
    """Any of some patterns, in small letters or capitals."""
    return re.compile("|".join(patterns), re.IGNORECASE)
