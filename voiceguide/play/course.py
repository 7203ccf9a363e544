"""Where a listener is in what is played, and where a key leads from there."""

from voiceguide.play.command import Command
from voiceguide.play.device import Clock
from voiceguide.play.moment import Happenings
from voiceguide.play.notices import Twice
from voiceguide.play.part import Part
from voiceguide.play.places import RUN_UP, Places
from voiceguide.timeline.timeline import Event
from voiceguide.units import Frames


class Course:
    """A part that is played, and the ways within it."""

    def __init__(self, part: Part, clock: Clock) -> None:
        self.part = part
        self._clock = clock
        self._twice = Twice(clock)
        self._places = Places(part.timeline)
        self._happenings = Happenings(part.timeline)
        self._sections = tuple(sorted({chapter.start for chapter in part.timeline.chapters}))
        self._said_again = Frames(0)

    def changed(self, part: Part) -> "Course":
        """The same with another part, whose beginning up to where the listener is has stayed."""
        course = Course(part, self._clock)
        course._twice, course._said_again = self._twice, self._said_again
        return course

    @property
    def frames(self) -> Frames:
        """How long it is."""
        return self.part.timeline.frames

    def event(self, position: Frames) -> Event | None:
        """What fills the time at `position`."""
        return self._happenings.event(position)

    def words(self, position: Frames) -> Event | None:
        """The last words that have begun."""
        return self._happenings.words(position)

    def next(self, position: Frames) -> Frames | None:
        """When something happens next; None if nothing does."""
        return self._happenings.next(position)

    def place(self, position: Frames) -> Frames:
        """The first frame of the phrase or beat that is heard at `position`."""
        return self._places.start(position)

    def current(self, position: Frames) -> Frames:
        """Where to begin to hear again what is heard at `position`."""
        return self._places.current(position)

    def led_to(self, command: Command, position: Frames) -> Frames | None:
        """Where a key leads from `position`; None where it leads nowhere."""
        match command:
            case Command.AGAIN:
                return self._again(position)
            case Command.NEXT:
                return self._places.after(position)
            case Command.BEFORE:
                return self._section_before(position)
            case Command.AFTER:
                return self._section_after(position)
            case _:
                return None

    def _again(self, position: Frames) -> Frames:
        """The same, for a key that was pressed now; soon after the last time, the place before that one."""
        before = self._places.before(self._said_again)
        self._said_again = before if self._twice() else self._places.current(position)
        return self._said_again

    def _section_before(self, position: Frames) -> Frames:
        """The beginning of the section before the one at `position`; of the session, in the first."""
        begun = [start for start in self._sections if start <= position + RUN_UP]
        return _run_up(begun[-2]) if len(begun) > 1 else Frames(0)

    def _section_after(self, position: Frames) -> Frames | None:
        """The beginning of the next section; None in the last."""
        coming = [start for start in self._sections if start > position + RUN_UP]
        return _run_up(coming[0]) if coming else None


def _run_up(start: Frames) -> Frames:
    return Frames(max(0, start - RUN_UP))
