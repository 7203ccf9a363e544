"""A voice that somebody recorded: found by its name, matched by its words, and never believed."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from own_voices import recorded, spoken

from voiceguide.model.phrase import Phrase
from voiceguide.sound.loudness import integrated
from voiceguide.units import RATE, Frames, WordsPerMinute
from voiceguide.voice.engine import Lacking
from voiceguide.voice.engines import NoSuchVoice, choose
from voiceguide.voice.own import engine, folder, recordings_of
from voiceguide.voice.own_manifest import FILE, RecordingsDamaged, words_of
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


def _silence(file: Path) -> None:
    soundfile.write(file, np.zeros(RATE), RATE)


def _too_short(file: Path) -> None:
    soundfile.write(file, spoken(0.05), RATE)


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:300])


def _junk(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 40)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _gone(file: Path) -> None:
    file.unlink()


def _link(file: Path) -> None:
    outside = file.parent.parent / "outside.flac"
    file.rename(outside)
    file.symlink_to(outside)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _huge(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(1 << 40)


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (_silence, "it was silent"),
        (_too_short, "it broke off"),
        (_half, "cannot be read"),
        (_junk, "cannot be read"),
        (_empty, "cannot be read"),
        (_gone, "is not there"),
        (_link, "is a link"),
        (_folder, ""),
        (_pipe, "is no file"),
        (_huge, "larger than"),
    ],
)
def test_a_damaged_recording_is_named(damage: object, word: str) -> None:
    """Another voice says the phrase, and the listener is told which file, and why."""
    voice = recorded("anna", "Breathe in.")
    name = file_of(voice).name
    assert callable(damage)
    damage(file_of(voice))
    told = lack(voice)
    assert told.startswith(f"anna/{name} ")
    assert word in told


@pytest.mark.parametrize(
    "name",
    [
        "../outside.flac", "/etc/passwd", "/var/x.flac", "a/b.flac", "a\\b.flac", "C:x.flac", "..", ".hidden.flac",
        "x.wav", "", "-x.flac", "x\u202e.flac", "x.flac/", "//server/x.flac", "x" * 300 + ".flac",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_folder_is_named(name: str) -> None:
    """A file that lies elsewhere makes the whole voice unusable, with a sentence."""
    voice = recorded("anna", "Breathe in.")
    text = (voice / FILE).read_text(encoding="utf-8").replace(file_of(voice).name, name.replace("\\", "\\\\"))
    (voice / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RecordingsDamaged) as damaged:
        choose("anna", "en")
    assert str(voice / FILE) in damaged.value.message
    assert damaged.value.hint
    assert engine.voices() == ()


@pytest.mark.parametrize(
    "content",
    [
        b"title = ",
        b"\xff\xfe",
        b"title = 3",
        b'title = "a\\u001b[31m"',
        b"phrases = 3",
        b"phrases = [1]",
        b"[[phrases]]",
        b'[[phrases]]\ntext = "..."\nfile = "a.flac"',
        b'[[phrases]]\ntext = 3\nfile = "a.flac"',
        b'[[phrases]]\ntext = "a"\nfile = "a.flac"\nrecorded = 2025-01-01',
        b"format = 2",
        b"a = " + b"[" * 100_000,
        b"[[phrases]]\n" * 20_001,
        b"#" * (5 << 20),
    ],
)
def test_a_damaged_file_is_a_sentence(content: bytes) -> None:
    """Whatever is in it."""
    home = folder() / "anna"
    home.mkdir(parents=True)
    (home / FILE).write_bytes(content)
    with pytest.raises(RecordingsDamaged) as damaged:
        engine.voice("anna")
    assert str(home / FILE) in damaged.value.message


@pytest.mark.parametrize(
    "numbers", ["frames = -3", "frames = 1e300", "loudness = nan", "loudness = -inf", "loudness = 99"]
)
def test_impossible_numbers_are_left_out(numbers: str, tmp_path: Path) -> None:
    """They are only there to spare a measurement."""
    voice = recorded("anna", "Breathe in.")
    key = numbers.partition(" ")[0]
    lines = (voice / FILE).read_text(encoding="utf-8").splitlines()
    (voice / FILE).write_text("\n".join(numbers if key in line else line for line in lines), encoding="utf-8")
    with speaker("anna", tmp_path) as one:
        assert integrated(one.clip_of(phrase("Breathe in.")).samples) == pytest.approx(-20, abs=0.5)


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
