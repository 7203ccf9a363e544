"""From YAML's events to nodes.

Only the events are used, never YAML's loaders: those read `1:30` as 90 and `no` as False, drop repeated keys, and can
be brought to their knees by a small file. Depth, size and aliases are counted as they come, before memory grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from voiceguide.problems import Problem, Source
from voiceguide.script.decode import BAD_CHARACTER
from voiceguide.script.nodes import ListNode, MapNode, Node, Page, Scalar
from voiceguide.script.notes import Notes, quoted
from voiceguide.script.slips import no_value, syntax_problem, tag_problem

DEEPEST: Final = 32
"""Levels of nesting."""

MOST_NODES: Final = 60_000
"""Values in a file, those that aliases repeat counted each time; an hour of guidance has about 1,000."""

PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Gives the events; the C parser where PyYAML was built with it."""


class Unreadable(Exception):  # noqa: N818  (carries the one problem that ends the reading)
    """The file cannot be read as YAML, or is too large to be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(page: Page, notes: Notes) -> Node | None:
    """The nodes of the page's one document; None if it holds nothing. What can be passed over is noted.

    Raises `Unreadable` for what cannot.
    """
    try:
        return _Composer(page=page, notes=notes).document()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(syntax_problem(error, page)) from error
    except (yaml.YAMLError, UnicodeError) as error:
        problem = Problem(source=page.source(0, 1), message="this file cannot be read", hint=str(error), code="yaml")
        raise Unreadable(problem) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchored:
    node: Node
    count: int
    height: int
    label: Source


@dataclass(slots=True, kw_only=True)
class _Composer:
    page: Page
    notes: Notes
    count: int = 0
    """Nodes so far."""
    height: int = 0
    """Levels inside the node that was composed last."""
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    unfinished: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def document(self) -> Node | None:
        events = yaml.parse(self.page.text, Loader=PARSER)
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "one file is one script: take out the line '---' and what follows it"
                    self.stop(event, "more than one document in a file", hint)
                if event.version or event.tags:
                    self.stop(event, "a line that starts with '%'", "take it out: a script needs no directives")
            elif isinstance(event, (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent)):
                root = self.node(event, events, 1)
        for name, anchor in self.anchors.items():
            if isinstance(anchor.node, Scalar) and name not in self.used:
                message = f"{quoted('&' + name)} is a label to YAML, and is not spoken"
                self.notes.error(anchor.label, message, "put the whole text in quotes", "slip")
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401  (YAML's events have no types)
        self.room(event, depth, 1)
        if isinstance(event, AliasEvent):
            return self.alias(event, depth)
        if event.tag is not None:
            self.notes.add(tag_problem(self.at(event), event.tag))
        name, before = event.anchor, self.count
        if name:
            self.unfinished.add(name)
        node: Node
        if isinstance(event, ScalarEvent):
            node = self.scalar(event)
        elif isinstance(event, SequenceStartEvent):
            node = self.list(event, events, depth)
        else:
            node = self.map(event, events, depth)
        if name:
            self.unfinished.discard(name)
            begin = event.start_mark.index
            label = self.page.source(begin, begin + len(name) + 1)
            self.anchors[name] = _Anchored(node=node, count=self.count - before + 1, height=self.height, label=label)
            self.used.discard(name)
        return node

    def alias(self, event: AliasEvent, depth: int) -> Node:
        name = str(event.anchor)
        if name in self.unfinished:
            self.stop(event, f"{quoted('*' + name)} stands inside of itself", "take it out")
        known = self.anchors.get(name)
        if known is None:
            hint = "a text that starts with '*' needs quotes around it"
            self.stop(event, f"{quoted('*' + name)} repeats what has that label, and nothing has it", hint)
        self.used.add(name)
        self.height = known.height
        self.room(event, depth + known.height, known.count - 1)
        return known.node

    def room(self, event: Any, depth: int, more: int) -> None:  # noqa: ANN401  (PyYAML's events)
        self.count += more
        if depth > DEEPEST:
            hint = "put the inner steps into a routine"
            self.stop(event, f"nested more than {DEEPEST} levels deep", hint, "too-deep")
        if self.count > MOST_NODES:
            hint = "use 'repeat', 'for each' or a routine for what comes again"
            self.stop(event, f"more than {MOST_NODES:,} values in one file", hint, "too-large")

    def scalar(self, event: Any) -> Scalar:  # noqa: ANN401  (PyYAML's events)
        self.height = 0
        node = Scalar(
            page=self.page,
            start=event.start_mark.index,
            end=event.end_mark.index,
            text=event.value,
            style=event.style or "",
        )
        bad = BAD_CHARACTER.search(node.text) if node.style == '"' and "\\" in self.page.text else None
        if bad:
            message = f"a character that cannot be spoken ({quoted(bad.group())})"
            self.notes.error(node.source, message, "take it out", "character")
            return Scalar(
                page=self.page, start=node.start, end=node.end, text=BAD_CHARACTER.sub("", node.text), style='"'
            )
        return node

    def list(self, event: Any, events: Iterator[Any], depth: int) -> ListNode:  # noqa: ANN401  (PyYAML's events)
        items, height = [], 0
        while not (inner := next(events)).__class__.__name__.startswith("SequenceEnd"):
            items.append(self.node(inner, events, depth + 1))
            height = max(height, self.height)
        self.height = height + 1
        return ListNode(page=self.page, start=event.start_mark.index, items=tuple(items), flow=bool(event.flow_style))

    def map(self, event: Any, events: Iterator[Any], depth: int) -> MapNode:  # noqa: ANN401  (PyYAML's events)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        flow = bool(event.flow_style)
        height = 0
        while not (inner := next(events)).__class__.__name__.startswith("MappingEnd"):
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            height = max(height, self.height)
            if not isinstance(key, Scalar):
                hint = "a text that starts with '[' or '{' needs quotes around it"
                self.notes.error(key.source, "a list or braces where a word should be", hint, "slip")
            elif key.text == "<<" and not key.style:
                self.notes.error(key.source, "'<<' is not used here", "write the keys out", "merge")
            elif key.text in pairs:
                first = pairs[key.text][0].source.line
                hint = f"it is already given in line {first}: take one out"
                self.notes.error(key.source, f"{quoted(key.text)} is given twice", hint, "twice")
            else:
                if isinstance(value, Scalar) and value.empty and value.start == value.end:
                    self.notes.add(no_value(key, flow=flow, first=not pairs))
                pairs[key.text] = (key, value)
        self.height = height + 1
        return MapNode(page=self.page, start=event.start_mark.index, pairs=tuple(pairs.values()), flow=flow)

    def at(self, event: Any) -> Source:  # noqa: ANN401  (PyYAML's events)
        return self.page.source(event.start_mark.index, event.end_mark.index)

    def stop(self, event: Any, message: str, hint: str, code: str = "yaml") -> NoReturn:  # noqa: ANN401  (PyYAML's events)
        raise Unreadable(Problem(source=self.at(event), message=message, hint=hint, code=code))
