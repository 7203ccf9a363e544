"""A chime, tone or background: a sound file that is read only as far as it is heard.

Opening one reads nothing but its header, because a session's first frame should not wait for the second minute of rain.
Frames are read in blocks and kept as 16 bit; a sound longer than a few minutes gives back the blocks not used lately.
"""

from collections import OrderedDict
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from voiceguide.sound.clip import Samples
from voiceguide.sound.files import UnreadableSound, samples_of
from voiceguide.sound.kinds import Kind, at_usual_level
from voiceguide.sound.shapes import power, smooth
from voiceguide.units import RATE, Frames, Milliseconds, frames_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

BLOCK = RATE
"""Frames that are read at once: a second."""

STEP = np.float32(1.0 / 32768.0)
"""From one of the 16-bit levels to the next."""

KEPT_BLOCKS = 150
"""Blocks of a sound kept in memory: at most 29 MB."""

LONGEST_OWN = 120
"""Seconds. Of a longer sound of the user's the beginning is taken: it is measured and levelled as a whole."""

RISE = frames_of(Milliseconds(30))
"""A chime of the user's starts no faster."""

SEAM = 3 * RATE
"""Frames over which the end of a user's background is crossed with its beginning, so that it loops without a seam."""


class Readable(Protocol):
    """What the mixer can take sound from."""

    @property
    def frames(self) -> Frames:
        """How long it is."""

    def read(self, start: int, count: int) -> Samples:
        """The frames `start <= frame < start + count`, which lie in it; of shape [count, channels]."""


class Source(Protocol):
    """Where blocks come from."""

    def block(self, start: int, count: int) -> NDArray[np.int16]:
        """Frames of shape [count, channels]."""


class Sound:
    """A sound at its usual level."""

    def __init__(self, *, kind: Kind, frames: Frames, source: Source) -> None:
        self.kind = kind
        self.frames = frames
        """How long it rings, or its loop is."""
        self._source = source
        self._blocks: OrderedDict[int, NDArray[np.int16]] = OrderedDict()
        self._lock = Lock()

    def read(self, start: int, count: int) -> Samples:
        """The frames `start <= frame < start + count`, which lie in it; of shape [count, channels]."""
        end = start + count
        numbers = range(start // BLOCK, (end - 1) // BLOCK + 1)
        with self._lock:
            blocks = [self._block(number) for number in numbers]
        # Cut before they are joined: to join whole blocks takes as long as all that is done with what is wanted.
        wanted = [
            block[max(0, start - number * BLOCK) : end - number * BLOCK]
            for number, block in zip(numbers, blocks, strict=True)
        ]
        whole = wanted[0] if len(wanted) == 1 else np.concatenate(wanted)
        return np.multiply(whole, STEP, dtype=np.float32)

    def _block(self, number: int) -> NDArray[np.int16]:
        found = self._blocks.pop(number, None)
        if found is None:
            start = number * BLOCK
            found = self._source.block(start, min(BLOCK, self.frames - start))
            if len(self._blocks) >= KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks[number] = found
        return found


class _InFile:
    """Blocks out of one of our own files, which need nothing done to them."""

    def __init__(self, file: "Traversable") -> None:
        import soundfile  # noqa: PLC0415  (words are heard first, and need none of it)

        self._name = file.name
        self._refusals: Final = (soundfile.LibsndfileError, OSError)
        try:
            self._sound = soundfile.SoundFile(file if isinstance(file, Path) else BytesIO(file.read_bytes()))
        except self._refusals as error:
            raise _damaged(self._name) from error
        self.frames = Frames(self._sound.frames)
        if self._sound.samplerate != RATE or not self.frames:
            raise _damaged(self._name)

    def block(self, start: int, count: int) -> NDArray[np.int16]:
        try:
            if self._sound.tell() != start:
                self._sound.seek(start)
            block: NDArray[np.int16] = self._sound.read(count, dtype="int16", always_2d=True)
        except self._refusals as error:
            raise _damaged(self._name) from error
        if len(block) != count:
            raise _damaged(self._name)
        return block


class _InMemory:
    """Blocks of what was made of a user's file."""

    def __init__(self, samples: NDArray[np.int16]) -> None:
        self._samples = samples

    def block(self, start: int, count: int) -> NDArray[np.int16]:
        return self._samples[start : start + count]


def _damaged(name: str) -> UnreadableSound:
    return UnreadableSound(name, "is damaged", "It came with voiceguide: install voiceguide again.")


def bundled_sound(file: "Traversable", kind: Kind) -> Sound:
    """One of our own sounds. Raises UnreadableSound."""
    source = _InFile(file)
    return Sound(kind=kind, frames=source.frames, source=source)


def own_sound(file: "Traversable", kind: Kind) -> Sound:
    """A sound of the user's, brought to the manners of ours: rate, level, soft start, a loop without a seam.

    Raises UnreadableSound.
    """
    with file.open("rb") as stream:
        samples = samples_of(stream, str(file), LONGEST_OWN)
    shaped = _looped(samples) if kind is Kind.BACKGROUND else _softened(samples)
    level = at_usual_level(shaped, kind)
    ready = np.clip(np.rint(shaped * np.float32(level * 32768.0)), -32768, 32767).astype(np.int16)
    return Sound(kind=kind, frames=Frames(len(ready)), source=_InMemory(ready))


def _softened(samples: Samples) -> Samples:
    """With a rise of 30 ms and a fall as long at most, so that neither end clicks."""
    count = len(samples)
    edge = min(RISE, count)
    shaped = samples * np.minimum(smooth(0, count, edge), smooth(0, count, edge)[::-1])[:, np.newaxis]
    return np.asarray(shaped, dtype=np.float32)


def _looped(samples: Samples) -> Samples:
    """Shorter by the seam: its end is crossed into its beginning."""
    seam = min(SEAM, len(samples) // 2)
    if not seam:
        return samples
    rise = power(0, seam, seam)[:, np.newaxis]
    looped = samples[:-seam].copy()
    looped[:seam] = looped[:seam] * rise + samples[-seam:] * rise[::-1]
    return looped
