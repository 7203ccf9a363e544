"""What came along with a session that was given to the listener in one file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

OWN: Final = "_voiceguide"
"""The folder of everything in a pack that does not stand beside the script."""
SOUNDS: Final = f"{OWN}/sounds"
VOICES: Final = f"{OWN}/voices"
CARE: Final = f"{OWN}/care/tags.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack that was unpacked."""

    folder: Path
    """Links in its own path followed."""
    shown: str
    """The pack as the user named it."""
    voice: str = ""
    """The recorded voice in it that speaks the session, by its name within its engine; empty where there is none."""

    @property
    def sounds(self) -> Path:
        """The folder of its author's own sounds, which may not be there."""
        return self.folder / SOUNDS

    @property
    def voices(self) -> Path:
        """The folder of its recorded voices, which may not be there."""
        return self.folder / VOICES

    @property
    def care(self) -> Path:
        """The file of its author's own words on who should ask first, which may not be there."""
        return self.folder / CARE

    def called(self, path: Path) -> str:
        """What messages call a file: one out of the pack by the pack's name, another by its own."""
        if path.is_relative_to(self.folder):
            return f"{self.shown}/{path.relative_to(self.folder).as_posix()}"
        return path.as_posix()
