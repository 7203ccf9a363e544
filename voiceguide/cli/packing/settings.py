"""Which settings of a session decide what goes into its pack."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod
from typing import Final

from voiceguide.check.looks import settings as settings_of
from voiceguide.model.session import Option, OptionKind
from voiceguide.script import Document
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar

MOST: Final = 200
"""Settings that are looked at."""

SOUNDS: Final = ("chime", "background")
"""The words of the language whose values are sounds."""
HEARD: Final = ("play", *SOUNDS)
"""Those whose values are sounds and files."""

_NAME: Final = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


def settings_that_matter(document: Document, options: tuple[Option, ...]) -> tuple[Mapping[str, str], ...]:
    """Settings with each of which another sound or file may be heard; none where all of them are named outright."""
    names = {one or other for text in _heard(document, HEARD) for one, other in _NAME.findall(text)}
    if not names:
        return ()
    known = {option.name for option in options}
    # What is no option is a name of a routine or a loop, and may hold any of them.
    chosen = tuple(option for option in options if option.name in names) if names <= known else options
    return tuple(islice(_each(chosen), MOST))


def sounds_named(document: Document) -> tuple[str, ...]:
    """Every sound that is named outright, also in steps that are left out."""
    return tuple(dict.fromkeys(text for text in _heard(document, SOUNDS) if "$" not in text))


def every_setting(options: tuple[Option, ...]) -> Iterator[Mapping[str, str]]:
    """Each end and each value of every option in turn."""
    return (setting.values for setting in islice(settings_of(options), MOST))


def _each(options: tuple[Option, ...]) -> Iterator[Mapping[str, str]]:
    """Every value in turn; and all choices together, where they are few."""
    yield from every_setting(options)
    choices = {option.name: option.choices for option in options if option.kind is OptionKind.ONE_OF}
    if len(choices) > 1 and prod(map(len, choices.values())) <= MOST:
        yield from (dict(zip(choices, values, strict=True)) for values in product(*choices.values()))


def _heard(document: Document, words: tuple[str, ...]) -> Iterator[str]:
    """The values of these words of the language, as they are written."""
    for root in (document.root, *(included.root for included in document.included)):
        if root is not None:
            yield from _values(root, words)


def _values(node: Node, words: tuple[str, ...]) -> Iterator[str]:
    for item in node.items if isinstance(node, ListNode) else ():
        yield from _values(item, words)
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(value, Scalar) and key.text in words:
            yield value.text.strip()
        yield from _values(value, words)
