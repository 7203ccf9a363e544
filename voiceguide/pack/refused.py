"""Why a pack is not opened, or not made."""

from typing import Final

from voiceguide.problems import Stop

AGAIN: Final = "Ask whoever gave it to you for another copy: 'voiceguide pack' makes one."


class PackRefused(Stop):
    """A pack is damaged, or holds what no pack holds."""

    def __init__(self, message: str, hint: str = AGAIN) -> None:
        """`message` is the beginning of a sentence, as of a problem in a script."""
        super().__init__(message, hint)


class PackDamaged(PackRefused):
    """Something in a pack is not what was put into it."""
