"""From a line of a script to the moment at which it is heard."""

from voiceguide.timeline.timeline import Event, Quiet, Timeline, Track
from voiceguide.units import Frames


def moment_of(timeline: Timeline, file: str, text: str, line: int) -> Frames:
    """Where to begin to hear what is written in `line` of a file that holds `text`.

    Where nothing of it is heard by itself, it is heard with the step to which it belongs, or else with the next line
    that is. In a loop it is the first round. A silence is heard with the words before it, words in a span with it.
    """
    heard = [event for event in timeline.events if event.track is not Track.SOUND and event.source.file == file]
    lines = sorted({event.source.line for event in heard})
    if not lines:
        return Frames(0)
    step = _step_of(text.splitlines(), line)
    below = [known for known in lines if known >= line]
    nearest = line if line in lines else step if step in lines else below[0] if below else lines[-1]
    first = next(event for event in heard if event.source.line == nearest)
    return _beginning(timeline.on(Track.TIME), first)


def _step_of(lines: list[str], line: int) -> int | None:
    """The line with the `- ` under which `line` stands further in; None if there is none."""
    own = _indent(lines[line - 1]) if line <= len(lines) else 0
    for number in range(min(line - 1, len(lines)), 0, -1):
        above = lines[number - 1]
        if above.strip() and _indent(above) < own:
            return number if above.lstrip().startswith("- ") else None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


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
