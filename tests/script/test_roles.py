"""Two narrators: `voices` names roles, and a step says who speaks it."""

import pytest
from jsonschema import Draft202012Validator
from script_text import session

from voiceguide.model.session import RoleWish, Session
from voiceguide.model.steps import Breathe, Hold, Say, Sentence
from voiceguide.model.walk import every_step
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


def test_equal_roles_are_equal_wherever_they_are_written() -> None:
    """A session is the same session when a line is added above it."""
    text = "voices: {guide: en-us}\nsteps: [{say: Hello., voice: guide}]\n"
    (one,), (other,) = (session(head + text).voices for head in ("title: T\n", "title: T\n\n"))
    assert one == other == RoleWish(role="guide", name="en-us", rate=None, source=other.source)
    assert one.source != other.source
