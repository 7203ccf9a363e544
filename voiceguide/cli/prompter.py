"""What is shown of a session at a moment: the section, the words now, the time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from voiceguide.timeline.timeline import Event, Role, Spoken, Timeline
from voiceguide.units import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What can be seen at one moment."""

    section: str
    """The title of the innermost section; empty outside of all."""
    words: str
    """The latest words; they stay until the next are spoken. Empty before the first."""
    count: str
    """The number that was last counted since these words; else empty."""


class Prompter:
    """Looks things up in a timeline, in the order of time."""

    def __init__(self, timeline: Timeline) -> None:
        self._lines = tuple(event for event in timeline.events if isinstance(event.what, Spoken))
        self._starts = [event.start for event in self._lines]
        self._chapters = timeline.chapters

    def between(self, after: Frames, until: Frames) -> Iterator[Event]:
        """Everything spoken that begins at `after` or later, and before `until`."""
        first = bisect_right(self._starts, after - 1)
        yield from self._lines[first : bisect_right(self._starts, until - 1)]

    def at(self, frame: Frames) -> Shown:
        """What is to be seen at `frame`."""
        count = ""
        words = ""
        for event in reversed(self._lines[: bisect_right(self._starts, frame)]):
            if is_count(event):
                count = count or text_of(event)
            else:
                words = text_of(event)
                break
        return Shown(section=self.section(frame), words=words, count=count)

    def section(self, frame: Frames) -> str:
        """The title of the innermost section at `frame`."""
        inside = [chapter for chapter in self._chapters if chapter.start <= frame < chapter.end]
        return max(inside, key=lambda chapter: chapter.depth).title if inside else ""


def text_of(event: Event) -> str:
    """The words of an event; empty where nothing is spoken."""
    return event.what.text if isinstance(event.what, Spoken) else ""


def is_count(event: Event) -> bool:
    """Whether it is a counted number."""
    return isinstance(event.what, Spoken) and event.what.role is Role.COUNT
