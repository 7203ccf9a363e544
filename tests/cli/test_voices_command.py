"""`voices` lists them with the one that is taken, and lets each be heard."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from desk import Author, Said
from sound_server import SoundServer
from tiny_piper import piper_voice

from voiceguide import settings
from voiceguide.cli.commands.voices_try import meant
from voiceguide.cli.exits import Exit
from voiceguide.units import RATE
from voiceguide.voice.engines import registered
from voiceguide.voice.piper import folder

STEADY = """\
title: Steady
steps:
  - over: 20s
    steps:
      - Let the weight of your arms sink into the ground.
      - Take your time.
  - chime: bowl
  - breathe: {in: 4s, out: 6s}
    times: 3
  - over: 12s
    steps:
      - Notice where your body meets the floor.
  - chime: bowl
"""

Type = Callable[..., Said]


@pytest.fixture
def voices(author: Author) -> Type:
    """Types `voiceguide voices …`."""
    return lambda *words: author.types("voices", *words)


def taken(said: Said) -> list[str]:
    """The voices that are marked."""
    return [line.split()[0] for line in said.out.splitlines() if line.split()[1] == "usual"]


def test_the_one_that_is_taken_is_marked(voices: Type, author: Author) -> None:
    """It is the one that a session is spoken with when nobody asks."""
    short = author.writes("short.yaml", "title: Short\nsteps:\n  - Let go.\n")
    for lay in (lambda: None, lambda: piper_voice(folder()), lambda: piper_voice(folder(), "en_GB-other-high")):
        lay()
        (marked,) = taken(voices("en"))
        planned = author.types("plan", short, "--json")
        assert planned.err == ""
        assert json.loads(planned.out)["voice"]["name"] == marked
    assert marked == "piper:en_GB-other-high"


def names(said: Said) -> list[str]:
    """The voices that are listed."""
    return [line.split()[0] for line in said.out.splitlines()]


def test_the_list_is_short_by_default(voices: Type) -> None:
    """What was installed, and a few for English; how many more there are is told, and how to see them."""
    piper_voice(folder(), "de_DE-mine-medium")
    few, every = voices(), voices("--all")
    assert names(few)[0] == "piper:de_DE-mine-medium"
    assert "espeak:en-gb" in names(few)
    assert len(names(few)) <= 8
    assert f"And {len(names(every)) - len(names(few))} more: voiceguide voices --all" in few.err
    assert "--all" not in every.err


def test_a_voice_is_listed_once(voices: Type) -> None:
    """Those that the system has from eSpeak are eSpeak's."""
    listed = [name.partition(":")[2] for name in names(voices("--all"))]
    assert len(listed) == len(set(listed))


def test_an_accent_is_that_accent(voices: Type) -> None:
    """And the voice that is taken for it, whatever accent that has; the others are a word away."""
    piper_voice(folder(), "en_GB-mine-medium")
    said = voices("en-us")
    assert names(said) == ["piper:en_GB-mine-medium", "espeak:en-us", "espeak:en-us-nyc"]
    assert taken(said) == ["piper:en_GB-mine-medium"]
    assert "of other accents: voiceguide voices en-us --all" in said.err
    assert "espeak:en-gb" in names(voices("en-us", "--all"))


def test_a_language_in_words_is_told_how_to_be_written(voices: Type) -> None:
    """Nobody is sent to look for voices of no language."""
    said = voices("English")
    assert said.status == Exit.USAGE
    assert said.err == "No voice here speaks 'English'.\nA language is written such as en or de-AT.\n"


def test_each_language_has_one_that_is_taken(voices: Type) -> None:
    """In the list of all, silence never is."""
    piper_voice(folder(), "de_DE-mine-medium")
    marked = taken(voices("--all"))
    assert {"piper:de_DE-mine-medium", "espeak:en-gb", "espeak:fr-fr"} <= set(marked)
    assert not {"espeak:de", "silent:1s"} & set(marked)


def test_the_usual_voice_of_the_settings_is_the_one(voices: Type, author: Author) -> None:
    """Whatever is better."""
    piper_voice(folder())
    author.types("config", "voice", "espeak:en-us")
    assert taken(voices("en")) == ["espeak:en-us"]


def test_a_usual_voice_that_is_gone_stands_in_no_way(voices: Type, author: Author) -> None:
    """The list is how to find another."""
    piper_voice(folder())
    author.types("config", "voice", "piper:en_US-tiny-medium")
    for file in folder().iterdir():
        file.unlink()
    said = voices("en")
    assert (said.status, taken(said)) == (Exit.DONE, [])


def test_landmarks_stay_whichever_is_taken(author: Author) -> None:
    """What stands in `over` takes its time in three voices, to the frame; words that would not fit are hastened."""
    piper_voice(folder())
    script = author.writes("steady.yaml", STEADY)
    plans = [
        json.loads(author.types("plan", script, "--json", *wish).out)
        for wish in ((), ("--voice", "espeak:en-gb"), ("--voice", "silent:250ms"))
    ]
    assert plans[0]["voice"]["name"] == "piper:en_US-tiny-medium"
    marks = [
        [event["start_frame"] for event in plan["events"] if event["kind"] in {"chime", "breath"}] for plan in plans
    ]
    assert marks[0] == marks[1] == marks[2]
    assert len(marks[0]) > 4
    assert len({plan["frames"] for plan in plans}) == 1


def test_how_to_have_better_ones_is_told(voices: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """One thing at a time: the runtime, a voice, another voice."""
    piper_voice(folder())
    assert "'voiceguide voices install' lists them" in voices("en").err
    for file in folder().iterdir():
        file.unlink()
    assert "'voiceguide voices install'" in voices("en").err
    monkeypatch.setattr("voiceguide.voice.piper.find_spec", lambda _: None)
    assert "pip install 'voiceguide[piper]'" in voices("en").err


def test_a_voice_that_cannot_be_used_is_told(voices: Type) -> None:
    """Why, beside the list of those that can."""
    piper_voice(folder()).write_bytes(b"junk")
    piper_voice(folder(), "en_US-good-low")
    said = voices("en")
    assert "'piper:en_US-tiny-medium' cannot be used: its file en_US-tiny-medium.onnx is damaged" in said.err
    assert taken(said) == ["piper:en_US-good-low"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("tlh", "--language tlh"), ("instal", "voices install"), ("tyr", "voices try"), ("\x1b[1m", "\\x1b")],
)
def test_a_language_that_nobody_speaks_is_told(voices: Type, typed: str, told: str) -> None:
    """And what was probably meant."""
    said = voices(typed)
    assert said.status == Exit.USAGE
    assert told in said.err


def test_a_sentence_is_heard_from_each(sound_server: SoundServer, voices: Type, author: Author) -> None:
    """Its name comes first, and then it speaks; silence is not tried, and nothing twice."""
    piper_voice(folder())
    author.types("config", "rate", "300")
    with sound_server.recording() as heard:
        said = voices("try", "piper:en_US-tiny-medium", "silent", "espeak:de", "piper:en_US-tiny-medium")
    assert said.status == Exit.DONE
    assert [line.split()[0] for line in said.out.splitlines()] == ["piper:en_US-tiny-medium", "espeak:de"]
    loud = np.abs(heard.read()).max(axis=1) > 0.01
    assert loud.sum() > RATE


def test_the_best_is_heard_first() -> None:
    """Of a language, all that speak it, the one that would be taken before the others."""
    piper_voice(folder(), "nl_NL-mine-high")
    piper_voice(folder(), "nl_BE-mine-x_low")
    names = [voice.full_name for voice in meant("nl-BE")]
    assert names[:3] == ["piper:nl_BE-mine-x_low", "piper:nl_NL-mine-high", "espeak:nl"]
    assert [voice.full_name for voice in meant("nl_NL-mine-high")] == ["piper:nl_NL-mine-high"]


def test_without_a_loudspeaker_nothing_is_tried(voices: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is told once, and nobody waits for what cannot be heard."""
    for name in ("XDG_RUNTIME_DIR", "ALSA_CONFIG_PATH"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    said = voices("try", "en")
    assert said.status == Exit.FAILED
    assert said.err.count("No loudspeaker") == 1
    assert len(said.out.splitlines()) == 1


def test_without_a_sound_card_the_words_are_shown(voices: Type, author: Author) -> None:
    """In their time, in the language of the voice."""
    author.types("config", "rate", "400")
    said = voices("try", "espeak:nl", "--device", "silent")
    assert said.status == Exit.DONE
    assert "Adem langzaam in" in said.out


@pytest.mark.skipif(sys.platform == "win32", reason="it is interrupted as a terminal does it")
def test_ctrl_c_ends_it() -> None:
    """All of it, not only the voice that speaks."""
    line = [sys.executable, "-m", "voiceguide", "voices", "try", "en", "--device", "silent"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        program.send_signal(signal.SIGINT)
        rest, told = program.communicate()
    assert first.startswith("espeak:en-gb ")
    assert program.returncode == Exit.INTERRUPTED
    assert "espeak:en-us" not in rest
    assert "Traceback" not in told


def test_one_that_fails_does_not_end_it(voices: Type) -> None:
    """The others may speak; when none does, that is a failure."""
    piper_voice(folder(), espeak={"voice": "nothing"})
    said = voices("try", "piper:en_US-tiny-medium", "--device", "silent")
    assert said.status == Exit.FAILED
    assert "eSpeak does not know the language that its description names" in said.err
    assert "Traceback" not in said.err


def test_silence_is_nothing_to_hear(voices: Type) -> None:
    """And said to be so."""
    said = voices("try", "silent")
    assert said.status == Exit.USAGE
    assert "nothing to hear" in said.err


def test_one_that_nobody_has_is_told(voices: Type) -> None:
    """With what is nearest."""
    said = voices("try", "espeak:en-gbb")
    assert said.status == Exit.USAGE
    assert "'espeak:en-gb'" in said.err


def test_doctor_speaks_of_piper_as_of_others(author: Author) -> None:
    """How many voices it has, or what to type."""
    assert "'voiceguide voices install'" in author.types("doctor").out
    piper_voice(folder())
    said = author.types("doctor")
    assert "ok  voice engine piper" in said.out
    assert str(settings.folders().voices) in said.out
    assert "piper-tts 1." in said.out
    assert "piper" in registered()
