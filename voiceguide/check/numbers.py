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


def _numbers(units: str, tens: str, others: Mapping[str, int]) -> Mapping[str, int]:
    """One to nineteen, twenty to ninety, and what else stands for a number."""
    return {
        **{word: number for number, word in enumerate(units.split(), start=1)},
        **{word: 10 * number for number, word in enumerate(tens.split(), start=2)},
        **others,
    }


def _either(known: Mapping[str, int]) -> str:
    return "|".join(sorted(known, key=len, reverse=True))


_ENGLISH: Final = _numbers(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    {"a": 1, "another": 1, "couple": 2},
)
_GERMAN: Final = _numbers(
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
    " achtzehn neunzehn",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    {"ein": 1, "eine": 1, "einer": 1},
)

ENGLISH: Final = Numerals(
    words=_ENGLISH,
    pattern=re.compile(
        rf"(?<!every )\b(?P<number>\d+|(?:{_either(_ENGLISH)})(?:[\s-](?:{_either(_ENGLISH)}))*)"
        r"(?: of)?(?: more| full| whole| long| quiet)?"
        r"[\s-](?P<unit>seconds?|minutes?)\b(?P<half> and a half)?(?! ago)",
        re.IGNORECASE,
    ),
    minute="minute",
    half=re.compile(r"\bhalf a minute\b", re.IGNORECASE),
)
GERMAN: Final = Numerals(
    words=_GERMAN,
    pattern=re.compile(
        rf"(?<!alle )\b(?P<number>\d+|(?:{_either(_GERMAN)}))(?: ganze[nr]?| volle[nr]?)?"
        r"\s(?P<unit>sekunden?|minuten?)\b(?P<half> und eine halbe)?",
        re.IGNORECASE,
    ),
    minute="minute",
    half=re.compile(r"\beine halbe minute\b", re.IGNORECASE),
)
