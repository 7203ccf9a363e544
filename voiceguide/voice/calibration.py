"""How fast and how loud a voice really is.

A rate is what is measured: of the voice's calibration passage, words a minute between the first and the last audible
frame of each sentence. An engine's own numbers are tried at fixed places, each the same step from the one before;
between two of them the voice is known well enough. So any number of rates costs a handful of readings, and what is
found for a rate does not depend on what was asked before.

     pace      80     92    106    122    140        fastest
               |------|------|------|------|--- … ---|
     rate            ^ asked: the two places around it are read
"""

import struct
import time
import zlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.loudness import momentary
from voiceguide.units import MINUTE, RATE, SECOND, Decibels, Frames, WordsPerMinute
from voiceguide.voice.audible import FULL_SCALE, SOUND_VERSION, Spoken
from voiceguide.voice.engine import Paces, Voice
from voiceguide.voice.passages import Passage, letters_of, passage_of
from voiceguide.voice.store import Store, recipe_of

LEVEL: Final = Decibels(-20.0)
"""LUFS of a voice's passage, levelled."""

_STEP: Final = 1.15
_USUAL: Final = WordsPerMinute(130)
"""Taken for what a voice speaks at its usual pace until it is read; where that is wrong, more places are read."""
SLOW: Final = 1.25
"""Seconds that a voice takes for a second of speech, from which on little of the passage is read: nobody should wait
minutes for a session to begin. Its rate is then known to some 5 % rather than 3 %."""
_TENTH: Final = RATE // 10
"""Frames from one block of loudness to the next."""
_AROUND: Final = 4
"""Tenths of a second of silence before and after each sentence, as in a session."""
_ABSOLUTE_GATE: Final = 10.0**-7.0
"""The power of -70 LUFS."""
_RELATIVE_GATE: Final = 0.1
_QUIETEST: Final = -70.0
_READING: Final = struct.Struct("<32sQd")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """What is measured of one sentence."""

    frames: Frames
    """Audible ones."""
    powers: NDArray[np.float64]
    """Of its blocks of loudness; 1 is 0 LUFS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The passage, read at one pace."""

    pace: int
    frames: Frames
    """Audible frames of all sentences."""
    loudness: Decibels
    """LUFS, not levelled."""


@dataclass(slots=True, kw_only=True)
class Calibration:
    """What is known of one voice; more is read when it is asked for."""

    voice: Voice
    paces: Paces
    store: Store
    read: Callable[[tuple[str, ...], int, Callable[[Spoken], Sentence]], list[Sentence]]
    """Says sentences at a pace, and measures each while the next is spoken."""
    clock: Callable[[], float] = time.monotonic
    _known: dict[int, Reading] = field(default_factory=dict)
    _found: dict[WordsPerMinute, tuple[Reading, Reading]] = field(default_factory=dict)
    """What a rate lies between, for it is asked for with every phrase."""

    @property
    def passage(self) -> Passage:
        """What this voice reads."""
        return passage_of(self.voice.languages[0] if self.voice.languages else "")

    def pace(self, rate: WordsPerMinute) -> int:
        """The engine's number for a rate, or for the nearest that the voice can reach."""
        slower, faster = self._around(rate)
        share = _share(slower.frames, faster.frames, self._frames_at(rate))
        # Time goes with one over the pace, very nearly: between two places it is a straight line.
        inverse = (1 - share) / slower.pace + share / faster.pace
        return round(1 / inverse)

    def gain(self, rate: WordsPerMinute) -> Decibels:
        """What brings the passage at this rate to its level; in hundredths, so that it is the same everywhere."""
        slower, faster = self._around(rate)
        share = _share(slower.frames, faster.frames, self._frames_at(rate))
        return Decibels(round(LEVEL - (slower.loudness + share * (faster.loudness - slower.loudness)), 2))

    def reached(self, rate: WordsPerMinute) -> WordsPerMinute:
        """The rate itself, or the nearest one that the voice can speak."""
        slower, faster = self._around(rate)
        wanted = self._frames_at(rate)
        if wanted > slower.frames:
            return WordsPerMinute(-int(-self._rate_of(slower) // 1))
        return WordsPerMinute(int(self._rate_of(faster))) if wanted < faster.frames else rate

    def _rate_of(self, reading: Reading) -> float:
        return self.passage.words * MINUTE * RATE / SECOND / reading.frames

    def _frames_at(self, rate: WordsPerMinute) -> float:
        return self.passage.words * MINUTE * RATE / SECOND / rate

    def _around(self, rate: WordsPerMinute) -> tuple[Reading, Reading]:
        """The two neighbouring places that a rate lies between; the first or last two where it lies beyond."""
        if rate not in self._found:
            self._found[rate] = self._sought(rate)
        return self._found[rate]

    def _sought(self, rate: WordsPerMinute) -> tuple[Reading, Reading]:
        places = _places(self.paces)
        wanted = self._frames_at(rate)
        guess = bisect_right(places, self.paces.usual * rate / _USUAL) - 1
        at = min(max(guess, 0), len(places) - 2)
        while at > 0 and self._reading(places[at]).frames < wanted:
            at -= 1
        while at < len(places) - 2 and self._reading(places[at + 1]).frames > wanted:
            at += 1
        return self._reading(places[at]), self._reading(places[at + 1])

    def _reading(self, pace: int) -> Reading:
        if pace not in self._known:
            recipe = recipe_of("reading", self.voice.full_name, self.voice.version, pace, self.passage, SOUND_VERSION)
            name = f"{recipe.hex()}.reading"
            reading = _unpacked(self.store.get(name), recipe, pace)
            if reading is None:
                reading = self._read(pace)
                packed = _READING.pack(recipe, reading.frames, reading.loudness)
                self.store.put(name, packed + struct.pack("<I", zlib.crc32(packed)))
            self._known[pace] = reading
        return self._known[pace]

    def _read(self, pace: int) -> Reading:
        """Let the passage be read; of a voice that takes longer than its words last, two sentences tell enough."""
        first = self.passage.brief
        begun = self.clock()
        heard = self.read(first, pace, _measured)
        if (self.clock() - begun) * RATE > SLOW * sum(one.frames for one in heard):
            return _together(heard, pace, Fraction(self.passage.letters, sum(map(letters_of, first))))
        rest = tuple(sentence for sentence in self.passage.sentences if sentence not in first)
        return _together([*heard, *self.read(rest, pace, _measured)], pace)


def _places(paces: Paces) -> list[int]:
    """Every pace that is tried: the usual one, and equal steps from it to both ends."""
    places = {paces.slowest, paces.usual, paces.fastest}
    for end, step in ((paces.fastest, _STEP), (paces.slowest, 1 / _STEP)):
        place: float = paces.usual
        while paces.slowest < place * step < paces.fastest:
            place *= step
            places.add(round(place))
        places.add(end)
    ordered = sorted(places)
    # The step before an end may be as short as it happens; one that is next to nothing is left out.
    return [here for here, after in pairwise(ordered) if after - here > 1 or here == paces.usual] + ordered[-1:]


def _share(slower: int, faster: int, wanted: float) -> float:
    """How far `wanted` is from the slower to the faster, held between 0 and 1."""
    if slower <= faster:
        return 0.0
    return min(1.0, max(0.0, (slower - wanted) / (slower - faster)))


def _measured(spoken: Spoken) -> Sentence:
    """Sentence by sentence, each amid enough silence that no block of 400 ms reaches from one to the next."""
    heard = spoken.samples[spoken.first : spoken.last]
    laid = np.zeros((-(-len(heard) // _TENTH) + 2 * _AROUND) * _TENTH)
    laid[_AROUND * _TENTH :][: len(heard)] = heard
    blocks = momentary((laid / FULL_SCALE)[:, np.newaxis])
    return Sentence(frames=spoken.audible, powers=10.0 ** (blocks / 10.0))


def _together(sentences: list[Sentence], pace: int, share: Fraction = Fraction(1)) -> Reading:
    """The passage, of which these sentences are one `share`-th."""
    return Reading(
        pace=pace,
        frames=Frames(round(share * sum(one.frames for one in sentences))),
        loudness=Decibels(round(_gated(np.concatenate([one.powers for one in sentences])), 3)),
    )


def _gated(powers: NDArray[np.float64]) -> float:
    """The loudness of all blocks together, as BS.1770 gates it."""
    heard = powers[powers > _ABSOLUTE_GATE]
    if not len(heard):
        return _QUIETEST
    loud = heard[heard > heard.mean() * _RELATIVE_GATE]
    return float(10.0 * np.log10(loud.mean()))


def _unpacked(content: bytes | None, recipe: bytes, pace: int) -> Reading | None:
    if content is None or len(content) != _READING.size + 4:
        return None
    written_for, frames, level = _READING.unpack_from(content)
    if written_for != recipe or zlib.crc32(content[:-4]) != int.from_bytes(content[-4:], "little"):
        return None
    return Reading(pace=pace, frames=Frames(frames), loudness=Decibels(level))
