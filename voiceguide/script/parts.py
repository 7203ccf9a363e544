"""Steps that hold others: section, steps, do, one of."""

from dataclasses import replace

from voiceguide.model.steps import Group, OneOf, Say, Section, Steps
from voiceguide.script.fields import Fields
from voiceguide.script.grammar import CARE_TAGS, TAKEN_NAMES, TECHNIQUES
from voiceguide.script.loops import read_value
from voiceguide.script.names import Later, Value
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import hint_for, listed, nearest, quoted
from voiceguide.script.place import Place, Routine
from voiceguide.script.texts import read_text


def section(fields: Fields) -> Section:
    """`section: Pelvic tilt`."""
    techniques = fields.chosen_of("technique", TECHNIQUES)
    return Section(
        source=fields.source,
        path=fields.place.path,
        title=fields.title("section"),
        technique=techniques[0] if techniques else "",
        screen=fields.chosen_of("screen", CARE_TAGS),
        steps=fields.steps("steps"),
        over=fields.length("over"),
    )


def group(fields: Fields) -> Group:
    """`steps: […]`."""
    return Group(source=fields.source, path=fields.place.path, steps=fields.steps("steps"), over=fields.length("over"))


def do(fields: Fields) -> Group:
    """`do: tense and let go`: the routine's steps, with its names set."""
    name = fields.plain("do")
    routine = fields.place.script.routines.get(name)
    steps: Steps = ()
    if routine is not None:
        steps = _called(routine, fields)
    elif name:
        known = tuple(fields.place.script.routines)
        hint = hint_for(name, known) or "name its steps under 'routines' at the top of the script"
        fields.place.notes.error(fields.nodes["do"].source, f"unknown routine {quoted(name)}", hint, "unknown-routine")
    return Group(source=fields.source, path=fields.place.path, steps=steps, over=fields.length("over"))


def _called(routine: Routine, fields: Fields) -> Steps:
    place = fields.place
    place.script.called.add(routine.name)
    values = _with(routine, fields)
    if routine.name in place.calls:
        message = f"the routine {quoted(routine.name)} does itself"
        place.notes.error(fields.nodes["do"].source, message, "use 'repeat' for steps that come again", "recursion")
        return ()
    if values is None:
        return ()
    script_names = {name: value for name, value in place.names.items() if is_global(name, value)}
    inside = replace(
        place,
        names={**script_names, **values},
        calls=(*place.calls, routine.name),
        folder=routine.folder,
        path=f"{place.path}/do",
    )
    return place.script.steps(routine.steps, inside)


def is_global(name: str, value: Value | Later) -> bool:
    """Whether a routine knows the name without being given it: options, and what the language itself gives."""
    return name in TAKEN_NAMES or (isinstance(value, Value) and value.option is not None and value.option.name == name)


def _with(routine: Routine, fields: Fields) -> dict[str, Value] | None:
    """The routine's names; None if they are not those that it takes."""
    place, node = fields.place, fields.nodes.get("with")
    pairs: tuple[tuple[Scalar, Node], ...] = ()
    if isinstance(node, MapNode):
        pairs = node.pairs
    elif node is not None:
        place.notes.error(node.source, "'with' needs names and values", "write with: {name: value}", "not-keys")
    values = {}
    given = {key.text for key, _ in pairs}
    missing = [name for name in routine.takes if name not in given]
    for key, value in pairs:
        if key.text not in routine.takes:
            near = nearest(key.text, missing)
            if near is not None:
                missing.remove(near)
                hint = f"did you mean {quoted(near)}?"
            else:
                hint = f"it takes {listed(routine.takes, 'and')}" if routine.takes else "it takes no names"
            place.notes.error(key.source, f"{quoted(routine.name)} takes no {quoted(key.text)}", hint, "unknown-word")
            continue
        read = read_value(value, place, key.text)
        if read is not None:
            values[key.text] = read
    if missing:
        hint = f"add with: {{{missing[0]}: …}}"
        message = f"{quoted(routine.name)} needs {listed(missing, 'and')}"
        place.notes.error(fields.nodes["do"].source, message, hint, "missing")
    return None if set(values) != set(routine.takes) else values


def one_of(fields: Fields) -> OneOf:
    """`one of: [text, text]`."""
    node, place = fields.nodes.get("one of"), fields.place
    choices: list[Steps] = []
    if isinstance(node, ListNode):
        choices = [_choice(item, place.at(f"one of/{index}"), fields) for index, item in enumerate(node.items)]
    elif node is not None:
        place.notes.error(node.source, "'one of' needs a list", "begin each alternative with '- '", "not-list")
    if isinstance(node, ListNode) and not node.items:
        place.notes.error(node.source, "'one of' without alternatives", "write at least one", "missing")
    return OneOf(source=fields.source, path=place.path, choices=tuple(choices))


def _choice(node: Node, place: Place, fields: Fields) -> Steps:
    if isinstance(node, Scalar):
        say = Say(source=node.source, path=f"{place.path}/0", text=read_text(node, place, fields.manner))
        return (say,)
    if isinstance(node, MapNode):
        node = ListNode(page=node.page, start=node.start, items=(node,), flow=False)
    return place.script.steps(node, place)
