"""A voice of Piper's that is damaged, or a process of it that dies, is told in a sentence; nothing hangs."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tiny_piper import network, piper_voice
from voice_fixtures import present

from voiceguide.model.phrase import Phrase
from voiceguide.units import WordsPerMinute
from voiceguide.voice.engine import Mouth, Unspoken
from voiceguide.voice.engines import choose
from voiceguide.voice.piper import PiperMouth, PiperVoiceDamaged, engine, folder
from voiceguide.voice.serve import ANSWER, REQUEST
from voiceguide.voice.speaker import Speaker
from voiceguide.voice.worker import Worker

NAME: Final = "en_US-tiny-medium"


@pytest.fixture(autouse=True)
def _piper_is_here() -> None:
    piper_voice(folder())
    present("piper")


@pytest.fixture
def mouth() -> Iterator[Mouth]:
    """Of the voice."""
    voice = engine.voice(NAME)
    assert voice is not None
    one = engine.open(voice)
    yield one
    one.close()


def _halved(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _junk(whole: bytes) -> bytes:
    return bytes(range(256)) * (len(whole) // 256)


def _one_byte(_: bytes) -> bytes:
    return b"\0"


def _of_several(_: bytes) -> bytes:
    content: bytes = network(speakers=2).SerializeToString()
    return content


def _worn(whole: bytes) -> bytes:
    """As long as before, and wrong inside."""
    middle = len(whole) // 2
    return whole[: middle - 200] + bytes(400) + whole[middle + 200 :]


def _nothing(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_halved, "not all of it is here"),
        (_junk, "is damaged"),
        (_one_byte, "is damaged"),
        (_nothing, "is damaged"),
        (_worn, "cannot be used"),
        (_of_several, "not the one that its description describes"),
    ],
)
def test_a_damaged_network_is_told(
    speaker: Callable[..., Speaker], damage: Callable[[bytes], bytes], told: str
) -> None:
    """Once, with what to do about it."""
    piper_voice(folder(), "fr_FR-spare-low")
    model = folder() / f"{NAME}.onnx"
    model.write_bytes(damage(model.read_bytes()))
    with pytest.raises(PiperVoiceDamaged, match=f"'piper:{NAME}'.*{told}") as failed:
        speaker(f"piper:{NAME}").prepare([Phrase(said="Let go.", rate=WordsPerMinute(120))])
    assert f"voices install {NAME}" in failed.value.hint


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, "is not beside it"),
        ("", "is not written in JSON"),
        ('{"audio": ', "is not written in JSON"),
        ("[" * 100_000, "is not written in JSON"),
        ("[1]", "does not describe a voice"),
        ("{}", "does not tell the rate"),
        ({"audio": {"sample_rate": 7}}, "does not tell the rate"),
        ({"audio": {"sample_rate": "22050"}}, "does not tell the rate"),
        ({"audio": {"sample_rate": 22050.0}}, "does not tell the rate"),
        ({"phoneme_id_map": {"_": [0], "^": [1], "$": [1 << 70]}}, "does not number its sounds"),
        ({"espeak": None}, "does not tell the rate of its sound, or its language"),
        ({"phoneme_id_map": [1]}, "does not number its sounds"),
        ({"phoneme_id_map": {"_": [0]}}, "does not number its sounds"),
        ({"phoneme_id_map": {"_": [0], "^": [1], "$": "x"}}, "does not number its sounds"),
        ({"phoneme_id_map": {"_": [0], "^": [1], "$": ["x"]}}, "does not number its sounds"),
        ({"inference": {"noise_scale": "much"}}, "has a scale that is no number"),
        ({"num_speakers": 0}, "does not tell its speakers and its sounds"),
        ({"num_speakers": True}, "does not tell its speakers and its sounds"),
        ({"phoneme_type": "pinyin"}, "asks for sounds made by 'pinyin'"),
        ({"phoneme_type": 7}, "asks for sounds made by '7'"),
        ({"phoneme_type": ["espeak"]}, "asks for sounds made by"),
    ],
)
def test_a_wrong_description_is_told(written: object, told: str) -> None:
    """When the voice is asked for; it is not listed, and stands in no other's way."""
    piper_voice(folder(), "en_US-other-low")
    file = folder() / f"{NAME}.onnx.json"
    if written is None:
        file.unlink()
    elif isinstance(written, str):
        file.write_text(written)
    else:
        assert isinstance(written, dict)
        file.write_text(json.dumps({**json.loads(file.read_text()), **written}))
    assert [voice.name for voice in engine.voices()] == ["en_US-other-low"]
    with pytest.raises(PiperVoiceDamaged, match=told):
        choose(f"piper:{NAME}", "en")
    assert choose("piper", "en")[1].name == "en_US-other-low"


def test_what_only_the_runtime_finds_costs_a_phrase(mouth: Mouth) -> None:
    """It is told as any phrase that cannot be said; nothing hangs and nothing falls over."""
    piper_voice(folder(), espeak={"voice": "no such language"})
    with pytest.raises(Unspoken, match="eSpeak does not know the language"):
        mouth.speak("Let go.", 720)


def test_a_network_that_is_gone_meanwhile_is_told(mouth: Mouth) -> None:
    """It was there when it was chosen."""
    (folder() / f"{NAME}.onnx").unlink()
    with pytest.raises(PiperVoiceDamaged, match="cannot be used"):
        mouth.speak("Let go.", 720)


def test_a_killed_process_costs_nothing(mouth: Mouth) -> None:
    """The next phrase starts another, which says the same."""
    assert isinstance(mouth, PiperMouth)
    before = mouth.speak("Let go.", 720).samples
    mouth._worker.start().kill()
    mouth._worker.start().wait()
    assert (mouth.speak("Let go.", 720).samples == before).all()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker forks")
def test_a_stopped_process_is_ended_in_time() -> None:
    """One that does not answer is killed, and said to be so."""
    model = str(folder() / f"{NAME}.onnx")
    worker = Worker("voiceguide.voice.piper_worker", model, f"{model}.json", "0", bare=True)
    os.kill(worker.start().pid, signal.SIGSTOP)
    with pytest.raises(Unspoken, match="did not answer"):
        worker.ask("Let go.", 720, allowed=0)
    worker.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted on Linux")
def test_the_runtime_reports_nothing_and_has_no_threads(tmp_path: Path) -> None:
    """Since 1.29 it would give the machine a number in a file, and keep a thread that sends; it is kept from both."""
    private = {name: value for name, value in os.environ.items() if name not in {"CI", "GITHUB_ACTIONS"}}
    program = "from voiceguide.voice import piper_worker; import sys; piper_worker.main(sys.argv[1:])"
    model = folder() / f"{NAME}.onnx"
    worker = subprocess.Popen(
        [sys.executable, "-c", program, str(model), f"{model}.json", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**private, "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home" / "cache")},
    )
    with worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(REQUEST.pack(720, 60_000, 2) + b"In")
        worker.stdin.flush()
        status, rate, length = ANSWER.unpack(worker.stdout.read(ANSWER.size))
        assert (status, rate) == (0, 22_050)
        assert len(worker.stdout.read(length)) == length
        assert len(list(Path(f"/proc/{worker.pid}/task").iterdir())) == 1
        worker.stdin.close()
    assert not (tmp_path / "home").exists()
