"""Reads a matrix, and tells everything that is wrong in it at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from voiceguide.batch.matrix import AS_IT_IS, MOST, NO_OPTIONS, USUAL, Item, Matrix, Options
from voiceguide.batch.naming import PLACES, places_in
from voiceguide.problems import Problem, ScriptErrors, Source
from voiceguide.script.compose import Unreadable, compose
from voiceguide.script.decode import bytes_of, text_of
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar, page_of
from voiceguide.script.notes import Notes, quoted
from voiceguide.settings import FASTEST, SLOWEST
from voiceguide.units import Milliseconds, WordsPerMinute, duration

KEYS: Final = {
    "sessions": "sessions: [pmr, evening.yaml], or all",
    "voices": "voices: [espeak:en-gb, espeak:en-us]",
    "lengths": "lengths: [usual, 12m, 20m]",
    "rates": "rates: [110, 130 wpm]",
    "backgrounds": "backgrounds: [none, rain]",
    "options": "options: [{rest: 10s}, {rest: 30s, place: side}]",
    "formats": "formats: [mp3, vtt]",
    "name": "name: '{session} {length}'",
}
"""Every word of a matrix, and how it is written."""

ALL: Final = "all"
"""Every session that has a name."""
USUAL_FORMAT: Final = ".mp3"


def matrix_in(path: Path, file: str, endings: tuple[str, ...]) -> Matrix:
    """The matrix in a file, which messages call `file`.

    `endings` are those that can be written. Raises ScriptErrors with everything that is wrong.
    """
    notes = Notes()
    matrix = None
    root = _root(path, file, notes)
    if root is not None:
        matrix = _Reader(notes, endings).matrix(root)
    if matrix is None or notes.errors:
        raise ScriptErrors(notes.sorted(file))
    return matrix


def length_in(text: str) -> Milliseconds | None:
    """A length of time; None for a text that is no length of time."""
    return duration(text) or None


def rate_in(text: str) -> WordsPerMinute | None:
    """Words a minute, with or without the unit; None for a text that is no rate."""
    number = text.removesuffix("wpm").strip()
    if not number.isascii() or not number.isdecimal() or not SLOWEST <= int(number[:6]) <= FASTEST:
        return None
    return WordsPerMinute(int(number))


def _root(path: Path, file: str, notes: Notes) -> MapNode | None:
    raw = bytes_of(path, file)
    text = raw if isinstance(raw, Problem) else text_of(raw, file)
    if not isinstance(text, str):
        for problem in text if isinstance(text, tuple) else (text,):
            notes.add(problem)
        return None
    try:
        root = compose(page_of(file, text), notes)
    except Unreadable as error:
        notes.found.clear()
        notes.add(error.problem)
        return None
    if not isinstance(root, MapNode):
        source = root.source if root else Source(file=file, line=1, column=1)
        notes.error(source, "this is no matrix", f"write {KEYS['sessions']}", "not-a-matrix")
        return None
    return root


class _Reader:
    """The words of a matrix, one after another."""

    def __init__(self, notes: Notes, endings: tuple[str, ...]) -> None:
        self._notes = notes
        self._endings = endings

    def matrix(self, root: MapNode) -> Matrix | None:
        for key, _ in root.pairs:
            if key.text not in KEYS:
                self._notes.unknown(key.source, f"unknown word {quoted(key.text)}", key.text, KEYS, "unknown-word")
        sessions = tuple(self._items(root, "sessions", _any))
        if root.get("sessions") is None:
            self._notes.error(root.source, "'sessions' is missing", f"write {KEYS['sessions']}", "missing")
        formats = tuple(self._formats(root)) or (Item(text=USUAL_FORMAT),)
        name, name_source = self._name(root)
        matrix = Matrix(
            sessions=sessions,
            formats=formats,
            voices=tuple(self._items(root, "voices", _any)) or (AS_IT_IS,),
            lengths=tuple(self._items(root, "lengths", _length)) or (AS_IT_IS,),
            rates=tuple(self._items(root, "rates", _rate)) or (AS_IT_IS,),
            backgrounds=tuple(self._items(root, "backgrounds", _any)) or (AS_IT_IS,),
            options=tuple(self._options(root)) or (NO_OPTIONS,),
            name=name,
            name_source=name_source,
        )
        if matrix.size > MOST:
            message = f"that would be {matrix.size:,} files, and {MOST:,} is the most"
            self._notes.error(root.source, message, "make several matrices of it", "too-large")
        return matrix

    def _items(self, root: MapNode, key: str, fits: Callable[[str], bool]) -> Iterator[Item]:
        """The values of a word, each once."""
        seen: set[str] = set()
        for node in _listed(root.get(key)):
            if not isinstance(node, Scalar) or not node.text.strip():
                self._notes.error(node.source, f"{key!r} needs a list of words", f"write {KEYS[key]}", "form")
                continue
            text = node.text.strip()
            if text != USUAL and not fits(text):
                self._notes.error(node.source, f"{quoted(text)} cannot be here", f"write {KEYS[key]}", "form")
            elif text in seen:
                self._notes.error(node.source, f"{quoted(text)} is given twice", "take one out", "twice")
            else:
                seen.add(text)
                yield Item(text=text, source=node.source)

    def _formats(self, root: MapNode) -> Iterator[Item]:
        for item in self._items(root, "formats", _any):
            ending = f".{item.text.lower().lstrip('.')}"
            if ending in self._endings:
                yield Item(text=ending, source=item.source)
            elif item.source is not None:
                message = f"there is no format {quoted(item.text)}"
                self._notes.unknown(item.source, message, ending, self._endings, "unknown-format")

    def _options(self, root: MapNode) -> Iterator[Options]:
        for node in _listed(root.get("options")):
            if not isinstance(node, MapNode):
                self._notes.error(node.source, "'options' needs names and values", f"write {KEYS['options']}", "form")
                continue
            yield Options(values=tuple(self._values(node)), source=node.source)

    def _values(self, options: MapNode) -> Iterator[tuple[str, str]]:
        for key, value in options.pairs:
            texts = [item.text.strip() if isinstance(item, Scalar) else None for item in _listed(value)]
            if any(text is None for text in texts):
                self._notes.error(value.source, f"{quoted(key.text)} needs a value", f"write {KEYS['options']}", "form")
            else:
                yield key.text, ",".join(text for text in texts if text is not None)

    def _name(self, root: MapNode) -> tuple[str, Source | None]:
        node = root.get("name")
        if node is None:
            return "", None
        if not isinstance(node, Scalar) or not node.text.strip():
            self._notes.error(node.source, "'name' needs a text", f"write {KEYS['name']}", "form")
            return "", None
        for place in places_in(node.text):
            if place not in PLACES:
                message = f"nothing is called {quoted(place)} here"
                self._notes.unknown(node.source, message, place, PLACES, "unknown-name")
        return node.text.strip(), node.source


def _listed(node: Node | None) -> tuple[Node, ...]:
    """What stands in a list, or the one thing that stands alone."""
    if node is None or (isinstance(node, Scalar) and node.empty):
        return ()
    return node.items if isinstance(node, ListNode) else (node,)


def _any(text: str) -> bool:
    return text.isprintable()


def _length(text: str) -> bool:
    return length_in(text) is not None


def _rate(text: str) -> bool:
    return rate_in(text) is not None
