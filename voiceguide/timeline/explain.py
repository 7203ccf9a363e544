"""A timeline in words: one line for each thing that happens.

00:00.000  say    Breathe in.     1.000
00:05.000  hold   4.000
00:09.000  end
"""

from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Moving,
    Quiet,
    Recorded,
    Role,
    Spoken,
    Struck,
    Timeline,
    Toned,
    Track,
    Underneath,
)
from voiceguide.units import Frames, clock, seconds_of

_WIDTH = 5
"""The column of what happens is at least so wide, so that small plans stand alike."""


def table(timeline: Timeline, start: Frames = Frames(0)) -> str:
    """The plan from `start` on as text, a line for each event but silences and what rings on; ends with a newline."""
    rows = [
        (clock(event.start), *_told(event), f"{float(seconds_of(event.frames)):.3f}")
        for event in timeline.events
        if event.start >= start
        and not isinstance(event.what, Quiet)
        and not (isinstance(event.what, Struck) and event.track is Track.SOUND)
    ]
    wide = max([_WIDTH, *(len(kind) for _, kind, _, _ in rows)]) + 2
    long = max((len(text) for _, _, text, _ in rows), default=0) + 4
    lines = [f"{start}  {kind:<{wide}}{text:<{long}}{length}" for start, kind, text, length in rows]
    return "\n".join([*lines, f"{clock(timeline.frames)}  end", ""])


def by_role(what: Spoken) -> str:
    """The words, after the name of the role that says them."""
    return f"{what.phrase.speaker}: {what.text}" if what.phrase.speaker else what.text


def _told(event: Event) -> tuple[str, str]:
    """What happens in a word, and its text."""
    inset = "  " if event.track is Track.INSIDE else ""
    match event.what:
        case Spoken() as what:
            said = "say" if what.role in {Role.SAY, Role.LEAD, Role.CAUTION} else what.role.value
            return (inset + said, inset + by_role(what))
        case Beat() as what:
            return (what.kind.value, "")
        case BreathBeat() as what:
            return (what.part.value, "")
        case Moving() as what:
            return ("move", what.posture.value)
        case Struck() as what:
            return ("chime", what.sound)
        case Toned() as what:
            return (inset + "tone", inset + what.sound)
        case Underneath() as what:
            return ("background", what.sound)
        case Recorded() as what:
            return ("play", what.file)
        case Quiet() as what:
            return ("silence", what.why.value)
