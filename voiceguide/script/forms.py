"""The forms of lengths, rounds, rates and levels."""

import re
from functools import lru_cache
from typing import Final

from voiceguide.model.forms import About, Between, Exactly, Length, RoundCount, Rounds, RoundsWithin
from voiceguide.model.session import OptionKind
from voiceguide.script.names import Filled
from voiceguide.script.notes import quoted
from voiceguide.units import HOUR, Decibels, Milliseconds, WordsPerMinute, duration

LONGEST: Final = Milliseconds(24 * HOUR)
"""A plan is at most that long."""

_duration: Final = lru_cache(maxsize=256)(duration)
"""A script has few different ones, and the body of a loop is read many times."""

_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_RATE: Final = re.compile(r"(\d{1,4})\s*wpm", re.ASCII)
_LEVEL: Final = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,3})?)\s*dB", re.ASCII)
_LOOSE: Final = re.compile(
    r"(\d{1,6})(?:[.,](\d{1,3}))?\s*"
    r"(?:(s|secs?|seconds?|sekunden?|secondes?|segundos?)|(m|mins?|minutes?|minuten?|minutos?)|(h|hours?|stunden?|heures?|horas?)"
    r"|(ms|milliseconds?))?\.?",
    re.ASCII | re.IGNORECASE,
)
_TIMED: Final = re.compile(r":|\d\s*(?:(?:ms|[smh])\b|sec|min|hour|stund|sek)", re.IGNORECASE)
"""What has a unit is meant as a length, even if it is none."""
_TIMES: Final = re.compile(r"(\d{1,5})\s*(?:x|times|rounds?|breaths?|mal|runden?)", re.IGNORECASE)
_SOFTEST: Final = -60.0


class FormError(ValueError):
    """A value that is not of its form; carries what to say about it."""

    def __init__(self, message: str, hint: str, code: str = "form") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def length_of(filled: Filled) -> Length:
    """`10s`, `10s!`, `10s..30s` or `4s..10s..30s`; rigid where the listener set its nature."""
    text = filled.text.strip()
    if "..." in text:
        raise FormError(f"{quoted(text)} is no duration", _duration_hint(text))
    parts = _parts(filled)
    if len(parts) == 1:
        if text.endswith("!") and not text.startswith("!"):
            return Exactly(nature=duration_of(text[:-1]))
        nature = duration_of(text)
        if filled.chosen:
            return Exactly(nature=nature)
        value = filled.whole
        if value and value.option and value.option.kind is OptionKind.DURATION:
            floor, ceiling = duration_of(value.option.least), duration_of(value.option.most)
            return About(nature=nature, floor=floor, ceiling=ceiling)
        return About(nature=nature)
    if text.endswith("!"):
        raise FormError(f"{quoted(text)} is a range and exact at once", "leave out the '!', or the '..'")
    _unit_once(text)
    times = [duration_of(part.text) for part in parts]
    least, nature, most = (times[0], *times) if len(times) == 2 else times  # noqa: PLR2004  (nature and most)
    if parts[-2].chosen:
        return Exactly(nature=nature)
    if not least <= nature <= most:
        raise FormError(f"{quoted(text)} does not grow from left to right", _RANGE_HINT)
    return Between(least=least, nature=nature, most=most)


def rounds_of(filled: Filled) -> RoundCount:
    """`8`, `5..8`, `5..8..12`, or any form of a length: as many whole rounds as fit."""
    parts = _parts(filled)
    if not all(_WHOLE.fullmatch(part.text.strip()) for part in parts):
        if _WHOLE.fullmatch(filled.text.strip().rstrip("!")):
            hint = "a single number is always exact: leave out the '!'"
            raise FormError(f"{quoted(filled.text)} is no number of rounds", hint)
        if not _TIMED.search(filled.text):
            times = _TIMES.fullmatch(filled.text.strip())
            hint = "write a whole number such as 8, a range such as 5..8..12, or a length such as 2m"
            raise FormError(
                f"{quoted(filled.text)} is no number of rounds", f"did you mean '{times[1]}'?" if times else hint
            )
        return RoundsWithin(length=length_of(filled))
    counts = [int(part.text) for part in parts]
    if len(counts) == 1 or parts[-2].chosen:
        nature = counts[max(0, len(counts) - 2)]
        return Rounds(least=nature, nature=nature, most=nature)
    least, nature, most = (counts[0], *counts) if len(counts) == 2 else counts  # noqa: PLR2004  (of two, the first is both)
    if not least <= nature <= most:
        raise FormError(
            f"{quoted(filled.text)} does not grow from left to right",
            "write the fewest, the usual and the most: 5..8..12",
        )
    return Rounds(least=least, nature=nature, most=most)


def _unit_once(text: str) -> None:
    """Say what is meant where only the last of a range has its unit, as people write it."""
    unit = re.fullmatch(r"(?:\d+\.\.){1,2}\d+([a-z]+)", text)
    if unit and _duration(f"1{unit[1]}") is not None:
        meant = "..".join(f"{part.removesuffix(unit[1])}{unit[1]}" for part in text.split(".."))
        raise FormError(f"{quoted(text)} has a number without its unit", f"did you mean {quoted(meant)}?")


_RANGE_HINT: Final = "write the shortest, the usual and the longest: 4s..10s..30s"


def _parts(filled: Filled) -> tuple[Filled, ...]:
    if ".." not in filled.text:
        return (filled,)
    parts, start = [], 0
    for match in re.finditer(r"\.\.", filled.text):
        parts.append(filled.within(start, match.start()))
        start = match.end()
    parts.append(filled.within(start, len(filled.text)))
    if len(parts) > 3:  # noqa: PLR2004  (least, nature, most)
        raise FormError(f"{quoted(filled.text)} has more than three parts", _RANGE_HINT)
    return tuple(parts)


def duration_of(text: str) -> Milliseconds:
    """A rigid length of at most a day."""
    text = text.strip()
    length = _duration(text)
    if length is None:
        raise FormError(f"{quoted(text)} is no duration", _duration_hint(text))
    if length > LONGEST:
        raise FormError(f"{quoted(text)} is longer than a day", "write a duration of at most 24h", "range")
    return length


def rigid_duration_of(text: str) -> Milliseconds:
    """The same, where a `!` says nothing new and a range cannot be."""
    text = text.strip()
    if ".." in text:
        raise FormError(f"{quoted(text)} is a range, and this time is always exact", "write one duration, such as 10s")
    return duration_of(text.removesuffix("!"))


def _duration_hint(text: str) -> str:
    if text.startswith("!"):
        return f"the '!' goes at the end: {text[1:]}!" if duration(text[1:]) is not None else _DURATION_HINT
    if "-" in text[1:] and all(_LOOSE.fullmatch(part.strip()) for part in text.split("-")):
        return "a range is written with two dots: 10s..30s"
    if "..." in text or "…" in text:
        return "a range is written with two dots: 10s..30s"
    loose = _LOOSE.fullmatch(text)
    if loose:
        whole, part, _seconds, minutes, hours, millis = loose.groups()
        unit = "ms" if millis else "h" if hours else "m" if minutes else "s"
        return f"did you mean '{whole}{'.' + part if part else ''}{unit}'?"
    if text.startswith("-"):
        return "a duration is never negative"
    return _DURATION_HINT


_DURATION_HINT: Final = "write it like 6s, 1.5s, 2m, 1m30s or 1:30"


def whole_of(text: str) -> int:
    """A whole number."""
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        raise FormError(f"{quoted(text)} is no whole number", "write digits, such as 3")
    return int(text)


def rate_of(text: str) -> WordsPerMinute:
    """`130 wpm`."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        number = _WHOLE.fullmatch(text.strip())
        hint = f"did you mean '{text.strip()} wpm'?" if number else "write words a minute, such as 130 wpm"
        raise FormError(f"{quoted(text)} is no speaking rate", hint)
    return WordsPerMinute(int(match.group(1)))


def level_of(text: str) -> Decibels:
    """`-6 dB`: never above 0."""
    match = _LEVEL.fullmatch(text.strip())
    if match is None:
        raise FormError(f"{quoted(text)} is no level", "write how much softer than usual, such as -6 dB")
    level = float(match.group(1))
    if level > 0:
        raise FormError(f"{quoted(text)} is louder than usual", "a level goes from -60 dB to 0 dB", "loud")
    if level < _SOFTEST:
        raise FormError(f"{quoted(text)} is out of range", "a level goes from -60 dB to 0 dB", "range")
    return Decibels(level + 0.0)
