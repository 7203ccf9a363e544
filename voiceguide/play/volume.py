"""How loud a listener wants it."""

from typing import Final

from voiceguide.play.feed import Feed
from voiceguide.units import Decibels, gain_of

SOFTEST: Final = Decibels(-40.0)
LOUDEST: Final = Decibels(0.0)
"""As it was mixed; never louder."""
STEP: Final = Decibels(2.0)
"""One key press louder or softer."""


class Volume:
    """Turns a feed louder and softer, smoothly."""

    def __init__(self, feed: Feed, level: Decibels) -> None:
        self.level = level
        self._feed = feed
        if level != LOUDEST:
            feed.volume(gain_of(level))

    def turn(self, *, louder: bool) -> str:
        """One step; tells how loud it is then."""
        return self.turn_to(Decibels(self.level + (STEP if louder else -STEP)))

    def turn_to(self, level: Decibels) -> str:
        """As loud as that, or as near to it as can be; tells it."""
        self.level = Decibels(min(LOUDEST, max(SOFTEST, level)))
        self._feed.volume(gain_of(self.level))
        return "As loud as it can be." if self.level == LOUDEST else f"Volume {self.level:+.0f} dB."
