"""A stretch of a device's frames, and what of a session is heard there."""

from dataclasses import dataclass

from voiceguide.play.ramp import Ramp
from voiceguide.play.window import Window
from voiceguide.sound.clip import Samples
from voiceguide.units import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What sounded before a live change; it goes as what is new comes."""

    window: Window
    coming: Ramp
    """Of what is new, from 0 to 1; what was is heard as loud as that is from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What is heard from one frame of the device on."""

    start: Frames
    """As the device counts."""
    window: Window | None
    """None for silence."""
    position: Frames
    """Where the session is at `start`; it stays there in a silence."""
    fade: Ramp
    murmur: bool = False
    """A silence that keeps the device awake."""
    before: Before | None = None
    """At the same position; None where nothing was changed."""

    def position_at(self, frame: Frames) -> Frames:
        """Where the session is when the device is at `frame`."""
        if self.window is None:
            return self.position
        return min(Frames(self.position + frame - self.start), self.window.mixer.frames)

    def taken(self, window: Window, first: Frames, count: int) -> Samples:
        """What `window`, its own, holds from the device's frame `first` on, with what goes after a live change."""
        position = self.position_at(first)
        new = window.take(position, count)
        if self.before is None or first >= self.before.coming.end:
            return new
        old = self.before.window.take(position, count)
        both: Samples = old + self.before.coming.on(new - old, first)
        return both
