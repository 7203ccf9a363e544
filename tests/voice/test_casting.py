"""Who plays whom on this machine."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from own_voices import recorded
from voice_fixtures import present

from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.script import read_text
from voiceguide.units import WordsPerMinute
from voiceguide.voice.casting import Company, company
from voiceguide.voice.engines import NoSuchVoice
from voiceguide.voice.store import Store

SCRIPT = """
    title: Who is who
    voice: {name: NARRATOR}
    voices:
      teacher: en-gb+f3
      guide: {name: TEACHER, rate: 110 wpm}
      slow: {rate: 100 wpm}
    steps:
      - Hello.
      - {say: Hello., voice: teacher}
      - {say: Hello., voice: guide}
      - {say: Hello., voice: slow}
"""

Cast = Callable[..., Company]


@pytest.fixture
def everybody(tmp_path: Path) -> Cast:
    """Gives a session its voices."""
    present("espeak")

    def cast(narrator: str = "espeak:en-gb", teacher: str = "espeak:en-us", wish: str = "") -> Company:
        return company(session(narrator, teacher), Wish(voice=wish), Store(folder=tmp_path))

    return cast


def session(narrator: str, teacher: str) -> Session:
    """The script with these voices."""
    text = dedent(SCRIPT).replace("NARRATOR", narrator).replace("TEACHER", teacher)
    read, problems = read_text(text, file="t.yaml")
    assert read is not None, problems
    return read


def voices(chosen: Company) -> dict[str, str]:
    """The full name of everybody's voice."""
    return {role: chosen.cast.role(role).voice.full_name for role in ("", "teacher", "guide", "slow")}


def test_each_role_has_the_voice_that_the_script_names(everybody: Cast) -> None:
    """One without a name has the narrator's."""
    chosen = everybody()
    assert voices(chosen) == {
        "": "espeak:en-gb", "teacher": "espeak:en-gb+f3", "guide": "espeak:en-us", "slow": "espeak:en-gb",
    }  # fmt: skip
    assert chosen.recast == {}


def test_the_listener_chooses_the_narrator(everybody: Cast) -> None:
    """Whoever has a voice of their own keeps it."""
    assert voices(everybody(wish="espeak:en-us+m3")) == {
        "": "espeak:en-us+m3", "teacher": "espeak:en-gb+f3", "guide": "espeak:en-us", "slow": "espeak:en-us+m3",
    }  # fmt: skip


def test_a_listener_who_wants_silence_has_it(everybody: Cast) -> None:
    """No role is heard then, and nothing is missing either; a script that wishes for silence silences the narrator."""
    chosen = everybody(wish="silent:2s")
    assert set(voices(chosen).values()) == {"silent:2s"}
    assert set(chosen.recast.values()) == {None}
    assert voices(everybody(narrator="silent:2s"))["teacher"] == "espeak:en-gb+f3"


@pytest.mark.parametrize("missing", ["espeak:no-such-voice", "own:nobody", "nobody at all", "own:../../etc"])
def test_a_voice_that_is_not_here_is_the_narrators_part(everybody: Cast, missing: str) -> None:
    """The role is told, with what there is; the others keep theirs."""
    chosen = everybody(teacher=missing)
    assert voices(chosen)["guide"] == "espeak:en-gb"
    assert voices(chosen)["teacher"] == "espeak:en-gb+f3"
    assert isinstance(chosen.recast["guide"], NoSuchVoice)


def test_a_narrator_that_is_not_here_is_no_session(everybody: Cast) -> None:
    """There is nobody to speak for it."""
    with pytest.raises(NoSuchVoice):
        everybody(wish="own:nobody")


def said_by(chosen: Company, said: str) -> str:
    """Who says it, once it was said."""
    phrase = Phrase(said=said, rate=WordsPerMinute(130))
    with chosen.cast:
        chosen.cast.prepare([phrase])
        return chosen.cast.name_of(phrase)


@pytest.mark.parametrize(
    ("written", "wish", "instead"),
    [
        ("espeak:en-us+m3", "own:anna", "espeak:en-us+m3"),
        ("silent:1s", "own:anna", "espeak:en-gb"),
        ("own:bert", "own:anna", "espeak:en-gb"),
        ("own:anna", "", "espeak:en-gb"),
        ("espeak:no-such-voice", "own:anna", "espeak:en-gb"),
    ],
)
def test_what_a_recorded_voice_lacks_a_complete_one_says(
    everybody: Cast, written: str, wish: str, instead: str
) -> None:
    """The one that the script names, else the language's; never silence, never somebody else's recordings."""
    for name in ("anna", "bert"):
        recorded(name, "Hello.", seconds=0.8)
    chosen = everybody(narrator=written, wish=wish)
    assert said_by(chosen, "Hello.") == "own:anna"
    assert said_by(everybody(narrator=written, wish=wish), "Nobody recorded this.") == instead


def test_nobody_is_given_a_recorded_voice_unasked(everybody: Cast) -> None:
    """Not for the language, and not by its tag."""
    recorded("anna", "Hello.", seconds=0.8)
    assert voices(everybody(narrator="''", wish=""))[""] == "espeak:en-gb"
    assert voices(everybody(wish="en"))[""] == "espeak:en-gb"
