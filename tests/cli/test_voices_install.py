"""Voices are installed from where they are published, and removed; here that is a server on this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from catalogue_server import LIST, Published, Trouble, everything_below, publishing
from desk import Author, Said
from tiny_piper import piper_voice

from voiceguide.cli.exits import Exit
from voiceguide.voice.piper import folder

NAME: Final = "en_US-tiny-medium"
WHOLE: Final = {f"{NAME}/{file}" for file in (f"{NAME}.onnx", f"{NAME}.onnx.json", "MODEL_CARD", "installed.json")}

ZEROS: Final = "0" * 32
"""A checksum in form."""

Type = Callable[..., Said]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Published]:
    """A catalogue with one voice."""
    with publishing() as published:
        published.voice(NAME)
        monkeypatch.setenv("VOICEGUIDE_VOICES_URL", published.address)
        yield published


@pytest.fixture
def voices(author: Author) -> Type:
    """Types `voiceguide voices …`."""
    return lambda *words: author.types("voices", *words)


def test_a_voice_is_installed_and_speaks(web: Published, voices: Type, author: Author) -> None:
    """Under the name by which it is asked for; its card, which tells its licence, comes along."""
    said = voices("install", NAME)
    assert said.status == Exit.DONE
    assert f"Installed piper:{NAME}" in said.out
    assert everything_below(folder()) == WHOLE
    assert f"piper:{NAME} " in voices("en").out
    short = author.writes("short.yaml", "title: Short\nsteps:\n  - Let go.\n")
    assert json.loads(author.types("plan", short, "--json").out)["voice"]["name"] == f"piper:{NAME}"
    assert [span for _, span in web.asked] == [""] * 4


@pytest.mark.parametrize("name", [f"piper:{NAME}", "en_us-tiny-medium"])
def test_it_has_other_names(web: Published, voices: Type, name: str) -> None:
    """The one by which it is asked for, and that of an older catalogue."""
    del web
    assert voices("install", name).status == Exit.DONE
    assert everything_below(folder()) == WHOLE


def test_it_is_not_fetched_twice(web: Published, voices: Type) -> None:
    """Only the list is asked for again; a new edition is fetched, and takes the place of the old one."""
    voices("install", NAME)
    web.asked.clear()
    assert "is installed already" in voices("install", NAME).out
    assert [path for path, _ in web.asked] == [LIST]
    web.voice(NAME, dataset="another edition")
    assert voices("install", NAME).status == Exit.DONE
    assert "Another edition" in voices("en").out
    assert everything_below(folder()) == WHOLE


def test_a_damaged_voice_is_fetched_again(web: Published, voices: Type) -> None:
    """It is not what was installed any more."""
    del web
    voices("install", NAME)
    (folder() / NAME / f"{NAME}.onnx").write_bytes(b"")
    assert "Installed" in voices("install", NAME).out


def test_one_that_broke_off_goes_on(web: Published, voices: Type) -> None:
    """There is never half a voice: it is listed when it is whole."""
    model = f"{web.voice(NAME)}/{NAME}.onnx"
    web.trouble[model] = Trouble(ends_after=100)
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert "broke off" in said.err
    assert "goes on from there" in said.err
    assert f"piper:{NAME}" not in voices("en").out
    del web.trouble[model]
    assert voices("install", NAME).status == Exit.DONE
    assert web.ranges_of(".onnx")[-1] == "bytes=300-"
    assert everything_below(folder()) == WHOLE


@pytest.mark.skipif(sys.platform == "win32", reason="it is interrupted as a terminal does it")
@pytest.mark.parametrize("killed", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_one_that_was_ended_goes_on(web: Published, voices: Type, killed: signal.Signals) -> None:
    """However it ended."""
    model = f"{web.voice(NAME)}/{NAME}.onnx"
    web.trouble[model] = Trouble(silent=True)
    program = subprocess.Popen(
        [sys.executable, "-m", "voiceguide", "voices", "install", NAME], stderr=subprocess.PIPE, env=dict(os.environ)
    )
    assert web.trouble[model].met.wait(60)
    program.send_signal(killed)
    _, told = program.communicate()
    assert program.returncode in {Exit.INTERRUPTED, Exit.TERMINATED, -signal.SIGKILL}
    assert b"Traceback" not in told
    assert (b"goes on from here" in told) == (killed == signal.SIGINT)
    del web.trouble[model]
    assert voices("install", NAME).status == Exit.DONE
    assert everything_below(folder()) == WHOLE


TROUBLE: Final = {
    "404": (Trouble(status=404), "does not have"),
    "500": (Trouble(status=500), "has trouble of its own (500)"),
    "a loop": (Trouble(status=302, location="/voices.json"), "sends on, and to nowhere"),
    "not JSON": (Trouble(instead=b"<html>Sign in to this network</html>"), "is not the list of voices"),
    "half of it": (Trouble(ends_after=50), "broke off"),
    "a list": (Trouble(instead=b"[]"), "is not the list of voices"),
    "nothing": (Trouble(instead=b"{}"), "is not the list of voices"),
    "deep": (Trouble(instead=b"[" * 100_000), "is not the list of voices"),
    "no UTF-8": (Trouble(instead=b'{"\xff": 1}'), "is not the list of voices"),
    "nowhere to go": (Trouble(status=302, location="http://["), "its answer is not in the language of the web"),
    "endless": (Trouble(instead=b" " * ((1 << 24) + 1)), "far too large"),
}


@pytest.mark.parametrize("kind", TROUBLE)
def test_a_list_that_cannot_be_had_is_told(web: Published, voices: Type, kind: str) -> None:
    """In a sentence, and nothing is written."""
    web.trouble[LIST], told = TROUBLE[kind]
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert told in said.err
    assert "Traceback" not in said.err
    assert not folder().exists()


def test_offline_it_is_told_that_nothing_else_needs_a_network(
    voices: Type, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And so it is."""
    with publishing() as gone:
        monkeypatch.setenv("VOICEGUIDE_VOICES_URL", gone.address)
    said = voices("install", NAME)
    assert (said.status, said.out) == (Exit.FAILED, "")
    assert "cannot be reached" in said.err
    assert "everything else works without" in said.err
    assert author.types("plan", author.writes("short.yaml", "title: Short\nsteps:\n  - Let go.\n")).status == Exit.DONE


@pytest.mark.parametrize("address", ["file:///etc/", "ftp://127.0.0.1/", "nonsense", "http://[", "https://x y"])
def test_only_the_web_is_a_place_for_voices(voices: Type, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Whatever the environment says."""
    monkeypatch.setenv("VOICEGUIDE_VOICES_URL", address)
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert said.err == (
        f"VOICEGUIDE_VOICES_URL is '{address}', which is no address of the web.\n"
        "Write one that begins with https://, or unset VOICEGUIDE_VOICES_URL.\n"
    )


def _path(entry: dict[str, Any], path: str) -> None:
    model = next(one for one in entry["files"] if one.endswith(".onnx"))
    entry["files"][path.format(model.rpartition("/")[2])] = entry["files"].pop(model)


def _facts(entry: dict[str, Any], **facts: object) -> None:
    next(told for path, told in entry["files"].items() if path.endswith(".onnx")).update(facts)


HOSTILE: Final[dict[str, Callable[[dict[str, Any]], None]]] = {
    "a path that climbs": lambda entry: _path(entry, "../../{}"),
    "a path from the root": lambda entry: _path(entry, "/etc/{}"),
    "an address": lambda entry: _path(entry, "https://example.org/{}"),
    "a path of Windows": lambda entry: _path(entry, "..\\..\\/{}"),
    "a path with a question": lambda entry: _path(entry, "a?b/{}"),
    "a path with a line break": lambda entry: _path(entry, "a\r\nHost: x/{}"),
    "twice the same": lambda entry: entry["files"].update(
        {f"x/{NAME}.onnx": {"size_bytes": 1, "md5_digest": "0" * 32}}
    ),
    "no network": lambda entry: entry["files"].pop(next(one for one in entry["files"] if one.endswith(".onnx"))),
    "a huge size": lambda entry: _facts(entry, size_bytes=1 << 40),
    "no size": lambda entry: _facts(entry, size_bytes=None),
    "a size below nothing": lambda entry: _facts(entry, size_bytes=-1),
    "a size that is a word": lambda entry: _facts(entry, size_bytes="7"),
    "a size that is true": lambda entry: _facts(entry, size_bytes=True),
    "no checksum": lambda entry: _facts(entry, md5_digest=""),
    "facts that are none": lambda entry: entry.update(files={f"a/{NAME}.onnx": 7, f"a/{NAME}.onnx.json": 7}),
    "files that are none": lambda entry: entry.update(files=[]),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_entry_is_refused(web: Published, voices: Type, kind: str) -> None:
    """Nothing is asked for, nothing is written, and the other voices can be had."""
    web.voice("en_US-good-low")
    HOSTILE[kind](web.listed[NAME])
    web.listing()
    said = voices("install", NAME)
    assert said.status == Exit.USAGE
    assert "in a way that cannot be right" in said.err
    assert [path for path, _ in web.asked] == [LIST]
    assert not folder().exists()
    assert [line.split()[0] for line in voices("install").out.splitlines()] == ["en_US-good-low"]


@pytest.mark.parametrize(
    "name",
    ["../../evil", "..", "/etc/passwd", "en_US-..-low/x", "CON", "a\nb", "", "en_US-\x1b[31m-low", "-rf", ".hidden"],
)
def test_a_hostile_name_is_refused(web: Published, voices: Type, name: str) -> None:
    """Even where a catalogue publishes it."""
    web.listed[name] = web.listed[NAME]
    web.listing()
    said = voices("install", "--", name)
    assert said.status == Exit.USAGE
    assert "\x1b" not in said.err
    assert not folder().exists()


def test_a_wrong_checksum_leaves_nothing(web: Published, voices: Type) -> None:
    """The file has the right length."""
    model = f"{web.voice(NAME)}/{NAME}.onnx"
    web.trouble[model] = Trouble(instead=b"x" * len(web.files[model]))
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert "its checksum is another" in said.err
    assert not [file for file in everything_below(folder()) if ".onnx.part" in file]
    assert f"piper:{NAME}" not in voices("en").out


def test_a_voice_that_cannot_be_used_is_not_fetched(web: Published, voices: Type) -> None:
    """Its description comes first, and tells; the network is left where it is."""
    web.voice(NAME, phoneme_type="pinyin")
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert "cannot be used here" in said.err
    assert web.ranges_of(".onnx") == []
    assert everything_below(folder()) == set()


def test_a_voice_that_lies_there_by_hand_is_left_alone(web: Published, voices: Type) -> None:
    """It is somebody's, and may be better."""
    del web
    model = piper_voice(folder())
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert str(model) in said.err
    assert everything_below(folder()) == {f"{NAME}.onnx", f"{NAME}.onnx.json"}


def test_a_place_that_may_not_be_written_is_told(web: Published, voices: Type) -> None:
    """Here a file stands where the folder should be."""
    del web
    folder().parent.mkdir(parents=True)
    folder().write_text("")
    said = voices("install", NAME)
    assert said.status == Exit.FAILED
    assert "cannot be kept in" in said.err


def test_without_a_name_it_lists_what_can_be_had(web: Published, voices: Type) -> None:
    """For English, or the language that is asked for, the best first; and says which languages there are."""
    for name in ("en_GB-alba-high", "en_US-tiny-low", "de_DE-mine-x_low", "pt_PT-tugão-medium"):
        web.voice(name)
    voices("install", "en_GB-alba-high")
    said = voices("install")
    rows = [line.split() for line in said.out.splitlines()]
    assert [row[0] for row in rows] == ["en_GB-alba-high", NAME, "en_US-tiny-low"]
    assert [row[-1] == "installed" for row in rows] == [True, False, False]
    assert "de, en, pt" in said.err
    assert voices("install", "--language", "pt-PT").out.startswith("pt_PT-tugão-medium")
    assert "There are some for: de, en, pt." in voices("install", "--language", "tlh").err


@pytest.mark.parametrize(
    ("typed", "meant"), [("tiny", NAME), ("en_US-tiny-medum", NAME), ("TINY", NAME), ("zzzzzzzz", "install --language")]
)
def test_near_names_are_meant(web: Published, voices: Type, typed: str, meant: str) -> None:
    """A part of the name, or a slip of the finger."""
    del web
    said = voices("install", typed)
    assert said.status == Exit.USAGE
    assert meant in said.err
