"""What is seen of a session while it plays."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from voiceguide.cli.player.lines import OWN, Lines, key_lines, where_help_is
from voiceguide.cli.player.screen import Screen
from voiceguide.cli.terminal import wants_plain
from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.phrase import Phrase
from voiceguide.play.keys import KEYS, keys_for
from voiceguide.play.moment import Moment, State
from voiceguide.problems import Source
from voiceguide.timeline.timeline import Event, Role, Spoken, Track
from voiceguide.units import RATE, Decibels, Frames, WordsPerMinute


def said(second: int, text: str, *, role: Role = Role.SAY, section: str = "") -> Event:
    """Words that begin at a second."""
    phrase = Phrase(said=text, rate=WordsPerMinute(120))
    return Event(
        id=f"steps/{second}", track=Track.TIME, start=Frames(second * RATE), frames=Frames(RATE),
        what=Spoken(phrase=phrase, text=text, role=role, level=Decibels(0.0)),
        source=Source(file="a.yaml", line=1, column=1), section=section, side="", round=0,
        posture=Posture.LYING, eyes=Eyes.OPTIONAL,
    )  # fmt: skip


def moment(second: int, words: Event | None, state: State = State.PLAYING) -> Moment:
    """What the player tells at a second."""
    return Moment(
        state=state, position=Frames(second * RATE), frames=Frames(90 * RATE), place=Frames(0), notice="", help=False,
        event=words, words=words, late=0, volume=Decibels(0.0),
    )  # fmt: skip


BREATHE = said(5, "Breathe in.", section="Breath")
TWO = said(6, "two", role=Role.COUNT, section="Breath")
DRAW = said(70, "Draw \x1b[2J it.")


def printed(*moments: Moment, counts: bool = False) -> list[str]:
    """The lines printed for some moments."""
    lines: list[str] = []
    show = Lines(counts=counts, write=lines.append)
    for one in moments:
        show(one)
    return lines


def test_a_phrase_is_one_line() -> None:
    """However often it is told that it is still being said."""
    assert printed(moment(0, None), moment(5, BREATHE), moment(5, BREATHE), moment(70, DRAW)) == [
        "\nBreath",
        "00:05  Breathe in.",
        "01:10  Draw \\x1b[2J it.",
    ]


def test_a_closing_that_comes_early_has_no_time() -> None:
    """It is no moment of the session."""
    assert printed(moment(8, BREATHE), replace(moment(0, said(0, "Get up.")), place=None))[-1] == "       Get up."


def test_counts_are_lines_only_for_whom_they_are_not_heard() -> None:
    """A screen reader that speaks numbers over the voice that counts would be no help."""
    assert printed(moment(5, BREATHE), moment(6, TWO)) == ["\nBreath", "00:05  Breathe in."]
    assert printed(moment(5, BREATHE), moment(6, TWO), counts=True)[-1] == "00:06  two"


def test_a_pause_is_told_once() -> None:
    """With the key that ends it; not again after something was said in it."""
    paused = moment(1, None, State.PAUSED)
    assert printed(paused, paused, moment(1, None, State.TELLING), paused) == ["Paused. Space goes on."]


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"TERM": "xterm"}, False),
        ({"TERM": "dumb"}, True),
        ({"TERM": ""}, True),
        ({"TERM": "xterm", "ACCESSIBLE": "1"}, True),
        ({"TERM": "xterm", "ACCESSIBLE": "0"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
    ],
)
def test_a_terminal_that_cannot_draw_gets_lines(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, plain: bool
) -> None:
    """And so does a listener who says that drawings do not help."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_plain(asked=False, stream=Terminal()) is plain
    assert wants_plain(asked=True, stream=Terminal())


def test_what_is_no_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log holds no drawings."""
    monkeypatch.setenv("TERM", "xterm")
    assert wants_plain(asked=False, stream=io.StringIO())
    assert wants_plain(asked=False, stream=None)


def drawn(*moments: Moment, width: int = 60, height: int = 14, before: str = "", notice: str = "") -> list[str]:
    """The lines of the screen after some moments."""
    console = Console(file=io.StringIO(), width=width, height=height, force_terminal=True, color_system=None)
    screen = Screen(title="Rest [b]", before=before, notice=notice, console=console)
    for one in moments:
        screen(one)
    with console.capture() as capture:
        console.print(screen.picture(moments[-1]))
    return [line.strip() for line in capture.get().splitlines()]


def test_the_screen_shows_where_we_are() -> None:
    """Title, time gone and left, section, the words, the keys; nothing of a script is taken for markup."""
    lines = drawn(moment(5, BREATHE))
    assert lines[1].startswith("Rest [b]")
    assert lines[1].endswith("0:05 gone · 1:25 left")
    assert lines[2] == "Breath"
    assert "Breathe in." in lines
    assert lines[-1].startswith("space pause · left again · right next")


def test_a_count_stands_under_the_words() -> None:
    """The words stay while they are counted."""
    lines = drawn(moment(5, BREATHE), moment(6, TWO))
    assert lines.index("two") == lines.index("Breathe in.") + 1


def test_what_was_to_be_said_before_stands_until_the_first_words() -> None:
    """A caution is seen before the session begins to speak."""
    assert "Mind your back." in drawn(moment(0, None), before="Mind your back.")
    assert "Mind your back." not in drawn(moment(5, BREATHE), before="Mind your back.")


def test_a_notice_stands_under_the_bar() -> None:
    """In a line of its own, at any time."""
    lines = drawn(moment(45, BREATHE), notice="No loudspeaker was found.")
    assert lines[-2] == "No loudspeaker was found."
    assert lines[-3].startswith("━")


@pytest.mark.parametrize("help_", [False, True])
@pytest.mark.parametrize(("width", "height"), [(20, 5), (20, 4), (5, 1), (40, 12), (200, 60)])
def test_the_screen_fits_its_terminal(width: int, height: int, *, help_: bool) -> None:
    """Whatever its size, no line is too long, none too many, and nothing is raised."""
    long = said(70, "Let everything go that you need not hold. " * 9)
    for state in State:
        shown = replace(moment(70, long, state), help=help_)
        lines = drawn(shown, width=width, height=height, notice="No loudspeaker was found. " * 9)
        assert all(cell_len(line) <= width for line in lines)
        assert len(lines) <= height
        assert "\x1b" not in "".join(lines)


def test_in_little_room_there_are_the_words_and_the_time_that_is_left() -> None:
    """And, in a pause, that it is one."""
    assert drawn(moment(45, BREATHE), width=20, height=2) == ["Breathe in.", "0:45 left"]
    assert drawn(moment(45, BREATHE, State.PAUSED), width=20, height=3)[-1] == "paused"


def test_the_keys_are_shown_in_short_where_the_table_is_too_long() -> None:
    """All of them."""
    lines = drawn(replace(moment(45, BREATHE), help=True), width=60, height=14)
    assert "q twice, quit" in " ".join(" ".join(lines).split())


def test_what_the_player_says_is_printed_once() -> None:
    """Without a time of its own; not at all where it stands there already."""
    own = replace(said(0, "One minute left."), id=OWN)
    told = moment(5, own, State.TELLING)

    assert printed(told) == ["One minute left."]
    assert printed(replace(told, notice="One minute left.")) == ["One minute left."]
    assert printed(moment(1, BREATHE), replace(told, help=True), replace(told, help=True))[-1] == "\n".join(
        key_lines(KEYS)
    )


def test_what_a_key_did_is_printed_once() -> None:
    """When it is asked for; not again when it is said in the next silence. Other words are, also under the keys."""
    own = replace(said(9, "One minute left."), id=OWN)
    other = replace(own, what=said(9, "The sound is back.").what)
    later = replace(own, what=said(9, "Legs. One minute left.").what)
    asked = replace(moment(5, BREATHE), notice="One minute left.")
    keys = "\n".join(key_lines(KEYS))

    assert printed(asked, moment(7, BREATHE), moment(9, own)) == ["One minute left.", "\nBreath", "00:05  Breathe in."]
    assert printed(replace(asked, notice="Legs. 2 minutes left."), moment(9, later))[-1] == "00:05  Breathe in."
    assert printed(asked, replace(moment(9, other), help=True))[-2:] == [keys, "The sound is back."]


def test_a_listener_by_lines_is_told_of_the_keys() -> None:
    """By the names that they have."""
    assert where_help_is(KEYS) == "space pauses and goes on; ? twice says what every key does."
    assert where_help_is(keys_for({"pause": "a"})).startswith("a pauses")
    assert where_help_is(keys_for({"pause": "?"})) == ""
