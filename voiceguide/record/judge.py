"""What there is to say of a take, in words for whoever spoke."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voiceguide.sound.takes import WINDOW, Take
from voiceguide.units import RATE

QUIET_LEVEL: Final = -45.0
"""dB of full scale; softer words come out with the noise of the microphone."""
NOISY_DB: Final = 20.0
"""Words that stand out less from the room sound like a bad line."""
FASTEST: Final = 30
"""Letters a second; nobody speaks faster, least of all here. (Rate of calm speech: 10 to 16.)"""
SLOWEST: Final = 3
SPARE_SECONDS: Final = 2.0
"""A phrase may last so much longer than its letters let expect."""
EDGE: Final = 2 * WINDOW
"""Words that begin or end nearer to the edge of a take were cut."""


class Fault(StrEnum):
    """What can be wrong with a take."""

    SILENT = "silent"
    CLIPPED = "clipped"
    QUIET = "quiet"
    NOISY = "noisy"
    SHORT = "short"
    LONG = "long"
    BEGUN = "begun"
    UNENDED = "unended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault, and what helps."""

    fault: Fault
    says: str
    """Two sentences at most."""


_SAYS: Final = {
    Fault.SILENT: "Nothing was heard. See that the microphone is on, and that this program may use it.",
    Fault.CLIPPED: "It is too loud, and sounds torn. Go a little further from the microphone, or turn it down.",
    Fault.QUIET: "It is very soft. Come nearer to the microphone, or turn it up.",
    Fault.NOISY: "There is much noise around the words. Find a quieter place, or come nearer to the microphone.",
    Fault.SHORT: "It is very short for these words. Perhaps some of them are missing.",
    Fault.LONG: "It is very long for these words. Perhaps something else is in it.",
    Fault.BEGUN: "The first word seems to be cut. Wait a moment after the sign before you speak.",
    Fault.UNENDED: "The last word seems to be cut. Wait a moment after it before you press the key.",
}


def findings(take: Take, text: str) -> tuple[Finding, ...]:
    """Everything that is wrong with a take of `text`, the gravest first; nothing where all is well."""
    return tuple(Finding(fault=fault, says=_SAYS[fault]) for fault in _faults(take, text))


def _faults(take: Take, text: str) -> list[Fault]:
    if not take.last:
        return [Fault.SILENT]
    letters = sum(char.isalnum() for char in text)
    lasts = take.words / RATE
    tests = {
        Fault.CLIPPED: take.clipped,
        Fault.QUIET: take.level < QUIET_LEVEL,
        Fault.NOISY: take.level - take.room < NOISY_DB,
        Fault.SHORT: lasts < letters / FASTEST,
        Fault.LONG: lasts > letters / SLOWEST + SPARE_SECONDS,
        Fault.BEGUN: take.first < EDGE,
        Fault.UNENDED: take.last > take.frames - EDGE,
    }
    return [fault for fault, holds in tests.items() if holds]
