"""Who speaks: the roles of a script, and the one that a step asks for."""

from collections.abc import Iterable
from typing import Final

from voiceguide.model.session import RoleWish
from voiceguide.problems import Source
from voiceguide.script.fields import Fields, fill_scalar, read_fields
from voiceguide.script.grammar import NARRATOR, ROLE
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import hint_for, quoted
from voiceguide.script.place import Place

MOST_ROLES: Final = 16
"""Voices that are open at once, each with processes of its own."""

_ROWS: Final = {word.name: word for word in ROLE}
_LONGEST_NAME: Final = 40
_MARKS: Final = frozenset('<>&:"$[]{}|/\\')
"""They mean something elsewhere: in captions, in this language, in names of voices."""
_WRITE: Final = "write voices: {teacher: en-gb+f3}"


def read_roles(node: Node, place: Place, found: dict[str, RoleWish]) -> None:
    """Add the roles of one file to those `found`; one that is there already is given another voice."""
    if not isinstance(node, MapNode):
        place.notes.error(node.source, "'voices' needs a name for each who speaks", _WRITE, "not-keys")
        return
    for key, value in node.pairs:
        name = key.text.strip()
        problem = _wrong_name(name)
        if problem:
            place.notes.error(key.source, *problem, "name")
        elif len(found) >= MOST_ROLES and name not in found:
            hint = "let one voice have several roles"
            place.notes.error(key.source, f"more than {MOST_ROLES} roles", hint, "too-many")
            return
        elif not (isinstance(value, Scalar) and value.empty):
            found[name] = _role(name, key.source, value, place)


def _wrong_name(name: str) -> tuple[str, str] | None:
    if name == NARRATOR:
        return f"{quoted(name)} is the voice of the session itself", "say how it speaks under 'voice'"
    if not name[:1].isalpha() or len(name) > _LONGEST_NAME or not name.isprintable() or not _MARKS.isdisjoint(name):
        hint = f"begin with a letter, and write at most {_LONGEST_NAME} letters and blanks"
        return f"{quoted(name)} is no name for a role", hint
    return None


def _role(name: str, source: Source, node: Node, place: Place) -> RoleWish:
    if isinstance(node, MapNode):
        fields = read_fields(node, _ROWS, place, what=f"the role {quoted(name)}", source=source)
        if not fields.nodes and not node.pairs:
            hint = f"write {name}: en-gb+f3, or {name}: {{rate: 110 wpm}}"
            place.notes.error(node.source, f"the role {quoted(name)} needs a voice or a rate", hint, "missing")
        return RoleWish(role=name, name=fields.plain("name"), rate=fields.rate("rate"), source=source)
    if isinstance(node, ListNode):
        hint = f"give it one voice, such as {name}: en-gb+f3"
        place.notes.error(node.source, f"a list where the voice of {quoted(name)} should be", hint, "not-one")
        return RoleWish(role=name, name="", rate=None, source=source)
    filled = fill_scalar(node, place, name)
    return RoleWish(role=name, name=filled.text.strip() if filled else "", rate=None, source=source)


def speaker_of(fields: Fields) -> str:
    """Who speaks the words of a step: whoever it names, else whoever speaks around it; empty for the narrator."""
    place = fields.place
    filled = fields.filled("voice")
    if filled is None:
        return place.speaker
    name = filled.text.strip()
    roles = place.script.roles
    whole = filled.whole
    place.script.spoken_by.update({name, *(whole.option.choices if whole and whole.option else ())})
    if name == NARRATOR:
        return ""
    if name not in roles and not place.script.is_parts:
        hint = hint_for(name, (*roles, NARRATOR)) if roles else ""
        hint = hint or "name it under 'voices' at the top of the script, with the voice that it has"
        place.notes.error(fields.nodes["voice"].source, f"unknown role {quoted(name)}", hint, "unknown-role")
    return name if name in roles else place.speaker


def advise_idle(roles: Iterable[RoleWish], file: str, place: Place) -> None:
    """An advice for each role of this file that says nothing, unless somebody may have been misspelt."""
    for role in roles if not place.notes.errors else ():
        if role.source.file == file and role.role not in place.script.spoken_by:
            hint = f"write 'voice: {role.role}' in the steps that it speaks, or take it out"
            place.notes.advice(role.source, f"{quoted(role.role)} never speaks", hint, "idle-role")
