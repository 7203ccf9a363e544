"""The bundled sessions, compiled with the voice that comes with the program, each once for all tests."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest

from voiceguide import content
from voiceguide.cli import library
from voiceguide.mix.mixer import Mixer
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.produce import Production, speaking_for
from voiceguide.script import Document, parse, shelved
from voiceguide.sound.shelf import Shelf
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.units import MINUTE, Milliseconds, WordsPerMinute
from voiceguide.voice.store import Store

FOLDER: Final = library.bundled()
ON_THE_SHELF: Final = tuple(shelved([FOLDER]))
"""The names of all sessions that are there."""

SENSIBLE: Final = {
    "mindful-breathing": (3, 10, 20),
    "breathing-space": (3, 3.5, 6),
    "diaphragmatic-breathing": (5, 8, 15),
    "paced-breathing": (3, 10, 20),
    "body-scan": (7, 20, 45),
    "guided-imagery": (10, 15, 25),
    "mindfulness-meditation": (10, 15, 45),
    "mindful-eating": (5, 8, 15),
    "mindful-walking": (5, 10, 20),
    "mindful-dishes": (5, 8, 15),
    "pmr": (6, 19, 32),
    "quick-release": (2, 6, 8),
    "back-mobility": (4, 8, 12),
    "back-stretch": (8, 12, 20),
    "gentle-yoga": (15, 25, 40),
    "core-strength": (8, 12, 20),
    "posture-reset": (2, 4, 8),
    "brisk-walk": (10, 20, 40),
    "when-to-get-help": (3, 5, 6),
}
"""Every session of the catalogue: minutes at the least, by default and at the most. Domain reference, section 20."""


def sensible(name: str) -> tuple[Milliseconds, Milliseconds, Milliseconds]:
    """The shortest, the usual and the longest length that makes sense."""
    least, usual, most = (Milliseconds(int(minutes * MINUTE)) for minutes in SENSIBLE[name])
    return least, usual, most


@cache
def document(name: str) -> Document:
    """A bundled script, whatever the listener has of the same name."""
    path = shelved([FOLDER])[name]
    return parse(path, shown=f"scripts/{path.name}", library=(FOLDER / content.CARE, FOLDER))


@cache
def session(name: str) -> Session:
    """A bundled session as it is written."""
    return set_to(name, {})


def set_to(name: str, settings: Mapping[str, str]) -> Session:
    """A bundled session with a listener's settings."""
    found, problems = document(name).session(settings, lean=True)
    assert found is not None, [str(problem) for problem in problems]
    return found


class Compiler:
    """Plans sessions, with one voice that stays warm for all of them."""

    def __init__(self, store: Path) -> None:
        shelf = Shelf(bundled=content.sounds())
        self._production = Production(session(ON_THE_SHELF[0]), Wish(), store=Store(folder=store), shelf=shelf)
        self._plans: dict[tuple[str, Milliseconds | None], Plan] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._production.cast.close()

    @property
    def reproducible(self) -> bool:
        """Whether the voice says the same on every machine, so that figures may be compared with those in a file."""
        return self._production.cast.voice.reproducible

    @property
    def voice(self) -> dict[str, str]:
        """Which voice it is."""
        voice = self._production.cast.voice
        return {"name": voice.full_name, "version": voice.version}

    def planner(self, meant: Session, rate: WordsPerMinute | None = None) -> Planner:
        """A planner for a session, with every phrase spoken that it is known to say."""
        speaking = speaking_for(meant, Wish(rate=rate), self._production.cast)
        planner = Planner(session=meant, speaking=speaking, lengths=self._production)
        self._production.cast.prepare(planner.phrases(meant.length), None)
        return planner

    def mixer(self, plan: Plan) -> Mixer:
        """The sound of a plan."""
        return self._production.mixer(plan)

    def plan(self, name: str, length: Milliseconds | None) -> Plan:
        """A session at a length, or as long as it takes by nature."""
        if (name, length) not in self._plans:
            planner = self.planner(session(name))
            self._plans[name, length] = planner.natural() if length is None else planner.fitted(length)
        return self._plans[name, length]


@pytest.fixture(scope="session")
def compiler(spoken_once: Path) -> Iterator[Compiler]:
    """Plans sessions, with the phrases that other tests have spoken already."""
    with Compiler(spoken_once / "voiceguide" / "phrases") as one:
        yield one
