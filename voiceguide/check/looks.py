"""The looks: every way in which a script is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from voiceguide.model.session import Option, OptionKind, Session
from voiceguide.model.steps import EachSide, ForEach, Group, OneOf, Repeat, Section, Step, Steps
from voiceguide.model.walk import every_step
from voiceguide.timeline.plan import Range, thresholds
from voiceguide.units import Milliseconds, duration, written_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An option at one of its values."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    """As on the command line."""


def settings(options: tuple[Option, ...]) -> Iterator[Setting]:
    """Each end and each value of every option in turn; not its default, which is looked at anyway."""
    for option in options:
        for value in _values(option):
            if not _alike(value, ",".join(option.default)):
                shown = value or "nothing"
                yield Setting(name=f"with {option.name}={shown}", values={option.name: value})


def _values(option: Option) -> tuple[str, ...]:
    match option.kind:
        case OptionKind.NUMBER | OptionKind.DURATION:
            return (option.least, option.most)
        case OptionKind.ONE_OF:
            return option.choices
        case OptionKind.SOME_OF:
            return tuple(dict.fromkeys(("", *option.choices, ",".join(option.choices))))
        case OptionKind.TEXT:
            return ()


def _alike(one: str, other: str) -> bool:
    length = duration(one)
    return one == other or (length is not None and length == duration(other))


def alternatives(session: Session) -> Iterator[tuple[str, Session]]:
    """The session with the first alternative of each `one of`, with the second, and so on."""
    steps = (*session.steps, *session.closing)
    most = max((len(step.choices) for step in every_step(steps) if isinstance(step, OneOf)), default=0)
    for number in range(most if most > 1 else 0):
        chosen = replace(session, steps=_choosing(session.steps, number), closing=_choosing(session.closing, number))
        yield f"with the {_ordinal(number + 1)} alternative of each 'one of'", chosen


def _choosing(steps: Steps, number: int) -> Steps:
    return tuple(_chosen(step, number) for step in steps)


def _chosen(step: Step, number: int) -> Step:
    match step:
        case OneOf():
            choice = step.choices[min(number, len(step.choices) - 1)]
            return replace(step, choices=(_choosing(choice, number),))
        case Section() | Group():
            return replace(step, steps=_choosing(step.steps, number))
        case Repeat():
            bodies = tuple(_choosing(body, number) for body in step.bodies)
            return replace(step, bodies=bodies, between=_choosing(step.between, number))
        case ForEach():
            between = tuple(_choosing(each, number) for each in step.between)
            return replace(step, passes=tuple(_choosing(each, number) for each in step.passes), between=between)
        case EachSide():
            first, second = (_choosing(each, number) for each in step.passes)
            return replace(step, passes=(first, second), between=_choosing(step.between, number))
        case _:
            return step


def lengths(session: Session, ranges: tuple[Range, ...]) -> Iterator[tuple[str, Milliseconds]]:
    """The shortest and the longest length, and both sides of every `at least` and `under`."""
    if not ranges:
        return
    least, most = ranges[0].least, ranges[-1].most
    if least < most:
        yield f"at its shortest, {_clock(least)}", least
        yield f"at its longest, {_clock(most)}", most
    for mark in sorted(thresholds(session)):
        below = max((min(each.most, mark - 1) for each in ranges if each.least < mark), default=None)
        above = min((max(each.least, mark) for each in ranges if each.most >= mark), default=None)
        for side in (below, above):
            if side is not None and side not in {least, most}:
                yield f"at {_clock(Milliseconds(side))}", Milliseconds(side)


def _clock(length: Milliseconds) -> str:
    return written_duration(length)


_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}th"
