"""Files of routines and options, which are there to be included."""

from voiceguide.script import parse_text

PARTS = """\
options:
  rest: {default: 20s, from: 10s, to: 60s, about: a rest}
routines:
  tense and let go:
    takes: [part, tense]
    steps:
      - tense: $tense
        say: $part.
        during: {2.5s: Keep breathing.}
      - release: $rest
"""


def test_parts_without_mistakes() -> None:
    """A file of parts needs neither title nor steps, and what its routines take is not known yet."""
    document = parse_text(PARTS, file="_parts.yaml")

    assert document.is_parts
    assert document.problems_in_parts() == ()


def test_mistake_in_parts() -> None:
    """A mistake in a routine that nobody does is found where it stands."""
    document = parse_text(PARTS.replace("release:", "relaese:"), file="_parts.yaml")

    assert [str(problem) for problem in document.problems_in_parts()] == ["_parts.yaml:10:9: unknown step 'relaese'"]


def test_parts_are_no_session() -> None:
    """Parts cannot be played."""
    session, problems = parse_text(PARTS, file="_parts.yaml").session()

    assert session is None
    assert "_parts.yaml:1:1: this file holds parts for sessions, and is none itself" in map(str, problems)
