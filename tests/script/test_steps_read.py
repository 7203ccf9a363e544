"""What a script means, value by value."""

from pathlib import Path

from script_text import about, exactly, session, step, steps

from voiceguide.model.choices import BreathPart, Counting, Guiding, Posture
from voiceguide.model.steps import (
    Breathe,
    Chime,
    EachSide,
    ForEach,
    Guide,
    Hold,
    MoveTo,
    OneOf,
    Pause,
    PlayFile,
    Repeat,
    Say,
    Section,
    Sentence,
    SetBackground,
    SetEyes,
)
from voiceguide.script import read

EASY_BACK = Path(__file__).with_name("easy-back.yaml")


def words(text: str, head: str = "", **settings: str) -> list[str]:
    """The sentences of one spoken step."""
    said = step(text, head, **settings)
    assert isinstance(said, Say)
    return [part.words for part in _sentences(said)]


def _sentences(said: Say) -> list[Sentence]:
    return [part for part in said.text if isinstance(part, Sentence)]


def test_a_form_that_needs_the_round_has_the_body_read_for_each() -> None:
    """With whole rounds, `$round` can stand in a form or a title."""
    loop = step("""
        - repeat: 3
          steps:
            - pause: ${round}0s
            - section: Round $round
              steps: [Rest. ]
    """)

    assert isinstance(loop, Repeat)
    assert [body[0].length for body in loop.bodies if isinstance(body[0], Pause)] == [
        about(10_000),
        about(20_000),
        about(30_000),
    ]
    assert [body[1].title for body in loop.bodies if isinstance(body[1], Section)] == ["Round 1", "Round 2", "Round 3"]
    assert {body[0].path for body in loop.bodies} == {"steps/0/steps/0"}


def test_for_each_replaces_names_and_knows_them_between() -> None:
    """In `between`, names are those of the item that comes."""
    loop = step("""
        - for each: [{part: feet, time: 10s}, {part: calves, time: 12s}]
          steps:
            - Notice your $part.
            - pause: $time
          between: Now your $part.
    """)

    assert isinstance(loop, ForEach)
    heard = [part.words for said, _ in loop.passes if isinstance(said, Say) for part in _sentences(said)]
    assert heard == ["Notice your feet.", "Notice your calves."]
    assert [pause.length for _, pause in loop.passes if isinstance(pause, Pause)] == [about(10_000), about(12_000)]
    ((coming,),) = loop.between
    assert isinstance(coming, Say)
    assert [part.words for part in _sentences(coming)] == ["Now your calves."]


def test_for_each_over_what_was_chosen() -> None:
    """A choice of several is a list."""
    head = "options: {parts: {default: [feet, hands], some of: [feet, hands, face], about: where}}"
    loop = step("- {for each: $parts, as: part, steps: [Now your $part.]}", head, parts="face")

    assert isinstance(loop, ForEach)
    assert len(loop.passes) == 1


def test_each_side_is_read_for_both_with_the_same_paths() -> None:
    """`$side` is replaced; `first` and `sides` say how they are called and which comes first."""
    loop = step(
        """
        - each side:
            - Hebe das ${side}e Bein, das ${other_side}e ruht.
          first: rechts
          between: Nun ${side}.
        """,
        "language: de\nsides: [links, rechts]",
    )

    assert isinstance(loop, EachSide)
    assert loop.sides == ("rechts", "links")
    one, other = (each[0] for each in loop.passes)
    assert isinstance(one, Say)
    assert isinstance(other, Say)
    assert one.path == other.path == "steps/0/each side/0"
    assert [str(part.words) for part in (*one.text, *other.text) if isinstance(part, Sentence)] == [
        "Hebe das rechtse Bein, das linkse ruht.",
        "Hebe das linkse Bein, das rechtse ruht.",
    ]


def test_spans_with_beats() -> None:
    """A hold has a lead-in, a start word, words inside and a count."""
    span = step("""
        - tense: 7s
          say: Make a fist.
          on: Now.
          during: {5s: Keep breathing., 2.5s: Tighter.}
          count: last 3
          every: 1s
          rate: 150 wpm
          level: -3 dB
    """)

    assert isinstance(span, Hold)
    assert span.length == exactly(7000)
    assert span.on is not None
    assert (span.on.words, span.on.rate, span.on.level) == ("Now.", 150, -3.0)
    assert [(time, word.words) for time, word in span.during] == [(2500, "Tighter."), (5000, "Keep breathing.")]
    assert span.count is Counting.LAST_3


def test_a_breath_keeps_its_phases_in_order_without_those_of_nothing() -> None:
    """A phase of 0 s is left out; English has words of its own."""
    breath = step("""
        - breathe: {out: 3s, rest: 0s, in: 2s, more: 1s}
          times: 5..8..8
          words: {out: Round up.}
          guide: words 6 then tones
    """)

    assert isinstance(breath, Breathe)
    assert [(phase.part, phase.length, phase.word.words) for phase in breath.phases] == [
        (BreathPart.OUT, 3000, "Round up."),
        (BreathPart.IN, 2000, "In"),
        (BreathPart.MORE, 1000, "More"),
    ]
    assert breath.guide == Guide(first=Guiding.WORDS, cycles=6, then=Guiding.TONES)


def test_sounds_moves_and_changes() -> None:
    """What is not said has its default."""
    chime, move, eyes, sound, none = steps("""
        - chime: bowl
        - {move to: hands and knees, say: 'Come up. [4s]'}
        - eyes: optional
        - {background: rain, level: -6 dB, fade: 8s}
        - background: none
    """)

    assert isinstance(chime, Chime)
    assert (chime.sound, chime.times, chime.every, chime.wait) == ("bowl", 1, 6000, None)
    assert isinstance(move, MoveTo)
    assert (move.posture, move.take, len(move.say)) == (Posture.HANDS_AND_KNEES, 20_000, 2)
    assert isinstance(eyes, SetEyes)
    assert isinstance(sound, SetBackground)
    assert (sound.sound, sound.level, sound.fade) == ("rain", -6.0, 8000)
    assert isinstance(none, SetBackground)
    assert none.sound is None


def test_alternatives_are_texts_or_lists_of_steps() -> None:
    """`one of` has a list of steps for each alternative."""
    choice = step("- one of: [Notice., [Rest., {pause: 6s}], {say: Stay.}]")

    assert isinstance(choice, OneOf)
    assert [[type(each).__name__ for each in steps_] for steps_ in choice.choices] == [
        ["Say"],
        ["Say", "Pause"],
        ["Say"],
    ]


def test_lengths_conditions_and_allowed_advice_go_with_any_step() -> None:
    """`at least`, `under` and `allow` are kept with the step."""
    said = step("- {say: More., at least: 14m, under: 20m, allow: [long-hold]}", "length: 12m")

    assert (said.at_least, said.under, said.allow) == (840_000, 1_200_000, ("long-hold",))


def test_the_caution_is_spoken_where_a_step_says_so() -> None:
    """Its sentences are marked as such."""
    said = step("- $caution", "caution: Move gently. Stop if it hurts.")

    assert isinstance(said, Say)
    assert [part.caution for part in said.text if isinstance(part, Sentence)] == [True, True]


def test_types_come_from_the_grammar() -> None:
    """`no`, `on`, a date and a number are words where words are meant."""
    read_session = session("""
        title: 2024-01-01
        options: {answer: {default: no, one of: [no, yes], about: on}}
        steps:
          - say: on
            when: {answer: no}
          - 17
    """)

    assert read_session.title == "2024-01-01"
    assert len(read_session.steps) == 2


def test_an_anchor_may_be_used_again() -> None:
    """Anchors and aliases work, and each place has a path of its own."""
    first_step, second = steps("""
        - &rest
          pause: 10s
        - *rest
    """)

    assert first_step == second
    assert (first_step.path, second.path) == ("steps/0", "steps/1")


def test_a_sound_file_is_found_beside_the_script(tmp_path: Path) -> None:
    """`play` holds the path of a file that is there."""
    (tmp_path / "sea.flac").write_bytes(b"")
    (tmp_path / "t.yaml").write_text("title: T\nsteps: [{play: sea.flac}]\n")

    read_session, problems = read(tmp_path / "t.yaml")

    assert problems == ()
    assert read_session is not None
    (played,) = read_session.steps
    assert isinstance(played, PlayFile)
    assert Path(played.file) == (tmp_path / "sea.flac").resolve()
