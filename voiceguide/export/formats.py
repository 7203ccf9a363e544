"""Every kind of file that a session can become: one row for each ending.

A writer takes a path and a `Piece`, and gives a file that is whole or not there. A new kind is a row here, and a
writer in a file of its own; `voiceguide render`, the library and whatever else writes files go by this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.export.data import write_data
from voiceguide.export.flac import write_flac
from voiceguide.export.labels import write_labels
from voiceguide.export.lrc import write_lrc
from voiceguide.export.markdown import write_markdown
from voiceguide.export.mp3 import write_mp3
from voiceguide.export.mp4 import can_write_mp4, write_m4a, write_m4b
from voiceguide.export.opus import write_opus
from voiceguide.export.page.build import write_page
from voiceguide.export.piece import Piece
from voiceguide.export.srt import write_srt
from voiceguide.export.transcript import write_transcript
from voiceguide.export.vtt import write_vtt
from voiceguide.export.wav import write_wav
from voiceguide.problems import Stop

Writer = Callable[[Path, Piece], None]
"""Writes a piece into a file of one format. Raises CannotWrite, and NothingToWrite where there is not one frame."""


def always() -> None:
    """There is nothing to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file."""

    name: str
    """What people call it."""
    write: Writer
    ready: Callable[[], None] = always
    """Raises Stop where something has to be installed first."""


FORMATS: Final[dict[str, Format]] = {
    ".wav": Format(name="WAV", write=write_wav),
    ".flac": Format(name="FLAC", write=write_flac),
    ".mp3": Format(name="MP3", write=write_mp3),
    ".opus": Format(name="Opus", write=write_opus),
    ".ogg": Format(name="Opus", write=write_opus),
    ".m4a": Format(name="M4A", write=write_m4a, ready=can_write_mp4),
    ".m4b": Format(name="M4B, an audiobook", write=write_m4b, ready=can_write_mp4),
    ".html": Format(name="web page with sound and words", write=write_page),
    ".vtt": Format(name="WebVTT", write=write_vtt),
    ".srt": Format(name="SubRip", write=write_srt),
    ".lrc": Format(name="LRC", write=write_lrc),
    ".txt": Format(name="transcript", write=write_transcript),
    ".md": Format(name="transcript in Markdown", write=write_markdown),
    ".json": Format(name="plan as data", write=write_data),
    ".labels.txt": Format(name="Audacity labels", write=write_labels),
}
"""Every format by the ending of its files, in the order in which they are told."""


class UnknownEnding(Stop):
    """The ending of a file's name tells no format that can be written."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"{target} has no ending that tells a format that can be written.",
            f"Give the file a name that ends in one of: {', '.join(FORMATS)}.",
        )


def writer_of(target: Path) -> Writer:
    """How a file with this ending is written. Raises UnknownEnding, and Stop where something must be installed."""
    name = target.name.lower()
    endings = [ending for ending in FORMATS if name.endswith(ending) and name != ending]
    if not endings:
        raise UnknownEnding(target)
    found = FORMATS[max(endings, key=len)]
    found.ready()
    return found.write
