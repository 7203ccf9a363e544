"""Roles that cannot be: each is told at its place, with what to write."""

import pytest
from jsonschema import Draft202012Validator
from script_text import problems, told_of
from written_scripts import values_of

from voiceguide.script.schema import schema

EDITOR = Draft202012Validator(schema())

HEAD = "title: T\nvoices: {teacher: en-gb+f3}\nsteps:\n"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("{say: Hi., voice: techer}", "unknown role 'techer' | did you mean 'teacher'?"),
        ("{say: Hi., voice: Q}", "unknown role 'Q' | it can be 'teacher' or 'narrator'"),
        ("{say: Hi., voice: en-gb+f3}", "unknown role 'en-gb+f3' | it can be 'teacher' or 'narrator'"),
        ("{say: Hi., voice: [teacher]}", "a list where one value should be | write one value after 'voice:'"),
        ("{say: Hi., voice: {name: x}}", "keys where one value should be | write one value after 'voice:'"),
        ("{pause: 3s, voice: teacher}", "unknown key 'voice' in 'pause' | "),
        ("{voice: teacher}", "a step without a verb | add what the step does, such as 'say:', beside 'voice'"),
        ("{say: Hi., voice: $who}", "unknown name '$who' | name it under 'options', or write $$ for a dollar sign"),
    ],
)
def test_a_role_that_nobody_has(step: str, message: str) -> None:
    """An error with the nearest name, at its place; who was misspelt is not called idle."""
    text = f"{HEAD}  - {step}\n"
    (found,) = told_of(text)
    assert found.startswith("4:")
    assert found.partition(" ")[2].startswith(message)


def test_a_script_without_roles_says_where_they_are_named() -> None:
    """The hint is of use where there is nothing near."""
    (found,) = told_of("title: T\nsteps:\n  - {say: Hi., voice: teacher}\n")
    assert found == (
        "3:23+7 unknown role 'teacher' | name it under 'voices' at the top of the script, with the voice that it has"
    )


@pytest.mark.parametrize(
    ("voices", "message"),
    [
        ("teacher", "'voices' needs a name for each who speaks | write voices: {teacher: en-gb+f3}"),
        ("[teacher, guide]", "'voices' needs a name for each who speaks | write voices: {teacher: en-gb+f3}"),
        ("{narrator: en-us}", "'narrator' is the voice of the session itself | say how it speaks under 'voice'"),
        ("{'<v a>': en-us}", "'<v a>' is no name for a role | begin with a letter, and write at most 40 letters"),
        ("{'': en-us}", "'' is no name for a role | "),
        ("{'a\\nb': en-us}", "'a\\nb' is no name for a role | "),
        ('{"a\\nb": en-us}', "'a\\nb' is no name for a role | "),
        ('{"\\u202eguide": en-us}', "a character that cannot be spoken ('\\u202e') | take it out"),
        ("{'guide:': en-us}", "'guide:' is no name for a role | "),
        (f"{{{'g' * 41}: en-us}}", f"'{'g' * 41}' is no name for a role | "),
        ("{2nd: en-us}", "'2nd' is no name for a role | "),
        ("{guide: [en, de]}", "a list where the voice of 'guide' should be | give it one voice, such as guide: en-gb"),
        ("{guide: {}}", "the role 'guide' needs a voice or a rate | write guide: en-gb+f3, or guide: {rate: 110 wpm}"),
        ("{guide: {voice: en}}", "unknown key 'voice' in the role 'guide' | "),
        ("{guide: {name: en, gap: 1s}}", "unknown key 'gap' in the role 'guide' | it can be 'name' or 'rate'"),
        ("{guide: {name: [en]}}", "a list where one value should be | write one value after 'name:'"),
        ("{guide: {rate: quick}}", "'quick' is no speaking rate"),
        ("{guide: {rate: 900 wpm}}", "'rate' cannot be 900 wpm | it goes from 60 wpm to 300 wpm"),
        ("{guide: en, guide: de}", "'guide' is given twice"),
        ("{guide: $nobody}", "unknown name '$nobody'"),
        ("{guide: }", "'guide' has no value"),
    ],
)
def test_roles_that_cannot_be(voices: str, message: str) -> None:
    """Each is told at its place, with what to write, and nothing else fails of it."""
    found = [one for one in told_of(f"title: T\nvoices: {voices}\nsteps:\n  - Hello.\n") if "never speaks" not in one]
    assert [one.startswith("2:") for one in found] == [True]
    assert found[0].partition(" ")[2].startswith(message)


def test_there_are_not_endlessly_many() -> None:
    """Each has processes of its own."""
    many = ", ".join(f"r{chr(97 + number)}: en" for number in range(17))
    found = [one for one in told_of(f"title: T\nvoices: {{{many}}}\nsteps:\n  - Hello.\n") if "never" not in one]
    assert [one.partition(" ")[2] for one in found] == ["more than 16 roles | let one voice have several roles"]


@pytest.mark.parametrize(
    ("voices", "valid"),
    [
        ("{guide: en-us}", True),
        ("{guide: {name: en-us, rate: 110 wpm}}", True),
        ("{guide: {rate: 110 wpm}}", True),
        ("{guide: {}}", False),
        ("{guide: [en]}", False),
        ("{guide: {rate: quick}}", False),
        ("{guide: {voice: en}}", False),
        ("{narrator: en}", False),
        ("[guide]", False),
    ],
)
def test_editors_say_the_same(voices: str, valid: bool) -> None:  # noqa: FBT001  (a column of the table)
    """The schema and the reader agree."""
    text = f"title: T\nvoices: {voices}\nsteps:\n  - {{say: Hello., voice: guide}}\n"
    errors = [problem for problem in problems(text) if problem.code != "unknown-role"]
    assert (not errors) is valid
    assert EDITOR.is_valid(values_of(text)) is valid
