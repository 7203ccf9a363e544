r"""What a microphone took: where the words are in it, how loud they are, and whether they are whole.

    taken     ~~~~click~~~~~~|=====words=====|~~~~~~~~~~~
    kept                   |.|=====words=====|\\\
                          10 ms              40 ms, faded

A window is 10 ms. The room is as loud as its quietest windows; words stand out from it, and belong to the loudest.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import Decibels, Frames, Milliseconds, frames_of

Mono = NDArray[np.float32]
"""Amplitudes, of shape [frames] at `RATE`."""

WINDOW: Final = frames_of(Milliseconds(10))
LEAD: Final = frames_of(Milliseconds(10))
TAIL: Final = frames_of(Milliseconds(40))

QUIETEST: Final = -80.0
"""dB of full scale; what is below counts as this."""
_ROOM_SHARE: Final = 0.1
_ROOM_MOST: Final = 30
"""So many of the windows at least hold nothing but the room, or a tenth of a short take: before and after the words."""
_OUT: Final = 12.0
"""dB by which a word stands out from the room."""
_NEAR: Final = 6.0
"""dB by which the soft beginnings and ends of words still do."""
_BELOW_LOUDEST: Final = 45.0
_LEAST: Final = -60.0
"""dB of full scale under which nothing is speech."""
_REACH: Final = 25
"""Windows that a soft beginning or end may last."""
_SHORTEST: Final = 4
"""Windows that stand out together; what is shorter is a click, unless it is near to words."""

_FLAT: Final = 4
"""Equal samples in a row, all at the top: that is no wave any more."""
_TOPS: Final = 3
_TOP_SHARE: Final = 0.98
_LOUD: Final = 0.25
"""A wave whose largest sample is smaller was not cut off."""
_STEPS: Final = 32768


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What is measured of a take."""

    first: Frames
    """The first frame of the words."""
    last: Frames
    """The first frame after them; both are 0 where there are none."""
    frames: Frames
    level: Decibels
    """dB of full scale, RMS, of the windows that stand out most."""
    room: Decibels
    """The same of the quietest ones."""
    peak: float
    """The largest size of a sample."""
    clipped: bool
    """Whether its loudest waves were cut off."""

    @property
    def words(self) -> Frames:
        """How long the words last."""
        return Frames(self.last - self.first)


def measured(samples: Mono) -> Take:
    """Everything that is measured."""
    levels = levels_of(samples)
    first, last = _words(levels)
    inside = levels[first // WINDOW : -(-last // WINDOW)] if last else levels
    return Take(
        first=Frames(first),
        last=Frames(min(last, len(samples))),
        frames=Frames(len(samples)),
        level=Decibels(float(np.percentile(inside, 80)) if len(inside) else QUIETEST),
        room=Decibels(room_of(levels)),
        peak=float(np.max(np.abs(samples))) if len(samples) else 0.0,
        clipped=clipped(samples),
    )


def levels_of(samples: Mono) -> NDArray[np.float64]:
    """The RMS of each whole window, in dB of full scale; of shape [windows]."""
    whole = samples[: len(samples) // WINDOW * WINDOW].astype(np.float64).reshape(-1, WINDOW)
    power = np.square(whole - whole.mean(axis=1, keepdims=True)).mean(axis=1)
    return np.asarray(10.0 * np.log10(np.maximum(power, 10.0 ** (QUIETEST / 10.0))))


def room_of(levels: NDArray[np.float64]) -> float:
    """How loud the room is, in dB of full scale."""
    if not len(levels):
        return QUIETEST
    rank = min(_ROOM_MOST, int(len(levels) * _ROOM_SHARE))
    return float(np.partition(levels, rank)[rank])


def stand_out(levels: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which windows are words for sure; of shape [windows]."""
    if not len(levels):
        return np.zeros(0, np.bool_)
    least = max(room_of(levels) + _OUT, _LEAST, float(levels.max()) - _BELOW_LOUDEST)
    return np.asarray(levels >= least)


def cut(samples: Mono, take: Take) -> Mono:
    """The words alone, with a breath of the room before and after them, faded; nothing of the words is touched."""
    begin, end = max(0, take.first - LEAD), min(len(samples), take.last + TAIL)
    kept = samples[begin:end].copy()
    before, after = take.first - begin, end - take.last
    kept[:before] *= np.linspace(0, 1, before, endpoint=False, dtype=np.float32)
    kept[len(kept) - after :] *= np.linspace(1, 0, after, dtype=np.float32)
    return kept


def clipped(samples: Mono) -> bool:
    """Whether the loudest waves have flat tops."""
    peak = float(np.max(np.abs(samples))) if len(samples) else 0.0
    if peak < _LOUD:
        return False
    steps = np.rint(samples * _STEPS).astype(np.int32)
    top = np.abs(steps) >= peak * _STEPS * _TOP_SHARE
    flat = top[1:] & (steps[1:] == steps[:-1])
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flat, [False])).astype(np.int8)))
    runs = edges[1::2] - edges[::2] + 1
    return int(np.count_nonzero(runs >= _FLAT)) >= _TOPS


def _words(levels: NDArray[np.float64]) -> tuple[int, int]:
    """From the first frame of the words to after them; (0, 0) where there are none."""
    runs = [(first, last) for first, last in _runs(stand_out(levels)) if last - first >= _SHORTEST]
    if not runs:
        return 0, 0
    first, last = runs[0][0], runs[-1][1]
    soft = levels >= max(room_of(levels) + _NEAR, QUIETEST + _NEAR, float(levels.max()) - _BELOW_LOUDEST)
    early = max(0, first - _REACH)
    while first > early and soft[first - 1]:
        first -= 1
    late = min(len(levels), last + _REACH)
    while last < late and soft[last]:
        last += 1
    return first * WINDOW, last * WINDOW


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open spans in which all are true; gaps of a single window are bridged."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    runs: list[tuple[int, int]] = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and first - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs
