"""Every kind of file that a session can become: one row for each ending.

A writer takes a path and a `Piece`, and gives a file that is whole or not there. A new kind is a row here, and a
writer in a file of its own; `voiceguide render`, the library and whatever else writes files go by this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from voiceguide.export.piece import Piece
from voiceguide.problems import Stop

Writer = Callable[[Path, Piece], None]
"""Writes a piece into a file of one format. Raises CannotWrite, and NothingToWrite where there is not one frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file."""

    name: str
    """What people call it."""
    writer: str
    """Its writer, and before it the module of this room that has it; imported when it is wanted."""
    package: str = ""
    """What has to be installed for it; empty where nothing has."""
    extra: str = ""
    """The extra of ours that brings the package."""

    def load(self) -> Writer:
        """Give the writer. Raises NotInstalled."""
        if self.package and find_spec(self.package) is None:
            raise NotInstalled(self)
        module, _, function = self.writer.rpartition(".")
        writer: Writer = getattr(import_module(f"voiceguide.export.{module}"), function)
        return writer


FORMATS: Final[dict[str, Format]] = {
    ".wav": Format(name="WAV", writer="wav.write_wav"),
    ".flac": Format(name="FLAC", writer="flac.write_flac"),
    ".mp3": Format(name="MP3", writer="mp3.write_mp3"),
    ".opus": Format(name="Opus", writer="opus.write_opus"),
    ".ogg": Format(name="Opus", writer="opus.write_opus"),
    ".m4a": Format(name="M4A", writer="mp4.write_m4a", package="av", extra="m4b"),
    ".m4b": Format(name="audiobook", writer="mp4.write_m4b", package="av", extra="m4b"),
    ".html": Format(name="web page with sound and words", writer="page.build.write_page"),
    ".vtt": Format(name="WebVTT", writer="vtt.write_vtt"),
    ".srt": Format(name="SubRip", writer="srt.write_srt"),
    ".lrc": Format(name="LRC", writer="lrc.write_lrc"),
    ".txt": Format(name="transcript", writer="transcript.write_transcript"),
    ".md": Format(name="transcript in Markdown", writer="markdown.write_markdown"),
    ".json": Format(name="plan as data", writer="data.write_data"),
    ".labels.txt": Format(name="Audacity labels", writer="labels.write_labels"),
}
"""Every format by the ending of its files, in the order in which they are told."""


class UnknownEnding(Stop):
    """The ending of a file's name tells no format that can be written."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"'{target}' has no ending that tells a format that can be written.",
            f"Give the file a name that ends in one of: {', '.join(FORMATS)}.",
        )


class NotInstalled(Stop):
    """What writes a format is an extra."""

    def __init__(self, wanted: Format) -> None:
        plain = ", ".join(ending for ending, other in FORMATS.items() if not other.package)
        super().__init__(
            f"Writing this format ({wanted.name}) needs the package '{wanted.package}', which is not installed.",
            f"Type: pip install 'voiceguide[{wanted.extra}]'\nWithout it, choose one of: {plain}.",
        )


def writer_of(target: Path) -> Writer:
    """How a file with this ending is written. Raises UnknownEnding, and NotInstalled."""
    name = target.name.lower()
    endings = [ending for ending in FORMATS if name.endswith(ending) and name != ending]
    if not endings:
        raise UnknownEnding(target)
    return FORMATS[max(endings, key=len)].load()
