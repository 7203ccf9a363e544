"""Where a session is, noted many times a second: what a killed process noted outlives it, though no power cut.

Keeping a journal safely takes milliseconds, so that a process may be killed between what is heard and what is kept.
A note in memory that belongs to a file takes none, and the system keeps it whatever becomes of the process.
"""

import os
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import Final

from voiceguide.units import Frames

FILE: Final = "last.pulse"
"""In the folder of the state: two numbers of eight bytes, the stamp of the journal that it belongs to and a frame."""
_SIZE: Final = 16


class Pulse:
    """The note of one session. Another player that begins meanwhile has a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Make the file anew. Raises OSError."""
        file = folder / FILE
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, bytes(_SIZE))
            self._memory = mmap(descriptor, _SIZE)
        finally:
            os.close(descriptor)
        self._numbers = memoryview(self._memory).cast("Q")

    def beat(self, position: Frames) -> None:
        """Note where the session is."""
        self._numbers[1] = position

    def belongs_to(self, stamp: int) -> None:
        """Say which journal was written last; until then the one before counts, and after it this note."""
        self._numbers[0] = stamp

    def close(self) -> None:
        """Note no more. May be called again."""
        self._numbers.release()
        self._memory.close()


def read(folder: Path, stamp: int) -> Frames | None:
    """Where the session of the journal with that stamp was at last; None where that is not known."""
    with suppress(OSError):
        noted = (folder / FILE).read_bytes()
        numbers = memoryview(noted).cast("Q") if len(noted) == _SIZE else (0, 0)
        if stamp and numbers[0] == stamp:
            return Frames(numbers[1])
    return None
