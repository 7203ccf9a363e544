"""Steps with a name."""

from pathlib import Path
from typing import Final

from voiceguide.script.fields import read_fields
from voiceguide.script.grammar import ROUTINE
from voiceguide.script.loops import MOST_NAMES, name_problem, too_many
from voiceguide.script.nodes import MapNode, Node, Scalar
from voiceguide.script.notes import quoted
from voiceguide.script.place import Place, Routine

_ROWS: Final = {word.name: word for word in ROUTINE}


def read_routines(node: Node, folder: Path | None, place: Place, found: dict[str, Routine]) -> None:
    """Add the routines of one file to those `found`."""
    notes = place.notes
    if not isinstance(node, MapNode):
        hint = "write each routine as a name with 'steps:' under it"
        notes.error(node.source, "'routines' needs names", hint, "not-keys")
        return
    for key, value in node.pairs:
        name = key.text.strip()
        if not isinstance(value, MapNode):
            if not (isinstance(value, Scalar) and value.empty):
                hint = "write 'steps:' under its name, and the steps under that"
                notes.error(value.source, f"the routine {quoted(name)} needs keys", hint, "not-keys")
            continue
        if name in found:
            hint = f"{found[name].source.file} has one in line {found[name].source.line}: give it another name"
            notes.error(key.source, f"the routine {quoted(name)} is there already", hint, "twice")
            continue
        routine = _routine(key, value, folder, place)
        if routine:
            found[name] = routine


def _routine(key: Scalar, node: MapNode, folder: Path | None, place: Place) -> Routine | None:
    fields = read_fields(node, _ROWS, place, what=f"the routine {quoted(key.text)}", source=key.source)
    takes: list[str] = []
    written = fields.plain_list("takes")
    if too_many(written, MOST_NAMES, "names", key.source, place):
        return None
    for name, source in written:
        problem = name_problem(name, {**place.names, **dict.fromkeys(takes)})
        if problem:
            place.notes.error(source, *problem, "name")
        else:
            takes.append(name)
    if "steps" not in fields:
        return None
    return Routine(
        name=key.text.strip(), takes=tuple(takes), steps=fields.nodes["steps"], source=key.source, folder=folder
    )
