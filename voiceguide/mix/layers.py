"""What a session's sound is made of: voices, what rings, and the background.

Each layer adds its part to any stretch of the session, and knows how high its peaks can be there.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from voiceguide.mix.duck import Duck
from voiceguide.mix.spans import Spans
from voiceguide.sound.clip import Clip, Samples
from voiceguide.sound.kinds import LOUDEST_PEAK, Kind
from voiceguide.sound.limit import peak_of
from voiceguide.sound.shapes import power, smooth
from voiceguide.sound.sound import Readable
from voiceguide.sound.sums import Factor, add
from voiceguide.timeline.timeline import Event, Recorded, Spoken, Struck, Toned, Underneath
from voiceguide.units import Frames, Milliseconds, frames_of, gain_of

MARGIN = frames_of(Milliseconds(100))
"""So much of a clip's inaudible lead and tail is played at most."""

EDGE = frames_of(Milliseconds(5))
"""A lead or tail that is cut is faded over so many frames, and no background comes or goes faster."""

CUT_RING = frames_of(Milliseconds(3000))
"""A ring that is cut short fades over its last three seconds."""

KEPT_CLIPS = 12
"""Clips held in memory: those of a few seconds."""


class Voices:
    """Words and recorded files, each clip loaded when it is first heard and let go soon after."""

    def __init__(self, events: Iterable[Event], load: Callable[[Spoken | Recorded], Clip]) -> None:
        spans = [
            (event.start - MARGIN, event.end + MARGIN, (event, np.float32(gain_of(event.what.level)), event.what))
            for event in events
            if isinstance(event.what, Spoken | Recorded)
        ]
        self._spans = Spans(spans)
        self._load = load
        self._kept: OrderedDict[Spoken | Recorded, tuple[Clip, float]] = OrderedDict()

    def peak(self, start: int, count: int) -> float:
        """No true peak of this layer is above it in these frames."""
        return math.fsum(
            self._clip(what)[1] * float(gain) for _, _, (_, gain, what) in self._spans.touching(start, start + count)
        )

    def add(self, mixed: Samples, start: int) -> None:
        """Add what sounds from frame `start` on to `mixed`."""
        for _, _, (event, gain, what) in self._spans.touching(start, start + len(mixed)):
            clip = self._clip(what)[0]
            zero = event.start - clip.first
            first = max(0, clip.first - MARGIN)
            last = min(clip.frames, clip.first + event.frames + MARGIN)
            begin, end = max(start, zero + first), min(start + len(mixed), zero + last)
            if begin >= end:
                continue
            factor: Factor = gain
            if first and begin - zero < first + EDGE:
                factor = factor * smooth(begin - zero - first, end - begin, EDGE)
            if last < clip.frames and end - zero > last - EDGE:
                factor = factor * smooth(zero + last - end, end - begin, EDGE)[::-1]
            add(mixed[begin - start : end - start], clip.samples[begin - zero : end - zero], factor)

    def _clip(self, what: Spoken | Recorded) -> tuple[Clip, float]:
        found = self._kept.pop(what, None)
        if found is None:
            clip = self._load(what)
            found = (clip, peak_of(clip.samples))
            if len(self._kept) >= KEPT_CLIPS:
                self._kept.popitem(last=False)
        self._kept[what] = found
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ring:
    sound: str
    start: Frames
    frames: Frames
    gain: np.float32


class Rings:
    """Chimes and tones, which ring on under whatever follows."""

    def __init__(self, events: Iterable[Event], sound_of: Callable[[str], Readable]) -> None:
        rings = (
            _Ring(
                sound=event.what.sound,
                start=event.start,
                frames=event.frames,
                gain=np.float32(gain_of(event.what.level) if isinstance(event.what, Struck) else 1.0),
            )
            for event in events
            if isinstance(event.what, Struck | Toned)
        )
        self._spans = Spans((ring.start, ring.start + ring.frames, ring) for ring in rings)
        self._sound_of = sound_of

    def peak(self, start: int, count: int) -> float:
        """No true peak of this layer is above it in these frames."""
        return math.fsum(
            LOUDEST_PEAK[Kind.CHIME] * float(ring.gain) for _, _, ring in self._spans.touching(start, start + count)
        )

    def add(self, mixed: Samples, start: int) -> None:
        """Add what sounds from frame `start` on to `mixed`."""
        for first, end, ring in self._spans.touching(start, start + len(mixed)):
            sound = self._sound_of(ring.sound)
            begin = max(start, first)
            stop = min(start + len(mixed), end, first + sound.frames)
            if begin >= stop:
                continue
            factor: Factor = ring.gain
            fade = min(CUT_RING, ring.frames)
            if ring.frames < sound.frames and stop > end - fade:
                factor = factor * smooth(end - stop, stop - begin, fade)[::-1]
            add(mixed[begin - start : stop - start], sound.read(begin - first, stop - begin), factor)


class Bed:
    """Backgrounds, looped, faded, and lower under a voice."""

    def __init__(self, events: Iterable[Event], sound_of: Callable[[str], Readable], duck: Duck) -> None:
        self._spans = Spans(
            (event.start, event.end, event.what) for event in events if isinstance(event.what, Underneath)
        )
        self._sound_of = sound_of
        self._duck = duck

    def peak(self, start: int, count: int) -> float:
        """No true peak of this layer is above it in these frames."""
        under = self._spans.touching(start, start + count)
        if not under:
            return 0.0
        highest = self._duck.highest(start, count)
        return math.fsum(LOUDEST_PEAK[Kind.BACKGROUND] * gain_of(what.level) * highest for _, _, what in under)

    def add(self, mixed: Samples, start: int) -> None:
        """Add what sounds from frame `start` on to `mixed`."""
        for first, end, what in self._spans.touching(start, start + len(mixed)):
            begin, stop = max(start, first), min(start + len(mixed), end)
            part = _looped(self._sound_of(what.sound), begin - first, stop - begin)
            factor: Factor = self._duck.factor(begin, stop - begin) * np.float32(gain_of(what.level))
            fade_in, fade_out = max(what.fade_in, EDGE), max(what.fade_out, EDGE)
            if begin < first + fade_in:
                factor = factor * power(begin - first, stop - begin, fade_in)
            if stop > end - fade_out:
                factor = factor * power(end - stop, stop - begin, fade_out)[::-1]
            add(mixed[begin - start : stop - start], part, factor)


def _looped(sound: Readable, start: int, count: int) -> Samples:
    """`count` frames of a loop from its frame `start` on, which may be many rounds on."""
    parts: list[Samples] = []
    while count:
        place = start % sound.frames
        length = min(count, sound.frames - place)
        parts.append(sound.read(place, length))
        start += length
        count -= length
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
