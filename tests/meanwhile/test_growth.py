"""What is heard of a session while a slow voice still speaks it: the laws, over generated scripts."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from any_script import Author
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_voice import AHEAD, Listener, SlowVoice, sounding

from voiceguide.meanwhile.meanwhile import Meanwhile
from voiceguide.model.phrase import Phrase
from voiceguide.problems import ScriptErrors, Stop
from voiceguide.script import read_text
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.timeline.timeline import Quiet, Track, Why
from voiceguide.timeline.voicing import Speaking
from voiceguide.units import FRAMES_PER_MILLISECOND, MINUTE, RATE, Frames, Milliseconds, frames_of, milliseconds_of


def drawn(text: str) -> float:
    """From 0 to 1, always the same for a text."""
    return Random(text).random()  # noqa: S311  (a length, no secret)


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of a voice: by letters, and a little by chance."""

    def phrase(self, phrase: Phrase) -> Frames:
        """From 50 to 90 ms a letter."""
        chance = 50 + round(40 * drawn(phrase.said))
        return Frames(chance * len(phrase.said) * FRAMES_PER_MILLISECOND + chance)

    def ring(self, sound: str) -> Frames:
        """Twenty seconds."""
        del sound
        return Frames(20 * RATE)

    def file(self, file: str) -> Frames:
        """Two seconds."""
        del file
        return Frames(2 * RATE)


def planner(script: str) -> Planner:
    """A planner for a script, with a voice whose lengths nobody can guess."""
    session, problems = read_text(script, file="test.yaml", folder=Path(), settings={})
    assert session is not None, [str(problem) for problem in problems]
    rate = session.voice.rate
    return Planner(session=session, speaking=Speaking(rate=rate, written=rate), lengths=Lengths())


def begins(planning: Planner, voice: SlowVoice, asked: Milliseconds | None) -> Listener | None:
    """A listener who has not heard anything yet; None where everything was spoken first."""
    meanwhile = Meanwhile(planning, voice, lambda: voice.now)  # type: ignore[arg-type]  # it stands in for `Speech`
    growth = meanwhile.begin(lambda: asked, lambda _: Frames(0), lambda _done, _whole: None)
    return None if growth is None else Listener(meanwhile, voice, growth)


def assert_as_heard(listener: Listener) -> None:
    """All was heard once, where it stands in the plan as it was in the end, and never before it was spoken."""
    assert listener.growth.whole
    assert sorted(listener.sounded) == sorted(sounding(listener.growth))
    begun = listener.began
    for (_, start, _), phrase in listener.words.items():
        assert listener.voice.since[phrase] - begun <= start / RATE
    now = 0
    for event in listener.growth.plan.timeline.on(Track.TIME):
        assert event.start == now
        now += event.frames
    assert now == listener.growth.plan.timeline.frames


def exactly(planning: Planner, asked: Milliseconds | None) -> Plan:
    """The plan with everything spoken first."""
    return planning.natural() if asked is None else planning.fitted(asked)


SEEDS = st.integers(min_value=0, max_value=10**6)
SPEEDS = st.sampled_from([0.2, 0.3, 0.5, 0.8, 1.5, 4.0, 30.0])


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, speed=SPEEDS, more=st.sampled_from([None, 0.8, 1.0, 1.1, 1.5]))
def test_what_was_heard_never_changes(seed: int, speed: float, more: float | None) -> None:
    """However slow the voice is; and it ends on the frame that was asked for, or tells by how much it is late."""
    planning = planner(Author(seed).script())
    natural = planning.natural().timeline.frames
    asked = None if more is None else milliseconds_of(Frames(round(natural * more)))
    listener = begins(planning, SlowVoice(planning, speed), asked)
    if listener is None or natural > 15 * 60 * RATE:
        return
    listener.hears()
    assert_as_heard(listener)
    growth = listener.growth
    if asked is not None:
        assert growth.plan.timeline.frames == frames_of(asked) + growth.late
    if growth.exact:
        assert growth.plan.timeline.events == exactly(planning, asked).timeline.events


REST = dedent("""
    title: Rest
    steps:
      - chime: bowl
      - Lie down, and let your weight be carried by the floor. [10s]
      - Notice one breath after the other, as it comes. [20s]
      - Let your arms be heavy. [20s]
      - Rest, and let everything be as it is. [30s]
    closing:
      - Come back. [2s]
""")


@pytest.mark.parametrize("asked", [None, Milliseconds(2 * MINUTE)])
def test_a_voice_that_is_quick_enough_is_not_noticed(asked: Milliseconds | None) -> None:
    """What is heard is the plan, event by event, though it began before all was spoken."""
    planning = planner(REST)
    listener = begins(planning, SlowVoice(planning, 1.5), asked)
    assert listener is not None
    listener.hears()
    assert_as_heard(listener)
    assert listener.growth.exact
    assert listener.growth.plan.timeline.events == exactly(planning, asked).timeline.events


def test_a_slow_voice_is_waited_for_in_silence_and_it_ends_on_the_frame() -> None:
    """It begins when its first words are spoken; the silences after a wait are shorter for it."""
    planning = planner(REST)
    asked = Milliseconds(2 * MINUTE)
    listener = begins(planning, SlowVoice(planning, 0.1), asked)
    assert listener is not None
    first = planning.lengths.phrase(next(iter(planning.phrases(asked)))) / RATE / 0.1
    assert listener.began == pytest.approx(first, abs=1)
    listener.hears()
    assert_as_heard(listener)
    assert not listener.growth.exact
    assert listener.growth.plan.timeline.frames == frames_of(asked)


def test_what_cannot_be_made_up_for_is_late_and_known() -> None:
    """By exactly as much as it is longer."""
    planning = planner(REST)
    asked = Milliseconds(MINUTE)
    listener = begins(planning, SlowVoice(planning, 0.05), asked)
    assert listener is not None
    listener.hears()
    assert_as_heard(listener)
    assert listener.growth.late == listener.growth.plan.timeline.frames - frames_of(asked) > 0


def test_without_a_length_every_wait_makes_it_longer() -> None:
    """By that wait, which is a silence of its own; nothing else changes."""
    planning = planner(REST)
    listener = begins(planning, SlowVoice(planning, 0.1), None)
    assert listener is not None
    listener.hears()
    assert_as_heard(listener)
    time = listener.growth.plan.timeline.on(Track.TIME)
    waits = [event for event in time if isinstance(event.what, Quiet) and event.what.why is Why.WAIT]
    assert waits
    kept = [(event.id, event.frames) for event in time if event not in waits]
    assert kept == [(event.id, event.frames) for event in planning.natural().timeline.on(Track.TIME)]


def test_another_length_may_be_asked_for_meanwhile() -> None:
    """It is had to the frame, and what was heard stays."""
    planning = planner(REST)
    listener = begins(planning, SlowVoice(planning, 0.3), Milliseconds(2 * MINUTE))
    assert listener is not None
    listener.hears(until=20)
    asked = frames_of(Milliseconds(3 * MINUTE))
    listener.growth = listener.meanwhile.refitted(listener.growth, Frames(listener.late + AHEAD), asked)
    listener.meanwhile.keep(listener.growth)
    listener.hears()
    assert_as_heard(listener)
    assert listener.growth.plan.timeline.frames == asked


def test_a_phrase_that_fails_ends_it_before_that_phrase() -> None:
    """Everything before it is heard, and the closing is spoken by then."""
    planning = planner(REST)
    voice = SlowVoice(planning, 2.0, fails="Let your arms be heavy.")
    listener = begins(planning, voice, Milliseconds(2 * MINUTE))
    assert listener is not None
    listener.hears()
    assert listener.over
    said = [phrase.said for phrase in listener.words.values()]
    assert said[-1] == "Notice one breath after the other, as it comes."
    closing = listener.meanwhile.closing(listener.growth, listener.late)
    assert closing is not None
    assert str(listener.meanwhile.failure(listener.growth)) == "It cannot be said."


def test_what_fails_first_is_raised() -> None:
    """Nothing was heard yet."""
    planning = planner(REST)
    first = next(iter(planning.phrases(None))).said
    with pytest.raises(Stop, match="It cannot be said"):
        begins(planning, SlowVoice(planning, 0.3, fails=first), None)


def test_a_mistake_that_shows_late_is_told() -> None:
    """Words that turn out to be too long for their time; the session is played to its end nevertheless."""
    slow = next(text for text in (f"Now be heavy, part {n}." for n in range(100, 999)) if drawn(text) > 0.9)
    planning = planner(REST.replace("closing:", f"  - hold: 1.9s\n    on: {slow}\nclosing:"))
    listener = begins(planning, SlowVoice(planning, 0.5), None)
    assert listener is not None
    listener.hears()
    assert_as_heard(listener)
    assert isinstance(listener.meanwhile.failure(listener.growth), ScriptErrors)
