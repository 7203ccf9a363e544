"""Through all steps of a session, those inside of others too."""

from collections.abc import Iterator

from voiceguide.model.steps import EachSide, ForEach, Group, OneOf, Repeat, Section, Step, Steps


def inside(step: Step) -> tuple[Steps, ...]:
    """The step lists that stand in a step, none for one that holds no others."""
    match step:
        case Section() | Group():
            return (step.steps,)
        case Repeat():
            return (*step.bodies, step.between)
        case ForEach():
            return (*step.passes, *step.between)
        case EachSide():
            return (*step.passes, step.between)
        case OneOf():
            return step.choices
        case _:
            return ()


def every_step(steps: Steps) -> Iterator[Step]:
    """All steps, each before those that stand in it."""
    waiting = list(reversed(steps))
    while waiting:
        step = waiting.pop()
        yield step
        for inner in reversed(inside(step)):
            waiting.extend(reversed(inner))
