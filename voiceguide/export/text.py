"""Text into a file: UTF-8, with line ends that every system reads."""

from pathlib import Path

from voiceguide.export.whole import whole_file


def write_text(target: Path, text: str) -> None:
    """Write a file that appears whole or not at all. Raises CannotWrite."""
    with whole_file(target) as draft:
        draft.write_bytes(text.encode("utf-8", "replace"))
