"""From a line of a script to the moment at which it is heard."""

from voiceguide.timeline.timeline import Event, Quiet, Timeline, Track
from voiceguide.units import Frames


def moment_of(timeline: Timeline, file: str, line: int) -> Frames:
    """Where to begin to hear what is written in `line` or, if nothing of it is heard, in the next line that is.

    In a loop it is the first round. A silence is heard with the words before it, words in a span with the whole span.
    """
    heard = [event for event in timeline.events if event.track is not Track.SOUND and event.source.file == file]
    below = [event.source.line for event in heard if event.source.line >= line]
    if below:
        nearest = min(below)
    elif heard:
        nearest = max(event.source.line for event in heard)
    else:
        return Frames(0)
    first = next(event for event in heard if event.source.line == nearest)
    return _beginning(timeline.on(Track.TIME), first)


def _beginning(time: tuple[Event, ...], heard: Event) -> Frames:
    start = Frames(0)
    for event in time:
        if event.start > heard.start:
            break
        if not isinstance(event.what, Quiet):
            start = event.start
    return start


def changed_line(old: str, new: str) -> int | None:
    """The first line of `new`, counted from 1, that is not as in `old`; None where nothing is.

    Where only lines were taken out, it is the one that follows them.
    """
    if old == new:
        return None
    before, after = old.splitlines(), new.splitlines()
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return same + 1
