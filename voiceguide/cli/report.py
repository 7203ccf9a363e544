"""How a mistake is shown: file, line and column, the line itself, a caret, and what to do.

evening.yaml:14:5: unknown step 'puase'
   14 │   - puase: 10s
      │     ^^^^^ did you mean 'pause'?
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from voiceguide.cli.terminal import safe, width
from voiceguide.pack import text_in
from voiceguide.problems import Problem, Source, Weight

# YAML 1.1 counts these as ends of lines, and so does the parser that gave the line numbers.
_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_BEFORE: Final = 60
_AFTER: Final = 100
"""Characters of a long line that are shown before the caret, and from it on."""

_SENTENCE: Final = 600
"""Characters of a message or a hint that are shown."""

_TAB: Final = "→"
"""A tab, in one column: visible, as it is often the mistake itself."""


class Excerpts:
    """Lines of files, each file read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def line(self, source: Source) -> str | None:
        """The line that `source` names; None where there is nothing to show."""
        if source.file not in self._files:
            self._files[source.file] = _lines_of(Path(source.file))
        lines = self._files[source.file]
        return lines[source.line - 1] or None if 1 <= source.line <= len(lines) else None


def report(problems: Iterable[Problem]) -> str:
    """All problems as their author sees them, in the order of the files; empty without any."""
    excerpts = Excerpts()
    ordered = sorted(problems, key=lambda problem: (problem.source.file, problem.source.line, problem.source.column))
    return "\n".join(_told(problem, excerpts.line(problem.source)) for problem in ordered)


def _told(problem: Problem, line: str | None) -> str:
    weight = f"advice: {problem.message} [{problem.code}]" if problem.weight is Weight.ADVICE else problem.message
    head = safe(f"{problem.source}: {_short(weight)}")
    hint = safe(_short(problem.hint))
    if line is None:
        return f"{head}\n      {hint}" if hint else head
    before, marked, after = _cut(line, problem.source.column - 1, problem.source.width)
    number = f"{problem.source.line:5d}"
    caret = " " * width(before) + "^" * max(1, width(marked))
    below = f"{caret} {hint}".rstrip()
    return f"{head}\n{number} │ {before}{marked}{after}".rstrip() + f"\n{' ' * len(number)} │ {below}"


def _short(sentence: str) -> str:
    """A sentence may quote what an author wrote, which has no end by itself."""
    return sentence if len(sentence) <= _SENTENCE else f"{sentence[: _SENTENCE // 2]}…{sentence[-_SENTENCE // 2 :]}"


def _cut(line: str, column: int, marks: int) -> tuple[str, str, str]:
    """What is shown of a line before, under and after the caret, ready for a terminal."""
    column = min(max(column, 0), len(line))
    start = column - _BEFORE if column > _BEFORE else 0
    end = min(len(line), column + _AFTER)
    mark = min(end, column + max(1, marks))
    before = ("…" if start else "") + _shown(line[start:column])
    return before, _shown(line[column:mark]), _shown(line[mark:end]) + ("…" if end < len(line) else "")


def _shown(part: str) -> str:
    return safe(part.replace("\t", _TAB))


def _lines_of(path: Path) -> list[str]:
    try:
        # Only what is a plain file, or in a pack: opening a pipe would wait for somebody to write into it.
        content = text_in(path)
    except (OSError, ValueError):
        return []
    return _LINE_END.split(content.decode("utf-8-sig", "replace"))
