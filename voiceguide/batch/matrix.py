"""A matrix: sessions, voices, lengths and whatever else is to be combined, each with each, in a YAML file.

sessions: [pmr, evening.yaml]
voices: [espeak:en-gb, espeak:en-us]
lengths: [usual, 20m]
formats: [mp3, vtt]
name: '{session} {length} {voice}'
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from voiceguide.problems import Source
from voiceguide.units import Milliseconds, WordsPerMinute

USUAL: Final = "usual"
"""What a session has by itself, or its listener usually wants."""
MOST: Final = 10_000
"""Files of one matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A value of an axis."""

    text: str
    """As it is written; `usual` for what is not asked for."""
    source: Source | None = field(default=None, compare=False)
    """None for what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What some of a session's options are set to."""

    values: tuple[tuple[str, str], ...] = ()
    source: Source | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """In short, for a name."""
        return ", ".join(f"{name} {value}" for name, value in self.values) or USUAL


AS_IT_IS: Final = Item(text=USUAL)
NO_OPTIONS: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What is to be combined."""

    sessions: tuple[Item, ...]
    formats: tuple[Item, ...]
    """Endings of files, such as `.mp3`."""
    voices: tuple[Item, ...] = (AS_IT_IS,)
    lengths: tuple[Item, ...] = (AS_IT_IS,)
    rates: tuple[Item, ...] = (AS_IT_IS,)
    backgrounds: tuple[Item, ...] = (AS_IT_IS,)
    options: tuple[Options, ...] = (NO_OPTIONS,)
    name: str = ""
    """How a file is called, with the names of axes in braces; empty for the session and what is combined with it."""
    name_source: Source | None = field(default=None, compare=False)

    @property
    def size(self) -> int:
        """How many files there will be."""
        axes = (self.voices, self.lengths, self.rates, self.backgrounds, self.options, self.formats)
        count = len(self.sessions)
        for axis in axes:
            count *= len(axis)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One file of a matrix."""

    session: str
    """A name or a file."""
    ending: str
    voice: str = ""
    """Empty for the usual one."""
    length: Milliseconds | None = None
    rate: WordsPerMinute | None = None
    background: str | None = None
    """None leaves it to the script."""
    options: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    """What the axes are called in its name: by axis, as they are written."""


def combined(matrix: Matrix, read: "Reading") -> Iterator[Order]:
    """Each with each, the sessions outermost."""
    axes = (
        matrix.sessions, matrix.voices, matrix.lengths, matrix.rates, matrix.backgrounds, matrix.options,
        matrix.formats,
    )  # fmt: skip
    for session, voice, length, rate, background, options, ending in product(*axes):
        yield Order(
            session=session.text,
            ending=ending.text,
            voice=_unless_usual(voice.text),
            length=read.lengths[length.text],
            rate=read.rates[rate.text],
            background=None if background.text == USUAL else background.text,
            options=options.values,
            words=(
                ("session", session.text),
                ("voice", voice.text),
                ("length", length.text),
                ("rate", rate.text),
                ("background", background.text),
                ("options", options.text),
                ("format", ending.text.lstrip(".")),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What lengths and rates mean, by how they are written."""

    lengths: dict[str, Milliseconds | None]
    rates: dict[str, WordsPerMinute | None]


def _unless_usual(text: str) -> str:
    return "" if text == USUAL else text
