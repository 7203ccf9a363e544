"""Names that a file can have on every system, and that never lead out of its folder."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

LONGEST: Final = 200
"""Characters of a name with its folders; so much is left on every system where a folder is opened."""
LONGEST_PART: Final = 120
"""Bytes of a file's or a folder's own name."""
DEEPEST: Final = 12
"""Folders in folders."""

FORBIDDEN: Final = frozenset('\\:*?"<>|')
"""What some system does not allow in a name, or reads as something else."""

DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
"""Names that are no files on Windows, whatever ending they have."""


def fault_in(name: str) -> str:
    """What is wrong with the name of a file, its folders before it with `/`; empty where nothing is."""
    parts = name.split("/")
    if name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        return "begins at the root of a disk"
    if ".." in parts:
        return "leads out of its folder"
    if len(name) > LONGEST or len(parts) > DEEPEST or any(len(_bytes(part)) > LONGEST_PART for part in parts):
        return "is too long"
    if not name.isprintable() or not FORBIDDEN.isdisjoint(name):
        return "has a character that not every system allows"
    for part in parts:
        if not part or part == ".":
            return "has a folder without a name"
        if part != part.strip(" ") or part.endswith("."):
            return "begins or ends with a blank or a dot"
        if part.split(".")[0].rstrip(" ").casefold() in DEVICES:
            return "is the name of a device on Windows"
    return ""


def clash_in(names: Iterable[str]) -> str:
    """The first name that some system takes for another one, or for a folder of another one; empty without any."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        key = known_as(name)
        above = {str(folder) for folder in PurePosixPath(key).parents}
        if key in files or key in folders or not above.isdisjoint(files):
            return name
        files.add(key)
        folders |= above
    return ""


def known_as(name: str) -> str:
    """The same for names that a system may not tell apart: in capitals or not, an accent written in two ways."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def safe_part(text: str, ending: str = "") -> str:
    """`text` as a file's own name on every system, room left for an ending: what cannot stand in one is a hyphen."""
    kept = "".join(char if char.isprintable() and char not in FORBIDDEN and char != "/" else "-" for char in text)
    while len(_bytes(kept + ending)) > LONGEST_PART:
        kept = kept[:-1]
    kept = kept.strip(" .")
    return f"_{kept}" if not kept or kept.split(".")[0].rstrip(" ").casefold() in DEVICES else kept


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
