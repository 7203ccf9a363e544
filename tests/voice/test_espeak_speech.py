"""eSpeak NG says the same in the same way, and takes nothing for a command."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from voice_fixtures import present

from voiceguide.model.phrase import Phrase
from voiceguide.units import WordsPerMinute
from voiceguide.voice.espeak import EspeakEngine, EspeakMouth, bundled
from voiceguide.voice.speaker import Speaker, SpeechFailed

Open = Callable[..., Speaker]


def phrase(said: str, rate: int = 130) -> Phrase:
    """To be said at 130 words a minute."""
    return Phrase(said=said, rate=WordsPerMinute(rate))


SENTENCES = [
    *(f"Breathe in for {count}, and let the air go again." for count in range(2, 12)),
    *("In.", "Out.", "One", "7", "Hold it here.", "Notice what is left of it, without looking for anything."),
]


def test_order_and_company_are_not_heard(speaker: Open, tmp_path: Path) -> None:
    """Phrases have the same samples in any order, one by one and two at once."""
    sounds = []
    for number in range(2):
        shuffled = sorted(SENTENCES, key=lambda said: zlib.crc32(f"{number}{said}".encode()))
        one = speaker("espeak:en-gb", tmp_path / str(number))
        if number:
            one.prepare(map(phrase, shuffled))
        sounds.append({said: one.clip_of(phrase(said)).samples for said in shuffled})
    for said in SENTENCES:
        assert all(np.array_equal(sound[said], sounds[0][said]) for sound in sounds)


@pytest.mark.parametrize(
    ("trap", "plain"),
    [
        ("Rest <break time='3s'/> here.", "Rest here."),
        ("Rest [[h@l'oU]] here.", "Rest here."),
        ("Rest &lt; here.", "Rest here."),
        ("<speak><prosody rate='x-slow'>Rest here.</prosody></speak>", "Rest here."),
    ],
)
def test_markup_is_spoken_and_not_obeyed(speaker: Open, trap: str, plain: str) -> None:
    """What looks like SSML or phonemes is only odd text: it takes longer by its letters, not by a pause."""
    one = speaker("espeak:en-gb")
    assert one.length_of(phrase(trap)) > one.length_of(phrase(plain))


@pytest.mark.parametrize("hidden", ["\x01\x31\x30S", "\u202e", "\ufeff", "\ue001", "\x1b"])
def test_invisible_characters_say_nothing(speaker: Open, hidden: str) -> None:
    """Controls, marks of direction and private characters do not reach the engine, which would obey some of them."""
    one = speaker("espeak:en-gb")
    letters = "".join(character for character in hidden if character.isalnum())
    said = np.asarray(one.clip_of(phrase(f"Rest {hidden} here.")).samples)
    assert np.array_equal(said, one.clip_of(phrase(f"Rest {letters} here.")).samples)


@pytest.mark.parametrize("nothing", ["...", "—", "?!", "", " ", "\u200b", "\x01"])
def test_words_without_a_letter_are_refused(speaker: Open, nothing: str) -> None:
    """They would be silence, and silence is the author's."""
    with pytest.raises(SpeechFailed, match="no letter and no digit") as failed:
        speaker("espeak:en-gb").length_of(phrase(nothing))
    assert failed.value.phrase == phrase(nothing)


@pytest.mark.parametrize(
    "odd", ["Ωμέγα", "呼吸", "نفس", "दम", "naïve café", "e\u0301te\u0301", "½ turn", "a" * 600, "1 " * 300]
)
def test_odd_text_is_spoken_or_told(speaker: Open, odd: str) -> None:
    """Any letters give sound or a sentence about it, never silence."""
    try:
        clip = speaker("espeak:en-gb").clip_of(phrase(odd))
    except SpeechFailed:
        pass
    else:
        assert clip.audible > 4800
        assert np.abs(clip.samples).max() > 0.05


def test_a_long_path_to_the_data_is_no_trouble(tmp_path: Path) -> None:
    """The library keeps paths in 160 characters; an environment may lie deeper than that."""
    library = bundled()
    if library is None:
        pytest.skip("espeakng-loader is not installed")
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(library.data)
    mouth = EspeakMouth(type(library)(path=library.path, data=deep / "espeak-ng-data", bundled=True), "gmw/en")
    try:
        assert len(mouth.speak("Hello.", 100).samples)
    finally:
        mouth.close()


def test_every_voice_that_is_listed_speaks() -> None:
    """A voice of each family; one whose dictionary is missing is not listed."""
    engine = present("espeak")
    assert isinstance(engine, EspeakEngine)
    assert engine.voice("fo") is None
    for name in ("en-us", "de", "fr-fr", "es", "it", "nl", "pt-br", "cmn", "ar", "ru"):
        mouth = engine.open(next(voice for voice in engine.voices() if voice.name == name))
        try:
            assert len(mouth.speak("1 2 3", 120).samples)
        finally:
            mouth.close()


def test_a_variant_sounds_like_another(speaker: Open) -> None:
    """`en-gb+f3` is another voice of the same language."""
    one, other = speaker("espeak:en-gb"), speaker("espeak:en-gb+f3")
    assert not np.array_equal(one.clip_of(phrase("Rest here.")).samples, other.clip_of(phrase("Rest here.")).samples)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_nothing_is_started_for_what_is_stored(speaker: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second program that says the same starts no process."""
    speaker("espeak:en-gb", tmp_path).prepare(map(phrase, SENTENCES))
    monkeypatch.setattr("subprocess.Popen", None)
    second = speaker("espeak:en-gb", tmp_path)
    second.prepare(map(phrase, SENTENCES))
    assert all(second.clip_of(phrase(said)).frames for said in SENTENCES)
    assert second.gain(WordsPerMinute(130)) < 0
