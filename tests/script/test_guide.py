"""The author's guide is true: every example in it is compiled, and its reference is what the grammar says."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from voiceguide import content
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Problem
from voiceguide.script import read_text, shelved
from voiceguide.script.grammar import COMMON, HEADER, OPTION, ROLE, SPOKEN, VERBS, VOICE
from voiceguide.script.reference import reference, with_reference
from voiceguide.timeline.plan import Planner
from voiceguide.timeline.voicing import Speaking
from voiceguide.units import RATE, Frames

SCRIPTS = Path(__file__).parents[2] / "scripts"
GUIDE = (SCRIPTS / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


class OneSecond:
    """Every phrase takes a second, a number half of one."""

    def phrase(self, phrase: Phrase) -> Frames:
        """The length of a phrase."""
        return Frames(RATE // 2 if phrase.said.isdigit() else RATE)

    def ring(self, sound: str) -> Frames:
        """The length of a chime."""
        del sound
        return Frames(10 * RATE)

    def file(self, file: str) -> Frames:
        """No example has a file."""
        raise FileNotFoundError(file)


def compiled(example: str) -> tuple[Problem, ...]:
    """What is wrong with an example, which is a whole script or some steps."""
    script = example if example.startswith("title:") else f"title: Example\nsteps:\n{indent(example, '  ')}"
    session, problems = read_text(script, file="example.yaml")
    if session is None:
        return problems
    rate = session.voice.rate
    planner = Planner(session=session, speaking=Speaking(rate=rate, written=rate), lengths=OneSecond())
    if session.length is None:
        planner.natural()
    else:
        planner.fitted(session.length)
    return (*problems, *planner.problems)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0])
def test_every_example_is_compiled(example: str) -> None:
    """Read and laid out, at its own length if it has one, without a mistake or an advice."""
    assert [f"{problem}: {problem.hint}" for problem in compiled(example)] == []


def test_the_reference_is_not_stale() -> None:
    """Where this fails: python -m voiceguide.script.reference."""
    assert with_reference(GUIDE) == GUIDE


def test_every_word_is_in_the_reference() -> None:
    """With its example."""
    tables = reference()
    rows = (
        *HEADER,
        *VOICE,
        *ROLE,
        *OPTION,
        *COMMON,
        *SPOKEN,
        *(word for verb in VERBS for word in (verb.word, *verb.keys)),
    )

    assert [word.name for word in rows if f"| `{word.name}` |" not in tables] == []


def test_every_verb_is_in_an_example() -> None:
    """The guide shows each of them at least once; a sound file of one's own in the text."""
    shown = "\n".join(EXAMPLES)

    assert [verb.name for verb in VERBS if not re.search(rf"^\s*(?:- )?{verb.name}:", shown, re.MULTILINE)] == ["play"]


def test_a_guide_without_marks() -> None:
    """It is not written over."""
    with pytest.raises(ValueError, match="made from the grammar"):
        with_reference("# A guide")


def test_the_guide_is_bundled_and_is_no_session() -> None:
    """It comes along with the scripts, and is not listed among them."""
    folder = Path(str(content.scripts()))

    assert (folder / "README.md").is_file()
    assert "README" not in shelved((folder,))
