"""What a voice is asked to say."""

from dataclasses import dataclass

from voiceguide.units import WordsPerMinute


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a voice is asked to say; equal phrases are spoken once."""

    said: str
    """The words as they are to be pronounced."""
    rate: WordsPerMinute
    """As measured on the voice's calibration passage."""
    speaker: str = ""
    """The role that says it, one of the script's `voices`; empty for the narrator."""
    instead: bool = False
    """Whether another voice says it, since its recording is too long for the time that there is."""
