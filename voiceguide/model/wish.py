"""What a listener asks for beside the session itself."""

from dataclasses import dataclass

from voiceguide.units import Milliseconds, WordsPerMinute


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a listener asks for beside the session itself; empty and None leave it to the script."""

    voice: str = ""
    usual: bool = False
    """Whether `voice` is only that of the settings: where it cannot speak, another one does."""
    rate: WordsPerMinute | None = None
    length: Milliseconds | None = None
    seed: int = 0
