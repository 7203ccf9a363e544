"""How far lengths may move: the bounds that nobody wrote, by the rules of the language."""

from dataclasses import dataclass

from voiceguide.model.forms import About, Between, Exactly, Length
from voiceguide.timeline.cues import Freedom, fixed
from voiceguide.units import Frames, Milliseconds, frames_of

ELASTIC_FROM = Milliseconds(6000)
"""A shorter silence is part of how something is said, and never moves."""

_SHRINK = (2, 5)
_STRETCH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What holds for the silences of one stretch of a session."""

    longest: Milliseconds
    """No silence stretches beyond it unless that is written."""
    closing: bool = False
    """In the closing a silence moves only where its range is written."""
    still: bool = False
    """Inside a pass of exactly one length nothing moves."""

    def silence(self, length: Length) -> Freedom:
        """A pause, or a silence in brackets."""
        if isinstance(length, About) and (self.closing or length.nature < ELASTIC_FROM):
            return fixed(frames_of(length.nature))
        return self._elastic(length, stop=self.longest)

    def span(self, length: Length) -> Freedom:
        """A release, or a pass of its own length."""
        return self._elastic(length, stop=None)

    def _elastic(self, length: Length, stop: Milliseconds | None) -> Freedom:
        nature = frames_of(length.nature)
        if self.still:
            return fixed(nature)
        match length:
            case Exactly():
                return fixed(nature)
            case Between():
                return Freedom(nature=nature, least=frames_of(length.least), most=frames_of(length.most))
            case About():
                numerator, denominator = _SHRINK
                least = max(-(-nature * numerator // denominator), frames_of(length.floor))
                most = _STRETCH * nature
                if stop is not None:
                    most = min(most, frames_of(stop))
                if length.ceiling is not None:
                    most = min(most, frames_of(length.ceiling))
                return Freedom(nature=nature, least=Frames(min(least, nature)), most=Frames(max(most, nature)))
