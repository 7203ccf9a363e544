"""Who speaks with recordings, in a test."""

from pathlib import Path

import pytest

from voiceguide.model.phrase import Phrase
from voiceguide.units import WordsPerMinute
from voiceguide.voice.engine import Lacking
from voiceguide.voice.engines import choose
from voiceguide.voice.speaker import Speaker
from voiceguide.voice.store import Store


def phrase(said: str, rate: int = 130) -> Phrase:
    """At some rate, which recordings do not know."""
    return Phrase(said=said, rate=WordsPerMinute(rate))


def speaker(name: str, store: Path) -> Speaker:
    """Who speaks with these recordings."""
    return Speaker(*choose(name, "en"), Store(folder=store))


def file_of(voice: Path) -> Path:
    """The only sound of a voice."""
    (file,) = voice.glob("*.flac")
    return file


def lack(voice: Path, said: str = "Breathe in.") -> str:
    """Why a voice does not say it."""
    with speaker(voice.name, voice.parent / "store") as one, pytest.raises(Lacking) as lacking:
        one.clip_of(phrase(said))
    return str(lacking.value)
