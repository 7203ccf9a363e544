"""The reference of the language, made from the grammar: tables in the author's guide.

    python -m voiceguide.script.reference     writes them anew into the guide in the repository's folder `scripts`

What stands between the two marks in the guide is replaced; a test fails when it is stale.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from voiceguide.script.grammar import (
    CARE_TAGS,
    COMMON,
    HEADER,
    OPTION,
    POSTURES,
    ROLE,
    ROUTINE,
    SPOKEN,
    TAKEN_NAMES,
    TECHNIQUES,
    VERBS,
    VOICE,
)
from voiceguide.script.kinds import Word

BEGIN: Final = "<!-- From here on made from the grammar: python -m voiceguide.script.reference -->"
END: Final = "<!-- To here -->"


def reference() -> str:
    """All tables, as Markdown."""
    return "\n".join(_parts())


def with_reference(guide: str) -> str:
    """The guide with the tables as they are now. Raises ValueError where its marks are missing."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"the guide has no {BEGIN!r} and {END!r}"
        raise ValueError(message)
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _parts() -> Iterator[str]:
    yield "### The top of a script\n"
    yield from _table(HEADER)
    yield "\nUnder `voice`:\n"
    yield from _table(VOICE)
    yield "\nUnder the name of a role, in `voices`; a voice's name alone is enough:\n"
    yield from _table(ROLE)
    yield "\nUnder the name of an option, in `options`:\n"
    yield from _table(OPTION)
    yield "\nUnder the name of a routine, in `routines`:\n"
    yield from _table(ROUTINE)
    yield "\n### Steps\n"
    yield "A step is a text, or has one of these words and what goes with it.\n"
    for verb in VERBS:
        yield f"#### `{verb.name}`\n"
        yield from _table((verb.word, *verb.keys))
        yield ""
    yield "#### With any step\n"
    yield from _table(COMMON)
    yield "\n#### With any step that speaks\n"
    yield f"These are {_listed(verb.name for verb in VERBS if verb.speaks)}.\n"
    yield from _table(SPOKEN)
    yield "\n### Words from a list\n"
    yield f"- Postures: {_listed(POSTURES)}"
    yield f"- Techniques: {_listed(TECHNIQUES)}"
    yield f"- Care tags, for `screen`: {_listed(CARE_TAGS)}"
    yield f"- Names that the language itself gives: {_listed(f'${name}' for name in TAKEN_NAMES)}"
    yield ""


def _table(rows: tuple[Word, ...]) -> Iterator[str]:
    yield "| word | what is written | what it does | such as |"
    yield "|---|---|---|---|"
    for word in rows:
        yield f"| `{word.name}` | {_kind(word)} | {_about(word)} | `{word.example.replace('|', chr(92) + '|')}` |"


def _kind(word: Word) -> str:
    bounds = f", {word.least} to {word.most}" if word.least and word.most else ""
    few = 6
    if word.choices and len(word.choices) <= few:
        return _listed(word.choices)
    return f"{word.kind.value}{bounds}"


def _about(word: Word) -> str:
    about = f"{word.about}; needed" if word.required else word.about
    return f"{about}; unless said, {word.default}" if word.default else about


def _listed(words: "Iterator[str] | tuple[str, ...]") -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    file = Path(__file__).parents[2] / "scripts" / "README.md"
    file.write_text(with_reference(file.read_text(encoding="utf-8")), encoding="utf-8")
