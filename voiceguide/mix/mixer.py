"""Turns any stretch of a timeline into frames.

frames   0        24000      48000      72000        cells: each a pure function of its number
read     |----||----||----||----||----||----|        cuts cells, and therefore cannot change a bit
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from voiceguide.mix.duck import Duck
from voiceguide.mix.layers import Bed, Rings, Voices
from voiceguide.model.phrase import Phrase
from voiceguide.sound.clip import Clip, Samples
from voiceguide.sound.limit import CEILING, REACH, limited
from voiceguide.sound.shapes import smooth
from voiceguide.sound.sound import Readable
from voiceguide.sound.sums import scaled
from voiceguide.timeline.timeline import Recorded, Spoken, Struck, Timeline, Toned, Track, Underneath
from voiceguide.units import CHANNELS, Frames, Milliseconds, frames_of

CELL: Final = 24_000
"""Frames of a cell: half a second."""

EDGE: Final = frames_of(Milliseconds(5))
"""The session's first and last frames are faded over so many, whatever sounds there."""


class Mixer:
    """The sound of a timeline; it holds the place up to which it was read."""

    def __init__(
        self,
        timeline: Timeline,
        *,
        clip_of: Callable[[Phrase], Clip],
        sound_of: Callable[[str], Readable],
        file_of: Callable[[str], Clip],
    ) -> None:
        """Load nothing yet: each clip and sound is asked for when it is first heard.

        `clip_of` gives a phrase at its level, its true peak under -2 dBTP; `sound_of` a chime, tone or background at
        its usual level by name; `file_of` an author's sound file.
        """
        self.frames: Final[Frames] = timeline.frames
        self._place = 0
        self._last: tuple[int, Samples] = (-1, np.zeros((0, CHANNELS), dtype=np.float32))
        self._silent = np.zeros((CELL, CHANNELS), dtype=np.float32)
        self._silent.setflags(write=False)

        def load(what: Spoken | Recorded) -> Clip:
            return clip_of(what.phrase) if isinstance(what, Spoken) else file_of(what.file)

        heard = [event for event in timeline.events if isinstance(event.what, Spoken | Recorded)]
        ringing = [
            event
            for event in timeline.events
            if isinstance(event.what, Toned) or (isinstance(event.what, Struck) and event.track is Track.SOUND)
        ]
        under = [event for event in timeline.events if isinstance(event.what, Underneath)]
        duck = Duck((event.start, event.end) for event in heard)
        self._layers = (Voices(heard, load), Rings(ringing, sound_of), Bed(under, sound_of, duck))

    def seek(self, frame: int) -> None:
        """Read on from `frame`, held between 0 and the end."""
        self._place = min(max(frame, 0), self.frames)

    def read(self, count: int) -> Samples:
        """The next frames, float32 of shape [`count`, 2], C-contiguous and read-only; fewer at the end, none after.

        Whole cells of silence are one and the same array.
        """
        end = min(self._place + count, self.frames)
        parts: list[Samples] = []
        while self._place < end:
            number, begin = divmod(self._place, CELL)
            cell = self.cell(number)
            if begin or len(cell) > end - self._place:
                cell = cell[begin : begin + end - self._place]
            parts.append(cell)
            self._place += len(cell)
        if len(parts) == 1:
            return parts[0]
        whole = np.concatenate(parts) if parts else np.zeros((0, CHANNELS), dtype=np.float32)
        whole.setflags(write=False)
        return whole

    def cell(self, number: int) -> Samples:
        """The frames from `number` x CELL on, shorter at the end of the session; read-only."""
        if self._last[0] != number:
            cell = self._mix(number)
            cell.setflags(write=False)
            self._last = (number, cell)
        return self._last[1]

    def _mix(self, number: int) -> Samples:
        start = number * CELL
        count = max(0, min(CELL, self.frames - start))
        peak = sum(layer.peak(start - REACH, count + 2 * REACH) for layer in self._layers)
        if not peak:
            return self._silent if count == CELL else self._silent[:count]
        guarded = peak > CEILING
        mixed = limited(self._sum(start - REACH, count + 2 * REACH)) if guarded else self._sum(start, count)
        if start < EDGE:
            mixed = scaled(mixed, smooth(start, count, EDGE))
        if start + count > self.frames - EDGE:
            mixed = scaled(mixed, smooth(self.frames - start - count, count, EDGE)[::-1])
        return mixed

    def _sum(self, start: int, count: int) -> Samples:
        mixed = np.zeros((count, CHANNELS), dtype=np.float32)
        for layer in self._layers:
            layer.add(mixed, start)
        return mixed
