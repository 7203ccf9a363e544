"""A session of several voices, and one whose voice was recorded with gaps, through the whole program."""

import hashlib
import json
import wave
from pathlib import Path
from typing import Any

import pytest
from desk import Author
from own_voices import recorded
from voice_fixtures import present

from voiceguide.cli.exits import Exit
from voiceguide.units import RATE

TALK = """
    title: Teacher and guide
    length: 90s
    caution: Stop if it hurts.
    voice: {name: espeak:en-gb, rate: 130 wpm}
    voices:
      teacher: {name: espeak:en-us+f3, rate: 110 wpm}
      guide: espeak:en-gb+m3
    steps:
      - chime: bowl
      - $caution
      - section: Landmarks
        voice: teacher
        steps:
          - repeat: 2
            over: 14s
            steps:
              - Let your shoulders drop. [6s]
              - {say: 'And rest. [2s]', voice: narrator}
          - {hold: 5s, on: Lift., count: down, voice: guide}
      - breathe: {in: 4s, out: 6s}
        times: 1..2..20
        voice: guide
      - Now rest. [8s]
    closing:
      - over: 8s!
        steps: [Thank you.]
"""
"""Every landmark stands in it: after a pass of its own length, and after beats."""


@pytest.fixture(autouse=True)
def espeak() -> None:
    """Both voices are eSpeak's."""
    present("espeak")


@pytest.fixture
def talk(author: Author) -> str:
    """The script, and a voice that has some of its phrases and not others."""
    recorded("anna", "Let your shoulders drop.", "Lift.", "In", "Thank you.", seconds=0.9)
    return author.writes("talk.yaml", TALK)


def plan(author: Author, *line: str) -> dict[str, Any]:
    """A plan as data."""
    said = author.types("plan", *line, "--json")
    assert said.status == Exit.DONE, said.err
    return dict(json.loads(said.out))


def spoken(plan: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Who should speak, whose voice it is, and the words; each once."""
    words = [event for event in plan["events"] if event["kind"] in {"speech", "count"}]
    return list(dict.fromkeys((event["speaker"], event["voice"], event["text"]) for event in words))


def test_the_plan_names_every_voice(author: Author, talk: str) -> None:
    """Of the session, of its roles, and of each phrase."""
    made = plan(author, talk)

    assert made["voice"]["name"] == "espeak:en-gb"
    assert {role: (one["name"], one["wpm"]) for role, one in made["voices"].items()} == {
        "teacher": ("espeak:en-us+f3", 110), "guide": ("espeak:en-gb+m3", 130),
    }  # fmt: skip
    assert made["voices"]["teacher"]["gain_db"] != made["voice"]["gain_db"]
    assert spoken(made) == [
        ("", "espeak:en-gb", "Stop if it hurts."),
        ("teacher", "espeak:en-us+f3", "Let your shoulders drop."),
        ("", "espeak:en-gb", "And rest."),
        ("guide", "espeak:en-gb+m3", "Lift."),
        *(("guide", "espeak:en-gb+m3", number) for number in "4321"),
        ("guide", "espeak:en-gb+m3", "In"),
        ("guide", "espeak:en-gb+m3", "Out"),
        ("", "espeak:en-gb", "Now rest."),
        ("", "espeak:en-gb", "Thank you."),
    ]


@pytest.mark.parametrize("asked", ["61s", "75.5s", "90s", "100.001s", "2m", "3m30s"])
def test_two_narrators_last_as_long_as_one(author: Author, talk: str, asked: str) -> None:
    """Every length is exact, and nothing overlaps."""
    made = plan(author, talk, "--for", asked)

    at = 0
    for event in made["events"]:
        if event["track"] == "time":
            assert event["start_frame"] == at
            at += event["frames"]
    assert at == made["frames"] == made["asked_ms"] * RATE // 1000


LANDMARKS = """
    title: Landmarks
    voices: {teacher: 'espeak:en-us+f3'}
    steps:
      - over: 12s
        steps: [Welcome., {say: And welcome from me., voice: teacher}]
      - chime: bowl
        wait: 6s
      - repeat: 3
        over: 15s
        steps:
          - Round $round. [4s]
          - {hold: 4s, on: Hold., count: down, voice: teacher}
      - over: 20s!
        voice: teacher
        steps: ['Let your shoulders drop. [3s]', And rest.]
      - breathe: {in: 4s, out: 6s}
        times: 3
    closing:
      - over: 8s!
        steps: [Thank you.]
"""

VOICES = ("espeak:en-gb", "espeak:en-us+f3", "silent:2s", "own:anna")


def beats(plan: dict[str, Any]) -> list[tuple[str, int]]:
    """When everything begins that no word should move: chimes, breaths, and the words that lead a pass."""
    return [
        (event["kind"], event["start_frame"])
        for event in plan["events"]
        if event["kind"] in {"chime", "breath"} or event["text"] in {"Welcome.", "Round 2.", "Thank you."}
    ]


@pytest.mark.parametrize("asked", ["", "110s", "3m"])
def test_landmarks_are_the_same_in_every_voice(author: Author, asked: str) -> None:
    """To the frame, with a voice of another accent, with none, and with a recorded one that lacks half of it."""
    script = author.writes("landmarks.yaml", LANDMARKS)
    recorded("anna", "Welcome.", "Round 2.", "Thank you.", seconds=1.4)
    more = ("--for", asked) if asked else ()

    made = {voice: plan(author, script, "--voice", voice, *more) for voice in VOICES}

    assert {name: beats(one) for name, one in made.items()} == dict.fromkeys(VOICES, beats(made["silent:2s"]))
    assert {one["frames"] for one in made.values()} == {made["silent:2s"]["frames"]}
    assert len({json.dumps(one["events"]) for one in made.values()}) == len(VOICES)


def test_a_recorded_voice_is_helped_out_and_the_listener_is_told(author: Author, talk: str) -> None:
    """In one line on the standard error: how many, which, where, by whom, and what to type; the plan stays whole."""
    said = author.types("plan", talk, "--voice", "own:anna", "--json")
    made = json.loads(said.out)

    assert {text: voice for who, voice, text in spoken(made) if not who} == {
        "Stop if it hurts.": "espeak:en-gb",
        "And rest.": "espeak:en-gb",
        "Now rest.": "espeak:en-gb",
        "Thank you.": "own:anna",
    }
    assert said.err == (
        "own:anna lacks 3 of 4 phrases, and espeak:en-gb says them: 'Stop if it hurts.' (line 3), 'And rest.'"
        f" (line 18), 'Now rest.' (line 23). Type 'voiceguide record {talk} --as anna' to record what is missing.\n"
    )
    assert made["voice"]["gain_db"] != 0


def test_a_recording_that_is_too_long_for_its_time_is_not_cut(author: Author) -> None:
    """Another voice says it there, the span stays as it is, and the listener is told why."""
    recorded("anna", "Hold.", "Rest.", seconds=4.0)
    script = author.writes("slow.yaml", "title: Slow\nsteps:\n  - {hold: 3s, on: Hold.}\n  - hold: 6s\n    on: Rest.\n")

    said = author.types("plan", script, "--voice", "own:anna", "--json")
    made = json.loads(said.out)

    assert said.err.startswith(
        "own:anna lacks 1 of 2 phrases, and espeak:en-gb says it: 'Hold.' (line 3, its recording is too long for its"
    )
    assert spoken(made) == [("", "espeak:en-gb", "Hold."), ("", "own:anna", "Rest.")]
    assert [event["frames"] for event in made["events"] if event["kind"] == "hold"] == [3 * RATE, 6 * RATE]


def test_a_role_may_be_recorded_too(author: Author, talk: str) -> None:
    """Its line says which role it is; a voice that lacks nothing is not spoken of."""
    path = Path(talk)
    path.write_text(path.read_text(encoding="utf-8").replace("espeak:en-gb+m3", "own:anna"), encoding="utf-8")

    said = author.types("plan", talk)

    assert said.err == (
        "own:anna lacks 5 of 7 phrases, and espeak:en-gb says them: '4' (line 19), '3' (line 19), '2' (line 19)"
        f" and 2 more. Type 'voiceguide record {talk} --as anna --role guide' to record what is missing.\n"
    )
    assert "guide: Lift." in said.out


def sound(path: Path) -> str:
    """The digest of every sample."""
    with wave.open(str(path)) as file:
        return hashlib.sha256(file.readframes(file.getnframes())).hexdigest()


@pytest.mark.parametrize("voice", ["espeak:en-gb", "own:anna"])
def test_cold_and_warm_stores_sound_the_same(
    author: Author, talk: str, voice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the bit, with as many voices as there are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cold"))
    for name in ("cold.wav", "warm.wav"):
        said = author.types("render", talk, "--voice", voice, "--for", "70s", "-o", name)
        assert said.status == Exit.DONE, said.err

    assert sound(Path("cold.wav")) == sound(Path("warm.wav"))
    with wave.open("cold.wav") as file:
        assert file.getnframes() == 70 * RATE


def test_a_role_whose_voice_is_not_here_is_the_narrators_part(author: Author, talk: str) -> None:
    """An advice at its line; the session is heard all the same, and `check` says it too."""
    path = Path(talk)
    path.write_text(path.read_text(encoding="utf-8").replace("espeak:en-gb+m3", "own:nobody"), encoding="utf-8")

    said = author.types("plan", talk, "--json")
    checked = author.types("check", talk)

    instead = "there is no voice called 'own:nobody', so 'espeak:en-gb' speaks for 'guide'"
    advice = f"7:3: advice: {instead} [role-without-voice]"
    assert said.status == checked.status == Exit.DONE
    assert advice in said.err
    assert advice in checked.out + checked.err
    assert ("guide", "espeak:en-gb", "Lift.") in spoken(json.loads(said.out))


def test_the_words_on_the_screen_say_who_speaks(author: Author) -> None:
    """The narrator is not named."""
    script = author.writes(
        "short.yaml",
        """
        title: Short
        voices: {guide: 'espeak:en-gb+m3'}
        steps:
          - Hello.
          - {say: And from me., voice: guide}
        """,
    )

    said = author.types("play", script, "--device", "silent", "--plain", "--voice", "silent:250ms")

    assert said.status == Exit.DONE
    assert said.out.splitlines()[:2] == ["00:00  Hello.", "00:01  guide: And from me."]
