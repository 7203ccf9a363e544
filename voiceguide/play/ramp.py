"""A gain that moves smoothly from one level to another."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.units import Frames

FULL: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """From `before` to `after` along a smoothstep (3t² - 2t³), whose slope is 0 at both ends: nothing clicks.

                ___________ after
              /
    before __/
             |--| frames
           start
    """

    start: Frames
    """Its first frame, as numbered by the device."""
    frames: Frames
    before: float
    """A factor."""
    after: float
    """A factor."""

    @property
    def end(self) -> Frames:
        """The first frame that has the level `after`."""
        return Frames(self.start + self.frames)

    def at(self, frame: Frames) -> float:
        """The factor for one frame."""
        if frame < self.start:
            return self.before
        if frame >= self.end:
            return self.after
        part = (frame - self.start) / self.frames
        return self.before + (self.after - self.before) * part * part * (3.0 - 2.0 * part)

    def on(self, samples: Samples, first: Frames) -> Samples:
        """`samples`, whose first frame is `first`, with the gain applied; the very same array where the gain is 1."""
        last = first + len(samples)
        if first >= self.end or last <= self.start:
            level = self.after if first >= self.end else self.before
            return samples if level == FULL else samples * np.float32(level)
        part = (np.arange(first, last, dtype=np.float64) - self.start) / self.frames
        np.clip(part, 0.0, 1.0, out=part)
        gain = self.before + (self.after - self.before) * part * part * (3.0 - 2.0 * part)
        faded: Samples = samples * gain.astype(np.float32)[:, np.newaxis]
        return faded


def steady(level: float) -> Ramp:
    """A level that does not move."""
    return Ramp(start=Frames(0), frames=Frames(0), before=level, after=level)
