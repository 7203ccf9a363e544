"""What a script means, value by value."""

from pathlib import Path

from script_text import about, between, exactly, step, steps

from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.forms import Rounds, RoundsWithin
from voiceguide.model.steps import Condition, Group, Pause, Repeat, Say, Section, Sentence, Silence
from voiceguide.script import read

EASY_BACK = Path(__file__).with_name("easy-back.yaml")


def words(text: str, head: str = "", **settings: str) -> list[str]:
    """The sentences of one spoken step."""
    said = step(text, head, **settings)
    assert isinstance(said, Say)
    return [part.words for part in _sentences(said)]


def _sentences(said: Say) -> list[Sentence]:
    return [part for part in said.text if isinstance(part, Sentence)]


def test_the_script_of_the_language_page_reads_without_a_problem() -> None:
    """The whole script that introduces the language is valid, and means what it says."""
    read_session, problems = read(EASY_BACK, shown="easy-back.yaml")

    assert problems == ()
    assert read_session is not None
    assert (read_session.title, read_session.posture, read_session.eyes) == ("Easy back", Posture.LYING, Eyes.OPEN)
    assert read_session.sources == ("NHS lower back exercises", "McGill, Low Back Disorders")
    assert read_session.screen == ("floor", "supine", "hands_knees", "spine_flexion")
    assert [option.name for option in read_session.options] == ["tilts", "rest", "skip"]
    assert [type(each).__name__ for each in read_session.steps] == [
        "Chime",
        "Say",
        "Say",
        "Section",
        "Pause",
        "MoveTo",
        "Section",
    ]
    assert len(read_session.closing) == 2


def test_options_leave_steps_out_and_are_never_moved_once_set() -> None:
    """A set option is exact; what it leaves out is gone."""
    settings = {"skip": "tilts,cat-camel", "rest": "30s"}
    read_session, problems = read(EASY_BACK, shown="easy-back.yaml", settings=settings)

    assert problems == ()
    assert read_session is not None
    assert [type(each).__name__ for each in read_session.steps] == ["Chime", "Say", "Say", "Pause", "MoveTo"]
    rest = read_session.steps[3]
    assert isinstance(rest, Pause)
    assert rest.length == exactly(30_000)


def test_every_form_of_a_silence() -> None:
    """A silence is elastic, exact, or has written bounds."""
    found = steps("""
        - pause: 10s
        - pause: 10s!
        - pause: 10s..30s
        - pause: 4s..10s..30s
        - pause: 1:30
        - pause: 1m30s
        - pause: 250ms
    """)

    assert [each.length for each in found if isinstance(each, Pause)] == [
        about(10_000),
        exactly(10_000),
        between(10_000, 10_000, 30_000),
        between(4000, 10_000, 30_000),
        about(90_000),
        about(90_000),
        about(250),
    ]


def test_a_silence_whose_nature_is_an_option_is_bounded_by_it_until_it_is_set() -> None:
    """Unset, an option bounds its silence; set, it makes it exact, through a routine as well."""
    head = """
        options: {rest: {default: 20s, from: 10s, to: 60s, about: a rest}}
        routines: {settle: {takes: [time], steps: [{pause: $time}]}}
    """
    text = """
        - pause: $rest
        - pause: 10s..$rest..40s
        - Lie down. [$rest]
        - do: settle
          with: {time: $rest}
    """

    def lengths(**settings: str) -> list[object]:
        one, two, three, four = steps(text, head, **settings)
        assert isinstance(one, Pause)
        assert isinstance(two, Pause)
        assert isinstance(three, Say)
        assert isinstance(four, Group)
        silence, inner = three.text[1], four.steps[0]
        assert isinstance(silence, Silence)
        assert isinstance(inner, Pause)
        return [one.length, two.length, silence.length, inner.length]

    unset = about(20_000, 10_000, 60_000)
    assert lengths() == [unset, between(10_000, 20_000, 40_000), unset, unset]
    assert lengths(rest="30s") == [exactly(30_000)] * 4


def test_every_form_of_rounds() -> None:
    """Rounds are a number, a range, or as many as fit into a length; set by the listener, they are rigid."""
    found = steps(
        """
        - repeat: 8
          steps: [Breathe.]
        - repeat: 5..8
          steps: [Breathe.]
        - repeat: 5..8..12
          steps: [Breathe.]
        - repeat: 2m
          steps: [Breathe.]
        - repeat: 3..$n..9
          steps: [Breathe.]
        """,
        "options: {n: {default: 4, from: 3, to: 9, about: rounds}}",
        n="5",
    )

    assert [each.rounds for each in found if isinstance(each, Repeat)] == [
        Rounds(least=8, nature=8, most=8),
        Rounds(least=5, nature=5, most=8),
        Rounds(least=5, nature=8, most=12),
        RoundsWithin(length=about(120_000)),
        Rounds(least=5, nature=5, most=5),
    ]


def test_text_is_sentences_and_silences() -> None:
    """Brackets are silences; the sentences between them are spoken one by one."""
    said = step("- Breathe in. [4s] And out. [2s..6s] Rest now, [1s!] and stay.")

    assert isinstance(said, Say)
    assert [part.words if isinstance(part, Sentence) else part.length for part in said.text] == [
        "Breathe in.",
        about(4000),
        "And out.",
        between(2000, 2000, 6000),
        "Rest now,",
        exactly(1000),
        "and stay.",
    ]


def test_names_in_text_are_spoken() -> None:
    """A duration is in words, a sentence begins with a capital, and `$$` is a dollar sign."""
    head = """
        options:
          rest: {default: 1m30s, from: 10s, to: 5m, about: a rest}
          part: {default: left foot, about: where}
    """

    assert words("- $part first. Then $rest of quiet. ${part}s cost $$5.", head) == [
        "Left foot first.",
        "Then one minute and thirty seconds of quiet.",
        "Left foots cost \ue0245.",
    ]


def test_a_title_is_shown_as_it_is_written() -> None:
    """No letter of it becomes another one; but where a name begins it, what that gave begins with a capital."""
    head = "options: {part: {default: left foot, about: where}}"
    given = {
        "eBooks and tea": "eBooks and tea",
        "'</title> &amp; <b>'": "</title> &amp; <b>",
        "'&amp; more'": "&amp; more",
        "$part": "Left foot",
        "the $part": "the left foot",
    }
    for written, shown in given.items():
        section = step(f"- section: {written}\n  steps: [Rest.]", head)
        assert isinstance(section, Section)
        assert section.title == shown


def test_what_only_the_session_knows_stays_a_name() -> None:
    """The round and the posture are filled in while the session runs."""
    loop = step("""
        - repeat: 3..5
          steps:
            - Round $round of $rounds, $posture.
            - say: The first.
              when: {round: 1, posture: [lying, prone]}
    """)

    assert isinstance(loop, Repeat)
    (body,) = loop.bodies
    assert isinstance(body[0], Say)
    sentence = body[0].text[0]
    assert isinstance(sentence, Sentence)
    assert sentence.words == "Round $round of $rounds, $posture."
    assert body[1].conditions == (
        Condition(name="round", values=("1",), wanted=True),
        Condition(name="posture", values=("lying", "prone"), wanted=True),
    )
