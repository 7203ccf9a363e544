"""Sound files that came from somewhere else, and need not be what they say."""

import io
from typing import Final

from voiceguide.voice.engine import Unspoken, Utterance
from voiceguide.voice.system import decoded

LEAST_RATE: Final = 4000
MOST_RATE: Final = 384_000
MOST_CHANNELS: Final = 8
MOST_SECONDS: Final = 600
MOST_SAMPLES: Final = 2 * MOST_SECONDS * 48_000
"""Of all channels together, as they are all in memory at once."""

_UNREADABLE: Final = "it gave no sound file that can be read"


def sound_of(content: bytes) -> Utterance:
    """A sound file of any kind, as far as it can be speech. Raises `Unspoken`.

    Its head is looked at first: one that promises years of sound would fill the memory.
    """
    import soundfile  # noqa: PLC0415  (a session whose phrases are all in the store never needs it)

    try:
        about = soundfile.info(io.BytesIO(content))
    except (soundfile.LibsndfileError, OSError, RuntimeError) as trouble:
        raise Unspoken(_UNREADABLE) from trouble
    sane = LEAST_RATE <= about.samplerate <= MOST_RATE and about.channels <= MOST_CHANNELS
    long = about.frames > MOST_SECONDS * about.samplerate or about.frames * about.channels > MOST_SAMPLES
    if not sane or long:
        raise Unspoken(_UNREADABLE)
    return decoded(content)
