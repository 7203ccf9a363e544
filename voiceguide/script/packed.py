"""What a script came in, where it does not stand by itself."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A pack that was unpacked."""

    folder: Path
    """Links in its own path followed."""
    shown: str
    """The pack as the user named it."""

    def called(self, path: Path) -> str:
        """What messages call a file: one out of the pack by the pack's name, another by its own."""
        if path.is_relative_to(self.folder):
            return f"{self.shown}/{path.relative_to(self.folder).as_posix()}"
        return path.as_posix()
