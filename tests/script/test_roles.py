"""Two narrators: `voices` names roles, and a step says who speaks it."""

from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator
from script_text import problems, session, told_of
from written_scripts import values_of

from voiceguide.model.session import RoleWish, Session
from voiceguide.model.steps import Breathe, Hold, Say, Sentence
from voiceguide.model.walk import every_step
from voiceguide.script import parse
from voiceguide.script.schema import schema

EDITOR = Draft202012Validator(schema())


def sentences(read: Session) -> list[tuple[str, str]]:
    """Who says what, in the order of the script."""
    found = []
    for step in every_step((*read.steps, *read.closing)):
        texts = (getattr(step, "text", ()), getattr(step, "say", ()), (getattr(step, "on", None),))
        words = [part for text in texts for part in text]
        if isinstance(step, Breathe):
            words += [phase.word for phase in step.phases]
        found += [(word.speaker, word.words) for word in words if isinstance(word, Sentence)]
    return found


def roles(read: Session) -> list[tuple[str, str, int | None]]:
    """The role, the name of its voice and its rate."""
    return [(role.role, role.name, role.rate) for role in read.voices]


def test_a_role_has_a_voice_or_a_rate() -> None:
    """A voice alone, a voice and a rate, or a rate alone."""
    read = session("""
        voices:
          teacher: {name: en-gb+f3, rate: 110 wpm}
          guide: en-us
          slow narrator: {rate: 100 wpm}
          शिक्षक: hi
        steps:
          - {say: One., voice: teacher}
          - {say: Two., voice: guide}
          - {say: Three., voice: slow narrator}
          - {say: Four., voice: शिक्षक}
    """)

    assert roles(read) == [
        ("teacher", "en-gb+f3", 110), ("guide", "en-us", None), ("slow narrator", "", 100), ("शिक्षक", "hi", None),
    ]  # fmt: skip
    assert [who for who, _ in sentences(read)] == ["teacher", "guide", "slow narrator", "शिक्षक"]


@pytest.mark.parametrize(
    "step",
    [
        "{say: Word., voice: guide}",
        "{hold: 4s, say: Word., voice: guide}",
        "{tense: 4s, on: Word., voice: guide}",
        "{release: 10s, on: Word., voice: guide}",
        "{move to: seated, say: Word., voice: guide}",
        "{eyes: optional, say: Word., voice: guide}",
        "{one of: [Word.], voice: guide}",
        "{one of: [[Word.]], voice: guide}",
        "{steps: [Word.], voice: guide}",
        "{section: Part, steps: [Word.], voice: guide}",
        "{repeat: 2, steps: [Word.], voice: guide}",
        "{for each: [a], as: part, steps: [Word.], voice: guide}",
        "{do: routine, voice: guide}",
        "{repeat: 2, steps: [pause: 1s], between: Word., voice: guide}",
    ],
)
def test_every_step_that_speaks_can_name_who(step: str) -> None:
    """And so can every step that holds others."""
    read = session(f"""
        voices: {{guide: en-us}}
        routines: {{routine: {{steps: [Word.]}}}}
        steps:
          - {step}
          - After.
    """)

    assert sentences(read) == [("guide", "Word."), ("", "After.")]


def test_both_sides_are_spoken_by_one() -> None:
    """On each side, and between."""
    read = session("""
        voices: {guide: en-us}
        steps:
          - each side:
              - Your $side leg.
            between: Rest.
            voice: guide
    """)

    assert sentences(read) == [("guide", "Your left leg."), ("guide", "Your right leg."), ("guide", "Rest.")]


def test_the_innermost_role_speaks() -> None:
    """What a section says holds until a step in it says otherwise; the narrator can be named too."""
    read = session("""
        voices: {teacher: en-gb+f3, guide: en-us}
        routines:
          talk:
            steps:
              - One.
              - {say: Two., voice: guide}
              - {say: Three., voice: narrator}
        steps:
          - section: Talk
            voice: teacher
            steps:
              - do: talk
              - steps: [Four.]
          - do: talk
    """)

    assert sentences(read) == [
        ("teacher", "One."), ("guide", "Two."), ("", "Three."), ("teacher", "Four."),
        ("", "One."), ("guide", "Two."), ("", "Three."),
    ]  # fmt: skip


def test_the_words_of_a_breath_and_the_numbers_of_a_hold_are_the_roles() -> None:
    """Also where the author wrote no words at all."""
    read = session("""
        voices: {guide: en-us}
        steps:
          - {breathe: {in: 4s, out: 6s}, words: {in: Rise.}, voice: guide}
          - {hold: 5s, count: down, voice: guide}
          - {hold: 5s, count: down}
    """)

    assert sentences(read) == [("guide", "Rise."), ("guide", "Out")]
    assert [step.speaker for step in read.steps if isinstance(step, Hold)] == ["guide", ""]


def test_the_caution_is_spoken_by_whoever_speaks_there() -> None:
    """As the step says; its own words have no speaker."""
    read = session("""
        voices: {guide: en-us}
        caution: Stop if it hurts.
        steps:
          - {say: $caution, voice: guide}
          - $caution
    """)

    assert sentences(read) == [("guide", "Stop if it hurts."), ("", "Stop if it hurts.")]
    assert [part.caution for step in read.steps if isinstance(step, Say) for part in step.text
            if isinstance(part, Sentence)] == [True, True]  # fmt: skip


def test_an_option_or_an_item_names_who_speaks() -> None:
    """A role can come from a name, as any value can; each that may be chosen counts as used."""
    text = """
        options: {who: {default: teacher, one of: [teacher, guide], about: who leads}}
        voices: {teacher: en-gb+f3, guide: en-us, a: en, b: en}
        steps:
          - {say: Hello., voice: $who}
          - for each: [{who_next: a}, {who_next: b}]
            as: turn
            steps:
              - {say: My turn., voice: $who_next}
    """
    assert sentences(session(text))[0] == ("teacher", "Hello.")
    assert sentences(session(text, who="guide")) == [("guide", "Hello."), ("a", "My turn."), ("b", "My turn.")]


def test_a_voice_can_be_an_option() -> None:
    """Where the option says of what it is chosen."""
    text = """
        options:
          accent: {default: en-us, one of: [en-us, en-gb], about: how the guide speaks}
          pace: {default: 110, from: 90, to: 140, about: how fast}
        voices: {guide: {name: $accent, rate: $pace wpm}}
        steps: [{say: Hello., voice: guide}]
    """
    assert roles(session(text)) == [("guide", "en-us", 110)]
    assert roles(session(text, accent="en-gb", pace="100")) == [("guide", "en-gb", 100)]


def test_who_never_speaks_is_not_cast() -> None:
    """An advice, and nobody is looked for."""
    text = "title: T\nvoices:\n  teacher: en-gb+f3\n  guide: en-us\nsteps:\n  - {say: Hello., voice: guide}\n"
    read, found = parse_text_of(text)
    assert [str(problem) for problem in found] == ["t.yaml:3:3: 'teacher' never speaks"]
    assert roles(read) == [("guide", "en-us", None)]


def test_who_speaks_only_where_an_option_allows_it_is_not_idle() -> None:
    """A step that is left out was read; so is a routine that nobody does."""
    session("""
        options: {more: {default: 'no', one of: ['no', 'yes'], about: more words}}
        voices: {teacher: en-gb+f3, guide: en-us}
        routines: {never done: {takes: [who], steps: [{say: Hm., voice: guide}, {say: Hm., voice: $who}]}}
        steps:
          - Hello.
          - {say: More., voice: teacher, when: {more: 'yes'}}
    """)


def parse_text_of(text: str) -> tuple[Session, tuple[object, ...]]:
    """A session with the advice on it."""
    from voiceguide.script import read_text  # noqa: PLC0415  (beside what it is for)

    read, found = read_text(text, file="t.yaml")
    assert read is not None
    return read, found


# --- files that are included --------------------------------------------------------------------------------------


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
    assert EDITOR.is_valid({"voices": {"guide": "en-us"}})


# --- mistakes -----------------------------------------------------------------------------------------------------

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


def test_equal_roles_are_equal_wherever_they_are_written() -> None:
    """A session is the same session when a line is added above it."""
    text = "voices: {guide: en-us}\nsteps: [{say: Hello., voice: guide}]\n"
    (one,), (other,) = (session(head + text).voices for head in ("title: T\n", "title: T\n\n"))
    assert one == other == RoleWish(role="guide", name="en-us", rate=None, source=other.source)
    assert one.source != other.source
