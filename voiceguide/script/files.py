"""Files that a script names: beside it, or in the library, and nowhere else."""

from pathlib import Path

from voiceguide.problems import Source
from voiceguide.script.notes import Notes, quoted


def find_file(
    written: str, folder: Path | None, library: tuple[Path, ...], source: Source, notes: Notes
) -> Path | None:
    """The file of that name, links followed; None if there is none that may be used, with the reason noted."""
    if Path(written).is_absolute() or "\\" in written or written.startswith("~") or ":" in written:
        hint = "write its path from the script on, with '/'"
        notes.error(source, f"{quoted(written)} is not beside the script", hint, "outside")
        return None
    left = False
    roots: list[Path] = [*([folder] if folder else []), *library]
    for root in roots:
        try:
            found, base = (root / written).resolve(), root.resolve()
            if not found.is_relative_to(base):
                left = True
            elif found.is_file():
                notes.named[root, written] = found
                return found
        except (OSError, ValueError, RuntimeError):
            continue
    if left:
        hint = "put the file beside the script, or in a folder inside of its own"
        notes.error(source, f"{quoted(written)} leaves the script's folder", hint, "outside")
    else:
        hint = "look at its name; paths begin where the script is"
        notes.error(source, f"there is no file {quoted(written)}", hint, "no-file")
    return None
