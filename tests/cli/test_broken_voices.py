"""A voice that cannot speak: who chose it decides whether another one does."""

import json
from collections.abc import Callable

import numpy as np
import pytest
from desk import Author, Said
from own_voices import recorded
from tiny_piper import piper_voice, worn
from voice_fixtures import present

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.recording.sitting import _Model
from voiceguide.model.phrase import Phrase
from voiceguide.script import read_text
from voiceguide.units import WordsPerMinute
from voiceguide.voice.own_manifest import FILE
from voiceguide.voice.piper import folder

NAME = "piper:en_US-tiny-medium"
WORDS = "title: Short\nsteps:\n  - Let go of every thought. [2s!]\n  - Rest a while.\n"

Plan = Callable[..., Said]


@pytest.fixture
def plan(author: Author) -> Plan:
    """Plans a session of two phrases."""
    present("espeak")
    present("silent")
    return lambda *words: author.types("plan", author.writes("short.yaml", WORDS), "--json", *words)


@pytest.fixture
def broken() -> None:
    """A network of Piper's that is as long as it should be, and wrong inside."""
    worn(piper_voice(folder()))


@pytest.mark.usefixtures("broken")
def test_one_that_was_taken_by_itself_gives_way(plan: Plan) -> None:
    """The next best speaks, and one sentence says so; nothing of the runtime's words reaches the listener."""
    said = plan()

    assert said.status == Exit.DONE
    assert json.loads(said.out)["voice"]["name"] == "espeak:en-gb"
    assert said.err == (
        f"The voice '{NAME}' cannot be used: its network is damaged, or not one of Piper's,"
        " so 'espeak:en-gb' speaks instead.\n"
    )


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("command", "script"), [("check", WORDS), ("plan", "title: Bowls\nsteps: [{chime: bowl}]\n"), ("show", WORDS)]
)
def test_it_gives_way_whatever_is_asked(author: Author, command: str, script: str) -> None:
    """Also where nothing is said, and where a session is only looked at."""
    present("espeak")
    said = author.types(command, author.writes("any.yaml", script))
    assert (said.status, "Traceback" in said.err) == (Exit.DONE, False)


@pytest.mark.usefixtures("broken")
def test_so_does_one_of_the_settings(plan: Plan, author: Author) -> None:
    """What is usual is a wish, not an order; a language is not even that."""
    author.types("config", "voice", NAME)
    for said in (plan(), plan("--voice", "en")):
        assert said.status == Exit.DONE
        assert json.loads(said.out)["voice"]["name"] == "espeak:en-gb"


@pytest.mark.usefixtures("broken")
def test_one_that_was_asked_for_is_told(plan: Plan) -> None:
    """With what to do about it."""
    said = plan("--voice", NAME)

    assert (said.status, said.out) == (Exit.FAILED, "")
    assert said.err.startswith(f"The voice '{NAME}' cannot be used: its network is damaged, or not one of Piper's.\n")
    assert "voices install en_US-tiny-medium" in said.err


@pytest.mark.usefixtures("broken")
def test_a_session_begins_all_the_same(author: Author) -> None:
    """Also where it is spoken while it plays."""
    script = author.writes("short.yaml", WORDS)
    said = author.types("play", script, "--device", "silent", "--rate", "400")

    assert said.status == Exit.DONE
    assert said.err.count(f"The voice '{NAME}' cannot be used") == 1
    assert "'espeak:en-gb' speaks instead." in said.err


@pytest.mark.usefixtures("broken")
def test_whoever_records_hears_somebody_else(capsys: pytest.CaptureFixture[str]) -> None:
    """The model that says the phrases first is a voice like any other."""
    present("espeak")
    session, _ = read_text(WORDS, file="short.yaml")
    assert session is not None
    model = _Model(session, "")
    said = [model(Phrase(said=text, rate=WordsPerMinute(130))) for text in ("Rest.", "Rest a while.")]
    model.close()

    assert all(one is not None and np.abs(one).max() > 0.01 for one in said)
    assert capsys.readouterr().err.count("'espeak:en-gb' speaks instead.") == 1


def test_recordings_of_the_settings_that_are_damaged_give_way(plan: Plan, author: Author) -> None:
    """They are told; asked for by name they are a failure."""
    voice = recorded("anna", "Rest a while.")
    author.types("config", "voice", "own:anna")
    (voice / FILE).write_text("format = ", encoding="utf-8")

    usual, asked = plan(), plan("--voice", "own:anna")

    assert (usual.status, asked.status) == (Exit.DONE, Exit.FAILED)
    assert usual.err.startswith("The recorded voice 'anna' cannot be used: ")
    assert usual.err.endswith(", so 'espeak:en-gb' speaks instead.\n")
    assert asked.err.startswith("The recorded voice 'anna' cannot be used: ")


@pytest.mark.parametrize("command", ["no-such-program-anywhere -t {text} -o {out}", "false"])
def test_a_program_of_the_settings_that_is_broken_gives_way(plan: Plan, command: str) -> None:
    """Whether it is gone, or cannot speak any more."""
    file = settings.folders().settings
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'voice = "mine"\n[speakers.mine]\ncommand = "{command}"\nlanguage = "en"\n', encoding="utf-8")

    usual, asked = plan(), plan("--voice", "mine")

    assert (usual.status, asked.status) == (Exit.DONE, Exit.FAILED)
    assert usual.err.endswith(", so 'espeak:en-gb' speaks instead.\n")


def test_a_usual_voice_that_is_gone_gives_way(plan: Plan, author: Author) -> None:
    """It was removed, or lies on a disk that is not here today."""
    model = piper_voice(folder())
    author.types("config", "voice", NAME)
    piper_voice(folder(), "de_DE-other-low")
    model.unlink()

    said = plan()

    assert said.status == Exit.DONE
    assert said.err == f"There is no voice called '{NAME}', so 'espeak:en-gb' speaks instead.\n"
