"""Piper's voices: found by their files, and spoken by its real runtime."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest
from numpy.typing import NDArray
from test_rates_and_levels import SESSION, SITZUNG, measured
from tiny_piper import RATE, piper_voice
from voice_fixtures import present

from voiceguide.voice.engine import EngineMissing, Mouth
from voiceguide.voice.engines import NoSuchVoice, choose, engine_named
from voiceguide.voice.piper import PACES, PiperMissing, engine, folder, runtime
from voiceguide.voice.speaker import Speaker

NAME = "en_US-tiny-medium"
TEXTS = ("In", "Breathe out slowly, and let it go.", "Lie down. Take your time.", "Press gently, hold, and release.")

Open = Callable[[str], Mouth]


@pytest.fixture(autouse=True)
def _piper_is_here() -> None:
    piper_voice(folder())
    present("piper")


@pytest.fixture
def mouth() -> Iterator[Open]:
    """Opens a voice, and closes it after the test."""
    opened: list[Mouth] = []

    def open_one(name: str = NAME) -> Mouth:
        voice = engine.voice(name)
        assert voice is not None
        opened.append(engine.open(voice))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def hertz(samples: NDArray[np.float32]) -> float:
    """Of the loudest tone."""
    return float(np.abs(np.fft.rfft(samples)).argmax() * RATE / len(samples))


def test_a_voice_is_told_by_its_description() -> None:
    """Language as BCP 47, a title for people, a word for its quality; in a folder inside as well."""
    piper_voice(folder() / "more" / "german", "de_DE-mine-high")
    best, other = engine.voices()
    assert (best.full_name, best.languages, best.quality) == ("piper:de_DE-mine-high", ("de-DE",), "lifelike")
    assert (other.title, other.quality) == ("Tiny, English (United States)", "natural")
    assert (best.kept, best.partial, best.reproducible) == (True, False, False)


def test_the_best_comes_first() -> None:
    """High before medium before low before the smallest, whatever their names."""
    for rank in ("x_low", "high", "low"):
        piper_voice(folder(), f"en_GB-a-{rank}")
    assert [voice.quality for voice in engine.voices()] == ["lifelike", "natural", "plain", "muffled"]


@pytest.mark.parametrize(
    ("code", "tag"), [("pt_BR", "pt-BR"), ("es_419", "es-419"), ("ar_JO", "ar-JO"), ("cmn_cn", "cmn-CN")]
)
def test_a_language_is_told_as_others_tell_it(code: str, tag: str) -> None:
    """Scripts and listeners write BCP 47."""
    piper_voice(folder(), f"{code}-x-medium")
    assert engine.voice(f"{code}-x-medium").languages == (tag,)  # type: ignore[union-attr]


def test_an_older_description_has_no_language_of_its_own() -> None:
    """It is told by the sounds that it is made of."""
    piper_voice(folder(), "de_DE-old-low", language=None, dataset=None)
    old = engine.voice("de_DE-old-low")
    assert old is not None
    assert (old.languages, old.title) == (("de",), "de_DE-old-low")


def test_another_file_of_the_same_name_is_told_by_its_folder() -> None:
    """And both can be asked for."""
    piper_voice(folder() / "other")
    assert {voice.name for voice in engine.voices()} == {NAME, f"other/{NAME}"}
    assert engine.voice(f"other/{NAME}") is not None


def test_a_new_edition_of_a_voice_is_another_version() -> None:
    """What the old one said is not taken for it; the same files elsewhere are the same version."""
    (before,) = engine.voices()
    piper_voice(folder() / "other")
    assert {voice.version for voice in engine.voices()} == {before.version}
    piper_voice(folder(), hertz=230.0)
    assert engine.voice(NAME).version != before.version  # type: ignore[union-attr]


def test_a_phrase_always_sounds_the_same(mouth: Open) -> None:
    """In any order, in another process, although the network draws random numbers."""
    one, other = mouth(NAME), mouth(NAME)
    said = {text: one.speak(text, 720).samples for text in TEXTS}
    for text in (*TEXTS[::-1], TEXTS[2], TEXTS[0]):
        assert np.array_equal(other.speak(text, 720).samples, said[text])


def test_without_fork_a_phrase_sounds_the_same_too(mouth: Open) -> None:
    """The network is loaded anew for each: what macOS and Windows do gives what Linux does."""
    program = (
        "import sys, os; os.environ['ORT_DISABLE_TELEMETRY'] = '1'\n"
        "from pathlib import Path\n"
        "from voiceguide.voice.piper_worker import Talker\n"
        "talker = Talker(Path(sys.argv[1]), Path(sys.argv[1] + '.json'), 0)\n"
        "talker.forking = False\n"
        "for text in sys.argv[2:]: sys.stdout.buffer.write(talker.say(text, 720)[1])\n"
    )
    texts = (*TEXTS, *TEXTS[::-1])
    run = subprocess.run(
        [sys.executable, "-c", program, folder() / f"{NAME}.onnx", *texts], capture_output=True, check=True
    )
    forked = np.concatenate([mouth(NAME).speak(text, 720).samples for text in texts])
    assert np.array_equal(np.frombuffer(run.stdout, "<i2"), np.rint(forked * 32768).astype(np.int16))


def test_each_speaker_of_several_can_be_asked_for(mouth: Open) -> None:
    """By name behind `#`; the voice by itself is the first of them."""
    piper_voice(folder(), "en_GB-choir-low", speakers=3)
    pitches = [
        hertz(mouth(f"en_GB-choir-low{who}").speak("Let go of your arms.", 720).samples) for who in ("", "#p0", "#p2")
    ]
    assert pitches == pytest.approx([220, 220, 220 * 1.5**2], rel=0.02)
    assert engine.voice("en_GB-choir-low#p3") is None
    assert engine.voice(f"{NAME}#p0") is None
    assert choose("en_GB-choir-low#p1", "en")[1].title.endswith(", p1")


def test_words_are_only_words(mouth: Open) -> None:
    """What Piper would take for sounds already is read as words."""
    assert len(mouth(NAME).speak("[[ aaaaaaaaaa ]]", 720).samples) == len(mouth(NAME).speak("aaaaaaaaaa", 720).samples)


def test_letters_can_be_the_sounds(mouth: Open) -> None:
    """Some networks are given the text itself."""
    piper_voice(folder(), "en_US-letters-low", phoneme_type="text")
    assert len(mouth("en_US-letters-low").speak("abc", 1000).samples) > 0


@pytest.mark.parametrize(
    ("voice", "sentences", "rate"),
    [
        *(("en_US-steady-medium", SESSION, rate) for rate in (75, 110, 160, 200)),
        *(("de_DE-steady-medium", SITZUNG, rate) for rate in (90, 130)),
    ],
)
def test_words_a_minute_are_kept(
    speaker: Callable[..., Speaker], voice: str, sentences: tuple[str, ...], rate: int
) -> None:
    """Within 10 % over the sentences of a session, although Piper itself knows no words a minute."""
    piper_voice(folder(), voice)
    assert measured(speaker(f"piper:{voice}"), sentences, rate, voice[:2]) == pytest.approx(rate, rel=0.1)


def test_a_rate_out_of_reach_is_told() -> None:
    """Both ends are known."""
    assert PACES.slowest < PACES.usual < PACES.fastest


def test_folders_named_like_a_voice_and_hidden_files_are_none() -> None:
    """What is still on its way is kept in a folder that begins with a dot."""
    (folder() / "en_US-x-low.onnx").mkdir()
    piper_voice(folder() / ".arriving", "en_US-y-low")
    assert [voice.name for voice in engine.voices()] == [NAME]


def test_without_voices_it_says_how_to_have_some() -> None:
    """Piper alone speaks nothing."""
    for file in folder().iterdir():
        file.unlink()
    with pytest.raises(EngineMissing, match="has no voice yet") as missing:
        choose("piper", "en")
    assert "voiceguide voices install" in missing.value.hint


def test_without_the_runtime_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """The voices may be there already; a session without a wish goes to another engine."""

    def nothing(name: str) -> str:
        raise PackageNotFoundError(name)

    runtime.cache_clear()
    monkeypatch.setattr("importlib.metadata.version", nothing)
    monkeypatch.setattr("voiceguide.voice.piper.find_spec", lambda _: None)
    with pytest.raises(PiperMissing) as missing:
        choose(f"piper:{NAME}", "en")
    assert "pip install 'voiceguide[piper]'" in missing.value.hint
    assert choose("", "en")[0].name != "piper"
    runtime.cache_clear()


def test_it_is_taken_when_nobody_asks() -> None:
    """Before any other, for its language and for that of another place; never for another language."""
    assert choose("", "en")[1].full_name == f"piper:{NAME}"
    assert choose("", "en-GB")[1].full_name == f"piper:{NAME}"
    assert choose("en", "de")[1].full_name == f"piper:{NAME}"
    assert choose("", "de")[0].name != "piper"
    assert choose("espeak", "en")[0].name == "espeak"
    with pytest.raises(NoSuchVoice):
        choose("piper:en_US-none-low", "en")


def test_listing_loads_nothing_heavy() -> None:
    """Neither the runtime nor a network is loaded to tell what there is."""
    program = (
        "import sys; from voiceguide.voice.engines import listing, engine_named; engine_named('piper').voices();"
        "assert not {'onnxruntime', 'piper', 'urllib.request'} & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert engine_named("piper") is engine
