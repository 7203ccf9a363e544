"""Lists of steps: which verb each has, and whether it takes part."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from voiceguide.model.steps import Say, Step, Steps
from voiceguide.script import loops, moments, parts, spans
from voiceguide.script.compose import DEEPEST
from voiceguide.script.conditions import decide
from voiceguide.script.fields import Fields, read_fields
from voiceguide.script.grammar import COMMON, SPOKEN, VERB_OF, VERBS, Verb
from voiceguide.script.nearly import not_a_text
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import MEANT, nearest, quoted
from voiceguide.script.place import Place
from voiceguide.script.roles import speaker_of
from voiceguide.script.slips import QUOTES
from voiceguide.script.texts import read_text
from voiceguide.units import Milliseconds

READERS: Final[Mapping[str, Callable[[Fields], Step | None]]] = {
    "say": moments.say,
    "pause": moments.pause,
    "chime": moments.chime,
    "hold": spans.hold,
    "tense": spans.tense,
    "release": spans.release,
    "breathe": spans.breathe,
    "repeat": loops.repeat,
    "for each": loops.for_each,
    "each side": loops.each_side,
    "section": parts.section,
    "steps": parts.group,
    "do": parts.do,
    "one of": parts.one_of,
    "move to": moments.move_to,
    "eyes": moments.eyes,
    "background": moments.background,
    "play": moments.play,
}
"""One small reader for each verb of the grammar."""

_ROWS: Final = {verb.name: {word.name: word for word in verb.all_keys} for verb in VERBS}
_ANY_STEP: Final = frozenset(word.name for word in (*COMMON, *SPOKEN))


def read_steps(node: Node, place: Place) -> Steps:
    """The steps of a list, or of a single text."""
    if isinstance(node, Scalar):
        if place.path.endswith("/between"):
            return _step(node, place.at("0"))
        hint = "begin each step with '- ' on a line of its own"
        place.notes.error(node.source, "a text where a list of steps should be", hint, "not-list")
        return ()
    if isinstance(node, MapNode):
        hint = "begin each step with '- ' on a line of its own"
        place.notes.error(node.source, "keys where a list of steps should be", hint, "not-list")
        return ()
    if not node.items and place.path != "closing":
        place.notes.error(node.source, "a list without steps", "write what happens here", "no-steps")
    if place.depth > DEEPEST:
        hint = "routines that do other routines nest as well: take some of them apart"
        place.notes.error(node.source, f"nested more than {DEEPEST} levels deep", hint, "too-deep")
        return ()
    inner = place.deeper()
    return tuple(step for index, item in enumerate(node.items) for step in _step(item, inner.at(str(index))))


def _step(node: Node, place: Place) -> Steps:
    place.script.budget.spend(node.source)
    match node:
        case Scalar(empty=True):
            place.notes.error(node.source, "an empty step", "write what happens here, or take the line out", "no-value")
            return ()
        case Scalar() if (slip := not_a_text(node)) is not None:
            place.notes.add(slip)
            return ()
        case Scalar():
            return (Say(source=node.source, path=place.path, text=read_text(node, place)),)
        case ListNode(flow=True):
            hint = f"{QUOTES}, or make the silence a step of its own: - pause: 6s"
            place.notes.error(node.source, "a text that starts with '['", hint, "slip")
            return ()
        case ListNode():
            hint = "take one '- ' out, or group the steps under 'steps:'"
            place.notes.error(node.source, "a list where a step should be", hint, "slip")
            return ()
    verb, key = _verb(node, place)
    if verb is None or key is None:
        return ()
    fields = read_fields(node, _ROWS[verb.name], place, what=quoted(verb.name), source=key.source)
    speaker = speaker_of(fields)
    if speaker != place.speaker:
        fields = replace(fields, place=replace(place, speaker=speaker))
    conditions = decide(fields)
    left_out = conditions is None and place.script.lean
    step = READERS[verb.name](fields) if verb.name in fields and not left_out else None
    at_least, under = _asked(fields)
    allow = tuple(code for code, _ in fields.plain_list("allow"))
    if step is None or conditions is None:
        return ()
    if conditions or allow or at_least is not None or under is not None:
        step = replace(step, conditions=conditions, allow=allow, at_least=at_least, under=under)
    return (step,)


def _asked(fields: Fields) -> tuple[Milliseconds | None, Milliseconds | None]:
    """`at least` and `under`, which need a length to compare with."""
    place = fields.place
    for name in ("at least", "under"):
        if name in fields and not place.script.has_length:
            hint = "add 'length:' at the top, the length that the session usually has"
            place.notes.error(
                fields.nodes[name].source, f"{quoted(name)} in a script without 'length'", hint, "missing"
            )
    return fields.optional_duration("at least"), fields.optional_duration("under")


def _verb(node: MapNode, place: Place) -> tuple[Verb | None, Scalar | None]:
    """The one key to which all others belong; what is wrong is noted."""
    keys = [key for key, _ in node.pairs]
    if not keys and not node.flow:
        return None, None
    if not keys:
        place.notes.error(node.source, "an empty step", "write what happens here, or take it out", "no-value")
        return None, None
    verbs = [key for key in keys if key.text in VERB_OF]
    if not verbs:
        _no_verb(keys, node, place)
        return None, None
    if len(verbs) == 1:
        return VERB_OF[verbs[0].text], verbs[0]
    best = max(verbs, key=lambda key: sum(other.text in _ROWS[key.text] for other in keys))
    stray = next((key for key in verbs if key.text not in _ROWS[best.text]), None)
    if stray is not None:
        later = max(best, stray, key=lambda key: key.start)
        message = f"{quoted(best.text)} and {quoted(stray.text)} in one step"
        hint = f"a step does one thing: begin {quoted(later.text)} with '- ' on a line of its own"
        place.notes.error(later.source, message, hint, "two-verbs")
        return None, None
    return VERB_OF[best.text], best


def _no_verb(keys: list[Scalar], node: MapNode, place: Place) -> None:
    if place.notes.full:
        return
    strangers = [key for key in keys if key.text not in _ANY_STEP]
    if not strangers:
        hint = f"add what the step does, such as 'say:', beside {quoted(keys[0].text)}"
        place.notes.error(keys[0].source, "a step without a verb", hint, "missing")
        return
    first = strangers[0]
    owner = next((verb.name for verb in VERBS if first.text in _ROWS[verb.name]), None)
    near = nearest(first.text, VERB_OF)
    value = node.get(first.text)
    if owner is not None and MEANT.get(first.text.casefold()) != near:
        hint = f"{quoted(first.text)} goes with {quoted(owner)}"
        place.notes.error(first.source, "a step without a verb", hint, "missing")
    elif (
        near is None and isinstance(value, Scalar) and not node.flow and (" " in first.text or first.text[:1].isupper())
    ):
        mark = '"' if "'" in first.text + value.text else "'"
        hint = f"put the text in quotes: {mark}{first.text}: {value.text}{mark}"
        hint = hint if len(hint) <= 90 and hint.isprintable() and mark not in first.text + value.text else QUOTES  # noqa: PLR2004  (a line)
        place.notes.error(first.source, "a colon and a blank cut this text in two", hint, "slip")
    elif isinstance(value, Scalar) and value.empty:
        return
    else:
        hint = f"did you mean {quoted(near)}?" if near else "a step has a verb, such as say, pause, hold or breathe"
        place.notes.error(first.source, f"unknown step {quoted(first.text)}", hint, "unknown-word")
