"""What became of a session when its script was changed."""

from written import ms, natural, planner, session

from voiceguide.timeline.diff import differences
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import clock, milliseconds_of

OLD = """
    title: Old
    steps:
      - Breathe in. [4s!]
      - Breathe out. [4s!]
      - hold: 5s
      - Rest here. [9s!]
      - Feel your feet. [9s!]
    closing:
      - chime: bowl
    """


def timeline(script: str, asked: str = "") -> Timeline:
    """A script's timeline."""
    written = session(script)
    return planner(written).fitted(ms(asked)).timeline if asked else natural(written).timeline


def told(old: str, new: str, asked: str = "") -> list[str]:
    """The differences as lines: what became of it, when, what it is, and by how much."""
    lines = []
    for change in differences(timeline(old, asked), timeline(new, asked)):
        times = [clock(at) if at is not None else "-" for at in (change.before, change.after)]
        by = f" {milliseconds_of(change.by) / 1000:+}" if change.by else ""
        lines.append(f"{change.how.value} {' '.join(times)} {change.what}{by}")
    return lines


def test_nothing() -> None:
    """The same script has no differences."""
    assert told(OLD, OLD) == []


def test_a_new_sentence() -> None:
    """What is new appears, and what follows it is one shift, not one for each event."""
    assert told(OLD, OLD.replace("- hold", "- One more. [2s]\n      - hold")) == [
        "appeared - 00:10.000 “One more.”",
        "shifted 00:10.000 00:13.000 hold, 5s +3.0",
    ]


def test_a_sentence_that_is_gone() -> None:
    """It disappears at its old moment."""
    assert told(OLD, OLD.replace("      - Rest here. [9s!]\n", "")) == [
        "disappeared 00:15.000 - “Rest here.”",
        "shifted 00:25.000 00:15.000 “Feel your feet.” -10.0",
    ]


def test_other_words() -> None:
    """A changed wording is an old text and a new one."""
    assert told(OLD, OLD.replace("Rest here.", "Rest now.")) == [
        "disappeared 00:15.000 - “Rest here.”",
        "appeared - 00:15.000 “Rest now.”",
    ]


def test_words_that_stand_elsewhere() -> None:
    """A sentence that comes earlier moved; it did not appear and disappear."""
    new = OLD.replace("      - Feel your feet. [9s!]\n", "").replace(
        "      - hold", "      - Feel your feet. [9s!]\n      - hold"
    )

    assert told(OLD, new) == [
        "moved 00:25.000 00:10.000 “Feel your feet.” -15.0",
        "shifted 00:10.000 00:20.000 hold, 5s +10.0",
        "shifted 00:35.000 00:35.000 chime bowl",
    ]


def test_another_length() -> None:
    """A span that became longer says by how much, and what follows is no shift of its own."""
    assert told(OLD, OLD.replace("hold: 5s", "hold: 7s")) == ["length 00:10.000 00:10.000 hold, 7s +2.0"]


def test_a_silence_of_another_length() -> None:
    """What follows it comes later."""
    assert told(OLD, OLD.replace("in. [4s!]", "in. [5s!]")) == ["shifted 00:05.000 00:06.000 “Breathe out.” +1.0"]


def test_a_set_length_moves_everything_a_little() -> None:
    """Moves of less than a tenth of a second are not told."""
    old = OLD.replace("[9s!]", "[9s]")

    assert told(old, old.replace("Rest here.", "Rest now."), asked="50s") == [
        "disappeared 00:15.000 - “Rest here.”",
        "appeared - 00:15.000 “Rest now.”",
    ]
