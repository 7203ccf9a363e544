"""A session that is changed, ended and begun in ways of its own, by a clock that is moved by hand."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from play_parts import QUIET, FakeClock, Grains, event, idle, spoken, timeline
from play_stage import SESSION, Stage
from test_lost_device import Fragile

from voiceguide.play.command import Command, How
from voiceguide.play.device import Output, Pull
from voiceguide.play.part import Change, Part
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import AHEAD, Moment, State
from voiceguide.problems import Stop
from voiceguide.timeline.timeline import Chapter, Timeline
from voiceguide.units import RATE, Frames

WORD = timeline(1, event(spoken("Half is over."), 0, 1))
CLOSING = timeline(2, event(spoken("Come back."), 0, 1), event(QUIET, 1, 1))


@dataclass
class Scribe:
    """A guide that notes what it is asked, and makes every change five seconds longer."""

    asked: list[tuple[Command, Frames]] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    ended: list[Frames] = field(default_factory=list)
    refuses: bool = False

    def due(self, late: Frames) -> None:
        """Never."""

    def change(self, command: Command, now: Frames, *, still: bool) -> Change:
        """Five seconds more; a word of its own while nothing plays."""
        told = part(WORD) if still or command is Command.KEYS else None
        self.asked.append((command, now))
        if self.refuses:
            message = "It cannot be."
            raise Stop(message)
        whole = None if command is Command.KEYS else part(replace(SESSION, frames=Frames(15 * RATE)))
        return Change(part=whole, now=now, notice="longer", told=told)

    def keep(self, change: Change) -> None:
        """Note it."""
        self.kept.append(change)

    def closing(self, now: Frames) -> Part | None:
        """Two seconds."""
        self.ended.append(now)
        return part(CLOSING)


class Gone:
    """A device that is away for good once it is lost, until `minutes` have passed."""

    def __init__(self, clock: FakeClock) -> None:
        self._fragile = Fragile(clock)
        self._clock = clock

    about = "a device that is away for a while"

    def trouble(self) -> None:
        """None."""

    def open(self, pull: Pull, first: Frames) -> Output:
        """It is back after 40 s."""
        if self._fragile.attempts and self._clock.now < 1000 + 6.3 + 40:
            self._fragile.attempts = 1
        else:
            self._fragile.attempts = 4 if self._fragile.attempts else 0
        return self._fragile.open(pull, first)


def part(session: Timeline) -> Part:
    """Something that can be played."""
    return Part(timeline=session, mixer=Grains(session.frames))


def texts(moments: list[Moment]) -> list[str]:
    """What was said, in order."""
    said = [moment.words.what.text for moment in moments if moment.words]  # type: ignore[union-attr]
    return [text for before, text in pairwise(["", *said]) if text != before]


@pytest.mark.parametrize("command", [Command.LONGER, Command.SHORTER, Command.BACKGROUND, Command.WHERE])
def test_a_change_is_worked_out_for_later_and_then_heard(command: Command) -> None:
    """What a device may already have is never changed, and the session goes on where it is, without a step."""
    scribe = Scribe()
    stage = Stage([(3.0, command)], guide=scribe)
    ending = stage.run()
    positions = [moment.position for moment in stage.listener.moments]

    assert [asked for asked, _ in scribe.asked] == [command]
    assert scribe.asked[0][1] == pytest.approx(3.05 * RATE + AHEAD, abs=0.1 * RATE)
    assert len(scribe.kept) == 1
    assert ending.position == 15 * RATE
    assert positions == sorted(positions)
    assert "longer" in {moment.notice for moment in stage.listener.moments}


def test_a_change_in_a_pause_is_heard_when_it_goes_on() -> None:
    """It is worked out for the moment at which it stands."""
    scribe = Scribe()
    stage = Stage([(3.0, Command.PAUSE), *idle(3.0, 30), (3.0, Command.LONGER), (3.0, Command.PAUSE)], guide=scribe)

    assert stage.run().position == 15 * RATE
    assert scribe.asked[0][1] == pytest.approx(3.08 * RATE, abs=0.1 * RATE)


def test_what_cannot_be_changed_is_told() -> None:
    """And everything goes on as it was."""
    stage = Stage([(3.0, Command.LONGER)], guide=Scribe(refuses=True))

    assert stage.run().position == 10 * RATE
    assert "It cannot be." in {moment.notice for moment in stage.listener.moments}


def test_ending_kindly_is_a_fade_and_then_the_closing() -> None:
    """It is done then, and tells where the listener was; other keys change nothing any more."""
    scribe = Scribe()
    stage = Stage([(3.0, Command.END), (0.0, Command.END), (0.0, Command.LONGER)], guide=scribe)
    ending = stage.run()

    assert ending.how is How.DONE
    assert ending.position == pytest.approx(3 * RATE, abs=0.1 * RATE)
    assert len(scribe.ended) == 1
    assert scribe.asked == []
    assert texts(stage.listener.moments) == ["Breathe in.", "Come back."]
    assert stage.seconds == pytest.approx(0.3 + 3 + 1 + 2 + 0.3, abs=0.3)


def test_ending_kindly_in_a_pause_says_the_closing_at_once() -> None:
    """There is nothing to fade."""
    stage = Stage([(3.0, Command.PAUSE), *idle(3.0, 50), (3.0, Command.END)], guide=Scribe())

    assert stage.run().how is How.DONE
    assert texts(stage.listener.moments)[-1] == "Come back."


def test_a_closing_is_no_place_to_come_back_to() -> None:
    """Who takes the session up again has left it before."""
    stage = Stage([(3.0, Command.END)], guide=Scribe())
    stage.run()
    closing = [moment for moment in stage.listener.moments if moment.frames == CLOSING.frames]

    assert closing
    assert {moment.place for moment in closing} == {None}


def test_one_press_does_not_quit_and_two_do() -> None:
    """Later than two seconds after the first, the second is a first again."""
    once, late = Stage([(3.0, Command.QUIT)]), Stage([(3.0, Command.QUIT), (5.5, Command.QUIT)])
    twice = Stage([(3.0, Command.QUIT), *idle(3.0, 10), (3.0, Command.QUIT)])

    assert once.run().how is How.DONE
    assert late.run().how is How.DONE
    assert twice.run().how is How.INTERRUPTED


def test_something_may_come_first() -> None:
    """Time to settle or a sentence; then the session begins where it is told, and right leaves the first part out."""
    stage, hurried = Stage(start=4.0, first=part(CLOSING)), Stage([(0.5, Command.NEXT)], first=part(CLOSING))

    assert stage.run().position == hurried.run().position == 10 * RATE
    assert texts(stage.listener.moments) == ["Come back.", "Breathe out."]
    assert stage.seconds == pytest.approx(0.3 + 2 + 6 + 0.3, abs=0.3)
    assert stage.listener.moments[0].place is None
    assert stage.listener.moments[0].position == 4 * RATE


def test_who_leaves_before_it_begins_has_heard_nothing_of_it() -> None:
    """It ended where it would have begun."""
    stage = Stage([*idle(0.0, 20), (0.0, Command.INTERRUPT)], start=4.0, first=part(CLOSING))

    assert stage.run().position == 4 * RATE


def test_sections_are_gone_to() -> None:
    """To the one after and the one before, never past the first or the last."""
    session = replace(SESSION, chapters=tuple(chapter(start) for start in (0, 4)))
    stage = Stage([(1.0, Command.AFTER), (5.0, Command.AFTER), (6.0, Command.BEFORE)], session=session)
    stage.run()
    positions = [moment.position for moment in stage.listener.moments]
    jumps = [after / RATE for before, after in pairwise(positions) if not 0 <= after - before < RATE // 2]

    assert jumps == [pytest.approx(4 - RUN_UP / RATE, abs=0.1), pytest.approx(0, abs=0.1)]


def test_after_half_a_minute_without_a_device_it_counts_as_paused() -> None:
    """It goes on by itself with the phrase that was lost, and has it said in the next silence."""
    scribe = Scribe()
    stage = Stage(make=Gone, guide=scribe)
    states = {moment.state for moment in (stage.run(), stage.listener.moments)[1]}

    assert {State.LOST, State.WAITING} <= states
    assert [command for command, _ in scribe.asked] == [Command.BACK]
    assert scribe.asked[0][1] < 10 * RATE


def chapter(start: float) -> Chapter:
    """A section of four seconds."""
    first = Frames(round(start * RATE))
    return Chapter(title="", start=first, end=Frames(first + 4 * RATE), depth=0, source=SESSION.events[0].source)
