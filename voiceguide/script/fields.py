"""The keys of a mapping, each read as its row in the grammar says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from voiceguide.model.forms import Between, Length, RoundCount, Rounds, RoundsWithin
from voiceguide.model.steps import Sentence, Steps, Text
from voiceguide.problems import Source
from voiceguide.script.forms import (
    FormError,
    duration_of,
    length_of,
    level_of,
    rate_of,
    rigid_duration_of,
    rounds_of,
    whole_of,
)
from voiceguide.script.kinds import Word
from voiceguide.script.names import Filled, Names, fill
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import nearest, quoted
from voiceguide.script.place import Place
from voiceguide.script.texts import Manner, read_text, read_title, read_word
from voiceguide.units import Decibels, Milliseconds, WordsPerMinute, written_duration

Got = TypeVar("Got")
Choice = TypeVar("Choice", bound=StrEnum)

_NOTHING = Milliseconds(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is written after each key; a value that cannot be read is noted, and its default stands in for it."""

    place: Place
    rows: Mapping[str, Word]
    nodes: Mapping[str, Node]
    """Only of keys that the rows know."""
    source: Source
    """The key that says what this is."""

    def __contains__(self, name: str) -> bool:
        return name in self.nodes

    @property
    def manner(self) -> Manner:
        """How the words of this step are spoken."""
        return Manner(rate=self.rate("rate"), level=self.level())

    def text(self, name: str) -> Text:
        """Sentences and silences; empty where nothing is written."""
        node = self.nodes.get(name)
        return () if node is None else read_text(node, self.place, self.manner)

    def word(self, name: str) -> Sentence | None:
        """Words that are spoken in one go."""
        node = self.nodes.get(name)
        return None if node is None else read_word(node, self.place, self.manner)

    def title(self, name: str) -> str:
        """Words that are shown."""
        node = self.nodes.get(name)
        return "" if node is None else read_title(node, self.place)

    def steps(self, name: str, names: Names | None = None) -> Steps:
        """Steps, or a text where the row allows it."""
        node = self.nodes.get(name)
        if node is None:
            return ()
        place = self.place.knowing(names) if names else self.place
        return place.script.steps(node, place.at(name))

    def length(self, name: str) -> Length | None:
        """A duration form."""
        length = self.form(name, length_of, None)
        if length is not None and not self.fits_length(name, length):
            return None
        return length

    def fits_length(self, name: str, length: Length) -> bool:
        """Whether all its ends are in range."""
        times = [length.nature]
        if isinstance(length, Between):
            times += [length.least, length.most]
        return all(self.in_range(name, time, duration_of, _show) for time in times)

    def duration(self, name: str, default: Milliseconds) -> Milliseconds:
        """A rigid duration."""
        time = self.form(name, lambda filled: rigid_duration_of(filled.text), None)
        if time is None or not self.in_range(name, time, duration_of, _show):
            return default
        return time

    def optional_duration(self, name: str) -> Milliseconds | None:
        """A rigid duration, or None where nothing is written."""
        return self.duration(name, _NOTHING) if name in self.nodes else None

    def rounds(self, name: str, default: int = 1) -> RoundCount:
        """A number of rounds, a range of them, or a length."""
        once = Rounds(least=default, nature=default, most=default)
        rounds = self.form(name, rounds_of, None)
        match rounds:
            case None:
                return once
            case RoundsWithin():
                return rounds
            case Rounds():
                counts = (rounds.least, rounds.nature, rounds.most)
                return rounds if all(self.in_range(name, count, int, str) for count in counts) else once

    def whole(self, name: str, default: int) -> int:
        """A whole number."""
        number = self.form(name, lambda filled: whole_of(filled.text), None)
        return default if number is None or not self.in_range(name, number, int, str) else number

    def rate(self, name: str) -> WordsPerMinute | None:
        """A speaking rate."""
        rate = self.form(name, lambda filled: rate_of(filled.text), None)
        if rate is None or not self.in_range(name, rate, int, lambda each: f"{each} wpm"):
            return None
        return rate

    def level(self) -> Decibels:
        """How much softer than usual."""
        return self.form("level", lambda filled: level_of(filled.text), Decibels(0.0))

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """One of the words of `kind`."""
        filled = self.filled(name)
        if filled is None:
            return default
        word = filled.text.strip()
        try:
            return kind(word)
        except ValueError:
            message = f"{quoted(name)} cannot be {quoted(word)}"
            self.place.notes.unknown(self.nodes[name].source, message, word, tuple(kind), "unknown-choice")
            return default

    def plain(self, name: str) -> str:
        """A name, as written; empty where nothing is."""
        filled = self.filled(name)
        return "" if filled is None else filled.text.strip()

    def plain_list(self, name: str) -> tuple[tuple[str, Source], ...]:
        """Names, one or a list of them, each with its place."""
        node = self.nodes.get(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, ListNode) else (node,)
        found: list[tuple[str, Source]] = []
        for item in items:
            filled = fill_scalar(item, self.place, name)
            if filled is not None:
                whole = filled.whole
                texts = whole.items if whole and whole.items is not None else (filled.text.strip(),)
                found.extend((text, item.source) for text in texts)
        return tuple(found)

    def chosen_of(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Words from a list of known ones."""
        known = tuple(known)
        words = self.plain_list(name)
        for word, source in words:
            if word not in known:
                message = f"{quoted(name)} cannot be {quoted(word)}"
                self.place.notes.unknown(source, message, word, known, "unknown-choice")
        return tuple(word for word, _ in words if word in known)

    def filled(self, name: str) -> Filled | None:
        """The value as text with its names replaced."""
        node = self.nodes.get(name)
        return None if node is None else fill_scalar(node, self.place, name)

    def form(self, name: str, read: Callable[[Filled], Got], default: Got) -> Got:
        """The value as `read` reads it."""
        filled = self.filled(name)
        if filled is None:
            return default
        try:
            return read(filled)
        except FormError as error:
            self.place.notes.error(self.nodes[name].source, error.message, error.hint, error.code)
            return default

    def in_range(self, name: str, value: int, parse: Callable[[str], int], show: Callable[[int], str]) -> bool:
        """Whether the value is between the row's ends."""
        row = self.rows[name]
        if (not row.least or parse(row.least) <= value) and (not row.most or value <= parse(row.most)):
            return True
        hint = f"it goes from {show(parse(row.least))} to {show(parse(row.most))}"
        self.place.notes.error(self.nodes[name].source, f"{quoted(name)} cannot be {show(value)}", hint, "range")
        return False


def _show(time: int) -> str:
    return written_duration(Milliseconds(time))


def fill_scalar(node: Node, place: Place, name: str) -> Filled | None:
    """A single value with its names replaced; None if it is not one, with the reason noted."""
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, ListNode) else "keys"
        place.notes.error(
            node.source, f"{what} where one value should be", f"write one value after '{name}:'", "not-one"
        )
        return None
    return None if node.empty else fill(node, place.names, place.notes)


def read_fields(node: MapNode, rows: Mapping[str, Word], place: Place, *, what: str, source: Source) -> Fields:
    """The keys of `node` that the rows know; others are noted, and so are those that are missing."""
    nodes: dict[str, Node] = {}
    meant: set[str | None] = set()
    for key, value in node.pairs:
        if key.text in rows:
            nodes[key.text] = value
        else:
            if key.text.startswith("-"):
                hint = (
                    f"write '- {key.text[1:61].strip()}'" if key.text.isprintable() else "write '- ' and then the step"
                )
                place.notes.error(key.source, "a dash without a blank after it", hint, "slip")
                continue
            message = f"unknown key {quoted(key.text)} in {what}"
            place.notes.unknown(key.source, message, key.text, rows, "unknown-word")
            meant.add(nearest(key.text, rows))
    for row in rows.values():
        if row.required and row.name not in nodes and row.name not in meant:
            hint = f"add '{row.name}: {row.example}'"
            place.notes.error(source, f"{what} needs {quoted(row.name)}", hint, "missing")
    present = {name: value for name, value in nodes.items() if not (isinstance(value, Scalar) and value.empty)}
    return Fields(place=place, rows=rows, nodes=present, source=source)
