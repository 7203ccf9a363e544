"""Whoever speaks: once more after trouble, then a sentence that tells of it."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from voice_fixtures import present

from voiceguide.model.phrase import Phrase
from voiceguide.units import Decibels, WordsPerMinute
from voiceguide.voice.engine import Engine, Paces, TooSlow, Unspoken, Utterance, Voice
from voiceguide.voice.engines import choose
from voiceguide.voice.silent import SilentEngine
from voiceguide.voice.speaker import Speaker, SpeechFailed, VoiceFailed
from voiceguide.voice.store import Store

Open = Callable[..., Speaker]


def phrase(said: str, rate: int = 130) -> Phrase:
    """To be said at 130 words a minute."""
    return Phrase(said=said, rate=WordsPerMinute(rate))


class Stutterer(SilentEngine):
    """Fails as often as it was told before each phrase is said."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.asked: list[str] = []

    def open(self, voice: Voice) -> "Stutterer":  # type: ignore[override]  # it is its own mouth
        """Nothing to be done."""
        assert voice.engine == self.name
        return self

    def speak(self, text: str, pace: int) -> Utterance:
        """Refuse, or beep."""
        assert pace == 0
        self.asked.append(text)
        if self.asked.count(text) <= self.failures:
            reason = "it swallowed a fly"
            raise Unspoken(reason)
        return Utterance(samples=np.full(9600, 0.5, np.float32), rate=48_000)

    def close(self) -> None:
        """Nothing to be done."""


def of(engine: Engine, folder: Path) -> Speaker:
    """With the engine's first voice."""
    return Speaker(engine, engine.voices()[0], Store(folder=folder))


def test_a_phrase_is_tried_once_more(tmp_path: Path) -> None:
    """One failure is not noticed."""
    engine = Stutterer(failures=1)
    with of(engine, tmp_path) as speaker:
        assert speaker.length_of(phrase("Rest.")) == 9600
    assert engine.asked == ["Rest.", "Rest."]


class Sleeper(Stutterer):
    """Never comes to an end, at any pace."""

    def voices(self) -> tuple[Voice, ...]:
        """One that must be measured first."""
        (voice,) = super().voices()
        return (replace(voice, paces=Paces(slowest=50, usual=100, fastest=200)),)

    def speak(self, text: str, pace: int) -> Utterance:
        """Not in any time."""
        assert pace
        self.asked.append(text)
        raise TooSlow("it did not come to an end")


def test_a_voice_that_never_ends_is_found_out_at_once(tmp_path: Path) -> None:
    """Before anything is known of it, it is not asked twice: nobody waits for it longer than they must."""
    engine = Sleeper(failures=0)
    with of(engine, tmp_path) as speaker, pytest.raises(VoiceFailed, match="it did not come to an end"):
        speaker.length_of(phrase("Rest."))
    assert len(engine.asked) == len(set(engine.asked)) <= 2


def test_twice_is_an_error_with_its_phrase(tmp_path: Path) -> None:
    """The error carries the phrase, tells the reason, and what to do."""
    with of(Stutterer(failures=2), tmp_path) as speaker, pytest.raises(SpeechFailed) as failed:
        speaker.length_of(phrase("Rest."))
    assert failed.value.message == "the voice 'silent:1s' could not say 'Rest.': it swallowed a fly"
    assert "pronounce" in failed.value.hint
    assert failed.value.phrase == phrase("Rest.")


def test_of_many_the_first_that_fails_is_told(tmp_path: Path) -> None:
    """In the order in which they were asked for."""
    said = [phrase(text) for text in ("?", "Two.", "!", "Four.")]
    with of(Stutterer(failures=0), tmp_path) as speaker, pytest.raises(SpeechFailed) as failed:
        speaker.prepare(said)
    assert failed.value.phrase == said[0]


def test_progress_counts_the_letters_that_are_missing(speaker: Open, tmp_path: Path) -> None:
    """Equal phrases count once, stored ones not at all; nothing missing says nothing."""
    one = speaker("espeak:en-gb", tmp_path)
    one.prepare([phrase("In."), phrase("Out.")])
    told: list[tuple[int, int]] = []
    again = speaker("espeak:en-gb", tmp_path)
    again.prepare([phrase(said) for said in ("In.", "One.", "Two.", "One.")], lambda *count: told.append(count))
    again.prepare([phrase("One.")], lambda *count: told.append(count))
    assert told == [(0, 8), (4, 8), (8, 8)]


@pytest.mark.parametrize("rate", [60, 130, 260])
def test_silence_has_its_length_at_any_rate(speaker: Open, rate: int) -> None:
    """Every phrase takes exactly what the voice's name says."""
    one = speaker("silent:700ms")
    assert one.length_of(phrase("Anything at all.", rate)) == 700 * 48
    clip = one.clip_of(phrase("1", rate))
    assert (clip.first, clip.last, clip.frames) == (0, 700 * 48, 700 * 48)
    assert not clip.samples.any()
    assert one.gain(WordsPerMinute(rate)) == Decibels(0.0)


@pytest.mark.parametrize("damage", ["remove", "cut", "flip"])
def test_a_half_filled_or_damaged_store_gives_the_same(speaker: Open, tmp_path: Path, damage: str) -> None:
    """Cold, warm, half-filled and damaged stores give the same samples."""
    said = [phrase(f"Breathe {count} times.") for count in range(2, 10)]
    one = speaker("espeak:en-gb", tmp_path)
    cold = [one.clip_of(one_phrase).samples.tobytes() for one_phrase in said]
    for number, file in enumerate(sorted(tmp_path.iterdir())):
        content = file.read_bytes()
        if number % 2:
            file.unlink()
        if number % 2 and damage == "cut":
            file.write_bytes(content[: len(content) // 2])
        if number % 2 and damage == "flip":
            file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    half, warm = speaker("espeak:en-gb", tmp_path), speaker("espeak:en-gb", tmp_path)
    assert [half.clip_of(one_phrase).samples.tobytes() for one_phrase in said] == cold
    assert [warm.clip_of(one_phrase).samples.tobytes() for one_phrase in said] == cold


def test_two_programs_share_a_store(tmp_path: Path) -> None:
    """Both speak the same phrases at once, and both hear the same."""
    present("espeak")
    program = (
        "import sys, hashlib\n"
        "from pathlib import Path\n"
        "from voiceguide.model.phrase import Phrase\n"
        "from voiceguide.voice.engines import choose\n"
        "from voiceguide.voice.speaker import Speaker\n"
        "from voiceguide.voice.store import Store\n"
        "said = [Phrase(said=f'Breathe {count} times.', rate=130) for count in range(20)]\n"
        "with Speaker(*choose('espeak:en-gb', 'en'), Store(folder=Path(sys.argv[1]))) as speaker:\n"
        "    speaker.prepare(said)\n"
        "    print(hashlib.sha256(b''.join(speaker.clip_of(one).samples.tobytes() for one in said)).hexdigest())\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(2)
    ]
    told = [process.communicate()[0] for process in running]
    assert told[0] == told[1] != b""
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_a_closed_speaker_leaves_nobody(speaker: Open, tmp_path: Path) -> None:
    """No child process is left, and no temporary file."""
    before = children()
    one = speaker("espeak:en-gb", tmp_path)
    one.prepare([phrase("In."), phrase("Out.")])
    assert children() > before
    one.close()
    assert children() == before


def children() -> set[str]:
    """The processes that this one has started."""
    files = Path("/proc/self/task").glob("*/children")
    return {child for file in files for child in file.read_text().split()}


def test_interrupted_work_ends_at_once(speaker: Open, tmp_path: Path) -> None:
    """Ctrl-C between two phrases stops the speaking, and the speaker can go on afterwards."""

    def interrupt(done: int, _of: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    one = speaker("espeak:en-gb", tmp_path)
    with pytest.raises(KeyboardInterrupt):
        one.prepare([phrase(f"Breathe {count} times.") for count in range(50)], interrupt)
    assert one.length_of(phrase("Rest.")) > 0


def test_choosing_says_what_is_known_of_a_voice() -> None:
    """Name, language, quality, version and whether it is reproducible."""
    present("espeak")
    voice = choose("espeak:de", "en")[1]
    assert (voice.full_name, voice.languages, voice.quality) == ("espeak:de", ("de",), "robotic")
    assert voice.version.startswith("1.")


class Talker(Stutterer):
    """Speaks five seconds at a time."""

    def speak(self, text: str, pace: int) -> Utterance:
        """A long beep."""
        assert pace == 0
        self.asked.append(text)
        return Utterance(samples=np.full(5 * 48_000, 0.5, np.float32), rate=48_000)


def test_memory_does_not_grow_with_the_number_of_phrases(tmp_path: Path) -> None:
    """Of what was spoken ahead only the length is kept: forty phrases of half a megabyte are not in memory together."""
    said = [phrase(f"Phrase {number}.") for number in range(40)]
    tracemalloc.start()
    try:
        with of(Talker(failures=0), tmp_path) as speaker:
            speaker.prepare(said)
            assert speaker.length_of(said[-1]) == 5 * 48_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000
