"""`voiceguide new`: a script to begin with."""

import json
import os
from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pytest
from desk import Author
from jsonschema import Draft202012Validator
from written_scripts import values_of

from voiceguide.script import read_text
from voiceguide.script.grammar import VERBS
from voiceguide.script.starter import starter, title_of


def test_it_passes_check_and_is_planned(author: Author) -> None:
    """Not even advice is left, and it can be laid out."""
    assert author.types("new", "evening-rest.yaml").status == 0

    assert author.types("check", "--strict", "evening-rest.yaml").status == 0
    said = author.types("plan", "evening-rest.yaml", "--voice", "silent")
    assert said.status == 0
    assert "Welcome." in said.out


def test_every_verb_is_shown(author: Author) -> None:
    """As the grammar has it, so that none is forgotten."""
    author.types("new", "a.yaml")

    text = (author.folder / "a.yaml").read_text(encoding="utf-8")
    assert [verb.name for verb in VERBS if f"#   - {verb.name}: {verb.word.example}" not in text] == []


def test_editors_find_the_schema(author: Author) -> None:
    """The first line names a file on this machine that holds the schema, which accepts the script."""
    author.types("new", "a.yaml")

    text = (author.folder / "a.yaml").read_text(encoding="utf-8")
    first = text.splitlines()[0]
    place = urlparse(first.removeprefix("# yaml-language-server: $schema="))
    assert place.scheme == "file"
    schema = json.loads(Path(url2pathname(unquote(place.path))).read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(values_of(text))
    assert json.loads(author.types("schema").out) == schema


def test_a_file_that_is_there_stays(author: Author) -> None:
    """It is never written over, whatever is in it; the status is that of wrong usage."""
    path = Path(author.writes("mine.yaml", "mine\n"))

    said = author.types("new", "mine.yaml")

    assert said.status == 2
    assert said.err.startswith("mine.yaml is there already.")
    assert path.read_text(encoding="utf-8") == "mine\n"


def test_a_link_to_nowhere_stays_too(author: Author) -> None:
    """What it points to is not made."""
    (author.folder / "link.yaml").symlink_to(author.folder / "nowhere.yaml")

    assert author.types("new", "link.yaml").status == 2
    assert not (author.folder / "nowhere.yaml").exists()


def test_without_an_ending(author: Author) -> None:
    """It could not be found again as a file; the hint is what to type."""
    said = author.types("new", "evening")

    assert said.status == 2
    assert said.err.splitlines()[-1] == "Write voiceguide new evening.yaml"


def test_a_folder_that_is_not_there(author: Author) -> None:
    """A sentence, and nothing half-written."""
    said = author.types("new", "nowhere/a.yaml")

    assert said.status == 1
    assert said.err.startswith("nowhere/a.yaml cannot be written: No such file or directory.")


@pytest.mark.parametrize("name", ["pmr", "body-scan", "back-mobility"])
def test_like_a_bundled_one(author: Author, name: str) -> None:
    """The copy is played as the original is, from any folder."""
    assert author.types("new", "copy.yaml", "--like", name).status == 0

    copy, original = (author.types("plan", wanted, "--voice", "silent").out for wanted in ("copy.yaml", name))
    assert copy == original


def test_a_copy_of_a_copy_has_one_line_for_editors(author: Author) -> None:
    """Only the first line counts, so there is only one."""
    author.types("new", "one.yaml")
    author.types("new", "two.yaml", "--like", "one.yaml")

    text = (author.folder / "two.yaml").read_text(encoding="utf-8")
    assert text.count("yaml-language-server") == 1


def test_like_nothing(author: Author) -> None:
    """There is no such session, and no file is made."""
    said = author.types("new", "a.yaml", "--like", "pmrr")

    assert said.status == 5
    assert "pmr" in said.err
    assert not (author.folder / "a.yaml").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a: b", "it's $5 #1", "line\nbreak", "'quoted'", "null", "---", "äöü", "{x}", "7"])
def test_any_name(name: str) -> None:
    """Whatever a file is called, the script in it can be read, and its title is the name."""
    session, problems = read_text(starter(name, f"{name}.yaml"), file="a.yaml")

    assert session is not None, [str(problem) for problem in problems]
    assert session.title == title_of(name)


@pytest.mark.skipif(os.name == "nt", reason="a shell of its own")
@pytest.mark.parametrize(
    ("name", "typed"),
    [("evening.yaml", "evening.yaml"), ("a quiet hour.yaml", "'a quiet hour.yaml'"), ("-x.yaml", "./-x.yaml")],
)
def test_what_is_to_be_typed_next_can_be_typed(author: Author, name: str, typed: str) -> None:
    """Whatever the file is called, in what is told and in the comments of the script."""
    said = author.types("new", "--", name)

    assert said.err == f"{name} is written. To hear it while you change it: voiceguide preview {typed}\n"
    assert f"voiceguide check {typed}\n" in (author.folder / name).read_text(encoding="utf-8")
