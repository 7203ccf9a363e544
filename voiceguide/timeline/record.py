"""A timeline as plain data, stable and documented: enough for captions, `why`, `diff` and checks from outside."""

from typing import Protocol

from voiceguide.model.phrase import Phrase
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Chapter,
    Event,
    Happening,
    Moving,
    Quiet,
    Recorded,
    Role,
    Spoken,
    Struck,
    Toned,
    Underneath,
)
from voiceguide.units import RATE, Frames, WordsPerMinute, milliseconds_of

FORMAT = 1

Plain = dict[str, object]


class Speakers(Protocol):
    """Who says a phrase, and how."""

    def name_of(self, phrase: Phrase) -> str:
        """The name of the voice."""

    def rate_of(self, phrase: Phrase) -> WordsPerMinute | None:
        """The rate that it reaches; None where it has a pace of its own."""


def event_record(event: Event, speakers: Speakers) -> Plain:
    """One event: what all have, then what its kind has; `speakers` tell who says a phrase."""
    kind, own = _kind(event.what, event, speakers)
    return {
        "id": event.id,
        "kind": kind,
        "track": event.track.value,
        "start_frame": event.start,
        "frames": event.frames,
        "text": _text(event.what),
        "file": event.source.file,
        "line": event.source.line,
        "column": event.source.column,
        "section": event.section,
        "side": event.side,
        "round": event.round,
        "posture": event.posture.value,
        "eyes": event.eyes.value,
        "sound": _sound(event.what),
        **own,
    }


def chapter_record(chapter: Chapter) -> Plain:
    """One section."""
    return {
        "title": chapter.title,
        "start_frame": chapter.start,
        "end_frame": chapter.end,
        "depth": chapter.depth,
        "file": chapter.source.file,
        "line": chapter.source.line,
    }


def _kind(what: Happening, event: Event, speakers: Speakers) -> tuple[str, Plain]:
    """The word for what happens, and the keys that only this kind has."""
    match what:
        case Spoken():
            kind = "count" if what.role is Role.COUNT else "speech"
            own: Plain = {
                "role": what.role.value,
                "speaker": what.phrase.speaker,
                "voice": speakers.name_of(what.phrase),
                "audible": {"start_frame": event.start, "frames": event.frames},
                "rate_wpm": speakers.rate_of(what.phrase),
                "level_db": what.level,
            }
            return kind, own
        case Quiet():
            bounds = {"natural_ms": what.natural, "min_ms": what.least, "max_ms": what.most}
            return "silence", {"why": what.why.value, **{name: _ms(frames) for name, frames in bounds.items()}}
        case Beat():
            return what.kind.value, {}
        case BreathBeat():
            return "breath", {"phase": what.part.value, "cycle": what.cycle}
        case Moving():
            return "move", {}
        case Struck():
            return "chime", {"level_db": what.level}
        case Toned():
            return "tone", {}
        case Underneath():
            fades = {"fade_in_frames": what.fade_in, "fade_out_frames": what.fade_out}
            return "background", {"level_db": what.level, **fades}
        case Recorded():
            return "play", {"level_db": what.level}


def _ms(frames: Frames) -> int | float:
    """Milliseconds, whole where they are."""
    return milliseconds_of(frames) if frames % (RATE // 1000) == 0 else frames * 1000 / RATE


def _text(what: Happening) -> str:
    return what.text if isinstance(what, Spoken) else ""


def _sound(what: Happening) -> str:
    match what:
        case Struck() | Toned() | Underneath():
            return what.sound
        case Recorded():
            return what.file
        case _:
            return ""
