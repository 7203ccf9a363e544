"""A session in one file: what goes in, and that it is the same session where it is opened."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import soundfile
from desk import Author

from voiceguide import content, load, settings
from voiceguide.cli.exits import Exit
from voiceguide.units import RATE

PLAN = ("plan", "--voice", "silent:1s")
SCRIPT = """
    title: Evening
    posture: lying
    screen: [supine]
    include: parts/sea.yaml
    options:
      wave: {default: low, one of: [low, high], about: which wave}
      skip: {default: [], some of: [gong], about: what is left out}
    background: my rain
    steps:
      - Lie down. [2s!]
      - do: sea
      - play: $wave.wav
      - {chime: gong, wait: 1s, unless: {skip: gong}}
"""


def tone(path: Path, seconds: float = 0.5) -> None:
    """A sound file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, 0.2 * np.sin(np.arange(int(seconds * RATE)) / 20.0), RATE)


@pytest.fixture
def evening(author: Author) -> str:
    """A session with everything that a pack can hold but recordings."""
    for name in ("low", "high", "parts/wave"):
        tone(author.folder / f"{name}.wav")
    (author.folder / "parts" / "sea.yaml").write_text("routines: {sea: {steps: [play: wave.wav]}}", encoding="utf-8")
    sounds = settings.folders().sounds
    tone(sounds / "chimes" / "Gong.wav")
    tone(sounds / "chimes" / "never.wav")
    tone(sounds / "backgrounds" / "my_rain.wav", 8)
    return author.writes("evening.yaml", SCRIPT)


def names(pack: Path) -> list[str]:
    """What is in a pack."""
    with ZipFile(pack) as archive:
        return archive.namelist()


def when(plan: str) -> list[list[str]]:
    """What happens when, without the folders of sound files."""
    return [[word.rpartition("/")[2] for word in line.split()] for line in plan.splitlines()]


def moved(author: Author, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Everything is on another machine now, but for the pack."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "elsewhere" / name))
    for path in author.folder.iterdir():
        if path.suffix != ".voiceguide":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_it_holds_what_the_session_needs_and_no_more(author: Author, evening: str) -> None:
    """The script as it is, what it includes, its files whatever its options are, and sounds that are not ours."""
    said = author.types("pack", evening, "-o", "evening.voiceguide")
    assert said.status == Exit.DONE
    assert names(author.folder / "evening.voiceguide") == [
        "_voiceguide/manifest.toml",
        "evening.yaml",
        "high.wav",
        "low.wav",
        "parts/sea.yaml",
        "parts/wave.wav",
        "_voiceguide/sounds/backgrounds/my_rain.wav",
        "_voiceguide/sounds/chimes/Gong.wav",
    ]
    assert [line.split()[:2] for line in said.out.splitlines()][1:3] == [
        ["evening.yaml", "script"],
        ["high.wav", "sound"],
    ]


def test_elsewhere_it_is_the_same_session(
    author: Author, evening: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same plan and the same sound, though nothing of it is there but the pack."""
    author.types("pack", evening, "-o", "evening.voiceguide")
    before = when(author.types(*PLAN, evening).out)
    author.types("render", evening, "--voice", "silent:1s", "-o", "before.wav")
    heard = (author.folder / "before.wav").read_bytes()
    moved(author, monkeypatch, tmp_path)

    assert when(author.types(*PLAN, "evening.voiceguide").out) == before
    assert author.types(*PLAN, "evening.voiceguide", "--set", "wave=high").status == Exit.DONE
    assert author.types("render", "evening.voiceguide", "--voice", "silent:1s", "-o", "after.wav").status == Exit.DONE
    assert (author.folder / "after.wav").read_bytes() == heard
    assert author.types("show", "evening.voiceguide").out.startswith("Evening\n")
    assert author.types("check", "evening.voiceguide").status == Exit.DONE
    assert load("evening.voiceguide").title == "Evening"


def test_the_same_session_gives_the_same_bytes(author: Author, evening: str) -> None:
    """Whenever and wherever it is packed, and also when the pack is packed again."""
    author.types("pack", evening, "-o", "one.voiceguide")
    (author.folder / "there").mkdir()
    for name in ("evening.yaml", "low.wav", "high.wav", "parts"):
        (author.folder / name).rename(author.folder / "there" / name)
    author.types("pack", "there/evening.yaml", "-o", "two.voiceguide")
    author.types("pack", "one.voiceguide", "-o", "three.voiceguide")
    one, two, three = ((author.folder / f"{name}.voiceguide").read_bytes() for name in ("one", "two", "three"))
    assert one == two == three
    assert str(author.folder).encode() not in one


def test_a_bundled_session_can_be_packed(author: Author) -> None:
    """With the pieces that it shares with others."""
    assert author.types("pack", "breathing-space").status == Exit.DONE
    pack = author.folder / "breathing-space.voiceguide"
    assert names(pack)[1:] == ["breathing-space.yaml", "_shared.yaml"]
    assert author.types(*PLAN, str(pack)).out == author.types(*PLAN, "breathing-space").out


def test_what_is_brought_in_from_the_library_goes_along(
    author: Author, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also the listener's own, which no other machine has."""
    care = settings.folders().scripts / "care"
    care.mkdir(parents=True)
    (care / "ours.yaml").write_text("routines: {settle: {steps: [Settle down.]}}", encoding="utf-8")
    author.writes("own.yaml", "title: Own\ninclude: ours.yaml\nsteps: [{do: settle}]\n")
    author.types("pack", "own.yaml")
    moved(author, monkeypatch, tmp_path)
    assert "Settle down." in author.types(*PLAN, "own.voiceguide").out


def test_an_own_sound_of_the_same_name_is_not_taken_for_it(author: Author, evening: str) -> None:
    """What came in the pack is meant."""
    author.types("pack", evening, "-o", "evening.voiceguide")
    author.types("render", evening, "--voice", "silent:1s", "-o", "before.wav")
    shutil.copy(str(content.sounds() / "chimes" / "block.flac"), settings.folders().sounds / "chimes" / "Gong.wav")
    author.types("render", "evening.voiceguide", "--voice", "silent:1s", "-o", "after.wav")
    assert (author.folder / "before.wav").read_bytes() == (author.folder / "after.wav").read_bytes()


def test_the_author_s_words_on_who_should_ask_first_go_along(
    author: Author, evening: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only those that are not ours, and of the tags that the session has."""
    care = settings.folders().scripts / "care"
    care.mkdir(parents=True)
    (care / "tags.toml").write_text('[supine]\nask = "you \\"fly\\""\n[tense]\nask = "no"\n', encoding="utf-8")
    author.types("pack", evening, "-o", "evening.voiceguide")
    moved(author, monkeypatch, tmp_path)
    assert 'you "fly".' in author.types("show", "evening.voiceguide").out
    with ZipFile("evening.voiceguide") as archive:
        assert b"tense" not in archive.read("_voiceguide/care/tags.toml")


def test_a_mistake_in_a_pack_is_told_with_its_line(author: Author) -> None:
    """By the name of the pack and the script's own."""
    good = "title: Two\ninclude: parts.yaml\nsteps:\n  - do: settle\n  - pause: 2s\n"
    author.writes("parts.yaml", "routines: {settle: {steps: [{pause: 3s}]}}")
    author.types("pack", author.writes("two.yaml", good))
    with ZipFile("two.voiceguide") as old, ZipFile("bad.voiceguide", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"pause:", b"puase:"))
    told = author.types("check", "bad.voiceguide").err
    assert "bad.voiceguide/two.yaml:5:5: unknown step 'puase'\n    5 │   - puase: 2s\n" in told
    assert "bad.voiceguide/parts.yaml:1:30: unknown step 'puase'\n    1 │ routines:" in told


def test_a_pack_is_unpacked_once(author: Author, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Into a folder that its content names; what somebody takes out of there is put back."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    author.types("pack", author.writes("two.yaml", "title: Two\nsteps: [In.]\n"))
    shutil.copy("two.voiceguide", "copy.voiceguide")
    for name in ("two", "copy", "two"):
        assert author.types(*PLAN, f"{name}.voiceguide").status == Exit.DONE
    (folder,) = settings.folders().packs.iterdir()
    (folder / "two.yaml").unlink()
    assert author.types(*PLAN, "two.voiceguide").status == Exit.DONE
    assert (folder / "two.yaml").is_file()


def test_a_pack_among_one_s_own_sessions_has_a_name(author: Author) -> None:
    """It is listed, shown and played by it."""
    author.types("pack", author.writes("two.yaml", "title: Two of them\nsteps: [In.]\n"))
    folder = settings.folders().scripts
    folder.mkdir(parents=True)
    Path("two.voiceguide").rename(folder / "two.voiceguide")
    assert "Two of them" in author.types("list").out
    assert "In." in author.types(*PLAN, "two").out


def test_a_script_with_mistakes_is_not_packed(author: Author) -> None:
    """They are told, and there is no pack."""
    said = author.types("pack", author.writes("two.yaml", "title: Two\nsteps: [{puase: 3s}]\n"))
    assert said.status == Exit.SCRIPT_ERRORS
    assert "did you mean 'pause'?" in said.err
    assert not Path("two.voiceguide").exists()


@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        (("nowhere",), Exit.NOT_FOUND, "There is no session 'nowhere'."),
        (("pmr", "-o", "pmr.zip"), Exit.USAGE, "Give it one that ends in .voiceguide."),
        (("breathing-space", "-o", "none/x.voiceguide"), Exit.FAILED, "cannot be written"),
        (("breathing-space", "--voice", "nobody"), Exit.USAGE, "There is no recorded voice 'nobody'."),
    ],
)
def test_what_cannot_be_packed_is_a_sentence(author: Author, line: tuple[str, ...], status: Exit, told: str) -> None:
    """Each with its status."""
    said = author.types("pack", *line)
    assert said.status == status
    assert told in said.err


def test_a_name_that_not_every_system_has_cannot_go_in(author: Author) -> None:
    """Its author is told which, and what to do."""
    tone(author.folder / "wave?.wav")
    said = author.types("pack", author.writes("two.yaml", "title: Two\nsteps: [{play: 'wave?.wav'}]\n"))
    assert said.status == Exit.FAILED
    assert "'wave?.wav'" in said.err
    assert "Give it another name" in said.err


def test_a_pack_is_neither_previewed_nor_copied(author: Author) -> None:
    """It can be unzipped, and its script is as its author wrote it."""
    author.types("pack", author.writes("two.yaml", "title: Two\nsteps: [In.]\n"))
    assert author.types("preview", "two.voiceguide", "--device", "silent").status == Exit.USAGE
    assert author.types("new", "three.yaml", "--like", "./two.voiceguide").status == Exit.USAGE
    with ZipFile("two.voiceguide") as archive:
        assert archive.read("two.yaml") == Path("two.yaml").read_bytes()


def test_where_nothing_can_be_kept_a_pack_is_played_all_the_same(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of a folder that is gone when the program ends."""
    author.types("pack", author.writes("two.yaml", "title: Two\nsteps: [In.]\n"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(author.folder / "two.yaml"))
    said = author.types(*PLAN, "two.voiceguide")
    assert said.status == Exit.DONE, said.err
    assert "In." in said.out
