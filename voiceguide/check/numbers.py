"""Times that a text names: `two minutes`, `30 seconds`, `a minute and a half`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voiceguide.units import MINUTE, SECOND, Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """How one language names times."""

    words: Mapping[str, int]
    pattern: re.Pattern[str]
    """`number`, `unit`, and `half` where a half follows."""
    minute: str
    """How the word for a minute begins."""
    half: re.Pattern[str]
    """Half a minute."""

    def named(self, text: str) -> Milliseconds | None:
        """The first time that a text names, in seconds or minutes; None where it names none."""
        if self.half.search(text):
            return Milliseconds(MINUTE // 2)
        match = self.pattern.search(text)
        if match is None:
            return None
        unit = MINUTE if match["unit"].lower().startswith(self.minute) else SECOND
        count = self._count(match["number"].lower())
        return Milliseconds(count * unit + (unit // 2 if match["half"] else 0))

    def _count(self, number: str) -> int:
        if number.isdecimal():
            return int(number[:6])
        return sum(self.words.get(word, 0) for word in re.split(r"[\s-]+", number))


_UNITS_EN: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS_EN: Final = {
    **{word: number for number, word in enumerate(_UNITS_EN, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS_EN, start=2)},
    "a": 1,
    "another": 1,
    "couple": 2,
}

_UNITS_DE: Final = (
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
    " neunzehn"
).split()
_TENS_DE: Final = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_WORDS_DE: Final = {
    **{word: number for number, word in enumerate(_UNITS_DE, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS_DE, start=2)},
    "ein": 1,
    "eine": 1,
    "einer": 1,
}


def _either(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ONE_EN: Final = _either(_WORDS_EN)
_ONE_DE: Final = _either(_WORDS_DE)

ENGLISH: Final = Numerals(
    words=_WORDS_EN,
    pattern=re.compile(
        rf"(?<!every )\b(?P<number>\d+|(?:{_ONE_EN})(?:[\s-](?:{_ONE_EN}))*)(?: of)?(?: more| full| whole| long| quiet)?"
        r"[\s-](?P<unit>seconds?|minutes?)\b(?P<half> and a half)?(?! ago)",
        re.IGNORECASE,
    ),
    minute="minute",
    half=re.compile(r"\bhalf a minute\b", re.IGNORECASE),
)
GERMAN: Final = Numerals(
    words=_WORDS_DE,
    pattern=re.compile(
        rf"(?<!alle )\b(?P<number>\d+|(?:{_ONE_DE}))(?: ganze[nr]?| volle[nr]?)?\s(?P<unit>sekunden?|minuten?)\b(?P<half>\b\B)?",
        re.IGNORECASE,
    ),
    minute="minute",
    half=re.compile(r"\beine halbe minute\b", re.IGNORECASE),
)
