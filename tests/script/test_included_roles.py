"""Roles of files that are brought in."""

from pathlib import Path
from textwrap import dedent

from jsonschema import Draft202012Validator
from test_roles import roles, sentences

from voiceguide.model.session import Session
from voiceguide.script import parse
from voiceguide.script.schema import schema


def included(tmp_path: Path, parts: str, script: str) -> Session:
    """A script that brings in `parts.yaml`."""
    (tmp_path / "parts.yaml").write_text(dedent(parts), encoding="utf-8")
    (tmp_path / "script.yaml").write_text(dedent(script), encoding="utf-8")
    read, found = parse(tmp_path / "script.yaml", shown="script.yaml").session()
    assert read is not None, [str(problem) for problem in found]
    assert not found, [str(problem) for problem in found]
    return read


def test_an_included_file_brings_its_roles(tmp_path: Path) -> None:
    """Its routines are spoken by them; those that the script has no use for are nobody's fault."""
    read = included(
        tmp_path,
        """
        voices: {guide: en-us, singer: en}
        routines: {rest: {steps: [{say: Rest., voice: guide}]}}
        """,
        """
        title: Script
        include: parts.yaml
        steps: [do: rest]
        """,
    )

    assert sentences(read) == [("guide", "Rest.")]
    assert roles(read) == [("guide", "en-us", None)]


def test_the_script_gives_an_included_role_another_voice(tmp_path: Path) -> None:
    """The file that brings another in has the last word."""
    read = included(
        tmp_path,
        """
        voices: {guide: en-us}
        routines: {rest: {steps: [{say: Rest., voice: guide}]}}
        """,
        """
        title: Script
        include: parts.yaml
        voices: {guide: 'own:anna'}
        steps: [do: rest]
        """,
    )

    assert roles(read) == [("guide", "own:anna", None)]


def test_parts_may_speak_with_the_roles_of_who_includes_them(tmp_path: Path) -> None:
    """A file of parts does not know them, and has no mistake therefore."""
    parts = "routines: {rest: {steps: [{say: Rest., voice: guide}]}}\n"
    read = included(
        tmp_path,
        parts,
        """
        title: Script
        include: parts.yaml
        voices: {guide: en-us}
        steps: [do: rest]
        """,
    )

    assert sentences(read) == [("guide", "Rest.")]
    assert parse(tmp_path / "parts.yaml").problems_in_parts() == ()


def test_a_file_may_hold_roles_alone(tmp_path: Path) -> None:
    """A cast for many sessions."""
    read = included(
        tmp_path,
        "voices: {guide: en-us}\n",
        """
        title: Script
        include: parts.yaml
        steps: [{say: Hello., voice: guide}]
        """,
    )

    assert roles(read) == [("guide", "en-us", None)]
    assert Draft202012Validator(schema()).is_valid({"voices": {"guide": "en-us"}})
