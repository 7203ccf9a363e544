"""The quantities we count in, and the only place where they are converted."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final, NewType

Milliseconds = NewType("Milliseconds", int)
"""A length of time as an author writes it."""

Frames = NewType("Frames", int)
"""A length of time, or a moment counted from 0, as sound: one frame is one sample of every channel at `RATE`."""

WordsPerMinute = NewType("WordsPerMinute", int)
"""A speaking rate as it is measured: words a minute of a voice's calibration passage."""

Decibels = NewType("Decibels", float)
"""A level relative to another; 0 is as loud."""

RATE: Final = 48_000
"""Frames a second, everywhere inside the program."""

CHANNELS: Final = 2
"""Every mixed frame is stereo."""

FRAMES_PER_MILLISECOND: Final = RATE // 1000

SECOND: Final = Milliseconds(1000)
MINUTE: Final = Milliseconds(60_000)
HOUR: Final = Milliseconds(3_600_000)

_DECIMALS = r"(\d{1,9})(?:\.(\d{1,3}))?"
_UNIT_DURATION = re.compile(rf"(?:{_DECIMALS}h)?(?:{_DECIMALS}m(?!s))?(?:{_DECIMALS}s)?(?:(\d{{1,9}})ms)?", re.ASCII)
_CLOCK_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.(\d{1,3}))?", re.ASCII)


def frames_of(length: Milliseconds) -> Frames:
    """Exactly 48 frames for every millisecond, so that a thousand repeats cannot drift."""
    return Frames(length * FRAMES_PER_MILLISECOND)


def milliseconds_of(frames: Frames) -> Milliseconds:
    """The nearest whole millisecond, halves up."""
    return Milliseconds((2 * frames + FRAMES_PER_MILLISECOND) // (2 * FRAMES_PER_MILLISECOND))


def seconds_of(frames: Frames) -> Fraction:
    """Exact seconds."""
    return Fraction(frames, RATE)


def gain_of(level: Decibels) -> float:
    """The factor by which amplitudes are multiplied to move them by `level`."""
    return float(10.0 ** (level / 20.0))


@lru_cache(maxsize=1024)
def duration(text: str) -> Milliseconds | None:
    """Read `6s`, `1.5s`, `250ms`, `2m`, `1m30s`, `1:30`, `1:02:03` or `1h`; None if `text` is none of these."""
    text = text.strip()
    clock = _CLOCK_DURATION.fullmatch(text)
    if clock:
        hours, minutes, seconds, part = clock.groups()
        if int(seconds) >= 60 or (hours is not None and int(minutes) >= 60):  # noqa: PLR2004  (a clock's sixty)
            return None
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        return Milliseconds(whole * 1000 + _thousandths(part))
    written = _UNIT_DURATION.fullmatch(text)
    if written is None or not text:
        return None
    hours, hour_part, minutes, minute_part, seconds, second_part, millis = written.groups()
    total = (
        _thousands(hours, hour_part) * 3600
        + _thousands(minutes, minute_part) * 60
        + _thousands(seconds, second_part)
        + int(millis or 0)
    )
    return Milliseconds(total)


def _thousands(whole: str | None, part: str | None) -> int:
    return int(whole or 0) * 1000 + _thousandths(part)


def _thousandths(part: str | None) -> int:
    return int((part or "0").ljust(3, "0"))


def whole_seconds_up(length: Milliseconds) -> Milliseconds:
    """The least whole second that is not before `length`."""
    return Milliseconds(-(-length // SECOND) * SECOND)


def whole_seconds_down(length: Milliseconds) -> Milliseconds:
    """The last whole second that is not after `length`."""
    return Milliseconds(length // SECOND * SECOND)


def written_duration(length: Milliseconds) -> str:
    """`length` as an author would write it; `duration` reads it back.

    `90_000` is `1m30s`, `1500` is `1.5s`, `250` is `0.25s`.
    """
    hours, rest = divmod(length, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, part = divmod(rest, SECOND)
    decimals = f".{part:03d}".rstrip("0") if part else ""
    text = (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "")
    if seconds or part or not text:
        text += f"{seconds}{decimals}s"
    return text


def clock(frames: Frames) -> str:
    """A moment or a length as `MM:SS.mmm`, or `H:MM:SS.mmm` from an hour on."""
    seconds, part = divmod(milliseconds_of(frames), SECOND)
    return f"{_short(seconds)}.{part:03d}"


def short_clock(frames: Frames) -> str:
    """A moment or a length as `M:SS`, to the nearest second."""
    return _short((milliseconds_of(frames) + 500) // SECOND, minutes="d")


def _short(seconds: int, minutes: str = "02d") -> str:
    hours, rest = divmod(seconds, 3600)
    minute, second = divmod(rest, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute:{minutes}}:{second:02d}"
