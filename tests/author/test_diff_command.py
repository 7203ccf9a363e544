"""`voiceguide diff`."""

from desk import Author

OLD = """
    title: Diff
    steps:
      - pause: 4s
      - hold: 5s
      - Rest here. [9s!]
      - hold: 6s
    """


def test_it_tells_what_became_of_a_session(author: Author) -> None:
    """A line for each change with the moment in the old and in the new session, and both lengths."""
    old = author.writes("old.yaml", OLD)
    new = author.writes("new.yaml", OLD.replace("      - hold: 5s\n", "").replace("pause: 4s", "pause: 10s!"))

    said = author.types("diff", old, new, "--voice", "silent")

    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["old", "new"]
    assert lines[1].split(maxsplit=2) == ["00:04.000", "-", "disappeared             hold, 5s"]
    assert lines[2].split(maxsplit=2) == ["00:09.000", "00:10.000", "all 1s later from here  “Rest here.”"]
    assert lines[-1].endswith(", 1s longer.")


def test_no_difference(author: Author) -> None:
    """That is said too."""
    script = author.writes("same.yaml", OLD)

    said = author.types("diff", script, script, "--voice", "silent")

    assert said.out.startswith("Nothing happens otherwise than before.\nIt lasted ")


def test_a_broken_script(author: Author) -> None:
    """The mistakes are shown as everywhere."""
    said = author.types("diff", author.writes("old.yaml", OLD), author.writes("new.yaml", "title: Broken\n"))

    assert said.status == 3
