"""Scripts as text in, timelines as text out, with a voice that takes a fixed time for every phrase."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.problems import Problem
from voiceguide.script import read_text
from voiceguide.timeline.explain import table
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.timeline.voicing import Speaking
from voiceguide.units import Frames, Milliseconds, duration, frames_of


def ms(text: str) -> Milliseconds:
    """A duration as an author writes it."""
    length = duration(text)
    assert length is not None, text
    return length


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedLengths:
    """Every phrase takes the same time, numbers half a second, every chime rings for 20 s, every file for 2 s."""

    spoken: Milliseconds
    letters: Milliseconds | None = None
    """If given, a phrase takes so long for each of its characters instead."""

    def phrase(self, phrase: Phrase) -> Frames:
        """The length of a phrase."""
        if phrase.said.isdigit():
            return frames_of(Milliseconds(500))
        if self.letters is not None:
            return frames_of(Milliseconds(self.letters * len(phrase.said)))
        return frames_of(self.spoken)

    def ring(self, sound: str) -> Frames:
        """The length of a chime."""
        del sound
        return frames_of(ms("20s"))

    def file(self, file: str) -> Frames:
        """The length of an author's own file."""
        del file
        return frames_of(ms("2s"))


def session(script: str, **settings: str) -> Session:
    """A script without mistakes, read."""
    read, problems = read_text(dedent(script), file="test.yaml", folder=Path(), settings=settings)
    assert read is not None, [str(problem) for problem in problems]
    return read


def planner(written: Session, spoken: str = "1s", letters: str = "", seed: int = 0, *, hasty: bool = False) -> Planner:
    """A planner for a session whose phrases all take `spoken`, or `letters` for each of their characters."""
    lengths = FixedLengths(spoken=ms(spoken), letters=ms(letters) if letters else None)
    rate = written.voice.rate
    speaking = Speaking(rate=rate, written=rate, pronounce=written.pronounce, hasty=hasty)
    return Planner(session=written, speaking=speaking, lengths=lengths, seed=seed)


def natural(written: Session, spoken: str = "1s", letters: str = "") -> Plan:
    """The plan at its natural length, which must have no problems."""
    planning = planner(written, spoken, letters)
    plan_ = planning.natural()
    assert not planning.problems, [str(problem) for problem in planning.problems]
    return plan_


def plan(written: Session, spoken: str = "1s", letters: str = "") -> str:
    """The plan at its natural length, as text."""
    return table(natural(written, spoken, letters).timeline)


def fitted(written: Session, asked: str, spoken: str = "1s") -> str:
    """The plan at a length that was asked for, as text."""
    return table(planner(written, spoken).fitted(ms(asked)).timeline)


def problems(written: Session, spoken: str = "1s", letters: str = "") -> list[Problem]:
    """What planning finds at the natural length."""
    planning = planner(written, spoken, letters)
    planning.natural()
    return planning.problems
