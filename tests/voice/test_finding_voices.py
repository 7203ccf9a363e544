"""A voice is found by its full name, its name, its engine or a language."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from voice_fixtures import present

from voiceguide.voice.engine import EngineMissing, Paces, Voice
from voiceguide.voice.engines import OURS, NoSuchVoice, choose, engine_named, listing, registered, spoken_by


@pytest.fixture(autouse=True)
def _espeak_is_here() -> None:
    present("espeak")


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that was installed by somebody else."""
    facts = tmp_path / "stranger-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[voiceguide.engines]\nrobin = robin_voice:engine\n")
    monkeypatch.syspath_prepend(tmp_path)
    registered.cache_clear()
    yield tmp_path
    registered.cache_clear()
    sys.modules.pop("robin_voice", None)


def voice(name: str, *languages: str) -> Voice:
    """Of an engine named birds."""
    return Voice(
        engine="birds",
        name=name,
        languages=languages,
        title=name,
        quality="feathered",
        version="1",
        reproducible=True,
        paces=Paces(slowest=1, usual=2, fastest=3),
    )


@pytest.mark.parametrize(
    ("wish", "language", "found"),
    [
        ("espeak:en-us", "en", "espeak:en-us"),
        ("espeak:en-US", "de", "espeak:en-us"),
        ("espeak:en-gb+f3", "en", "espeak:en-gb+f3"),
        ("espeak", "de", "espeak:de"),
        ("espeak", "en", "espeak:en-gb"),
        ("espeak", "tlh", "espeak:en-gb"),
        ("de", "en", "espeak:de"),
        ("de-AT", "en", "espeak:de"),
        ("fr", "en", "espeak:fr-fr"),
        ("pt-BR", "en", "espeak:pt-br"),
        ("pt_BR", "en", "espeak:pt-br"),
        ("espeak:fr", "en", "espeak:fr-fr"),
        ("silent", "en", "silent:1s"),
        ("silent:250ms", "en", "silent:0.25s"),
        ("silent:1.5s", "en", "silent:1.5s"),
    ],
)
def test_a_wish_is_found(wish: str, language: str, found: str) -> None:
    """What a person would type is understood."""
    assert choose(wish, language)[1].full_name == found


@pytest.mark.skipif(list(registered())[1] != "espeak", reason="here the system's voices come first")
@pytest.mark.parametrize(("language", "found"), [("en", "en-gb"), ("en-US", "en-us"), ("de-CH", "de"), ("es", "es")])
def test_without_a_wish_the_language_decides(language: str, found: str) -> None:
    """The first engine that speaks it: on Linux that is espeak, as long as Piper has no voice."""
    assert choose("", language)[1].full_name == f"espeak:{found}"


def test_the_silent_engine_never_comes_by_itself() -> None:
    """A language that nobody speaks is not met with silence."""
    with pytest.raises(NoSuchVoice, match="no voice here speaks the language 'tlh'") as failed:
        choose("", "tlh")
    assert "--voice silent" in failed.value.hint


@pytest.mark.parametrize(
    ("wish", "near"),
    [
        ("espeak:en-gbb", "'espeak:en-gb'"),
        ("en-gbb", "'en-gb'"),
        ("espeak:zzzzzzz", "voiceguide voices"),
        ("en_US-lessac-medium", "'voiceguide voices install en_US-lessac-medium'"),
        ("silent:x", ""),
    ],
)
def test_an_unknown_voice_is_told_with_the_nearest(wish: str, near: str) -> None:
    """There is something to try next."""
    with pytest.raises(NoSuchVoice, match="there is no voice") as failed:
        choose(wish, "en")
    assert near in failed.value.hint


def test_a_language_of_another_place_is_better_than_none() -> None:
    """`en-AU` takes a voice that speaks `en`, before one that speaks only `en-US`; `fr` takes `fr-CA`."""
    voices = (voice("robin", "en-us"), voice("wren", "en-gb", "en"), voice("jay", "fr-ca"))
    assert [spoken_by(voices, tag) for tag in ("en-AU", "fr", "fi")] == [voices[1], voices[2], None]


def test_ours_are_found_without_looking_through_what_is_installed() -> None:
    """They are known by name, and are the very ones that are registered."""
    assert {name: engine_named(name) for name in OURS} == {name: point.load() for name, point in registered().items()}
    program = (
        "import sys; from voiceguide.voice.engines import choose; choose('', 'en');"
        "assert 'importlib.metadata' not in sys.modules, 'looked through'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_stranger_comes_in_by_the_same_door(stranger: Path) -> None:
    """An engine of another package is found by its entry point, after ours and before those that must be asked for."""
    (stranger / "robin_voice.py").write_text("from voiceguide.voice.silent import SilentEngine as S\nengine = S()\n")
    assert [name for name in registered() if name not in {"own", "command"}][3:] == ["robin", "silent"]
    assert engine_named("robin").voices()


def test_an_engine_that_cannot_be_imported_says_what_to_type(stranger: Path) -> None:
    """And it stands in nobody's way."""
    (stranger / "robin_voice.py").write_text("import a_library_that_is_not_there\n")
    with pytest.raises(EngineMissing, match="'robin' cannot be loaded") as failed:
        choose("robin", "en")
    assert "pip install" in failed.value.hint
    assert choose("silent:2s", "en")[1].name == "2s"


def test_all_voices_are_listed_and_all_that_is_missing(stranger: Path) -> None:
    """Those that can speak, engine by engine, and the reason of each engine that cannot."""
    (stranger / "robin_voice.py").write_text("import a_library_that_is_not_there\n")
    voices, missing = listing()
    names = [one.full_name for one in voices]
    assert "espeak:en-gb" in names
    assert names[-1] == "silent:1s"
    assert "a_library_that_is_not_there" in missing["robin"].message


def test_a_voice_that_is_meant_is_named_once() -> None:
    """Two engines may have voices of one name."""
    with pytest.raises(NoSuchVoice) as unknown:
        choose("nope", "en")
    named = unknown.value.hint.partition("?")[0].removeprefix("Did you mean ").split(" or ")
    assert len(named) == len(set(named))
