"""Where the reader stands, and what holds there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.model.session import RoleWish
from voiceguide.model.steps import Steps, Text
from voiceguide.problems import Problem, Source
from voiceguide.script.names import Names
from voiceguide.script.nodes import Node
from voiceguide.script.notes import Notes

MOST_CUES: Final = 100_000
"""Cues that a session can become."""

MOST_READ: Final = 30_000
"""Steps, sentences and silences that are read, those of a loop once for each pass: a day has 86,400 seconds."""


class TooMuchError(Exception):
    """Loops and routines multiply to more than can be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class Budget:
    """Counts the steps that are read, so that loops inside of loops end before memory grows."""

    left: int = MOST_READ

    def spend(self, source: Source) -> None:
        """One more step."""
        self.left -= 1
        if self.left < 0:
            raise TooMuchError(too_many(source, MOST_READ))


def too_many(source: Source, most: int = MOST_CUES) -> Problem:
    """What is told of a script that multiplies, or is endless."""
    what = "cues" if most == MOST_CUES else "steps and sentences"
    return Problem(
        source=source,
        message=f"the steps come to more than {most:,} {what}",
        hint="loops inside of loops multiply: take fewer rounds or items",
        code="too-many",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Named steps."""

    name: str
    takes: tuple[str, ...]
    steps: Node
    source: Source
    folder: Path | None
    """Where its file is: paths in it start there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What holds in a whole script."""

    notes: Notes
    budget: Budget
    language: str
    sides: tuple[str, str]
    routines: Mapping[str, Routine]
    caution: Text
    has_length: bool
    """Whether the script asks for a length itself."""
    library: tuple[Path, ...]
    """Folders that any script may name files of."""
    steps: "Callable[[Node, Place], Steps]"
    """Reads a list of steps."""
    called: set[str]
    """The routines that were done so far."""
    roles: Mapping[str, RoleWish]
    """Who speaks beside the narrator."""
    spoken_by: set[str]
    """The roles that were asked for so far."""
    is_parts: bool
    """Whether it is there for others to include, whose roles are not known."""
    lean: bool = False
    """Whether steps that are left out are not read: what is wrong in them is told elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the reader stands."""

    script: Script
    names: Names
    path: str
    """Such as `steps/3`."""
    folder: Path | None
    calls: tuple[str, ...] = ()
    """The routines that are being read, outermost first."""
    depth: int = 0
    """How many lists of steps it stands in."""
    speaker: str = ""
    """The role that speaks here; empty for the narrator."""

    @property
    def notes(self) -> Notes:
        """Where problems gather."""
        return self.script.notes

    def at(self, path: str) -> "Place":
        """A place further in."""
        return self._moved(self.names, f"{self.path}/{path}" if self.path else path, self.depth)

    def deeper(self) -> "Place":
        """Inside of one more list of steps."""
        return self._moved(self.names, self.path, self.depth + 1)

    def knowing(self, names: Names) -> "Place":
        """The same place with more names."""
        return self._moved({**self.names, **names}, self.path, self.depth)

    def _moved(self, names: Names, path: str, depth: int) -> "Place":
        # Written out, since `dataclasses.replace` takes three times as long and a script has thousands of places.
        return Place(
            script=self.script, names=names, path=path, folder=self.folder, calls=self.calls, depth=depth,
            speaker=self.speaker,
        )  # fmt: skip
