"""Where the problems of one reading gather."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Final

from voiceguide.problems import Problem, Source, Weight

MOST: Final = 200
"""Problems that are kept; a file with more is not a script."""

_ENOUGH: Final = ("slip", "no-value", "twice", "merge")
"""Where one of these was told, whatever follows from it in the same place is not."""

_COMPARED: Final = 300
"""Known words that an unknown one is compared with."""

_SHOWN: Final = 60
"""Characters of a quoted text."""


MEANT: Final = {
    **dict.fromkeys(("sit", "sitting", "sitting down", "chair"), "seated"),
    **dict.fromkeys(("stand", "stand up", "upright"), "standing"),
    **dict.fromkeys(("lie", "lie down", "supine", "on the back", "floor"), "lying"),
    **dict.fromkeys(("kneel", "on the knees"), "kneeling"),
    **dict.fromkeys(("all fours", "on all fours", "quadruped"), "hands and knees"),
    **dict.fromkeys(("side", "on the side"), "side lying"),
    **dict.fromkeys(("belly", "on the belly", "face down"), "prone"),
    "walk": "walking",
    **dict.fromkeys(("wait", "silence", "quiet"), "pause"),
    **dict.fromkeys(("speak", "text", "tell"), "say"),
    **dict.fromkeys(("bell", "gong", "ring"), "chime"),
    **dict.fromkeys(("loop", "rounds"), "repeat"),
    **dict.fromkeys(("music", "ambience"), "background"),
    "breath": "breathe",
    "relax": "release",
}
"""Words that come to an author's mind, and ours; looked up before what is merely spelt alike."""


@dataclass(slots=True)
class Notes:
    """Gathers problems: one of a kind in one place, for the body of a loop is read once for each pass."""

    found: dict[tuple[Source, str], Problem] = field(default_factory=dict)
    named: dict[tuple[Path, str], Path] = field(default_factory=dict)
    """Every file that was found: by the folder that it was looked for in, and its name as it is written."""

    def add(self, problem: Problem) -> None:
        """Keep `problem`, unless the same was said of the same place."""
        if not self.full and not any((problem.source, code) in self.found for code in _ENOUGH):
            self.found.setdefault((problem.source, problem.code), problem)

    def error(self, source: Source, message: str, hint: str, code: str) -> None:
        """Keep an error."""
        self.add(Problem(source=source, message=message, hint=hint, code=code))

    def advice(self, source: Source, message: str, hint: str, code: str) -> None:
        """Keep an advice."""
        self.add(Problem(source=source, message=message, hint=hint, code=code, weight=Weight.ADVICE))

    def unknown(self, source: Source, message: str, word: str, known: Iterable[str], code: str) -> None:
        """Keep an error about a word that is not one of `known`, with the nearest as a hint."""
        if not self.full:
            self.error(source, message, hint_for(word, known), code)

    @property
    def full(self) -> bool:
        """Whether there are so many problems that no more are kept."""
        return len(self.found) >= MOST

    def add_setting(self, source: Source, message: str, hint: str) -> None:
        """Keep an error about what the listener set, told where the option is written."""
        key = (source, message)
        self.found.setdefault(key, Problem(source=source, message=message, hint=hint, code="setting"))

    def drop(self, codes: frozenset[str]) -> None:
        """Take back what follows from something else that is told."""
        self.found = {key: problem for key, problem in self.found.items() if problem.code not in codes}

    @property
    def errors(self) -> bool:
        """Whether there is any error so far."""
        return any(problem.weight is Weight.ERROR for problem in self.found.values())

    def sorted(self, file: str) -> tuple[Problem, ...]:
        """All problems by position, those of `file` before those of the files that it includes."""
        return tuple(sorted(self.found.values(), key=lambda problem: (problem.source.file != file, problem.source)))


def hint_for(word: str, known: Iterable[str]) -> str:
    """The nearest of `known` as a question, else a list of all if there are few."""
    words = list(islice(known, _COMPARED))
    near = nearest(word, words)
    if near:
        return f"did you mean {quoted(near)}?"
    return f"it can be {listed(words)}" if 0 < len(words) <= 16 else ""  # noqa: PLR2004  (more would not be read)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar of `known`, if any is similar enough."""
    if len(word) > _SHOWN:
        return None
    folded = {name.casefold(): name for name in islice(known, _COMPARED)}
    plain = word.casefold().replace("_", " ")
    if MEANT.get(plain) in folded:
        return MEANT[plain]
    near = get_close_matches(plain, list(folded), n=1, cutoff=0.6)
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
