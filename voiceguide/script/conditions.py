"""`when` and `unless`: which steps take part."""

from fractions import Fraction
from functools import lru_cache

from voiceguide.model.choices import Posture
from voiceguide.model.session import OptionKind
from voiceguide.model.steps import Condition
from voiceguide.script.fields import Fields, fill_scalar
from voiceguide.script.names import Later, Value
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import quoted
from voiceguide.script.numbers import number_of
from voiceguide.script.place import Place
from voiceguide.units import duration


def decide(fields: Fields) -> tuple[Condition, ...] | None:
    """What only the running session can answer; None where the step is left out."""
    kept, later = True, []
    for word in ("when", "unless"):
        node = fields.nodes.get(word)
        if node is None:
            continue
        if not isinstance(node, MapNode):
            hint = f"write {word}: {{name: value}}"
            fields.place.notes.error(node.source, f"'{word}' needs a name and a value", hint, "not-keys")
            continue
        for key, value in node.pairs:
            met = _met(key, value, fields.place, wanted=word == "when")
            if isinstance(met, Condition):
                later.append(met)
            elif met is not None and met != (word == "when"):
                kept = False
    return tuple(later) if kept else None


def _met(key: Scalar, node: Node, place: Place, *, wanted: bool) -> bool | Condition | None:
    """Whether the name has one of the values; None where that cannot be read."""
    name = key.text.removeprefix("$")
    known = place.names.get(name)
    if known is None:
        names = tuple(place.names)
        place.notes.unknown(key.source, f"unknown name {quoted(name)}", name, names, "unknown-name")
        return None
    values = _values(node, place)
    for value, item in values:
        _check(name, known, value, item, place)
    texts = tuple(value for value, _ in values)
    if isinstance(known, Later):
        return Condition(name=known.name, values=texts, wanted=wanted)
    if not texts:
        return None
    held = known.items if known.items is not None else (known.text,)
    return any(_same(one, other) for one in held for other in texts)


def _values(node: Node, place: Place) -> list[tuple[str, Scalar]]:
    found: list[tuple[str, Scalar]] = []
    for item in node.items if isinstance(node, ListNode) else (node,):
        filled = fill_scalar(item, place, "name")
        if filled is None or not isinstance(item, Scalar):
            continue
        whole = filled.whole
        if whole and whole.items is not None:
            found.extend((each, item) for each in whole.items)
        else:
            found.append((filled.text.strip(), item))
    return found


def _check(name: str, known: Value | Later, value: str, node: Scalar, place: Place) -> None:
    """Note a value that the name can never have."""
    possible: tuple[str, ...] | None = None
    if isinstance(known, Later):
        if known.name == "posture":
            possible = tuple(Posture)
        elif not known.open and not (value.isdecimal() and int(value[:9]) >= 1):
            message = f"{quoted('$' + known.name)} can never be {quoted(value)}"
            place.notes.error(node.source, message, "it is a number from 1 on", "impossible")
            return
    elif known.option and known.option.kind in {OptionKind.NUMBER, OptionKind.DURATION}:
        option = known.option
        number, least, most = (_number(text) for text in (value, option.least, option.most))
        if number is None or least is None or most is None or not least <= number <= most:
            hint = f"it goes from {option.least} to {option.most}"
            place.notes.error(node.source, f"{quoted(name)} can never be {quoted(value)}", hint, "impossible")
        return
    elif known.option and known.option.kind in {OptionKind.ONE_OF, OptionKind.SOME_OF}:
        possible = known.option.choices
    else:
        possible = known.possible
    if possible is not None and not any(_same(value, each) for each in possible):
        message = f"{quoted(name)} can never be {quoted(value)}"
        place.notes.unknown(node.source, message, value, possible, "impossible")


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = _number(one), _number(other)
    return first is not None and first == second and (duration(one) is None) == (duration(other) is None)


@lru_cache(maxsize=1024)
def _number(text: str) -> Fraction | None:
    """A number, or a duration in milliseconds."""
    length = duration(text)
    return number_of(text) if length is None else Fraction(length)
