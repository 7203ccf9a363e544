"""Captions in the formats of browsers, video and music players; read by other people's readers."""

import io
import itertools
import json
from html import unescape
from pathlib import Path
from textwrap import dedent

import numpy as np
import pysubs2
import pytest
import soundfile
import webvtt
from desk import Author
from numpy.typing import NDArray

FRAMES_A_MS = 48
WINDOW = 5 * FRAMES_A_MS
"""Audible are windows of 5 ms whose RMS is within 45 dB of the phrase's loudest."""

TWO_BREATHS = """
    title: Two breaths
    voice: {gap: 1s}
    steps:
      - Sit comfortably. [4s!] Let the chair hold you.
      - section: Breath
        steps:
          - breathe: {in: 3s, out: 3s}
            guide: counts
      - Thank you.
"""

HOSTILE = """
    title: 'Tags --> & <i>signs</i>, ] and "quotes"'
    steps:
      - 'A <b>bold</b> & <script>alert(1)</script> move --> out, {\\an8} there.'
      - "\\u05e0\\u05e9\\u05d5\\u05dd \\u05dc\\u05d0\\u05d8."
      - "Smile \\U0001F469\\u200D\\U0001F469\\u200D\\U0001F466 and rest."
      - Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.
"""

LONG = (
    "Allow your shoulders to drop away from your ears, and let the breath move in and out at its own natural pace,"
    " without changing it."
)


def rendered(author: Author, script: str, ending: str, *wishes: str) -> str:
    """The text of a file that `render` writes, spoken by the silent engine."""
    author.writes("a.yaml", script)
    said = author.types("render", "a.yaml", "--voice", "silent", "-o", f"a{ending}", *wishes)
    assert said.status == 0, said.err
    return (author.folder / f"a{ending}").read_text(encoding="utf-8")


def cues_of(text: str) -> list[webvtt.Caption]:
    """What another program reads in a WebVTT file."""
    return list(webvtt.from_buffer(io.StringIO(text), format="vtt").captions)


def spoken(author: Author, *wishes: str) -> list[dict[str, object]]:
    """The words of the plan."""
    plan = json.loads(author.types("plan", "a.yaml", "--json", *wishes).out)
    return [event for event in plan["events"] if event["kind"] in {"speech", "count"}]


def seconds(moment: str) -> float:
    """`HH:MM:SS.mmm` in seconds."""
    hours, minutes, rest = moment.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_webvtt_is_a_note_and_a_cue_for_each_line(author: Author) -> None:
    """Numbers and the words of breaths are lines too; a section is told before its first line."""
    assert rendered(author, TWO_BREATHS, ".vtt") == dedent("""\
        WEBVTT

        NOTE
        Two breaths
        Language: en

        1
        00:00:00.000 --> 00:00:02.000
        Sit comfortably.

        2
        00:00:05.000 --> 00:00:07.000
        Let the chair hold you.

        NOTE
        Breath

        3
        00:00:07.000 --> 00:00:09.000
        In

        4
        00:00:09.000 --> 00:00:10.000
        3

        5
        00:00:10.000 --> 00:00:12.000
        Out

        6
        00:00:12.000 --> 00:00:13.000
        3

        7
        00:00:13.000 --> 00:00:14.000
        Thank you.
    """)


def test_subrip_has_the_same_lines(author: Author) -> None:
    """With its own numbers and commas, and without notes."""
    vtt = cues_of(rendered(author, TWO_BREATHS, ".vtt"))
    srt = pysubs2.SSAFile.from_string(rendered(author, TWO_BREATHS, ".srt"), format_="srt")

    assert [(round(seconds(cue.start) * 1000), cue.text) for cue in vtt] == [(cue.start, cue.text) for cue in srt]
    assert [round(seconds(cue.end) * 1000) for cue in vtt] == [cue.end for cue in srt]


def test_lrc_has_title_length_and_hundredths(author: Author) -> None:
    """A sentence is a line, for players wrap it themselves."""
    assert rendered(author, TWO_BREATHS, ".lrc").splitlines()[:8] == [
        "[ti:Two breaths]",
        "[ar:voiceguide]",
        "[la:en]",
        "[length:0:14]",
        "[re:voiceguide]",
        "[00:00.00]Sit comfortably.",
        "[00:05.00]Let the chair hold you.",
        "[00:07.00]In",
    ]


def test_labels_for_audacity_have_sections_words_and_beats(author: Author) -> None:
    """From and to in seconds, and what it is; what begins together is told from the outside in."""
    assert rendered(author, TWO_BREATHS, ".labels.txt").splitlines()[:6] == [
        "0.000000\t1.000000\tSit comfortably.",
        "5.000000\t6.000000\tLet the chair hold you.",
        "7.000000\t13.000000\t§ Breath",
        "7.000000\t10.000000\t(in)",
        "7.000000\t8.000000\tIn",
        "9.000000\t10.000000\t3",
    ]


@pytest.mark.parametrize(
    ("ending", "first"),
    [
        (".vtt", "\n00:00:00.080 --> 00:00:02.080\nLet"),
        (".srt", "\n00:00:00,080 --> 00:00:02,080\nLet"),
        (".lrc", "\n[00:00.08]Let"),
        (".labels.txt", "0.080000\t1.080000\tLet"),
    ],
)
def test_the_rest_of_a_session_counts_from_its_beginning(author: Author, ending: str, first: str) -> None:
    """`--from` leaves out what is before, as the sound does, which fades in over 80 ms."""
    text = rendered(author, TWO_BREATHS, ending, "--from", "0:05")

    assert first in text
    assert "Sit" not in text


def test_nothing_an_author_writes_is_markup_in_webvtt(author: Author) -> None:
    """Signs are escaped, an arrow among them; a reader gets back what was written."""
    text = rendered(author, HOSTILE, ".vtt")
    cues = cues_of(text)
    read = " ".join(unescape(" ".join(cue.raw_text.split("\n"))) for cue in cues)

    assert "A <b>bold</b> & <script>alert(1)</script> move --> out, {\\an8} there." in read
    assert "Tags --&gt; &amp; &lt;i&gt;signs" in text
    assert text.count("-->") == len(cues)
    assert "<" not in text


def test_subrip_and_lrc_have_no_markup_to_be_mistaken_for(author: Author) -> None:
    """Nothing can be escaped there: signs that look alike stand for those that a player would take for its own."""
    for ending in (".srt", ".lrc"):
        text = rendered(author, HOSTILE, ending)
        assert not set("<>{}") & set(text.replace(" --> ", ""))
        assert "move → out" in " ".join(text.split())
    cues = pysubs2.SSAFile.from_string(rendered(author, HOSTILE, ".srt"), format_="srt")
    assert "\u2039script\u203aalert(1)\u2039/script\u203a" in " ".join(cue.plaintext for cue in cues)
    assert "[ti:Tags → & \u2039i\u203asigns" in text
    assert text.splitlines()[0].count("]") == 1


def test_signs_of_all_scripts_stay_whole(author: Author) -> None:
    """Hebrew, a family of three joined emoji, and a word that is wider than a row."""
    cues = [cue.text for cue in cues_of(rendered(author, HOSTILE, ".vtt"))]

    assert "נשום לאט." in cues
    assert "Smile 👩\u200d👩\u200d👦 and rest." in cues
    assert cues[-1] == "Donaudampfschifffahrtselektrizitätenhauptb\netriebswerkbauunterbeamtengesellschaft."


def test_a_role_is_a_voice(author: Author) -> None:
    """In WebVTT a line of a role says whose it is; the narrator's does not."""
    script = """
        title: Two of us
        voices: {guest teacher: silent}
        steps:
          - Welcome.
          - say: Hello.
            voice: guest teacher
    """
    text = rendered(author, script, ".vtt")

    assert "\nWelcome." in text
    assert "\n<v guest teacher>Hello." in text


@pytest.mark.parametrize("ending", [".vtt", ".srt", ".lrc"])
def test_a_session_without_words_has_no_captions(author: Author, ending: str) -> None:
    """An empty file would be taken for a broken one."""
    author.writes("bell.yaml", "title: Bell\nsteps:\n  - chime: bowl\n")
    said = author.types("render", "bell.yaml", "--voice", "silent", "-o", f"a{ending}")

    assert said.status == 1
    assert "no captions for Bell: nothing is spoken" in said.err
    assert not (author.folder / f"a{ending}").exists()


def heard_from(wave: NDArray[np.float64], moment: int) -> int:
    """The first audible frame after the last quiet of at least 60 ms that ends within 200 ms of a moment."""
    low = max(0, moment - 200 * FRAMES_A_MS)
    part = wave[low : moment + 400 * FRAMES_A_MS]
    energy = np.concatenate([[0.0], np.cumsum(part**2)])
    starts = np.arange(0, len(part) - WINDOW, FRAMES_A_MS)
    loud = np.sqrt((energy[starts + WINDOW] - energy[starts]) / WINDOW)
    audible = loud > loud.max() * 10 ** (-45 / 20)
    onsets = [at for at in range(60, len(audible)) if audible[at] and not audible[at - 60 : at].any()]
    assert onsets, moment
    return min((low + at * FRAMES_A_MS for at in onsets), key=lambda onset: abs(onset - moment))


def test_every_line_begins_with_its_word_in_the_sound(author: Author) -> None:
    """Within 50 ms, measured in a render; a part of a long sentence too. None is shown over the next."""
    author.writes("b.yaml", TWO_BREATHS.rstrip() + f"\n      - {LONG}\n      - Good.\n")
    for ending in (".wav", ".vtt", ".srt"):
        assert author.types("render", "b.yaml", "--voice", "espeak:en-gb", "-o", f"b{ending}").status == 0
    wave = soundfile.read(author.folder / "b.wav", dtype="float64")[0][:, 0]
    wave = np.concatenate([np.zeros(9600), wave])
    cues = cues_of((author.folder / "b.vtt").read_text(encoding="utf-8"))

    assert len(cues) == 12
    assert [cue.text.split()[0] for cue in cues[-3:]] == ["Allow", "and", "Good."]
    for cue in cues:
        start = round(seconds(cue.start) * 48_000) + 9600
        assert abs(heard_from(wave, start) - start) <= 50 * FRAMES_A_MS, cue.text
    for cue, following in itertools.pairwise(cues):
        assert seconds(cue.start) < seconds(cue.end) <= seconds(following.start)
    assert [cue.start for cue in pysubs2.load(str(author.folder / "b.srt"))] == [
        round(seconds(cue.start) * 1000) for cue in cues
    ]


def test_a_line_is_shown_as_long_as_it_takes_to_read(author: Author) -> None:
    """At least a second after it was heard, where nothing else is said."""
    vtt = cues_of(rendered(author, TWO_BREATHS, ".vtt"))
    heard = [event["audible"] for event in spoken(author, "--voice", "silent")]
    ends = [(part["start_frame"] + part["frames"]) / 48_000 for part in heard if isinstance(part, dict)]

    assert [round(seconds(cue.end) - end, 3) for cue, end in zip(vtt, ends, strict=True)][:2] == [1.0, 1.0]


def test_a_bundled_session_is_read_by_other_programs(author: Author) -> None:
    """All its words, in order, as they are written."""
    for ending in (".vtt", ".srt"):
        assert author.types("render", "posture-reset", "-o", f"posture-reset{ending}").status == 0
    words = [event["text"] for event in json.loads(author.types("plan", "posture-reset", "--json").out)["events"]]
    expected = " ".join(str(word) for word in words if word)

    vtt = cues_of((author.folder / "posture-reset.vtt").read_text(encoding="utf-8"))
    srt = pysubs2.load(str(author.folder / "posture-reset.srt"))
    assert " ".join(cue.text.replace("\n", " ") for cue in vtt) == expected
    assert " ".join(cue.plaintext.replace("\n", " ") for cue in srt) == expected


def test_an_ending_with_two_points_is_the_longer_one(author: Author) -> None:
    """`.labels.txt` is for Audacity, `.txt` a transcript; either way whatever the case."""
    assert rendered(author, TWO_BREATHS, ".LABELS.TXT").startswith("0.000000\t")
    assert rendered(author, TWO_BREATHS, ".Txt").startswith("Two breaths\n")
    assert Path("a.LABELS.TXT").is_file()
