"""How many cues a session becomes at most, without expanding it."""

from typing import assert_never

from voiceguide.model.choices import Counting, Guiding
from voiceguide.model.forms import Rounds, RoundsWithin
from voiceguide.model.session import Session
from voiceguide.model.steps import (
    Breathe,
    Chime,
    EachSide,
    ForEach,
    Group,
    Hold,
    MoveTo,
    OneOf,
    Pause,
    PlayFile,
    Repeat,
    Say,
    Section,
    SetBackground,
    SetEyes,
    Step,
    Steps,
)
from voiceguide.script.notes import Notes
from voiceguide.script.place import MOST_CUES, too_many
from voiceguide.units import SECOND


def check_count(session: Session, notes: Notes) -> None:
    """Note a session of too many cues, at the step that makes most of them."""
    steps = (*session.steps, *session.closing)
    if steps and cues(steps) > MOST_CUES:
        notes.add(too_many(max(steps, key=lambda step: cues((step,))).source))


def cues(steps: Steps) -> int:
    """The most cues that steps can become."""
    return sum(_cues(step) for step in steps)


def _cues(step: Step) -> int:  # noqa: C901  (one case for each kind of step)
    match step:
        case Say():
            return len(step.text)
        case Pause() | SetBackground() | PlayFile():
            return 1
        case MoveTo() | SetEyes():
            return 1 + len(step.say)
        case Chime():
            return step.times
        case Hold():
            counted = step.count in {Counting.UP, Counting.DOWN}
            return 5 + len(step.say) + len(step.during) + (step.length.nature // step.every if counted else 0)
        case Breathe():
            return _most(step.times) * _cycle(step)
        case Repeat():
            bodies = max(cues(body) for body in step.bodies)
            return _most(step.rounds) * (bodies + cues(step.between))
        case ForEach():
            return sum(cues(each) for each in (*step.passes, *step.between))
        case EachSide():
            return sum(cues(each) for each in (*step.passes, step.between))
        case Section() | Group():
            return 1 + cues(step.steps)
        case OneOf():
            return max((cues(choice) for choice in step.choices), default=0)
        case _:
            assert_never(step)


def _cycle(step: Breathe) -> int:
    counted = Guiding.COUNTS in {step.guide.first, step.guide.then}
    return sum(2 + (phase.length // SECOND if counted else 0) for phase in step.phases)


def _most(rounds: Rounds | RoundsWithin) -> int:
    return rounds.most if isinstance(rounds, Rounds) else 1
