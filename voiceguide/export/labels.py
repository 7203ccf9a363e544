"""Labels for Audacity: what is heard when, beside the sound. One line each: from, to, text, with tabs between.

https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

from pathlib import Path

from voiceguide.export.chapters import closing_of
from voiceguide.export.piece import Piece
from voiceguide.export.text import write_text
from voiceguide.export.wrapping import one_line
from voiceguide.timeline.timeline import Beat, BreathBeat, Event, Recorded, Spoken, Struck, Track
from voiceguide.units import Frames, seconds_of


def write_labels(target: Path, piece: Piece) -> None:
    """Write labels for Audacity. Raises CannotWrite."""
    write_text(target, labels(piece))


def labels(piece: Piece) -> str:
    """A label for each word, chime and beat, and one over each section, by their beginnings."""
    spans = [(chapter.start, chapter.end, f"§ {chapter.title}") for chapter in piece.timeline.chapters]
    ends = closing_of(piece.timeline)
    spans += [] if ends is None else [(ends, piece.timeline.frames, f"§ {piece.tongue.closing}")]
    spans += [(event.start, event.end, _told(event)) for event in piece.timeline.events]
    lines = [
        f"{_seconds(max(start, piece.start), piece)}\t{_seconds(end, piece)}\t{one_line(text)}"
        for start, end, text in sorted(spans, key=lambda span: (span[0], -span[1]))
        if text and end > piece.start
    ]
    return "".join(f"{line}\n" for line in lines)


def _told(event: Event) -> str:
    """What is heard, or done; empty for what needs no label."""
    match event.what:
        case Spoken() as what:
            return what.text
        case Struck() as what if event.track is Track.TIME:
            return f"({what.sound})"
        case Recorded() as what:
            return f"({Path(what.file).stem})"
        case Beat() as what:
            return f"({what.kind.value})"
        case BreathBeat() as what:
            return f"({what.part.value})"
        case _:
            return ""


def _seconds(frame: int, piece: Piece) -> str:
    return f"{float(seconds_of(Frames(frame - piece.start))):.6f}"
