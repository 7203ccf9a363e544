"""`voiceguide why`."""

from desk import Author

SCRIPT = """
    title: Why
    steps:
      - Feel your feet. [10s]
      - hold: 4s
    """


def test_it_shows_the_line_and_the_reason(author: Author) -> None:
    """What happens, the line it comes from as it is written, why, and what comes next."""
    script = author.writes("why.yaml", SCRIPT)

    said = author.types("why", script, "00:03", "--voice", "silent", "--for", "20s")

    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "00:03.000 of 00:20.000, posture any, eyes open"
    assert lines[1].startswith("A silence of ")
    assert lines[3:5] == [f"{script}:3:21", "    3 │   - Feel your feet. [10s]"]
    assert "By nature it lasts 10s; it may be from 4s to 40s." in lines
    assert any(line.startswith("next    00:16.000") for line in lines)


def test_the_first_moment(author: Author) -> None:
    """A session begins at 0:00."""
    said = author.types("why", author.writes("why.yaml", SCRIPT), "0:00", "--voice", "silent")

    assert said.out.splitlines()[1].startswith("The voice says “Feel your feet.”")


def test_after_the_end(author: Author) -> None:
    """There is nothing there; the status is that of wrong usage."""
    said = author.types("why", author.writes("why.yaml", SCRIPT), "59:00", "--voice", "silent")

    assert said.status == 2
    assert said.err.startswith("The session is over at 00:1")


def test_no_moment(author: Author) -> None:
    """What is no time says how one is written."""
    said = author.types("why", author.writes("why.yaml", SCRIPT), "soon")

    assert said.status == 2
    assert "write it such as 07:32" in said.err
