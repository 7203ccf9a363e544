"""What comes from the microphone while a phrase is said: is anybody speaking, and has it been quiet since?"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.takes import QUIETEST, WINDOW, Mono, levels_of, stand_out
from voiceguide.units import Frames, Milliseconds, frames_of

QUIET_AFTER: Final = frames_of(Milliseconds(1800))
"""So much silence after words ends a take by itself."""
SPOKEN: Final = frames_of(Milliseconds(200))
"""So much must stand out before silence means anything."""
WAITING: Final = frames_of(Milliseconds(20_000))
"""Where so long nothing is said, the microphone is off, or nobody there."""
LONGEST: Final = frames_of(Milliseconds(90_000))
"""No phrase is longer; a forgotten microphone is closed."""
KEY: Final = frames_of(Milliseconds(80))
"""At either end the key itself may be heard."""


@dataclass(slots=True)
class Listening:
    """One take while it is taken."""

    _pieces: list[Mono] = field(default_factory=list)
    _levels: list[NDArray[np.float64]] = field(default_factory=list)
    _rest: Mono = field(default_factory=lambda: np.zeros(0, np.float32))
    frames: Frames = Frames(0)

    def hear(self, piece: Mono) -> None:
        """Take what came."""
        self._pieces.append(piece)
        self.frames = Frames(self.frames + len(piece))
        waiting = np.concatenate((self._rest, piece))
        whole = len(waiting) // WINDOW * WINDOW
        self._levels.append(levels_of(waiting[:whole]))
        self._rest = waiting[whole:]

    @property
    def over(self) -> bool:
        """Whether words were said, and then nothing for a while; or nothing at all; or it has lasted too long."""
        if self.frames >= LONGEST:
            return True
        loud = np.flatnonzero(stand_out(self._known()))
        if len(loud) * WINDOW < SPOKEN:
            return self.frames >= WAITING
        return (len(self._known()) - 1 - int(loud[-1])) * WINDOW >= QUIET_AFTER

    @property
    def level(self) -> float:
        """How loud it was just now, in dB of full scale."""
        known = self._known()[-5:]
        return float(known.max()) if len(known) else QUIETEST

    def taken(self, *, by_key: bool) -> Mono:
        """Everything, but for the sound of the keys that began it and, if `by_key`, ended it."""
        whole = np.concatenate([np.zeros(0, np.float32), *self._pieces])
        return whole[KEY : len(whole) - KEY if by_key else len(whole)]

    def _known(self) -> NDArray[np.float64]:
        known = np.concatenate([np.zeros(0), *self._levels])
        self._levels = [known]
        return known[KEY // WINDOW :]
