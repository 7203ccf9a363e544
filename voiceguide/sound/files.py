"""Sound files: any format that can be read becomes a clip; our own sounds are written as FLAC."""

from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceguide.problems import Stop
from voiceguide.sound.clip import Clip, Samples
from voiceguide.sound.kinds import VOICE
from voiceguide.sound.loudness import integrated
from voiceguide.sound.shapes import smooth
from voiceguide.units import CHANNELS, RATE, Decibels, Frames, gain_of

if TYPE_CHECKING:
    import soundfile

LONGEST = 10 * 60
"""Seconds. A file is held in memory as a whole, so a longer one is refused rather than fill it."""

LEAST_RATE, MOST_RATE = 2_000, 384_000
"""Samples a second that sound has."""

MOST_FRAMES = LONGEST * 2 * RATE
"""Of one file: a small one that promises more would fill the memory."""

BLOCK = 1 << 20
"""Samples that are read at once."""

LOUDEST_PEAK = gain_of(Decibels(-3.0))
"""No sample of a file is above it, so that nothing between two samples passes -2 dBTP."""

AUDIBLE = 10.0 ** (-45.0 / 20.0)
"""A window is audible whose RMS is within 45 dB of the loudest."""

WINDOW = RATE * 5 // 1000
"""Frames of such a window: 5 ms."""

LEAD = RATE // 100
"""Frames that are kept before the first audible one: 10 ms."""


class UnreadableSound(Stop):
    """A file cannot be read as sound."""

    def __init__(self, name: str, fault: str, hint: str) -> None:
        super().__init__(f"the sound {name} {fault}", hint)
        self.name = name
        self.fault = fault
        """The rest of the sentence."""


def read(file: Path) -> Clip:
    """Read a file of any format and rate, trimmed to what can be heard and no louder than a voice.

    Of more than two channels the first two are taken. Raises UnreadableSound.
    """
    samples = samples_of(file, str(file))
    loud = max(1.0, 10.0 ** ((integrated(samples) - VOICE) / 20.0), peak_of(samples) / LOUDEST_PEAK)
    return trimmed(samples * np.float32(1.0 / loud))


def samples_of(file: Path | IO[bytes], name: str, seconds: int | None = None) -> Samples:
    """A file at `RATE`, in one or two channels; of all of it, or of its first `seconds`.

    `name` is what a message calls it. Raises UnreadableSound.
    """
    import soundfile  # noqa: PLC0415  (words are heard first, and need none of it)

    hint = "Files in WAV, FLAC, Ogg and MP3 can be read; save it again in one of these."
    if isinstance(file, Path) and not file.is_file():  # opening a pipe would wait for ever
        raise UnreadableSound(name, "cannot be read: there is no such file", hint)
    try:
        with soundfile.SoundFile(file) as sound:
            if seconds is None and sound.frames > LONGEST * sound.samplerate:
                fault = f"is longer than {LONGEST // 60} minutes"
                raise UnreadableSound(name, fault, "Cut it into shorter pieces, for example with Audacity.")
            rate = sound.samplerate
            count = sound.frames if seconds is None else min(sound.frames, seconds * rate)
            if not LEAST_RATE <= rate <= MOST_RATE or count > MOST_FRAMES:
                raise UnreadableSound(name, f"has {rate} samples a second", "Save it again with 48,000 a second.")
            samples = _two_channels(sound, count)
    except soundfile.LibsndfileError as error:
        raise UnreadableSound(name, f"cannot be read: {error.error_string}", hint) from error
    except OSError as error:
        raise UnreadableSound(name, f"cannot be read: {error.strerror or error}", hint) from error
    if not len(samples) or not np.all(np.isfinite(samples)):
        raise UnreadableSound(name, "holds no sound", "Save it again, or take another file.")
    return at_rate(samples, rate)


def _two_channels(sound: "soundfile.SoundFile", count: int) -> Samples:
    """The next frames of a file, of many channels the first two; little more is ever in memory than what is given."""
    samples = np.empty((count, min(sound.channels, CHANNELS)), dtype=np.float32)
    done = 0
    while done < count:
        block = sound.read(min(count - done, max(1, BLOCK // sound.channels)), dtype="float32", always_2d=True)
        if not len(block):
            break
        samples[done : done + len(block)] = block[:, :CHANNELS]
        done += len(block)
    return samples[:done]


def at_rate(samples: Samples, rate: int) -> Samples:
    """Bring samples of `rate` frames a second to ours."""
    if rate != RATE:
        import soxr  # noqa: PLC0415  (0.05 s that only sounds of another rate need to pay)

        samples = soxr.resample(samples, rate, RATE, quality="VHQ")
    return np.ascontiguousarray(samples, dtype=np.float32)


def peak_of(samples: Samples) -> float:
    """The largest size of any sample."""
    return max(float(np.max(samples)), -float(np.min(samples)))


def trimmed(samples: Samples) -> Clip:
    """A clip of the audible part of `samples` with 10 ms before it; all of it where nothing stands out."""
    first, last = audible(samples)
    begin = max(0, first - LEAD)
    count = last - begin
    kept = samples[begin:last].copy()
    for channel in range(kept.shape[1]):  # neither end clicks
        kept[:, channel] *= smooth(0, count, min(WINDOW, count)) * smooth(0, count, min(WINDOW, count))[::-1]
    return Clip(samples=kept, first=Frames(first - begin), last=Frames(last - begin))


def audible(samples: Samples) -> tuple[int, int]:
    """The first audible frame and the first after the audible part, by windows of 5 ms; all where all is silence."""
    count = -(-len(samples) // WINDOW)
    padded = np.zeros((count * WINDOW, samples.shape[1]), dtype=np.float32)
    padded[: len(samples)] = samples
    power = np.sum(padded.reshape(count, -1).astype(np.float64) ** 2, axis=1)
    heard = np.flatnonzero(power > np.max(power) * AUDIBLE**2)
    if not len(heard):
        return 0, len(samples)
    return int(heard[0]) * WINDOW, min((int(heard[-1]) + 1) * WINDOW, len(samples))


def write(file: Path, samples: NDArray[np.int16]) -> None:
    """Write samples of shape [frames, channels] as a FLAC file of 16 bits."""
    import soundfile  # noqa: PLC0415  (see above)

    soundfile.write(file, samples, RATE, format="FLAC", subtype="PCM_16")
