"""What is wrong, where it was written, and what to do about it.

A mistake in a script is a value (`Problem`), so that all of them can be shown at once.
An exception (`Stop`) is for what stops the machine: a full disk, a missing voice, a dead sound server.
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """Where something was written."""

    file: str
    """The file as the user named it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    width: int = field(default=1, compare=False)
    """How many characters the caret marks, at least 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Weight(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The script cannot be used."""
    ADVICE = "advice"
    """The script can be used, and would be better otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a script."""

    source: Source
    message: str
    """What is wrong, as the beginning of a sentence, without a full stop."""
    hint: str = ""
    """What to do about it; empty only where the message says it all."""
    code: str
    """A short stable name of this kind of problem, such as `unknown-word`."""
    weight: Weight = Weight.ERROR

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


class Stop(Exception):  # noqa: N818  (it is not always an error: an interrupt stops the machine too)
    """Something outside of the script stops the work.

    Carries what happened and what to do about it; each kind of it is a subclass where its catcher must tell it apart.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class ScriptErrors(Stop):
    """A script has errors, all of them known."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in the script")
        self.problems = problems
