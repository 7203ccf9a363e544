"""Whether something is a pack, and what is in it; what opens packs is only imported for one."""

from importlib import import_module
from pathlib import Path
from typing import Final

from voiceguide.model.pack import OWN
from voiceguide.script import Document, parse
from voiceguide.script.decode import LARGEST

ENDING: Final = ".voiceguide"
SCRIPTS: Final = (".yaml", ".yml")
"""What ends so is a script, whatever it holds."""

LIBRARY: Final = f"{OWN}/library"
"""The folder of what a script in a pack brings in from elsewhere."""

_ZIP: Final = b"PK"


def is_pack(path: Path) -> bool:
    """Whether a file is a pack, or is meant to be one; a zip file is, unless its name is a script's."""
    if not path.is_file() or path.suffix.lower() in SCRIPTS:
        return False
    if path.suffix.lower() == ENDING:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False


def document_in(path: Path, *, shown: str, library: tuple[Path, ...], cache: Path) -> Document:
    """The script in a file, or in a pack; what is wrong with it is in the document.

    A script that is in a pack may name the files that came with it, then those of `library`. Messages call it by the
    pack's name and its own: `evening.voiceguide/evening.yaml`. Raises CannotWrite where a pack cannot be unpacked.
    """
    if not is_pack(path):
        return parse(path, shown=shown, library=library)
    found: Document = import_module("voiceguide.pack.opened").packed_document(path, shown, library, cache)
    return found


def text_in(path: Path) -> bytes:
    """What `path` holds, to show a line of it: a script, or one in a pack as messages call it; else nothing."""
    if path.is_file():
        return b"" if is_pack(path) or path.stat().st_size > LARGEST else path.read_bytes()
    for pack in path.parents:
        if is_pack(pack):
            text: bytes = import_module("voiceguide.pack.opened").member(pack, path.relative_to(pack).as_posix())
            return text
    return b""
