"""What a rule is: a code, a reason, and a pure function that looks at one view of a session."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voiceguide.check.view import Moment, View
from voiceguide.problems import Source, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place where a rule is broken."""

    source: Source
    path: str
    """Of the step that it belongs to, such as `steps/3`; empty for the header."""
    message: str
    """What is so, as the beginning of a sentence, without a full stop."""
    hint: str
    """What to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that a checker knows."""

    code: str
    about: str
    """What it looks for, for the reference: one line."""
    reason: str
    """Why it matters, as a clause."""
    find: Callable[[View], Iterable[Found]]
    weight: Weight = Weight.ADVICE
    of_voice: bool = False
    """Whether a voice alone can break it: with a slower one even an error is an advice."""
    landing: bool = False
    """Whether it also looks at the closing alone, as the listener meets it who ends early."""


def at(moment: Moment, message: str, hint: str) -> Found:
    """Found where something happens."""
    return Found(source=moment.event.source, path=moment.path, message=message, hint=hint)


def at_header(source: Source, message: str, hint: str) -> Found:
    """Found in what stands above the steps."""
    return Found(source=source, path="", message=message, hint=hint)
