"""The grammar is one table, and nothing is beside it."""

import pytest
from script_text import problems

from voiceguide.script.grammar import COMMON, HEADER, SPOKEN, VERBS, Verb
from voiceguide.script.kinds import Kind, Word
from voiceguide.script.steps import READERS

TOP = """
title: Test
length: 20m
sides: [left, right]
caution: Take care.
voices: {teacher: en-gb+f3}
options:
  tilts: {default: 10, from: 5, to: 15, about: how many}
  skip: {default: [], some of: [tilts, cat-camel], about: what is left out}
routines:
  tense and let go: {takes: [name], steps: [{say: Rest your $name., voice: teacher}]}
steps:
"""


def test_every_verb_has_a_reader() -> None:
    """A row without a reader, or a reader without a row, fails."""
    assert set(READERS) == {verb.name for verb in VERBS}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_examples_of_a_verb_are_valid(verb: Verb) -> None:
    """The example of each row can be read, where its verb stands with what it needs."""
    needed = [word for word in verb.keys if word.required]
    for word in (*verb.keys, *COMMON, *(SPOKEN if verb.speaks else ())):
        rows = list(dict.fromkeys([verb.word, *needed, word]))
        written = "".join(f"  {row.name}: {_value(verb, row)}\n" for row in rows)
        extra = "".join(f"  {line}\n" for line in _company(verb, word))
        text = f"{TOP}- {written.strip()}\n{extra}"
        if word.name == "when":
            text = text.replace("{side: left}", "{skip: tilts}")
        found = [problem for problem in problems(text) if problem.code != "no-file"]
        assert not found, f"{text}\n{found[0]} ({found[0].hint})"


def _value(verb: Verb, row: Word) -> str:
    return "{in: 4s, out: 6s}" if (verb.name, row.name) == ("breathe", "breathe") else row.example


def _company(verb: Verb, word: Word) -> list[str]:
    """What a key needs beside it."""
    lines = []
    if verb.name == "for each" and word.name != "as":
        lines.append("as: part")
    if verb.name == "do" and word.name != "with":
        lines.append("with: {name: hands}")
    if word.name == "every" and any(key.name == "count" for key in verb.keys):
        lines.append("count: up")
    return lines


def test_every_row_says_what_it_is_for() -> None:
    """As a sentence without its full stop, with an example."""
    for word in (*HEADER, *COMMON, *SPOKEN, *(key for verb in VERBS for key in (verb.word, *verb.keys))):
        assert word.about, word.name
        assert not word.about.endswith("."), word.name
        assert word.example, word.name
        assert isinstance(word.kind, Kind)
