"""A pack that somebody writes while it is opened."""

import os
from pathlib import Path

import pytest
from desk import SCRIPT, Author

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.pack.archive import Archive


def test_it_is_not_kept_under_the_name_of_another(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is heard later under the digest of the old one is the old one, not what came into its place meanwhile."""
    first = "# A script that is longer than what is read of it at once.\n" * 5_000 + SCRIPT
    second = first.replace("Breathe in.", "Breathe on.")
    for name, script in (("first", first), ("second", second)):
        assert author.types("pack", author.writes("two.yaml", script), "-o", f"{name}.voiceguide").status == Exit.DONE
    new = Path("second.voiceguide").read_bytes()
    assert len(new) == Path("first.voiceguide").stat().st_size
    Path("given.voiceguide").write_bytes(Path("first.voiceguide").read_bytes())
    unpack = Archive.unpack

    def written_meanwhile(archive: Archive, folder: Path) -> None:
        with Path("given.voiceguide").open("r+b") as file:
            file.write(new)
            os.fsync(file.fileno())
        unpack(archive, folder)

    monkeypatch.setattr(Archive, "unpack", written_meanwhile)
    packs = settings.folders().packs
    before = set(packs.iterdir()) if packs.exists() else set()
    said = author.types("plan", "given.voiceguide", "--voice", "silent")
    assert said.status == Exit.SCRIPT_ERRORS
    assert "this pack" in said.err
    monkeypatch.setattr(Archive, "unpack", unpack)
    assert set(packs.iterdir()) == before
    assert "Breathe in." in author.types("plan", "first.voiceguide", "--voice", "silent").out
    assert "Breathe on." in author.types("plan", "given.voiceguide", "--voice", "silent").out
