"""Steps that come again: repeat, for each, each side."""

from collections.abc import Mapping, Sized
from typing import Final

from voiceguide.model.forms import Rounds
from voiceguide.model.steps import EachSide, ForEach, Repeat, Steps
from voiceguide.problems import Source
from voiceguide.script.alike import difference
from voiceguide.script.fields import Fields, fill_scalar
from voiceguide.script.grammar import TAKEN_NAMES
from voiceguide.script.names import NAME, Later, Names, UnrollError, Value
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import quoted
from voiceguide.script.place import Place
from voiceguide.script.texts import lonely_bracket

MOST_NAMES: Final = 100
"""Names that one routine or loop gives."""


def repeat(fields: Fields) -> Repeat | None:
    """`repeat: 8`: the body is read once, or once for every round where a form in it needs the round's number."""
    rounds = fields.rounds("repeat")
    counted = isinstance(rounds, Rounds)
    total: Value | Later = Later(name="rounds")
    if isinstance(rounds, Rounds) and rounds.least == rounds.most:
        total = Value(text=str(rounds.nature))
    names: Names = {"round": Later(name="round", unrolls=counted), "rounds": total}
    bodies: tuple[Steps, ...]
    try:
        bodies = (fields.steps("steps", names),)
    except UnrollError:
        most = rounds.most if isinstance(rounds, Rounds) else 1
        bodies = tuple(
            fields.steps("steps", {**names, "round": Value(text=str(number))}) for number in range(1, most + 1)
        )
    if isinstance(rounds, Rounds) and rounds.least == 0:
        if rounds.most:
            hint = "the fewest is 1; a step is left out with 'unless'"
            fields.place.notes.error(fields.nodes["repeat"].source, "a range of rounds that begins at 0", hint, "range")
        return None
    return Repeat(
        source=fields.source,
        path=fields.place.path,
        rounds=rounds,
        bodies=bodies,
        between=fields.steps("between", {"round": Later(name="round"), "rounds": total}),
        over=fields.length("over"),
    )


def for_each(fields: Fields) -> ForEach:
    """`for each: [feet, calves]`: in `between`, names are those of the item that comes."""
    items = _items(fields)
    passes, between = [], []
    for index, names in enumerate(items):
        passes.append(fields.steps("steps", names))
        if index:
            between.append(fields.steps("between", names))
    return ForEach(
        source=fields.source,
        path=fields.place.path,
        passes=tuple(passes),
        between=tuple(between),
        over=fields.length("over"),
    )


def _items(fields: Fields) -> list[dict[str, Value]]:
    """The names that each pass gives."""
    node, place = fields.nodes.get("for each"), fields.place
    if node is None:
        return []
    nodes = _item_nodes(node, place)
    if nodes is None:
        hint = "write the items in brackets, with commas: [feet, calves, thighs]"
        place.notes.error(node.source, "'for each' needs a list", hint, "not-list")
        return []
    if not nodes:
        return []
    if all(isinstance(item, MapNode) for item in nodes):
        return _keyed_items([item for item in nodes if isinstance(item, MapNode)], place)
    return _named_items(fields, nodes)


def _item_nodes(node: Node, place: Place) -> "list[Node | Value] | None":
    if isinstance(node, ListNode):
        return list(node.items)
    filled = fill_scalar(node, place, "for each")
    if filled is None:
        return []
    whole = filled.whole
    if whole is None or whole.items is None:
        return None
    return [Value(text=item, option=whole.option) for item in whole.items]


def _named_items(fields: Fields, nodes: "list[Node | Value]") -> list[dict[str, Value]]:
    place = fields.place
    name = fields.plain("as")
    if "as" not in fields:
        hint = "add 'as:' and a name, and write it in the steps with a '$': as: part"
        place.notes.error(fields.source, "'for each' without 'as'", hint, "missing")
        return []
    if not name or not may_declare(name, fields.nodes["as"].source, place):
        return []
    values = [node if isinstance(node, Value) else read_value(node, place, "for each") for node in nodes]
    kept = [value for value in values if value is not None]
    possible = tuple(value.text for value in kept)
    if any(isinstance(node, Scalar) and "$" in node.text for node in nodes) or not isinstance(
        fields.nodes["for each"], ListNode
    ):
        return [{name: value} for value in kept]
    return [{name: Value(text=each.text, option=each.option, possible=possible)} for each in kept]


def _keyed_items(nodes: list[MapNode], place: Place) -> list[dict[str, Value]]:
    names = {key.text: key.source for node in nodes for key, _ in node.pairs}
    if too_many(names, MOST_NAMES, "names", nodes[0].source, place):
        return []
    allowed = {name for name, source in names.items() if may_declare(name, source, place)}
    found = []
    for node in nodes:
        item = {}
        for key, node_value in node.pairs:
            value = read_value(node_value, place, key.text)
            if value is not None and key.text in allowed:
                item[key.text] = value
        for name in allowed:
            if node.key(name) is None:
                hint = f"the other items have it: add '{name}: …'"
                place.notes.error(node.source, f"an item without {quoted(name)}", hint, "missing")
        found.append(item)
    return found


def read_value(node: Node, place: Place, what: str) -> Value | None:
    """What a name is set to; where another name gives it, what is known about that stays known."""
    filled = fill_scalar(node, place, what)
    if filled is None or (isinstance(node, Scalar) and lonely_bracket(node, filled, place)):
        return None
    whole = filled.whole
    return whole if whole is not None else Value(text=filled.text.strip(), fixed=filled.chosen)


def too_many(things: Sized, most: int, what: str, source: Source, place: Place) -> bool:
    """Whether there are more than anybody means; that is noted."""
    if len(things) <= most:
        return False
    place.notes.error(source, f"{len(things):,} {what}; at most {most} can stand here", "take some out", "too-large")
    return True


def may_declare(name: str, source: Source, place: Place) -> bool:
    """Whether a loop or a routine may give `name`; why not is noted."""
    problem = name_problem(name, place.names)
    if problem:
        place.notes.error(source, problem[0], problem[1], "name")
        return False
    return True


def name_problem(name: str, names: Mapping[str, object]) -> tuple[str, str] | None:
    """What keeps `name` from being one: a message and a hint."""
    if not NAME.fullmatch(name):
        return f"{quoted(name)} cannot be a name", "a name has letters, digits and '_', such as hold_time"
    if name in TAKEN_NAMES:
        return f"{quoted(name)} means something of its own", "choose another name"
    if name in names:
        return f"{quoted(name)} already means something here", "choose another name"
    return None


def each_side(fields: Fields) -> EachSide:
    """`each side: steps`: in `between`, `$side` is the one that comes."""
    place = fields.place
    one, other = place.script.sides
    first = fields.plain("first") or one
    if first not in {one, other}:
        message = f"{quoted(first)} is no side"
        place.notes.unknown(fields.nodes["first"].source, message, first, (one, other), "unknown-choice")
        first = one
    second = other if first == one else one

    def names(side: str, opposite: str) -> Names:
        return {
            "side": Value(text=side, possible=(one, other)),
            "other_side": Value(text=opposite, possible=(one, other)),
        }

    passes = (fields.steps("each side", names(first, second)), fields.steps("each side", names(second, first)))
    differing = difference(*passes)
    if differing:
        source, message = differing
        hint = "the sides have equal time: give both the same spans and rounds"
        place.notes.error(source, message, hint, "unequal-sides")
    return EachSide(
        source=fields.source,
        path=place.path,
        sides=(first, second),
        passes=passes,
        between=fields.steps("between", names(second, first)),
        over=fields.length("over"),
    )
