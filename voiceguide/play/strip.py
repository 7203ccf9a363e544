"""A stretch of a device's frames, and what of a session is heard there."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from voiceguide.play.ramp import Ramp
from voiceguide.play.window import Window
from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, HOUR, Frames, Milliseconds, frames_of

_ALWAYS: Final = frames_of(Milliseconds(12 * HOUR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What sounded before a jump or a live change; it goes as what is new comes."""

    strip: "Strip"
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
    """None where nothing goes on meanwhile."""

    def position_at(self, frame: Frames) -> Frames:
        """Where the session is when the device is at `frame`."""
        if self.window is None:
            return self.position
        return min(Frames(self.position + frame - self.start), self.window.mixer.frames)

    def sound(self, first: Frames, count: int) -> Samples:
        """What is heard of it, and of what goes meanwhile, from the device's frame `first` on."""
        if self.window is None:
            return np.zeros((count, CHANNELS), dtype=np.float32)
        new = self.window.take(self.position_at(first), count)
        if self.before is None or first >= self.before.coming.end:
            return self.fade.on(new, first)
        old = self.before.strip.sound(first, count)
        return self.fade.on(old + self.before.coming.on(new - old, first), first)

    def begun(self, frame: Frames) -> bool:
        """Whether it counts at `frame`: it does from its start on; where something goes meanwhile, after it."""
        return self.start <= frame if self.before is None else self.start < frame

    def lasts(self, frame: Frames) -> Frames:
        """For how long from `frame` on it can sound with what is mixed; half a day where nothing is to be mixed."""
        if self.window is None or self.window.finished:
            return _ALWAYS
        return Frames(max(0, self.window.high - self.position_at(frame)))

    def settled(self, frame: Frames) -> "Strip":
        """The same, without what is no longer heard from `frame` on."""
        if self.before is None:
            return self
        if frame >= self.before.coming.end:
            return replace(self, before=None)
        return replace(self, before=replace(self.before, strip=self.before.strip.settled(frame)))

    def later(self, start: Frames) -> "Strip":
        """The same, beginning at `start`."""
        before = self.before
        if before is not None:
            before = replace(before, coming=replace(before.coming, start=start))
        return replace(self, start=start, fade=replace(self.fade, start=start), before=before)
