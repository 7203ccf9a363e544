"""Whether both sides of a body do the same."""

from itertools import zip_longest
from typing import assert_never

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
from voiceguide.model.walk import inside
from voiceguide.problems import Source


def difference(one: Steps, other: Steps) -> tuple[Source, str] | None:
    """Where the spans or rounds of two sides differ, and how; None if they are the same."""
    for first, second in zip_longest(_beats(one), _beats(other)):
        if first is None or second is None:
            only = first or second
            return (only[0].source, "only one side has this") if only else None
        if first[1] != second[1]:
            return second[0].source, "the sides have different spans or rounds here"
    return None


def _beats(steps: Steps) -> list[tuple[Step, object]]:
    """Each span and loop with what must be the same on both sides."""
    return [beat for step in steps for beat in _beats_of(step)]


def _beats_of(step: Step) -> list[tuple[Step, object]]:
    own = _own(step)
    inner = [beat for steps in inside(step) for beat in _beats(steps)]
    return inner if own is None else [(step, own), *inner]


def _own(step: Step) -> object:
    """What must be the same of a step itself; None where nothing must."""
    match step:
        case Say() | Pause() | Chime() | SetEyes() | SetBackground() | PlayFile():
            return None
        case MoveTo():
            return step.posture, step.take
        case Hold():
            return step.kind, step.length, step.every
        case Breathe():
            return tuple((phase.part, phase.length) for phase in step.phases), step.times
        case Repeat():
            return step.rounds, len(step.bodies), step.over
        case ForEach() | EachSide():
            return len(step.passes), step.over
        case Section() | Group():
            return step.over
        case OneOf():
            return len(step.choices)
        case _:
            assert_never(step)
