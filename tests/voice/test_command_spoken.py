"""Programs that speak whole sessions: at the rate and level of every voice."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from desk import Author
from speaker_settings import PROGRAMS, SENTENCE, program, toml, written

from voiceguide.cli.exits import Exit
from voiceguide.model.phrase import Phrase
from voiceguide.sound.loudness import integrated
from voiceguide.units import RATE, WordsPerMinute
from voiceguide.voice.engines import choose
from voiceguide.voice.passages import passage_of
from voiceguide.voice.speaker import Speaker
from voiceguide.voice.store import Store

Needs = Callable[[str], str]


def speaker_of(lines: str, folder: Path) -> Speaker:
    """A speaker with a store."""
    written(a=lines)
    return Speaker(*choose("command:a", "en"), Store(folder=folder))


def rate_of(speaker: Speaker, rate: int) -> float:
    """Words a minute of the passage, as spoken at a rate."""
    frames = sum(speaker.length_of(Phrase(said=said, rate=WordsPerMinute(rate))) for said in PASSAGE.sentences)
    return float(PASSAGE.words * 60 * RATE / frames)


def level_of(speaker: Speaker, rate: int) -> float:
    """LUFS of the passage, sentence after sentence."""
    clips = [speaker.clip_of(Phrase(said=said, rate=WordsPerMinute(rate))) for said in PASSAGE.sentences]
    return integrated(np.concatenate([clip.samples for clip in clips]))


PASSAGE = passage_of("en")
PACES = "slowest = 2.0\nusual = 1.0\nfastest = 0.5"
ESPEAK = "slowest = 80\nusual = 130\nfastest = 400"


@pytest.mark.parametrize(
    ("tool", "command", "paces"),
    [
        ("flite", "flite -voice kal --setf duration_stretch={pace} -t {text} -o {out}", PACES),
        ("espeak-ng", "espeak-ng -v en-gb -s {pace} --stdout", ESPEAK),
    ],
)
def test_real_programs_keep_rate_and_level(tool: str, command: str, paces: str, needs: Needs, tmp_path: Path) -> None:
    """The rate is what is measured, within 3 % on the passage, and the level is that of every voice."""
    needs(tool)
    with speaker_of(f'command = "{command}"\n{paces}', tmp_path) as speaker:
        assert rate_of(speaker, 120) == pytest.approx(120, rel=0.03)
        assert level_of(speaker, 120) == pytest.approx(-20, abs=0.7)


def test_one_pace_is_levelled_too(needs: Needs, tmp_path: Path) -> None:
    """It speaks at the rate that it has, and says which."""
    needs("flite")
    with speaker_of('command = "flite -voice slt -t {text} -o {out}"', tmp_path) as speaker:
        own = speaker.rate_reached(WordsPerMinute(60))
        assert own == speaker.rate_reached(WordsPerMinute(400)) + 1
        assert rate_of(speaker, 60) == pytest.approx(own, rel=0.03)
        assert level_of(speaker, 60) == pytest.approx(-20, abs=0.7)


def test_a_phrase_is_tried_once_more(tmp_path: Path) -> None:
    """A program that fails now and then is not noticed."""
    shaky, memory = tmp_path / "shaky.py", tmp_path / "memory"
    memory.mkdir()
    shaky.write_text(
        "import pathlib, runpy, sys\n"
        f"known = pathlib.Path({str(memory)!r}, sys.argv[3])\n"
        "if not known.exists(): known.touch(); sys.exit(1)\n"
        f"runpy.run_path({str(PROGRAMS)!r}, run_name='__main__')\n",
        encoding="utf-8",
    )
    lines = f"command = [{toml(sys.executable)}, {toml(str(shaky))}, 'hum', '{{out}}', '{{text}}']"
    with speaker_of(lines, tmp_path / "store") as speaker:
        assert speaker.length_of(Phrase(said=SENTENCE, rate=WordsPerMinute(120))) > 0
    assert (memory / SENTENCE).exists()


def test_a_speaker_that_fails_is_no_mistake_of_the_script(author: Author) -> None:
    """It is told by itself, with what it said, and with the status of work that failed."""
    written(a=program("fails", "{out}", "{text}"))
    script = author.writes("one.yaml", "title: One\nsteps: [Rest.]\n")
    said = author.types("plan", script, "--voice", "a")
    assert said.status == Exit.FAILED
    assert said.err.startswith("The voice 'command:a' cannot speak: it ended with status 3: no such voice")


def test_it_speaks_a_session(author: Author) -> None:
    """By its name alone, as any voice does."""
    written(a=program("hum", "{out}", "{text}"))
    script = author.writes("one.yaml", f"title: One\nsteps: ['{SENTENCE}']\n")
    said = author.types("plan", script, "--voice", "a", "--json")
    assert said.status == Exit.DONE
    assert json.loads(said.out)["voice"]["name"] == "command:a"
    assert json.loads(said.out)["frames"] == pytest.approx(len(SENTENCE) / 15 * RATE, rel=0.02)
