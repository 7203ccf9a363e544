"""A piece of sound in memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceguide.units import Frames

Samples = NDArray[np.float32]
"""Amplitudes between -1 and 1, of shape [frames, channels] at `RATE`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """Samples that are never written to again, with the part of them that can be heard.

    |..lead..|=========audible=========|..tail..|
    0       first                    last     frames
    """

    samples: Samples
    """Shape [frames, channels], 1 or 2 channels, read-only."""
    first: Frames
    """The first audible frame."""
    last: Frames
    """The first frame after the audible part."""

    def __post_init__(self) -> None:
        """Make the samples read-only, for a clip is shared."""
        self.samples.setflags(write=False)

    @property
    def frames(self) -> Frames:
        """How long it is, lead and tail included."""
        return Frames(len(self.samples))

    @property
    def audible(self) -> Frames:
        """How long its audible part is."""
        return Frames(self.last - self.first)

    def read(self, start: int, count: int) -> Samples:
        """The frames `start <= frame < start + count`, which lie in it; of shape [count, channels]."""
        return self.samples[start : start + count]
