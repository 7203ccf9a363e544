"""What a listener can choose."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from voiceguide.model.session import Option, OptionKind
from voiceguide.problems import Source
from voiceguide.script.decode import BAD_CHARACTER
from voiceguide.script.fields import Fields, read_fields
from voiceguide.script.forms import LONGEST
from voiceguide.script.grammar import OPTION
from voiceguide.script.loops import name_problem, too_many
from voiceguide.script.names import Value
from voiceguide.script.nodes import ListNode, MapNode, Node, Scalar
from voiceguide.script.notes import hint_for, listed, quoted
from voiceguide.script.numbers import number_of
from voiceguide.script.place import Place
from voiceguide.units import duration

LONGEST_TEXT: Final = 200
"""Characters of a free text."""

MOST_OPTIONS: Final = 200
MOST_CHOICES: Final = 200

_ROWS: Final = {word.name: word for word in OPTION}


def read_options(node: Node, settings: Mapping[str, str], place: Place) -> tuple[Option, ...]:
    """The options of one file, those above known to those below, with the listener's settings."""
    if not isinstance(node, MapNode):
        hint = "write each option as a name and its keys: rest: {default: 20s, from: 10s, to: 60s, about: …}"
        place.notes.error(node.source, "'options' needs names", hint, "not-keys")
        return ()
    found: dict[str, Option] = {}
    if too_many(node.pairs, MOST_OPTIONS, "options", node.source, place):
        return ()
    for key, value in node.pairs:
        names = {**place.names, **values_of(tuple(found.values()))}
        problem = name_problem(key.text, names)
        if problem:
            place.notes.error(key.source, *problem, "name")
        if not isinstance(value, MapNode):
            if not (isinstance(value, Scalar) and value.empty):
                hint = f"write {key.text}: {{default: {_short(value)}, about: what it is for}}"
                place.notes.error(value.source, f"the option {quoted(key.text)} needs keys", hint, "not-keys")
            continue
        option = _option(key, value, settings.get(key.text), place.knowing(names))
        if option and not problem:
            found[key.text] = option
    return tuple(found.values())


def _short(node: Node) -> str:
    return node.text if isinstance(node, Scalar) and len(node.text) < 20 and node.text.isprintable() else "…"  # noqa: PLR2004  (a word)


def values_of(options: tuple[Option, ...]) -> dict[str, Value]:
    """What the options' names stand for."""
    return {
        option.name: Value(
            text=", ".join(option.value),
            items=option.value if option.kind is OptionKind.SOME_OF else None,
            option=option,
        )
        for option in options
    }


def check_settings(settings: Mapping[str, str], options: tuple[Option, ...], source: Source, place: Place) -> None:
    """Note settings of options that there are not."""
    known = [option.name for option in options]
    for name in settings:
        if name not in known:
            hint = hint_for(name, known) if known else "this session has no options"
            place.notes.add_setting(source, f"no option {quoted(name)} to set", hint)


def _option(key: Scalar, node: MapNode, setting: str | None, place: Place) -> Option | None:
    what = f"the option {quoted(key.text)}"
    fields = read_fields(node, _ROWS, place, what=what, source=key.source)
    kind = _kind(fields, what)
    if kind is None or "default" not in fields:
        return None
    choices = tuple(dict.fromkeys(word for word, _ in fields.plain_list(kind.value))) if _chooses(kind) else ()
    ends = tuple(fields.plain(end) if end in fields else "" for end in ("from", "to"))
    default = _default(fields, kind, what)
    if default is None:
        return None
    option = Option(
        name=key.text,
        about=fields.title("about"),
        kind=kind,
        default=default,
        value=default,
        chosen=False,
        choices=choices,
        least=ends[0],
        most=ends[1],
        source=key.source,
    )
    wrong = impossible(option, default)
    if wrong:
        place.notes.error(fields.nodes["default"].source, f"the default of {what} {wrong[0]}", wrong[1], "impossible")
    return option if setting is None else _set(option, setting, place)


def _chooses(kind: OptionKind) -> bool:
    return kind in {OptionKind.ONE_OF, OptionKind.SOME_OF}


def _set(option: Option, setting: str, place: Place) -> Option:
    value: tuple[str, ...] = (setting.strip(),)
    if option.kind is OptionKind.SOME_OF:
        value = tuple(word.strip() for word in setting.split(",") if word.strip())
    wrong = impossible(option, value)
    if wrong:
        place.notes.add_setting(
            option.source, f"the option {quoted(option.name)} is set to {quoted(setting)}, and {wrong[0]}", wrong[1]
        )
        return option
    return replace(option, value=value, chosen=True)


def _kind(fields: Fields, what: str) -> OptionKind | None:
    notes = fields.place.notes
    ways = [name for name in ("one of", "some of") if name in fields]
    ends = [name for name in ("from", "to") if name in fields]
    if len(ways) + bool(ends) > 1:
        hint = "keep one of them: 'from' and 'to', 'one of', or 'some of'"
        notes.error(fields.source, f"{what} has {listed([*ways, *ends], 'and')}", hint, "two-kinds")
        return None
    if ways:
        if not isinstance(fields.nodes[ways[0]], (ListNode, Scalar)) or not fields.plain_list(ways[0]):
            hint = "write what can be chosen in brackets: [nose, chest, belly]"
            notes.error(fields.nodes[ways[0]].source, f"{quoted(ways[0])} needs a list", hint, "not-list")
            return None
        if too_many(fields.plain_list(ways[0]), MOST_CHOICES, "choices", fields.source, fields.place):
            return None
        return OptionKind(ways[0])
    if not ends:
        return OptionKind.TEXT
    if len(ends) == 1:
        missing = "to" if ends == ["from"] else "from"
        notes.error(
            fields.source, f"{what} has {quoted(ends[0])} without {quoted(missing)}", f"add '{missing}:'", "missing"
        )
        return None
    return _measured(fields, what)


def _measured(fields: Fields, what: str) -> OptionKind | None:
    texts = [fields.plain("from"), fields.plain("to")]
    notes = fields.place.notes
    for kind, read in ((OptionKind.DURATION, duration), (OptionKind.NUMBER, number_of)):
        numbers = [read(text) for text in texts]
        if all(number is not None for number in numbers):
            least, most = (Fraction(number) for number in numbers if number is not None)
            if least > most or (kind is OptionKind.DURATION and most > LONGEST):
                hint = "write the smallest after 'from' and the greatest after 'to'; at most a day"
                notes.error(
                    fields.nodes["from"].source,
                    f"{what} goes from {quoted(texts[0])} to {quoted(texts[1])}",
                    hint,
                    "range",
                )
                return None
            return kind
    hint = "write two numbers, such as 5 and 15, or two durations, such as 10s and 60s"
    notes.error(fields.nodes["from"].source, f"{what} goes from {quoted(texts[0])} to {quoted(texts[1])}", hint, "form")
    return None


def _default(fields: Fields, kind: OptionKind, what: str) -> tuple[str, ...] | None:
    node = fields.nodes["default"]
    if kind is OptionKind.SOME_OF:
        if not isinstance(node, ListNode):
            hint = "write it in brackets, even if it is one or none: []"
            fields.place.notes.error(node.source, f"the default of {what} needs a list", hint, "not-list")
            return None
        return tuple(word for word, _ in fields.plain_list("default"))
    filled = fields.filled("default")
    return None if filled is None else (filled.text.strip(),)


def impossible(option: Option, value: tuple[str, ...]) -> tuple[str, str] | None:
    """Why an option cannot have the value: the end of a sentence and a hint; None if it can."""
    if _chooses(option.kind):
        wrong = next((word for word in value if word not in option.choices), None)
        return None if wrong is None else (f"has no choice {quoted(wrong)}", hint_for(wrong, option.choices))
    (text,) = value
    if option.kind is OptionKind.TEXT:
        if len(text) > LONGEST_TEXT:
            return "is too long", f"write at most {LONGEST_TEXT} characters"
        if any(letter in "[]{}<" for letter in text) or BAD_CHARACTER.search(text) or not text.isprintable():
            return "has signs that cannot be spoken", "write words alone, without brackets"
        return None
    read = duration if option.kind is OptionKind.DURATION else number_of
    number, least, most = (read(each) for each in (text, option.least, option.most))
    if number is None:
        example = "such as 20s" if option.kind is OptionKind.DURATION else "such as 8"
        return f"is no {option.kind.value}: {quoted(text)}", f"write a {option.kind.value}, {example}"
    if least is not None and most is not None and not least <= number <= most:
        return f"is out of range: {quoted(text)}", f"it goes from {option.least} to {option.most}"
    return None
