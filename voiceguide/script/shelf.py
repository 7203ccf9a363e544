"""Finds scripts by name."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from voiceguide.problems import Stop
from voiceguide.script.notes import listed, quoted

ENDINGS: Final = (".yaml", ".yml", ".voiceguide")
"""What a script's file can end in."""


class UnknownScriptError(Stop):
    """There is no session or file of that name."""


def is_file_name(wanted: str) -> bool:
    """Whether `wanted` names a file rather than a session."""
    return "/" in wanted or "\\" in wanted or wanted.lower().endswith(ENDINGS)


def shelved(folders: Iterable[Path]) -> dict[str, Path]:
    """All sessions by name, sorted; the first folder that has a name wins.

    A file whose name begins with `_` is there to be included by others, and is no session.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            paths = sorted(path for path in folder.iterdir() if _is_session(path))
        except OSError:
            continue
        for path in paths:
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def _is_session(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith("_") and path.is_file()


def find_script(wanted: str, folders: Iterable[Path]) -> Path:
    """The file of the session `wanted`, the user's folder first; or the file itself.

    Raises `UnknownScriptError` with the nearest names.
    """
    if is_file_name(wanted):
        path = Path(wanted)
        if "\0" not in wanted and path.exists():
            return path
        message, hint = f"there is no file {quoted(wanted)}", "look at its name and the folder that you are in"
        raise UnknownScriptError(message, hint)
    known = shelved(folders)
    if wanted in known:
        return known[wanted]
    folded = {name.casefold(): name for name in known}
    near = [folded[name] for name in get_close_matches(wanted[:60].casefold(), list(folded), n=3, cutoff=0.5)]
    hint = f"did you mean {listed(near)}?" if near else "see 'voiceguide list' for those that there are"
    if Path(wanted[:200].replace("\0", "")).is_file():
        hint = f"to use the file of that name, write ./{wanted}"
    raise UnknownScriptError(f"there is no session {quoted(wanted)}", hint)
