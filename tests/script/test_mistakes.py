"""What an author is told, mistake by mistake."""

import re
from pathlib import Path

import pytest
from script_text import problems, told, told_of

TABLE = Path(__file__).with_name("mistakes.txt").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^== (.+)\n((?:(?!== ).*\n)*)", TABLE, re.MULTILINE))
"""By name: what is written (`\\t` is a tab), then each problem with its place, the caret's width, and its hint."""

BRACKETS = "brackets hold a silence, such as [6s], and are never spoken; write words without them"


@pytest.mark.parametrize("name", BLOCKS)
def test_a_mistake_is_told_where_it_is_and_what_to_do(name: str) -> None:
    """Each mistake is told once, in its place, with what to do about it; steps begin in line 3 of their script."""
    written, arrow, answer = BLOCKS[name].partition("--> ")
    script = written.strip("\n").replace("\\t", "\t") + "\n"
    found = told_of(script) if name.startswith("top:") else told(script)

    assert (
        "".join(f"--> {problem.replace(' | ', chr(10) + '    ')}\n" for problem in found)
        == arrow + answer.rstrip() + "\n"
    )


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    """One mistake does not hide another."""
    assert told("""
        - puase: 3s
        - say: Breathe. [softly]
        - hold: 4s
          cuont: up
    """) == [
        "3:3+5 unknown step 'puase' | did you mean 'pause'?",
        f"4:17+8 '[softly]' is no silence | {BRACKETS}",
        "6:3+5 unknown key 'cuont' in 'hold' | did you mean 'count'?",
    ]


def test_a_mistake_in_a_loop_is_told_once() -> None:
    """The body of a loop is read for each pass; its mistakes are told once."""
    assert told("""
        - for each: [feet, calves, thighs]
          as: part
          steps:
            - Now your $prat.
    """) == ["6:16+5 unknown name '$prat' | did you mean $part?"]


def test_steps_that_are_left_out_are_read_for_their_mistakes() -> None:
    """A condition that fails hides no mistake."""
    assert told_of("""
        title: T
        options: {kind: {default: long, one of: [long, short], about: how much}}
        steps:
          - pause: 10
            when: {kind: short}
    """) == ["4:12+2 '10' is no duration | did you mean '10s'?"]


def test_routines_that_nobody_does_are_read_for_their_mistakes() -> None:
    """A routine need not be done to be checked, and its names may then be anything."""
    assert told_of("""
        title: T
        routines:
          rest: {takes: [time, how], steps: [Rest $how., {pause: $time}, {puase: 3s}]}
        steps: [Lie down.]
    """) == ["3:67+5 unknown step 'puase' | did you mean 'pause'?"]


def test_a_folded_text_knows_where_its_words_are() -> None:
    """A mistake inside a text over several lines is marked where it stands."""
    assert told("""
        - >
          Lie on your back.
          Let your $leg fall.
        - 'Let ''it'' go,
          and [rest] now.'
    """) == [
        "5:12+4 unknown name '$leg' | name it under 'options', or write $$ for a dollar sign",
        f"7:7+6 '[rest]' is no silence | {BRACKETS}",
    ]


def test_what_yaml_cannot_read_is_one_problem() -> None:
    """A syntax error hides the rest, so it stands alone, with a hint of its own."""
    (problem,) = problems("title: T\nsteps:\n  - puase: 3s\n - say: a\n")

    assert str(problem) == "t.yaml:4:2: this line does not fit to the lines before it"
    assert problem.hint == (
        "see that this line begins under the first letter of its neighbours, with two blanks for each level"
    )
