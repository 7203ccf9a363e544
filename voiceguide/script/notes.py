"""Where the problems of one reading gather."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from voiceguide.problems import Problem, Source, Weight

MOST: Final = 500
"""Problems that are kept; a file with more is not a script."""

_SHOWN: Final = 60
"""Characters of a quoted text."""

_NEAR_ENOUGH: Final = 200
"""Problems after which nobody is helped by a guess any more."""


@dataclass(slots=True)
class Notes:
    """Gathers problems: one of a kind in one place, for the body of a loop is read once for each pass."""

    found: dict[tuple[Source, str], Problem] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Keep `problem`, unless the same was said of the same place."""
        if len(self.found) < MOST:
            self.found.setdefault((problem.source, problem.code), problem)

    def error(self, source: Source, message: str, hint: str, code: str) -> None:
        """Keep an error."""
        self.add(Problem(source=source, message=message, hint=hint, code=code))

    def advice(self, source: Source, message: str, hint: str, code: str) -> None:
        """Keep an advice."""
        self.add(Problem(source=source, message=message, hint=hint, code=code, weight=Weight.ADVICE))

    def unknown(
        self, source: Source, what: str, word: str, known: Iterable[str], *, code: str = "unknown-word"
    ) -> None:
        """Keep an error about a word that is not one of `known`, with the nearest as a hint."""
        if len(self.found) < _NEAR_ENOUGH:
            self.error(source, f"unknown {what} {quoted(word)}", hint_for(word, known), code)
        else:
            self.error(source, f"unknown {what} {quoted(word)}", "", code)

    def add_setting(self, source: Source, message: str, hint: str) -> None:
        """Keep an error about what the listener set, told where the option is written."""
        key = (source, message)
        self.found.setdefault(key, Problem(source=source, message=message, hint=hint, code="setting"))

    @property
    def errors(self) -> bool:
        """Whether there is any error so far."""
        return any(problem.weight is Weight.ERROR for problem in self.found.values())

    def sorted(self, file: str) -> tuple[Problem, ...]:
        """All problems by position, those of `file` before those of the files that it includes."""
        return tuple(sorted(self.found.values(), key=lambda problem: (problem.source.file != file, problem.source)))


def hint_for(word: str, known: Iterable[str]) -> str:
    """The nearest of `known` as a question, else a list of all if there are few."""
    words = list(known)
    near = nearest(word, words)
    if near:
        return f"did you mean {quoted(near)}?"
    return f"it can be {listed(words)}" if 0 < len(words) <= 16 else ""  # noqa: PLR2004  (more would not be read)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar of `known`, if any is similar enough."""
    if len(word) > _SHOWN:
        return None
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold().replace("_", " "), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def listed(words: Iterable[str], last: str = "or") -> str:
    """`'a', 'b' or 'c'`."""
    names = [quoted(word) for word in words]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def quoted(text: str) -> str:
    """`text` in quotation marks, safe to send to a terminal and not too long to read."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "'" + "".join(letter if letter.isprintable() else _escaped(letter) for letter in short) + "'"


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "replace").decode("ascii")
