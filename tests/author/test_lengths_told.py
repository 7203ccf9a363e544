"""Lengths for people are told to the second; each that is named can be asked for."""

from desk import Author

from voiceguide.cli.exits import Exit

SCRIPT = """
    title: Odd
    steps:
      - Breathe in. [10.3s]
      - pause: 1.234s!
"""


def test_a_session_is_shown_to_the_second(author: Author) -> None:
    """What it lasts to the nearest, what it can last within its ends."""
    said = author.types("show", author.writes("odd.yaml", SCRIPT))
    last = said.out.strip().splitlines()[-1]
    assert "." not in last.removesuffix(".")
    _, _, rest = last.partition("from ")
    least, _, most = rest.partition(":")[0].partition(" to ")
    for length in (least, most):
        assert author.types("plan", "odd.yaml", "--for", length).status == Exit.DONE, length


def test_a_refusal_names_lengths_that_can_be_had(author: Author) -> None:
    """To the second too."""
    script = author.writes("odd.yaml", SCRIPT)
    for asked in ("1s", "2m"):
        said = author.types("plan", script, "--voice", "silent", "--for", asked)
        assert said.status == Exit.UNREACHABLE
        nearest = said.err.partition("The nearest that it can last is ")[2].partition(". ")[0]
        assert "." not in nearest
        assert author.types("plan", script, "--voice", "silent", "--for", nearest).status == Exit.DONE


def test_a_session_that_has_one_length_is_shown_as_such(author: Author) -> None:
    """There is nothing to ask for."""
    said = author.types("show", author.writes("one.yaml", "title: One\nsteps:\n  - pause: 6.4s!\n"))
    assert said.out.strip().splitlines()[-1] == "It lasts 6s."
