"""`--from`: a session is begun with a section, or with what is said at a moment."""

import pytest
import soundfile
from desk import Author

SCRIPT = """\
    title: Two parts
    voice: {name: 'silent:1s'}
    steps:
      - section: Arriving
        steps: ['One. [4s!]']
      - section: Resting
        steps: ['Two. [4s!]', 'Three. [4s!]']
"""


def test_plan_begins_with_a_section(author: Author) -> None:
    """The table begins where the section does; the times are those of the whole."""
    told = author.types("plan", author.writes("parts.yaml", SCRIPT), "--from", "resting")

    assert told.out.splitlines()[0].startswith("00:05.000  say    Two.")


def test_render_begins_with_what_is_said(author: Author) -> None:
    """A file begins with the phrase of that moment, 80 ms before its first sound."""
    out = author.folder / "out.wav"
    author.types("render", author.writes("parts.yaml", SCRIPT), "--from", "0:12", "-o", str(out))

    assert soundfile.info(out).frames == (15_000 - 10_000 + 80) * 48


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("Restin", "This session has no section 'Restin'.\nDid you mean 'Resting'?"),
        ("1:00", "The session is over at 0:15, before 1:00."),
    ],
)
def test_a_place_that_there_is_not(author: Author, start: str, told: str) -> None:
    """A wrong section or moment is a sentence and status 2."""
    done = author.types("plan", author.writes("parts.yaml", SCRIPT), "--from", start)

    assert done.status == 2
    assert told in done.err
