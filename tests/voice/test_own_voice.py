"""A voice that somebody recorded: found by its name, matched by its words, and never believed."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from own_speaker import file_of, lack, phrase, speaker
from own_voices import recorded, spoken

from voiceguide.sound.loudness import integrated
from voiceguide.units import RATE, Frames, WordsPerMinute
from voiceguide.voice.engines import NoSuchVoice, choose
from voiceguide.voice.own import engine, folder, recordings_of
from voiceguide.voice.own_manifest import FILE, words_of


def test_it_is_found_by_its_folder() -> None:
    """With its engine's name or without; what it is, stands in the file that tells of it."""
    recorded("anna", "Breathe in.", "Breathe out.")
    for wish in ("anna", "own:anna"):
        _, voice = choose(wish, "en")
        assert (voice.full_name, voice.languages, voice.quality) == ("own:anna", ("en",), "recorded")
        assert voice.title == "Anna, 2 phrases"
    assert [voice.name for voice in engine.voices()] == ["anna"]


def test_it_speaks_only_where_it_is_asked_for() -> None:
    """It may lack a phrase, and so stands in for nobody."""
    recorded("anna", "Breathe in.")
    assert choose("", "en")[1].engine != "own"
    assert choose("en", "en")[1].engine != "own"


@pytest.mark.parametrize(
    "said",
    [
        "Breathe in, slowly.",
        "breathe in slowly",
        "  Breathe in … slowly! ",
        "BREATHE IN — “slowly”",
        "Breathe\u00a0in slowly",
    ],
)
def test_words_are_what_matters(said: str, tmp_path: Path) -> None:
    """Neither case nor punctuation nor white space loses a recording."""
    recorded("anna", "Breathe in, slowly.")
    with speaker("anna", tmp_path) as one:
        assert one.length_of(phrase(said)) == pytest.approx(2 * RATE, abs=RATE // 20)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Breathe in.", "Breathe out."), ("Let it go", "Let go"), ("50 %", "50"), ("Ärm", "Arm"), ("1", "2")],
)
def test_other_words_are_other_words(one: str, other: str) -> None:
    """Also where only a mark differs that is spoken."""
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(("one", "other"), [("don't", "don\u2019t"), ("e\u0301", "\u00e9"), ("Straße", "STRASSE")])
def test_the_same_words_may_be_written_in_another_way(one: str, other: str) -> None:
    """As keyboards and editors have it."""
    assert words_of(one) == words_of(other)


def test_what_is_missing_is_lacking() -> None:
    """Another voice says it."""
    assert lack(recorded("anna", "Breathe in."), "Breathe out.") == "it was not recorded"


def test_a_set_stands_at_the_level_of_every_voice(tmp_path: Path) -> None:
    """With one gain for all: what is said softly stays softer."""
    texts = [f"Phrase number {number}." for number in range(8)]
    recorded("anna", *texts, amplitude=0.05)
    with speaker("anna", tmp_path) as one:
        together = np.concatenate([one.clip_of(phrase(text)).samples for text in texts])
        assert one.gain(WordsPerMinute(60)) == one.gain(WordsPerMinute(300)) > 0
    assert integrated(together) == pytest.approx(-20, abs=0.5)


def test_levels_that_nobody_wrote_down_are_measured(tmp_path: Path) -> None:
    """A set may be made by hand: a text and a file are enough."""
    home = folder() / "byhand"
    home.mkdir(parents=True)
    soundfile.write(home / "in.flac", spoken(2, 0.02), RATE)
    (home / FILE).write_text('[[phrases]]\ntext = "Breathe in."\nfile = "in.flac"\n', encoding="utf-8")
    with speaker("byhand", tmp_path) as one:
        assert integrated(one.clip_of(phrase("Breathe in.")).samples) == pytest.approx(-20, abs=0.5)
        assert one.voice.languages == ()


def test_what_is_recorded_anew_is_heard_at_once(tmp_path: Path) -> None:
    """Nothing of it is stored elsewhere."""
    recorded("anna", "Breathe in.", seconds=2)
    before = choose("anna", "en")[1].version
    with speaker("anna", tmp_path) as one:
        assert one.length_of(phrase("Breathe in.")) > 1.9 * RATE
    recorded("anna", "Breathe in.", seconds=1)
    with speaker("anna", tmp_path) as one:
        assert one.length_of(phrase("Breathe in.")) < 1.1 * RATE
        assert one.voice.version != before


def test_a_recording_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found out of it is in the store, and holds as long as the file is the very same."""
    recorded("anna", "Breathe in.", "Breathe out.")
    with speaker("anna", tmp_path) as one:
        lengths = [one.length_of(phrase(said)) for said in ("Breathe in.", "Breathe out.")]
        samples = one.clip_of(phrase("Breathe in.")).samples
    monkeypatch.delattr("voiceguide.voice.own.sound_of")
    with speaker("anna", tmp_path) as one:
        one.prepare([phrase("Breathe in."), phrase("Breathe out.")])
        assert [one.length_of(phrase(said)) for said in ("Breathe in.", "Breathe out.")] == lengths
        assert (one.clip_of(phrase("Breathe in.")).samples == samples).all()


def test_a_poor_recording_is_told_every_time(tmp_path: Path) -> None:
    """Until it is recorded again."""
    file = file_of(recorded("anna", "Breathe in."))
    soundfile.write(file, np.clip(spoken(2) * 20, -1, 1), RATE)
    for _ in range(2):
        with speaker("anna", tmp_path) as one:
            one.prepare([phrase("Breathe in.")])
            assert len(one.remarks) == 1


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44_100, 2), (96_000, 1)])
def test_any_rate_and_any_channels(tmp_path: Path, rate: int, channels: int) -> None:
    """They keep their length; one like a telephone's is used, and told."""
    file = file_of(recorded("anna", "Breathe in."))
    times = np.arange(3 * rate) / rate
    samples = 0.3 * np.sin(2 * np.pi * 200 * times)
    soundfile.write(file, np.repeat(samples[:, np.newaxis], channels, axis=1), rate)
    with speaker("anna", tmp_path) as one:
        assert one.length_of(phrase("Breathe in.")) == pytest.approx(3 * RATE, abs=RATE // 50)
        assert bool(one.remarks) == (rate == 8000)
        assert all(f"anna/{file.name} has only 8000 samples a second" in remark for remark in one.remarks)


def test_a_torn_recording_is_told(tmp_path: Path) -> None:
    """It is better than none."""
    file = file_of(recorded("anna", "Breathe in."))
    soundfile.write(file, np.clip(spoken(2) * 20, -1, 1), RATE)
    with speaker("anna", tmp_path) as one:
        assert one.clip_of(phrase("Breathe in.")).audible > Frames(0)
        assert one.remarks == (f"anna/{file.name} is too loud, so that its waves are cut off",)


@pytest.mark.parametrize("name", ["..", "../own", "a/b", "", "a:b", "/etc"])
def test_a_name_leads_nowhere_else(name: str) -> None:
    """It is a folder's name and nothing more."""
    recorded("anna", "Breathe in.")
    assert recordings_of(name) is None
    assert engine.voice(name) is None


def test_other_things_in_the_folder_are_left_alone() -> None:
    """A file, an empty folder, a hidden one."""
    recorded("anna", "Breathe in.")
    (folder() / "notes.txt").write_text("mine", encoding="utf-8")
    (folder() / "empty").mkdir()
    (folder() / ".hidden").mkdir()
    assert [voice.name for voice in engine.voices()] == ["anna"]
    with pytest.raises(NoSuchVoice):
        choose("own:empty", "en")
