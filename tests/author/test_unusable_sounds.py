"""A file that is to be heard and is no sound is a mistake in its line, whatever is to be done with the script."""

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit

SCRIPT = """
    title: Sea
    steps:
      - Listen.
      - play: sea/text.txt
"""
TOLD = "sea.yaml:4:11: the sound 'sea/text.txt' cannot be read"


@pytest.fixture
def sea(author: Author, monkeypatch: pytest.MonkeyPatch) -> str:
    """A script that plays a text."""
    monkeypatch.chdir(author.folder)
    (author.folder / "sea").mkdir()
    (author.folder / "sea" / "text.txt").write_text("No sound.", encoding="utf-8")
    author.writes("sea.yaml", SCRIPT)
    return "sea.yaml"


@pytest.mark.parametrize(
    "line",
    [
        ("check", "sea.yaml"),
        ("plan", "sea.yaml"),
        ("render", "sea.yaml", "-o", "sea.wav"),
        ("render", "sea.yaml", "-o", "sea.vtt"),
        ("play", "sea.yaml", "--device", "silent", "--plain"),
        ("prepare", "sea.yaml"),
        ("pack", "sea.yaml"),
    ],
)
def test_it_is_the_same_mistake_everywhere(author: Author, sea: str, line: tuple[str, ...]) -> None:
    """With its line, by the name that its author wrote, and with status 3."""
    assert sea
    said = author.types(*line, *(() if line[0] in {"check", "pack"} else ("--voice", "silent")))
    assert said.status == Exit.SCRIPT_ERRORS, said
    assert TOLD in said.err
    assert "    4 │   - play: sea/text.txt" in said.err
    assert str(author.folder) not in said.err


def test_a_damaged_sound_of_ones_own_is_told_by_its_name(author: Author, sea: str) -> None:
    """With the line of the script that wants it."""
    assert sea
    chimes = settings.folders().sounds / "chimes"
    chimes.mkdir(parents=True)
    (chimes / "gong.wav").write_bytes(b"no sound")
    script = author.writes("gong.yaml", "title: Gong\nsteps:\n  - chime: gong\n")
    for line in (("check", script), ("render", script, "-o", "gong.wav", "--voice", "silent")):
        said = author.types(*line)
        assert said.status == Exit.SCRIPT_ERRORS
        assert "gong.yaml:3:" in said.err
        assert "the sound 'gong' cannot be read" in said.err


def test_it_is_told_by_the_name_of_a_pack(author: Author, sea: str) -> None:
    """Nobody needs to know where packs are unpacked."""
    from zipfile import ZipFile  # noqa: PLC0415  (only here)

    assert author.types("pack", author.writes("still.yaml", "title: Still\nsteps: [Rest.]\n")).status == Exit.DONE
    with ZipFile("still.voiceguide") as old, ZipFile("sea.voiceguide", "w") as new:
        for name in old.namelist():
            new.writestr(name, (author.folder / sea).read_bytes() if name == "still.yaml" else old.read(name))
        new.writestr("sea/text.txt", "No sound.")
    said = author.types("render", "sea.voiceguide", "-o", "sea.wav", "--voice", "silent")
    assert said.status == Exit.SCRIPT_ERRORS
    assert "sea.voiceguide/still.yaml:4:11: the sound 'sea/text.txt' cannot be read" in said.err
    assert str(settings.folders().packs) not in said.err
