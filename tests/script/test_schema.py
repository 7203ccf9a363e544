"""The schema for editors says what the reader says, as far as a schema can see."""

from importlib import import_module
from pathlib import Path
from random import Random

import pytest
import yaml
from broken_scripts import broken
from jsonschema import Draft202012Validator
from written_scripts import Value, Writer, values_of

from voiceguide.script import read_text
from voiceguide.script.grammar import COMMON, HEADER, OPTION, ROLE, ROUTINE, SPOKEN, VERBS, VOICE
from voiceguide.script.kinds import Word
from voiceguide.script.schema import plain_value, schema

SCRIPTS = sorted((Path(__file__).parents[2] / "scripts").glob("*.yaml"))
SCHEMA = schema()
EDITOR = Draft202012Validator(SCHEMA)
ROWS = [
    (group, word)
    for group, rows in {
        "header": HEADER,
        "voice": VOICE,
        "role": ROLE,
        "option": OPTION,
        "routine": ROUTINE,
        "step": COMMON,
        "spoken": SPOKEN,
        **{verb.name: (verb.word, *verb.keys) for verb in VERBS},
    }.items()
    for word in rows
]


def accepted(text: str) -> bool:
    """Whether an editor finds nothing wrong."""
    return bool(EDITOR.is_valid(values_of(text)))


def yaml_of(script: Value) -> str:
    """A script as text; a key without a value has nothing after its colon."""
    return str(yaml.dump(script, sort_keys=False, allow_unicode=True, width=1000)).replace(": null\n", ":\n")


def test_it_is_a_schema() -> None:
    """By the rules of JSON Schema 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_it_accepts_every_bundled_script(path: Path) -> None:
    """Those that others include among them."""
    assert list(EDITOR.iter_errors(values_of(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("seed", range(200))
def test_it_accepts_what_the_reader_accepts(seed: int) -> None:
    """Valid scripts in every corner of the language give no error in either."""
    text = yaml_of(Writer(seed).script())

    session, problems = read_text(text, file="valid.yaml")

    assert session is not None, [str(problem) for problem in problems]
    assert accepted(text)


@pytest.mark.parametrize("seed", range(200))
def test_it_refuses_what_the_reader_refuses(seed: int) -> None:
    """One mistake that a schema can see is refused by both."""
    mistake, script = broken(Random(seed), Writer(seed).script())  # noqa: S311  (chosen, not secret)
    text = yaml_of(script)

    session, _ = read_text(text, file="broken.yaml")

    assert session is None, mistake
    assert not accepted(text), mistake


@pytest.mark.parametrize(("group", "word"), ROWS, ids=[f"{group}-{word.name}" for group, word in ROWS])
def test_every_example_is_one(group: str, word: Word) -> None:
    """The example of a row of the grammar is what its schema accepts, and every row says what it is for."""
    value = import_module("voiceguide.script.schema")._value(word)

    assert Draft202012Validator({**value, "$defs": SCHEMA["$defs"]}).is_valid(plain_value(word.example)), group
    assert word.about
    assert not word.about.endswith(".")


def test_an_editor_can_explain_every_word() -> None:
    """Each key of each step has a description and an example, for hover and completion."""
    definitions = SCHEMA["$defs"]
    assert isinstance(definitions, dict)
    for verb in VERBS:
        step = definitions[f"step-{verb.name.replace(' ', '-')}"]
        assert step["title"] == verb.name
        for word in verb.all_keys:
            assert step["properties"][word.name]["description"].endswith(".")
            assert step["properties"][word.name]["examples"]


@pytest.mark.parametrize(
    ("script", "valid"),
    [
        ("title: A\nsteps: [Rest.]", True),
        ("title: A\nsteps: [Rest.]\nclosing: []", True),
        ("routines: {a: {steps: [Rest.]}}", True),
        ("title: A", False),
        ("steps: [Rest.]", False),
        ("title: A\nsteps: [Rest.]\noptions: {a: {default: 5, from: 1, about: b}}", False),
        ("title: A\nsteps: [Rest.]\noptions: {side: {default: 5, about: b}}", False),
        ("title: A\nsteps: [Rest.]\noptions: {a: {default: x, some of: [x], about: b}}", False),
        ("title: A\nsteps: [{chime: bowl, times: 1000}]", False),
        ("title: A\nsteps: [{repeat: 3.5, steps: [Rest.]}]", False),
        ("title: A\nsteps: [{breathe: {}}]", False),
        ("title: A\nsteps: [{breathe: {inn: 4s}}]", False),
        ("title: A\nsteps: [{hold: 9s, during: {soon: Now.}}]", False),
        ("title: A\nsides: [a, a]\nsteps: [Rest.]", False),
        ("title: A\nvoices: {guide: en-us}\nsteps: [{say: Rest., voice: guide}]", True),
        ("title: A\nvoices: {guide: {}}\nsteps: [{say: Rest., voice: guide}]", False),
    ],
)
def test_the_edges(script: str, *, valid: bool) -> None:
    """Each as the language says."""
    assert accepted(script) is valid
