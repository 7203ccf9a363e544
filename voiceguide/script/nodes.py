"""YAML as nodes that know where they were written, none of them interpreted."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
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
        return _source(self, start, end)

    def line(self, number: int) -> str:
        """The line of that number, counted from 1, without its end; empty outside of the file."""
        if not 1 <= number <= len(self.starts):
            return ""
        finish = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : finish].rstrip("\r\n")


@lru_cache(maxsize=8192)
def _source(page: Page, start: int, end: int) -> Source:
    # Kept, for a routine is read as often as it is done, and a script as often as its options have values.
    line = bisect_right(page.starts, start)
    begin = page.starts[line - 1]
    finish = page.starts[line] - 1 if line < len(page.starts) else len(page.text)
    width = max(1, min(end, finish) - start)
    return Source(file=page.file, line=line, column=start - begin + 1, width=width)


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

    def part(self, start: int, end: int) -> Source:
        """Where the characters `start <= i < end` of the text are."""
        if self.end - self.start == len(self.text):
            return self.page.source(self.start + start, self.start + end)
        places = _offsets(self)
        if not places:
            return self.source
        begin, last = (places[min(max(0, at), len(places) - 1)] for at in (start, end - 1))
        return self.page.source(begin, last + 1)


@lru_cache(maxsize=4)
def _offsets(node: Scalar) -> list[int]:
    """For each character of the node's text, where it stands in the page.

    Folding changes blanks alone, so both are walked side by side.
    """
    raw, at = node.page.text, node.start
    if node.style in {"|", ">"}:
        at = raw.find("\n", at, node.end) + 1 or node.end
    elif node.style:
        at = raw.find(node.style, at, node.end) + 1
    elif raw.startswith("&", at):
        at += len(raw[at : node.end].split(maxsplit=1)[0])
    places = []
    for letter in node.text:
        if not letter.isspace():
            while at < node.end and raw[at].isspace():
                at += 1
        places.append(min(at, node.end))
        if at >= node.end or (letter.isspace() and not raw[at].isspace()):
            continue
        escape = _ESCAPE.match(raw, at) if node.style == '"' else None
        at = escape.end() if escape else at + (2 if node.style == "'" and letter == "'" else 1)
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
