"""Everything that was found, each thing once, with the looks under which it appears."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from voiceguide.check.rule import Found
from voiceguide.model.session import Session
from voiceguide.model.steps import Step
from voiceguide.model.walk import every_step
from voiceguide.problems import Problem, Source, Weight

_SHOWN = 2
"""So many looks are named; of the others only their number is told."""

UNUSED = "allow-unused"
UNUSED_REASON = "what nobody needs hides what comes later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a checker has to say about a script."""

    problem: Problem
    """With everything that a reader needs in its message and its hint."""
    reason: str
    """Why it matters, as a clause; empty where the message says it all."""
    looks: tuple[str, ...]
    """Under which looks it appears; empty where it does by default."""


@dataclass(slots=True)
class Ledger:
    """Gathers what the looks find; an advice that its step accepts is not told."""

    known: tuple[str, ...]
    """Every code, for a hint where one is misspelt."""
    _found: dict[tuple[str, Source], tuple[Problem, str, list[str]]] = field(default_factory=dict)
    _allows: dict[tuple[Source, str], str] = field(default_factory=dict)
    """The path of every step that accepts a code, by its place and the code."""
    _same: dict[str, list[str]] = field(default_factory=dict)
    """Looks that saw nothing else than another one did."""
    _used: set[tuple[str, str]] = field(default_factory=set)
    """Paths and codes that accepted something."""

    def accept(self, session: Session) -> None:
        """Learn what the steps of a session accept."""
        for step in every_step((*session.steps, *session.closing)):
            for code in step.allow:
                self._allows[step.source, code] = step.path

    def same(self, look: str, first: str) -> None:
        """Learn that a look sees what another one saw."""
        self._same.setdefault(first, []).append(look)

    def note(self, found: Found, *, code: str, reason: str, weight: Weight, look: str) -> None:
        """Keep what a rule found."""
        hint = f"{reason}: {found.hint}" if reason else found.hint
        problem = Problem(source=found.source, message=found.message, hint=hint, code=code, weight=weight)
        self._keep(problem, found.path, reason, look)

    def problems(self, problems: Iterable[Problem], *, session: Session | None, look: str) -> None:
        """Keep what the reader or the planner found."""
        found = tuple(problems)
        steps = _in_order(session) if found and session is not None else []  # nearly always there is nothing to keep
        for problem in found:
            self._keep(problem, _path_of(problem.source, steps), "", look)

    def _keep(self, problem: Problem, path: str, reason: str, look: str) -> None:
        if problem.weight is Weight.ADVICE and self._accepted(path, problem.code):
            return
        key = (problem.code, problem.source)
        known = self._found.get(key)
        if known is None:
            self._found[key] = (problem, reason, [look])
        else:
            known[2].append(look)
            if problem.weight is Weight.ERROR and known[0].weight is Weight.ADVICE:
                self._found[key] = (problem, reason, known[2])

    def _accepted(self, path: str, code: str) -> bool:
        """Whether the step, or one that it stands in, accepts this code."""
        accepted = False
        for around in {its for (_, each), its in self._allows.items() if each == code}:
            if path == around or path.startswith(f"{around}/"):
                self._used.add((around, code))
                accepted = True
        return accepted

    @property
    def errors(self) -> bool:
        """Whether there is any error so far."""
        return any(problem.weight is Weight.ERROR for problem, _, _ in self._found.values())

    def findings(self) -> tuple[Finding, ...]:
        """Everything, by its place."""
        found = [*(self._told(*each) for each in self._found.values()), *self._idle()]
        return tuple(sorted(found, key=lambda finding: (finding.problem.source, finding.problem.code)))

    def _told(self, problem: Problem, reason: str, looks: list[str]) -> Finding:
        every = (name for look in looks for name in (look, *self._same.get(look, ())))
        names = () if "" in looks else tuple(dict.fromkeys(every))
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            problem = replace(problem, message=f"{problem.message} ({', '.join(names[:_SHOWN])}{more})")
        return Finding(problem=problem, reason=reason, looks=names)

    def _idle(self) -> Iterator[Finding]:
        """An advice against every `allow` that accepts nothing under any look."""
        for (source, code), path in self._allows.items():
            if (path, code) in self._used:
                continue
            near = () if code in self.known else get_close_matches(code, self.known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"{UNUSED_REASON}: take it out"
            message = f"'allow: [{code}]' accepts nothing here"
            problem = Problem(source=source, message=message, hint=hint, code=UNUSED, weight=Weight.ADVICE)
            yield Finding(problem=problem, reason=UNUSED_REASON, looks=())


def _in_order(session: Session) -> list[Step]:
    return sorted(every_step((*session.steps, *session.closing)), key=lambda step: (step.source, len(step.path)))


def _path_of(source: Source, steps: list[Step]) -> str:
    """The path of the step in which something is written: the last that begins at it or before it."""
    path = ""
    for step in steps:
        if step.source > source:
            break
        if step.source.file == source.file:
            path = step.path
    return path
