"""What a key did, told for a while; and keys that mean something only when they are pressed twice."""

from typing import Final

from voiceguide.play.device import Clock

TWICE_SECONDS: Final = 2.0
"""A key that is pressed again within this time means more than the first time."""
SHOWN_SECONDS: Final = 4.0


class Notices:
    """The last notice, as long as it is of interest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._text, self._since = "", 0.0

    def __call__(self, text: str) -> None:
        """Tell something."""
        self._text, self._since = text, self._clock()

    @property
    def text(self) -> str:
        """What is to be shown now."""
        return self._text if self._clock() - self._since < SHOWN_SECONDS else ""


class Twice:
    """Tells whether something happens again soon after the last time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = float("-inf")

    def __call__(self) -> bool:
        """Note that it happens now."""
        last, self._last = self._last, self._clock()
        return self._last - last < TWICE_SECONDS
