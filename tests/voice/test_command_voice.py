"""Programs that speak, as the settings name them: none can harm, and each is told by what it does."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from speaker_settings import SENTENCE, program, written

from voiceguide.voice.command import SettingsUnusable, SpeakerMissing, engine
from voiceguide.voice.command_worker import arguments_for, pace_for
from voiceguide.voice.engine import Unspoken
from voiceguide.voice.engines import choose

Needs = Callable[[str], str]


def said(lines: str, text: str = SENTENCE, pace: int = 1000) -> tuple[np.ndarray, int]:
    """What a speaker with these lines says."""
    with_it = written(a=lines)
    voice = with_it.voice("a")
    assert voice is not None
    mouth = with_it.open(voice)
    try:
        utterance = mouth.speak(text, pace)
    finally:
        mouth.close()
    return utterance.samples, utterance.rate


def gone(process: int) -> bool:
    """Whether a process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].startswith("Z")
    except (FileNotFoundError, ProcessLookupError):  # the latter where it ends between opening and reading
        return True


def test_without_settings_there_is_no_speaker() -> None:
    """And none is missed."""
    assert engine.voices() == ()
    assert engine.voice("slt") is None


def test_a_speaker_is_found_by_its_name() -> None:
    """With its engine's name before it, or without."""
    written(slt=program("hum", "{out}", "{text}", more='language = "en_GB"\ntitle = "Mine"'))
    for wish in ("slt", "command:slt"):
        found, voice = choose(wish, "en")
        assert found is engine
        assert (voice.full_name, voice.languages, voice.title) == ("command:slt", ("en-GB",), "Mine")


def test_it_is_never_taken_unasked() -> None:
    """However well it fits the language."""
    written(slt=program("hum", "{out}", "{text}", more='language = "en"'))
    assert choose("", "en")[1].engine != "command"


def test_another_command_is_another_voice() -> None:
    """So that what it said before is not taken from the store."""
    first = written(a=program("hum", "{out}", "{text}")).voice("a")
    second = written(a=program("stereo", "{out}", "{text}")).voice("a")
    assert first is not None
    assert second is not None
    assert first.version != second.version


def test_a_program_that_is_not_there_is_named() -> None:
    """It is not listed; asked for, it is a sentence."""
    with_them = written(a='command = "no-such-program {text}"', b='command = "./near {text}"')
    assert with_them.voices() == ()
    with pytest.raises(SpeakerMissing, match="no program 'no-such-program'"):
        choose("a", "en")
    with pytest.raises(SpeakerMissing, match=r"no program './near'"):
        choose("command:b", "en")


def test_a_command_file_of_windows_gets_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an argument it could be a command; on standard input it is text."""
    found = tmp_path / "say.CMD"
    found.touch()
    monkeypatch.setattr(shutil, "which", lambda _name: str(found))
    written(a='command = "say {text}"', b='command = "say {out}"')
    with pytest.raises(SettingsUnusable, match="takes words for commands"):
        engine.voice("a")
    assert engine.voice("b") is not None


def test_damaged_settings_are_told() -> None:
    """By the engine too, which others do without."""
    written(a="command = 3")
    with pytest.raises(SettingsUnusable, match="line 2"):
        engine.voices()
    assert choose("", "en")[1].engine != "command"


@pytest.mark.parametrize(
    "text",
    ["-o /tmp/x --help", "--version", "@file", "/etc/passwd", "$(touch x); `touch x` && x | y > z", "{out} {pace}"],
)
def test_text_is_nothing_but_text(text: str, tmp_path: Path) -> None:
    """It arrives as one argument, word for word; one that could be an option begins with a blank."""
    file = tmp_path / "told"
    said(program("told", "{out}", "{text}", str(file)), text)
    told = file.read_text(encoding="utf-8")
    assert told.lstrip() == text
    assert told[0] == " "
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "told",
        *(["user"] if (tmp_path / "user").exists() else []),
    ]


def test_text_may_go_to_standard_input(tmp_path: Path) -> None:
    """Where the command does not name it."""
    file = tmp_path / "heard"
    said(program("heard", "{out}", "", str(file)), "-Ärmel, — ok?")
    assert file.read_text(encoding="utf-8") == "-Ärmel, — ok?\n"


def test_what_is_put_in_is_not_looked_at_again() -> None:
    """A text with a brace is a text with a brace."""
    line = arguments_for(["say", "--text={text}", "-o{out}", "{pace}"], "{out} {pace}", "/o.wav", "7")
    assert line == ["say", "--text={out} {pace}", "-o/o.wav", "7"]


def test_paces_are_the_programs_own() -> None:
    """Thousandths of the usual become its numbers, never beyond its ends."""
    growing, shrinking = (80, 130, 300, True), (2.0, 1.0, 0.5, False)
    assert [pace_for(growing, pace) for pace in (10, 1000, 1500, 9000)] == ["80", "130", "195", "300"]
    assert [pace_for(shrinking, pace) for pace in (10, 1000, 1500, 9000)] == ["2", "1", "0.6667", "0.5"]
    assert pace_for(None, 1000) == ""


def test_any_rate_and_any_channels() -> None:
    """Telephone quality in stereo is speech too."""
    samples, rate = said(program("stereo", "{out}", "{text}"))
    assert rate == 8000
    assert len(samples) == round(len(SENTENCE) / 15 * 8000)


def test_an_ending_of_the_programs_own_is_found() -> None:
    """Some put `.wav` behind whatever they are told."""
    assert len(said(program("ending", "{out}"))[0]) == 3 * 22_050


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("fails", r"status 3: no such voice \[31m$"),
        ("crashes", "signal 11"),
        ("garbage", "can be read"),
        ("promises", "can be read"),
        ("empty", "no sound$"),
        ("nothing", "wrote no sound file"),
        ("link", "wrote no sound file"),
        ("pipe", "wrote no sound file"),
        ("floods", "more than 64 MB"),
        ("buries", "more than 64 MB"),
        ("scatters", "more than 64 MB"),
    ],
)
def test_what_a_program_may_do_is_a_sentence(how: str, reason: str) -> None:
    """And the phrase is not spoken."""
    with pytest.raises(Unspoken, match=reason):
        said(program(how, "{out}", "{text}"))


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    """After its time, with a sentence; the next phrase is spoken by another."""
    file = tmp_path / "process"
    with pytest.raises(Unspoken, match="did not come to an end"):
        said(program("hangs", "{out}", "{text}", str(file), more="seconds = 0.5"), "A.")
    assert gone(int(file.read_text(encoding="utf-8")))


def test_whatever_it_starts_ends_with_it(tmp_path: Path) -> None:
    """Nobody is left behind."""
    file = tmp_path / "process"
    said(program("leaves", "{out}", "{text}", str(file)))
    assert gone(int(file.read_text(encoding="utf-8")))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what was set free")
def test_what_it_has_set_free_ends_with_it_too(tmp_path: Path) -> None:
    """A service of its own, and what that has left behind in its turn."""
    file = tmp_path / "process"
    said(program("frees", "{out}", "{text}", str(file)))
    assert gone(int(file.read_text(encoding="utf-8")))
    assert gone(int(Path(f"{file}.other").read_text(encoding="utf-8")))


def test_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of it stays when the mouth is closed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said(program("hum", "{out}", "{text}"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("voiceguide-")] == []


def test_it_ends_with_whoever_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when that was killed; then its folder goes too."""
    file, folder = tmp_path / "process", tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    written(a=program("hangs", "{out}", "{text}", str(file)))
    asking = "from voiceguide.voice.command import engine\nengine.open(engine.voice('a')).speak('Rest.', 1000)\n"
    with subprocess.Popen([sys.executable, "-c", asking], env=os.environ) as parent:
        while not (file.exists() and file.read_text(encoding="utf-8")):
            assert parent.poll() is None
        parent.send_signal(signal.SIGKILL)
    process = int(file.read_text(encoding="utf-8"))
    while not gone(process) or list(folder.iterdir()):
        pass
