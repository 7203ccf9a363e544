"""What every engine promises, ours and a stranger's; one that is not here is skipped by name."""

import sys
from pathlib import Path

import numpy as np
import pytest
from own_voices import recorded
from tiny_piper import piper_voice
from voice_fixtures import present

from voiceguide import settings
from voiceguide.voice.audible import audible_part
from voiceguide.voice.engine import Engine, Voice
from voiceguide.voice.engines import registered, spoken_by
from voiceguide.voice.piper import folder

SENTENCE = "Breathe in slowly, and let it go."


def own_voice() -> None:
    """A voice that has recorded what is asked here."""
    recorded("anna", SENTENCE)


def command_voice() -> None:
    """A program that hums for as long as a text is, at any pace."""
    program = Path(__file__).with_name("speaking_programs.py")
    words = [sys.executable, str(program), "pace", "{out}", "{text}", "{pace}"]
    lines = ["[speakers.hum]", f"command = {words}", "slowest = 0.5", "usual = 1.0", "fastest = 2.0"]
    file = settings.folders().settings
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines), encoding="utf-8")


FURNISHED = {"piper": lambda: piper_voice(folder()), "own": own_voice, "command": command_voice}
"""What engines need that bring no voice along."""


@pytest.fixture(params=list(registered()))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every one that is registered, each with a voice to speak with."""
    FURNISHED.get(request.param, lambda: None)()
    return present(request.param)


def english(engine: Engine) -> Voice:
    """An English voice, or any."""
    return spoken_by(engine.voices(), "en") or engine.voices()[0]


def usual(voice: Voice) -> int:
    """The pace at which a voice speaks by itself."""
    return voice.paces.usual if voice.paces else 0


def test_its_voices_are_its_own(engine: Engine) -> None:
    """Each voice is listed once, carries the engine's name, and is found again by its own."""
    voices = engine.voices()
    assert len({voice.name for voice in voices}) == len(voices) > 0
    for voice in voices:
        assert voice.engine == engine.name
        assert engine.voice(voice.name) == voice


def test_an_unknown_voice_is_none(engine: Engine) -> None:
    """Neither an error nor a guess."""
    assert engine.voice("no such voice") is None


def test_it_says_a_phrase(engine: Engine) -> None:
    """Sound comes back at a rate that makes sense, loud enough to be heard and not clipped."""
    voice = english(engine)
    mouth = engine.open(voice)
    try:
        utterance = mouth.speak(SENTENCE, usual(voice))
    finally:
        mouth.close()
    assert 8000 <= utterance.rate <= 192_000
    assert utterance.samples.ndim == 1
    assert utterance.samples.dtype == np.float32
    assert np.abs(utterance.samples).max() <= 1
    first, last = audible_part(utterance.samples)
    assert utterance.whole or last - first > utterance.rate


def test_a_faster_pace_is_faster(engine: Engine) -> None:
    """A larger number never takes longer; nor does one voice change another's."""
    voice = english(engine)
    if voice.paces is None:
        pytest.skip(f"{engine.name} has one speed")
    mouth = engine.open(voice)
    try:
        paces = (voice.paces.slowest, voice.paces.usual, voice.paces.fastest)
        lengths = [len(mouth.speak("Let your shoulders be heavy.", pace).samples) for pace in paces]
    finally:
        mouth.close()
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.5 * lengths[2]


def test_it_can_be_closed_twice(engine: Engine) -> None:
    """Also before it said anything."""
    mouth = engine.open(english(engine))
    mouth.close()
    mouth.close()
