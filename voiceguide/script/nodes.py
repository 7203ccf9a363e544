"""YAML as nodes that know where they were written, none of them interpreted."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from voiceguide.problems import Source

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_ESCAPE: Final = re.compile(r"\\(?:x..|u.{4}|U.{8}|\r?\n[ \t]*|.)", re.DOTALL)
"""In a text between double quotes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """The text of a file."""

    file: str
    """The file as the user named it."""
    text: str
    starts: tuple[int, ...]
    """Where each line begins, in characters."""

    def source(self, start: int, end: int) -> Source:
        """The place of the characters `start <= i < end`; the caret ends with the first line."""
        line = bisect_right(self.starts, start)
        begin = self.starts[line - 1]
        finish = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        width = max(1, min(end, finish) - start)
        return Source(file=self.file, line=line, column=start - begin + 1, width=width)

    def line(self, number: int) -> str:
        """The line of that number, counted from 1, without its end; empty outside of the file."""
        if not 1 <= number <= len(self.starts):
            return ""
        finish = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : finish].rstrip("\r\n")


def page_of(file: str, text: str) -> Page:
    """`text` with its lines found."""
    return Page(file=file, text=text, starts=(0, *(match.end() for match in _BREAK.finditer(text))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scalar:
    """A single value, never interpreted."""

    page: Page
    start: int
    end: int
    text: str
    style: str
    """Empty for plain, else `'`, `"`, `|` or `>`."""

    @property
    def source(self) -> Source:
        """Where it is."""
        return self.page.source(self.start, self.end)

    @property
    def empty(self) -> bool:
        """Whether nothing was written at all."""
        return not self.text and not self.style

    def offsets(self) -> list[int]:
        """For each character of the text, where it stands in the page.

        Folding changes blanks alone, so both are walked side by side.
        """
        raw, at = self.page.text, self.start
        if self.style in {"|", ">"}:
            at = raw.find("\n", at, self.end) + 1 or self.end
        elif self.style:
            at = raw.find(self.style, at, self.end) + 1
        elif raw.startswith("&", at):
            at += len(raw[at : self.end].split(maxsplit=1)[0])
        places = []
        for letter in self.text:
            if not letter.isspace():
                while at < self.end and raw[at].isspace():
                    at += 1
            places.append(min(at, self.end))
            if at >= self.end or (letter.isspace() and not raw[at].isspace()):
                continue
            escape = _ESCAPE.match(raw, at) if self.style == '"' else None
            at = escape.end() if escape else at + (2 if self.style == "'" and letter == "'" else 1)
        return places


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListNode:
    """A list."""

    page: Page
    start: int
    items: "tuple[Node, ...]"
    flow: bool
    """Whether it was written in brackets."""

    @property
    def source(self) -> Source:
        """Where it begins."""
        return self.page.source(self.start, self.start + 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapNode:
    """Keys and values in the order written, no key twice."""

    page: Page
    start: int
    pairs: "tuple[tuple[Scalar, Node], ...]"
    flow: bool
    """Whether it was written in braces."""

    @property
    def source(self) -> Source:
        """Where it begins."""
        return self.page.source(self.start, self.start + 1)

    def get(self, key: str) -> "Node | None":
        """The value of `key`."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key as it was written."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node = Scalar | ListNode | MapNode
