"""The part of a session that is ready to be sent: mixed ahead of the playhead, and kept for a while behind it."""

from collections import deque
from typing import Final, Protocol

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, FRAMES_PER_MILLISECOND, Frames

BLOCK: Final = Frames(100 * FRAMES_PER_MILLISECOND)
"""How much is mixed at once: short, so that a jump is ready soon."""
AHEAD: Final = Frames(3000 * FRAMES_PER_MILLISECOND)
"""How much is kept ready: long enough for a slow disk and for the device that wants the most at once."""
BEHIND: Final = Frames(3000 * FRAMES_PER_MILLISECOND)
"""How much is kept after it was sent, for a device that can take back what was not heard yet."""
READY: Final = Frames(200 * FRAMES_PER_MILLISECOND)
"""Nothing is sent before this much is ready."""


class Mixing(Protocol):
    """A whole session as sound."""

    @property
    def frames(self) -> Frames:
        """How long it is."""
        ...

    def read(self, count: int) -> Samples:
        """The next `count` frames, of shape [count, 2]; fewer at the end."""
        ...

    def seek(self, frame: Frames) -> None:
        """Go on reading at `frame`."""
        ...


class Window:
    """Blocks of frames one after another, filled by one thread and read by another.

    Both hold the feed's lock, but for the mixing itself, which only the filling thread does.

        |---BEHIND---|-------AHEAD-------|
       low        playhead             high
    """

    def __init__(self, mixer: Mixing, start: Frames) -> None:
        self.mixer = mixer
        self.start = start
        self.high = start
        """The first frame that is not mixed yet."""
        self._blocks: deque[tuple[Frames, Samples]] = deque()

    @property
    def finished(self) -> bool:
        """Whether the end of the session is ready."""
        return self.high >= self.mixer.frames

    def ready(self, position: Frames) -> bool:
        """Whether enough is there to begin at `position`."""
        return self.finished or self.high - position >= READY

    def wants(self, position: Frames) -> int:
        """How many frames are to be mixed next when the playhead is at `position`; 0 if there is enough."""
        if self.finished or self.high - position >= AHEAD:
            return 0
        return min(BLOCK, self.mixer.frames - self.high)

    def add(self, samples: Samples, position: Frames) -> None:
        """Take in what was mixed at `high`, and let go of what lies far behind `position`."""
        self._blocks.append((self.high, samples))
        self.high = Frames(self.high + len(samples))
        while self._blocks and self._blocks[0][0] + BLOCK < position - BEHIND:
            self._blocks.popleft()

    def let_go(self) -> None:
        """Forget every frame; where it is, it still knows."""
        self._blocks.clear()

    def take(self, position: Frames, count: int) -> Samples:
        """The `count` frames from `position` on, not to be written to; silence where there are none."""
        index = (position - self._blocks[0][0]) // BLOCK if self._blocks else 0
        if 0 <= index < len(self._blocks):
            start, samples = self._blocks[index]
            if position + count <= start + len(samples):
                return samples[position - start : position - start + count]
        taken = np.zeros((count, CHANNELS), dtype=np.float32)
        for start, samples in list(self._blocks)[max(0, index) : max(0, index) + count // BLOCK + 2]:
            low, high = max(start, position), min(start + len(samples), position + count)
            if low < high:
                taken[low - position : high - position] = samples[low - start : high - start]
        return taken
