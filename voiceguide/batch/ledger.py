"""What was made before, and by which recipe: a small file beside it."""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = ".voiceguide-made.json"
FORMAT: Final = 1
OLD_S: Final = 60
"""Seconds after which nobody writes a draft any more: each takes a moment."""
BIGGEST: Final = 16 << 20
"""Bytes; what is bigger was not written here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file as it was made."""

    recipe: str
    """The digest of everything that decides what is in it."""
    size: int
    """Bytes."""
    changed: int
    """When it was changed last, in the file system's nanoseconds."""


class Ledger:
    """The files of a folder. One that was changed since, or taken away, is as good as none."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; what cannot be understood is made again, and what a killed run left half is removed."""
        self._folder = folder
        for left in folder.glob(f"{FILE}.*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > OLD_S:
                    left.unlink()
        self._made = dict(_read(folder / FILE))

    def recipe_of(self, name: str) -> str:
        """By which recipe the file of that name was made; empty if it was not, or is not as it was."""
        made = self._made.get(name)
        return made.recipe if made is not None and made == self._now(name, made.recipe) else ""

    def note(self, name: str, recipe: str) -> None:
        """The file of that name is there, and was made by that recipe. Raises OSError."""
        self._made[name] = self._now(name, recipe)
        draft = self._folder / f"{FILE}.{os.getpid()}"
        table = {key: [made.recipe, made.size, made.changed] for key, made in sorted(self._made.items())}
        try:
            draft.write_text(json.dumps({"format": FORMAT, "files": table}, indent=1), encoding="utf-8")
            draft.replace(self._folder / FILE)
        finally:
            draft.unlink(missing_ok=True)

    def _now(self, name: str, recipe: str) -> Made:
        try:
            status = (self._folder / name).stat()
        except OSError:
            return Made(recipe=recipe, size=-1, changed=0)
        return Made(recipe=recipe, size=status.st_size, changed=status.st_mtime_ns)


def _read(file: Path) -> Mapping[str, Made]:
    made: dict[str, Made] = {}
    with suppress(OSError, ValueError, RecursionError, AttributeError):
        if not file.is_file() or file.stat().st_size > BIGGEST:
            return {}
        table = json.loads(file.read_bytes())
        for name, row in table["files"].items() if table.get("format") == FORMAT else ():
            match row:
                case [str(recipe), int(size), int(changed)]:
                    made[name] = Made(recipe=recipe, size=size, changed=changed)
                case _:
                    pass
    return made
