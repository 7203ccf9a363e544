"""Transcripts: a handout for who would rather read."""

import json
import re
from textwrap import dedent

import pytest
from desk import Author

TITLE_TO_END = """
    title: An hour's rest
    summary: Lie down for a while.
    screen: [supine]
    caution: Stop if it hurts.
    sources: ['A book, 1990']
    voice: {gap: 1s}
    steps:
      - chime: bowl
        times: 3
        every: 3s
      - $caution
      - Lie down. [4s!] Rest. [90s!]
      - section: Breath
        steps:
          - Begin now.
          - repeat: 3
            steps:
              - breathe: {in: 3s, out: 3s}
          - section: Deeper
            steps:
              - Let go. [20s!]
      - section: Quiet
        steps:
          - pause: 1m5s!
      - Sit up.
"""


def rendered(author: Author, script: str, ending: str, *wishes: str) -> str:
    """The text of a file that `render` writes, spoken by the silent engine."""
    author.writes("a.yaml", script)
    said = author.types("render", "a.yaml", "--voice", "silent", "-o", f"a{ending}", *wishes)
    assert said.status == 0, said.err
    return (author.folder / f"a{ending}").read_text(encoding="utf-8")


def test_a_transcript_reads_like_a_handout(author: Author) -> None:
    """What it is, who should ask first, sections, times, silences of five seconds and more, sources."""
    text = rendered(author, TITLE_TO_END, ".txt")

    assert re.sub(r"first if\n(- .*\n(  .*\n)*)+", "first if\n", text) == dedent("""\
        An hour's rest
        ==============

        Lie down for a while.

        It lasts 3 min 34 s.

        Before you begin: Stop if it hurts.

        Ask a doctor or physiotherapist first if

           0:00  (bowl, 3 times)

           0:09  Stop if it hurts. Lie down. Rest. (1 min 30 s)

        Breath
        ------

           1:47  Begin now.

           1:49  In … Out … (3 times)

        Deeper
        ~~~~~~

           2:07  Let go. (20 s)

        Quiet
        -----

           2:28  (1 min 5 s)

        * * *

           3:33  Sit up.

        * * *

        Sources
        - A book, 1990

        Made with voiceguide. This session is no medical treatment, and takes the place
        of none.
    """)


def test_markdown_has_the_same_words(author: Author) -> None:
    """With titles and bold times."""
    lines = rendered(author, TITLE_TO_END, ".md").splitlines()

    assert lines[0] == "# An hour's rest"
    assert "> **Before you begin:** Stop if it hurts." in lines
    assert "**Ask a doctor or physiotherapist first if**" in lines
    assert [line for line in lines if line.startswith("##")] == ["## Breath", "### Deeper", "## Quiet"]
    assert "**0:09** Stop if it hurts. Lie down. Rest. (1 min 30 s)" in lines
    assert "- A book, 1990" in lines


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_the_rest_of_a_session_is_told_from_its_beginning(author: Author, ending: str) -> None:
    """`--from` leaves out what is before; times are those of the sound that begins there."""
    text = rendered(author, TITLE_TO_END, ending, "--from", "Deeper")

    assert "Lie down. Rest" not in text
    assert "Deeper" in text
    assert re.search(r"0:00(\*\*|  )? ?Let go\. \(20 s\)", text)


def test_what_an_author_writes_is_no_markdown(author: Author) -> None:
    """Nor HTML: every sign of either is escaped."""
    script = """
        summary: '1. One'
        title: '# <b>*Rest*</b> & [more](http://x)'
        steps:
          - '1. <script>alert(1)</script> _now_ `x` | 2*3 &amp; ~~gone~~'
    """
    text = rendered(author, script, ".md")

    assert text.startswith("# \\# \\<b\\>\\*Rest\\*\\</b\\> \\& \\[more\\](http://x)\n\n1\\. One\n")
    assert "1\\. \\<script\\>alert(1)\\</script\\> \\_now\\_ \\`x\\` \\| 2\\*3 \\&amp; \\~\\~gone\\~\\~" in text
    assert not re.search(r"(?<!\\)<", text)


def test_roles_are_named(author: Author) -> None:
    """Whoever is not the narrator is named where a paragraph begins."""
    script = """
        title: Two of us
        voices: {guest teacher: silent}
        steps:
          - Welcome.
          - say: Hello. And good morning.
            voice: guest teacher
          - Begin.
    """
    text = rendered(author, script, ".txt")

    assert "Welcome.\n" in text
    assert "guest teacher: Hello. And good morning.\n" in text
    assert "  Begin.\n" in text


def test_a_file_of_the_plan_is_what_plan_prints(author: Author) -> None:
    """The same object, whatever the ending's case."""
    written = rendered(author, TITLE_TO_END, ".JSON")

    assert json.loads(written) == json.loads(author.types("plan", "a.yaml", "--voice", "silent", "--json").out)


def test_every_word_of_a_bundled_session_is_in_its_transcript(author: Author) -> None:
    """In order, and nothing is lost where words are printed once for many times."""
    assert author.types("render", "back-mobility", "-o", "back.txt").status == 0
    events = json.loads(author.types("plan", "back-mobility", "--json").out)["events"]
    text = " ".join((author.folder / "back.txt").read_text(encoding="utf-8").split())

    at = 0
    for event in events:
        if event["text"]:
            at = text.index(event["text"].rstrip("."), at)
    assert at > len(text) // 2


def test_the_rest_of_a_breath_is_no_silence(author: Author) -> None:
    """It is breathed: what is told is what comes after it."""
    script = """
        title: Breaths
        steps:
          - breathe: {in: 4s, out: 7s}
            times: 2
          - Rest.
          - breathe: {in: 4s, out: 7s}
            times: 2
          - pause: 6s!
          - Rest.
    """
    text = rendered(author, script, ".txt")
    assert [line.strip() for line in text.splitlines() if re.match(r" +\d", line)] == [
        "0:00  In … Out … In … Out",
        "0:22  Rest.",
        "0:24  In … Out … In … Out (6 s)",
        "0:52  Rest.",
    ]


def test_the_closing_has_a_title_where_sections_have(author: Author) -> None:
    """In the language of the session; and so has everything that is not the author's."""
    script = """
        title: Ruhe
        language: de
        caution: Nicht bei Schmerzen.
        sources: [Ein Buch]
        steps:
          - section: Atem
            steps:
              - breathe: {in: 3s, out: 3s}
                times: 3
                words: {in: Ein, out: Aus}
        closing:
          - Komm zurück.
    """
    assert rendered(author, script, ".txt", "--author", "Anna", "--licence", "CC0") == dedent("""\
        Ruhe
        ====

        Dauer: 19 s.

        Vor dem Beginn: Nicht bei Schmerzen.

        Atem
        ----

           0:00  Ein … Aus … (3-mal)

        Ausklang
        --------

           0:18  Komm zurück.

        * * *

        Quellen
        - Ein Buch

        Von Anna. Erstellt mit voiceguide. Lizenz: CC0. Diese Sitzung ist keine
        medizinische Behandlung und ersetzt keine.
    """)
    assert "\n## Ausklang\n" in rendered(author, script, ".md")


def test_labels_tell_the_closing(author: Author) -> None:
    """As a section, where there are others."""
    script = """
        title: One
        steps: [{section: Rest, steps: [Rest.]}]
        closing: [Come back.]
    """
    assert rendered(author, script, ".labels.txt").splitlines()[-2:] == [
        "1.800000\t2.800000\t§ Closing",
        "1.800000\t2.800000\tCome back.",
    ]
