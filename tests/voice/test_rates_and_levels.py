"""A rate is what is measured, and a voice stands at its level."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voiceguide.model.phrase import Phrase
from voiceguide.units import RATE, WordsPerMinute
from voiceguide.voice.passages import PASSAGES, passage_of
from voiceguide.voice.speaker import Speaker

Open = Callable[..., Speaker]

SESSION = (
    "Find a place where nobody needs you for a while.",
    "Let the chair carry your weight.",
    "Feel both feet flat on the ground.",
    "Your hands may rest wherever they are comfortable.",
    "Follow the next breath from its beginning to its end.",
    "Notice the small pause before the air comes back.",
    "If a sound reaches you, let it pass like a cloud.",
    "Now bring your attention to the top of your head.",
    "Soften your forehead, your eyes, and your jaw.",
    "Raise your shoulders towards your ears, and keep them there.",
    "And let them drop.",
    "Slowly begin to move your fingers and your toes.",
)
SITZUNG = (
    "Such dir einen Platz, an dem dich eine Weile niemand braucht.",
    "Lass den Stuhl dein Gewicht tragen.",
    "Spüre beide Füße flach auf dem Boden.",
    "Deine Hände dürfen liegen, wo es bequem ist.",
    "Folge dem nächsten Atemzug vom Anfang bis zum Ende.",
    "Bemerke die kleine Pause, bevor die Luft zurückkommt.",
    "Wenn dich ein Geräusch erreicht, lass es ziehen wie eine Wolke.",
    "Richte nun die Aufmerksamkeit auf deinen Scheitel.",
    "Mach die Stirn weich, die Augen und den Kiefer.",
    "Zieh die Schultern zu den Ohren und halte sie dort.",
    "Und lass sie fallen.",
    "Beginne langsam, Finger und Zehen zu bewegen.",
)
VOICES = {"en": "en-gb", "de": "de", "fr": "fr-fr", "es": "es", "it": "it", "nl": "nl", "pt": "pt"}


def phrases(sentences: tuple[str, ...], rate: int) -> list[Phrase]:
    """All at one rate."""
    return [Phrase(said=said, rate=WordsPerMinute(rate)) for said in sentences]


def measured(speaker: Speaker, sentences: tuple[str, ...], rate: int, language: str) -> float:
    """Letters a minute, told as words of the passage."""
    passage = passage_of(language)
    said = phrases(sentences, rate)
    speaker.prepare(said)
    minutes = sum(speaker.length_of(phrase) for phrase in said) / RATE / 60
    letters = sum(character.isalpha() for sentence in sentences for character in sentence)
    return letters / minutes * passage.words / passage.letters


@pytest.mark.parametrize(
    ("language", "rate"), [("en", 112), ("en", 130), ("en", 160), *((one, 130) for one in PASSAGES if one != "en")]
)
def test_the_passage_is_read_at_the_rate(speaker: Open, language: str, rate: int) -> None:
    """Within 3 %, in every language that has a passage."""
    one = speaker(f"espeak:{VOICES[language]}")
    assert measured(one, PASSAGES[language], rate, language) == pytest.approx(rate, rel=0.03)


@pytest.mark.parametrize(
    ("voice", "rate"),
    [
        *(("espeak:en-gb", rate) for rate in (112, 130, 160, 200)),
        *(("espeak:en-us", rate) for rate in (112, 160)),
        *(("espeak:de", rate) for rate in (112, 160)),
        ("system:en-gb", 130),
    ],
)
def test_a_session_is_spoken_at_the_rate(speaker: Open, voice: str, rate: int) -> None:
    """Within 8 % over its sentences."""
    sentences, language = (SITZUNG, "de") if voice == "espeak:de" else (SESSION, "en")
    assert measured(speaker(voice), sentences, rate, language) == pytest.approx(rate, rel=0.08)


@pytest.mark.parametrize(("asked", "end"), [(40, 0), (5000, 1)])
def test_a_rate_out_of_reach_is_brought_to_the_nearest(speaker: Open, asked: int, end: int) -> None:
    """The voice says which rate it has instead, and speaks at that."""
    one = speaker("espeak:en-gb")
    reached = one.rate_reached(WordsPerMinute(asked))
    assert reached > asked if end == 0 else reached < asked
    assert one.rate_reached(reached) == reached
    assert measured(one, PASSAGES["en"], asked, "en") == pytest.approx(reached, rel=0.03)


def test_a_rate_within_reach_is_had(speaker: Open) -> None:
    """From slow to more than twice that."""
    one = speaker("espeak:en-gb")
    assert [one.rate_reached(WordsPerMinute(rate)) for rate in (112, 130, 260, 320)] == [112, 130, 260, 320]


def test_what_was_asked_before_changes_nothing(speaker: Open, tmp_path: Path) -> None:
    """A rate means the same in a fresh store as in one that has seen many others."""
    seasoned = speaker("espeak:en-gb")
    gains = {rate: seasoned.gain(WordsPerMinute(rate)) for rate in (300, 112, 260, 163, 130)}
    lengths = {rate: seasoned.length_of(phrases(SESSION, rate)[0]) for rate in gains}
    for rate in (130, 163):
        fresh = speaker("espeak:en-gb", tmp_path / str(rate))
        assert fresh.gain(WordsPerMinute(rate)) == gains[rate]
        assert fresh.length_of(phrases(SESSION, rate)[0]) == lengths[rate]


@pytest.mark.parametrize(
    ("voice", "rate"),
    [("espeak:en-gb", 112), ("espeak:en-gb", 130), ("espeak:en-gb", 160), ("espeak:de", 130), ("system:en-gb", 130)],
)
def test_speech_stands_at_its_level(
    speaker: Open, needs: Callable[[str], str], tmp_path: Path, voice: str, rate: int
) -> None:
    """A session of gaps and sentences, as stereo, has -20 LUFS within 0.7 and at most -1.9 dBTP, by ffmpeg."""
    ffmpeg = needs("ffmpeg")
    one = speaker(voice)
    gap = np.zeros((RATE * 8 // 10, 1), np.float32)
    clips = [one.clip_of(phrase) for phrase in phrases(SITZUNG if voice == "espeak:de" else SESSION, rate)]
    mono = np.concatenate([part for clip in clips for part in (clip.samples[clip.first : clip.last], gap)])
    soundfile.write(tmp_path / "speech.wav", np.repeat(mono, 2, axis=1), RATE, subtype="FLOAT")
    told = subprocess.run(
        [ffmpeg, "-nostats", "-i", tmp_path / "speech.wav", "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    loudness = [float(found) for found in re.findall(r"I:\s+(-?[\d.]+) LUFS", told)][-1]
    peak = [float(found) for found in re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)][-1]
    assert loudness == pytest.approx(-20, abs=0.7)
    assert peak <= -1.9


def test_passages_have_no_numbers_and_are_told_by_language() -> None:
    """A voice of a language without a passage reads the English one."""
    assert passage_of("de-AT").language == "de"
    assert passage_of("tlh") == passage_of("en")
    for language, sentences in PASSAGES.items():
        assert not any(character.isdigit() for said in sentences for character in said)
        assert 45 <= passage_of(language).words <= 75
