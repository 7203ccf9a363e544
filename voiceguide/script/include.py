"""Files of routines and options that a script brings in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.model.pack import Pack
from voiceguide.problems import Problem, Source
from voiceguide.script.compose import Unreadable, compose
from voiceguide.script.decode import bytes_of, text_of
from voiceguide.script.files import find_file
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar, page_of
from voiceguide.script.notes import Notes, quoted

MOST_FILES: Final = 16
"""Files that a script brings in, with those that they bring in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """A file that was brought in; only its routines and options count."""

    folder: Path
    root: MapNode


def root_of(raw: bytes | str, file: str, notes: Notes) -> MapNode | None:
    """The keys at the top of a file; None if it has none, with the reason noted."""
    text = text_of(raw, file)
    if not isinstance(text, str):
        for problem in text:
            notes.add(problem)
        return None
    page = page_of(file, text)
    try:
        root = compose(page, notes)
    except Unreadable as error:
        notes.found.clear()
        notes.add(error.problem)
        return None
    if isinstance(root, MapNode) and root.pairs:
        return root
    source = root.source if root else Source(file=file, line=1, column=1)
    if root is None or (isinstance(root, Scalar) and not root.text) or isinstance(root, MapNode):
        message = "this script is empty"
    elif isinstance(root, ListNode):
        message = "a list where the title should be"
    else:
        message = "a text where the title should be"
    hint = "a script begins with 'title:' and a name, and has its steps under 'steps:'"
    notes.add(Problem(source=source, message=message, hint=hint, code="not-a-script"))
    return None


def read_included(
    root: MapNode, folder: Path | None, library: tuple[Path, ...], notes: Notes, pack: Pack | None
) -> tuple[Included, ...]:
    """All files that `root` brings in, those that others need before them."""
    reader = _Reader(library=library, notes=notes, pack=pack, found={}, unfinished=[])
    reader.read(root, folder)
    return tuple(reader.found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    library: tuple[Path, ...]
    notes: Notes
    pack: Pack | None
    found: dict[Path, Included]
    unfinished: list[Path]

    def read(self, root: MapNode, folder: Path | None) -> None:
        node = root.get("include")
        if node is None or (isinstance(node, Scalar) and node.empty):
            return
        for item in node.items if isinstance(node, ListNode) else (node,):
            self.one(item, folder)

    def one(self, item: Node, folder: Path | None) -> None:
        if not isinstance(item, Scalar) or not item.text.strip():
            self.notes.error(item.source, "'include' needs the name of a file", "write include: parts.yaml", "form")
            return
        if "$" in item.text:
            hint = "write the name of the file; options are not known yet"
            self.notes.error(item.source, "'include' cannot hold a name with '$'", hint, "form")
            return
        path = find_file(item.text.strip(), folder, self.library, item.source, self.notes)
        if path is None or path in self.found:
            return
        if path in self.unfinished:
            self.notes.error(item.source, f"{quoted(item.text)} brings itself in", "take it out", "recursion")
            return
        if len(self.found) + len(self.unfinished) >= MOST_FILES:
            hint = "put routines that belong together into one file"
            self.notes.error(item.source, f"more than {MOST_FILES} files are brought in", hint, "too-large")
            return
        self.unfinished.append(path)
        self.open(path, item, folder)
        self.unfinished.remove(path)

    def open(self, path: Path, item: Scalar, folder: Path | None) -> None:
        beside = folder is not None and (folder / item.text.strip()).resolve() == path
        other = self.pack.called(path) if self.pack else path.as_posix()
        file = (Path(item.page.file).parent / item.text.strip()).as_posix() if beside else other
        raw = bytes_of(path, file)
        inner = Notes(named=self.notes.named)
        if isinstance(raw, Problem):
            inner.add(raw)
        else:
            root = root_of(raw, file, inner)
            if root is not None:
                self.read(root, path.parent)
                self.found[path] = Included(folder=path.parent, root=root)
        for problem in inner.found.values():
            self.notes.add(problem)
