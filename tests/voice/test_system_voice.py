"""Voices of the system, through pyttsx3: any sound file that it writes is taken, and nothing empty."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from voice_fixtures import present

from voiceguide.model.phrase import Phrase
from voiceguide.units import WordsPerMinute
from voiceguide.voice.engine import Unspoken
from voiceguide.voice.speaker import Speaker
from voiceguide.voice.system import decoded

Open = Callable[..., Speaker]


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize(
    ("kind", "coding"), [("WAV", "PCM_16"), ("AIFF", "PCM_16"), ("WAV", "FLOAT"), ("AIFF", "PCM_24")]
)
@pytest.mark.parametrize("channels", [1, 2])
def test_any_kind_of_file_is_read(kind: str, coding: str, rate: int, channels: int) -> None:
    """Windows writes WAV, macOS AIFF, at any rate, in one channel or two."""
    tone = np.repeat(0.5 * np.sin(np.arange(rate) / 20)[:, np.newaxis], channels, axis=1)
    file = io.BytesIO()
    soundfile.write(file, tone, rate, format=kind, subtype=coding)
    utterance = decoded(file.getvalue())
    assert utterance.rate == rate
    assert np.allclose(utterance.samples, tone[:, 0], atol=1e-4)


def empty_wav() -> bytes:
    """A header and no frames."""
    file = io.BytesIO()
    soundfile.write(file, np.zeros(0), 22_050, format="WAV")
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\0" * 100, b"not a sound at all" * 10, empty_wav()])
def test_an_empty_or_damaged_file_is_no_speech(content: bytes) -> None:
    """It is spoken again, and told if that does not help."""
    with pytest.raises(Unspoken, match="empty or damaged"):
        decoded(content)


def test_phrases_come_whole_and_at_their_rate(speaker: Open, tmp_path: Path) -> None:
    """Spoken twice, two at once and one by one, they are as long as before: neither cut nor at another rate."""
    said = [
        Phrase(said=f"Let the {part} be heavy.", rate=WordsPerMinute(rate))
        for part in ("left arm", "right arm", "head", "back", "left leg")
        for rate in (118, 128)
    ]
    first = speaker("system:en-gb", tmp_path / "first")
    (tmp_path / "second").mkdir()
    first.prepare(said)
    for reading in (tmp_path / "first").glob("*.reading"):
        reading.rename(tmp_path / "second" / reading.name)
    second = speaker("system:en-gb", tmp_path / "second")
    assert [second.length_of(phrase) for phrase in said] == [first.length_of(phrase) for phrase in said]


def test_markup_is_taken_out(speaker: Open) -> None:
    """What SAPI or NSSpeech would obey is not even said."""
    one = speaker("system:en-gb")
    rate = WordsPerMinute(130)
    marked = one.length_of(Phrase(said="<Rest> [[here]].", rate=rate))
    assert marked == pytest.approx(one.length_of(Phrase(said="Rest here.", rate=rate)), rel=0.1)


def test_nothing_is_printed(speaker: Open, capfd: pytest.CaptureFixture[str]) -> None:
    """pyttsx3 prints to standard output; ours stays clean."""
    present("system")
    speaker("system:en-gb").length_of(Phrase(said="Rest now.", rate=WordsPerMinute(130)))
    assert capfd.readouterr() == ("", "")
