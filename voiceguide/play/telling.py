"""Something that the player itself says while the session waits."""

from voiceguide.play.command import Command
from voiceguide.play.course import Course
from voiceguide.play.device import Clock
from voiceguide.play.feed import Feed
from voiceguide.play.part import Part
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Event
from voiceguide.units import Frames


class Telling:
    """A part that is heard in a pause, from its beginning to its end."""

    def __init__(self, part: Part, clock: Clock) -> None:
        self._course = Course(part, clock)
        self._position = Frames(0)
        self._begun = False

    @property
    def mixer(self) -> Mixing:
        """Its sound."""
        return self._course.part.mixer

    @property
    def words(self) -> Event | None:
        """The last words of it that have begun."""
        return self._course.words(self._position)

    def place(self, command: Command) -> Frames | None:
        """Where a key leads within it; None if it leads out of it."""
        return self._course.led_to(command, self._position)

    def over(self, feed: Feed, heard: Frames) -> bool:
        """Whether all of it has been heard when the device is at `heard`."""
        self._begun = self._begun or feed.sounds(self.mixer, heard)
        if self._begun:
            self._position = feed.position(heard)
        return self._begun and self._position >= self._course.frames
