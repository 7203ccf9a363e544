"""Opens packs that should not be, and looks at everything that is there before and after."""

import os
from pathlib import Path

from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit

PLAN = ("plan", "--voice", "silent:1s")


def tree(folder: Path) -> set[Path]:
    """Everything that is there, but for the folders of the user, in which the cache is."""
    there = {Path(above, name) for above, folders, files in os.walk(folder) for name in (*folders, *files)}
    return {path for path in there if path != folder / "user" and not path.is_relative_to(folder / "user" / "cache")}


def refused(author: Author, root: Path, pack: Path) -> str:
    """What is told of a pack that is not opened: status 3, and not one file more than before."""
    before = tree(root)
    said = author.types(*PLAN, str(pack))
    assert said.status == Exit.SCRIPT_ERRORS, said
    assert said.out == ""
    assert "Traceback" not in said.err
    packs = settings.folders().packs
    assert tree(root) == before
    assert not packs.exists() or list(packs.iterdir()) == []
    return said.err
