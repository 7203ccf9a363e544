"""Scripts as text in, values or what their author is told out."""

from textwrap import dedent

from voiceguide.model.forms import About, Between, Exactly
from voiceguide.model.session import Session
from voiceguide.model.steps import Step
from voiceguide.problems import Problem
from voiceguide.script import read_text
from voiceguide.units import Milliseconds

HEAD = "title: Test\n"


def session(text: str, **settings: str) -> Session:
    """The session of a script without problems; without a title, it is given one."""
    text = dedent(text).lstrip()
    if "title:" not in text:
        text = HEAD + text
    read, problems = read_text(text, file="t.yaml", settings=settings)
    assert read is not None, [f"{problem} ({problem.hint})" for problem in problems]
    assert not problems, [str(problem) for problem in problems]
    return read


def steps(text: str, head: str = "", **settings: str) -> tuple[Step, ...]:
    """The steps of a list of steps."""
    return session(f"{dedent(head)}\nsteps:\n{dedent(text)}", **settings).steps


def step(text: str, head: str = "", **settings: str) -> Step:
    """The one step of a list."""
    (one,) = steps(text, head, **settings)
    return one


def problems(text: str | bytes, **settings: str) -> tuple[Problem, ...]:
    """What is wrong in a whole script."""
    return read_text(text, file="t.yaml", settings=settings)[1]


def told(text: str, **settings: str) -> list[str]:
    """What the author of some steps is told: line and column, message and hint; the steps begin in line 3."""
    found = problems(f"{HEAD}steps:\n{dedent(text).strip(chr(10))}\n", **settings)
    return [f"{p.source.line}:{p.source.column}+{p.source.width} {p.message} | {p.hint}" for p in found]


def told_of(text: str, **settings: str) -> list[str]:
    """The same for a whole script."""
    found = problems(dedent(text).lstrip("\n"), **settings)
    return [f"{p.source.line}:{p.source.column}+{p.source.width} {p.message} | {p.hint}" for p in found]


def about(nature: int, floor: int = 0, ceiling: int | None = None) -> About:
    """An elastic length, in milliseconds."""
    most = None if ceiling is None else Milliseconds(ceiling)
    return About(nature=Milliseconds(nature), floor=Milliseconds(floor), ceiling=most)


def exactly(nature: int) -> Exactly:
    """A rigid length, in milliseconds."""
    return Exactly(nature=Milliseconds(nature))


def between(least: int, nature: int, most: int) -> Between:
    """A length with written bounds, in milliseconds."""
    return Between(least=Milliseconds(least), nature=Milliseconds(nature), most=Milliseconds(most))
