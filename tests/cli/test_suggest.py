"""A session is suggested."""

import sys

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.program import run

TELL = ("suggest", "--tell")


@pytest.mark.parametrize(
    ("answers", "typed"),
    [
        (("--for", "20m", "--how", "lying", "--about", "mind"), "voiceguide play body-scan --for 20m"),
        (("--for", "20m", "--how", "moving", "--about", "back"), "voiceguide play brisk-walk --for 20m"),
        (("--for", "4m", "--how", "sitting", "--about", "back"), "voiceguide play posture-reset --for 4m"),
        (("--for", "8m", "--how", "lying", "--about", "back"), "voiceguide play back-mobility --for 8m"),
        (("--for", "20m", "--how", "sitting", "--about", "mind"), "--set position=seated --for 20m"),
    ],
)
def test_answers_lead_to_a_session(author: Author, answers: tuple[str, ...], typed: str) -> None:
    """The one whose usual length is nearest, set as the listener wants to be, and what to type for it."""
    said = author.types(*TELL, *answers)
    assert said.status == Exit.DONE
    assert typed in said.out


@pytest.mark.parametrize("how", ["lying", "sitting", "moving"])
@pytest.mark.parametrize("about", ["mind", "back"])
def test_there_is_something_for_everybody(author: Author, how: str, about: str) -> None:
    """For each pair of answers, and what is suggested can be planned."""
    said = author.types(*TELL, "--for", "10m", "--how", how, "--about", about)
    assert said.status == Exit.DONE
    words = said.out.partition("voiceguide play ")[2].split()
    assert author.types("plan", *words).status == Exit.DONE


def test_a_length_that_nothing_has_gets_the_nearest(author: Author) -> None:
    """And says so."""
    said = author.types(*TELL, "--for", "10h", "--how", "moving", "--about", "mind")
    assert said.status == Exit.DONE
    assert "voiceguide play mindful-walking --for 2" in said.out
    assert "this is the nearest" in said.err


def test_nobody_is_asked_where_nobody_can_answer(author: Author) -> None:
    """Without a terminal, what is left open does not matter."""
    said = author.types(*TELL)
    assert said.status == Exit.DONE
    assert "voiceguide play " in said.out
    assert "?" not in said.out + said.err


def asked(monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Answers as they are typed on a terminal; after them the listener ends the input."""
    lines = iter(answers.splitlines())

    def answer(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)


def test_three_questions_lead_to_a_session(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is none is asked for again; an empty one leaves it open."""
    asked(monkeypatch, "soon\n12\nlying\n\n")
    said = author.types(*TELL)
    assert said.status == Exit.DONE
    assert "--for 12m" in said.out


@pytest.mark.parametrize("answers", ["", "12\n", "12\nlying\n"])
def test_the_end_of_input_ends_the_questions(author: Author, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """As Ctrl-C does: no session begins, and nothing is told of errors."""
    asked(monkeypatch, answers)
    said = author.types(*TELL)
    assert said.status == Exit.INTERRUPTED
    assert "Traceback" not in said.err
    assert "voiceguide play" not in said.out


def test_what_is_suggested_begins(author: Author) -> None:
    """By the very command that is told."""
    own = settings.folders().scripts
    own.mkdir(parents=True)
    script = "title: A moment\ntechnique: imagery\nposture: kneeling\nsteps:\n  - In. [100ms!]\n"
    (own / "a-moment.yaml").write_text(script, encoding="utf-8")
    file = settings.folders().settings
    file.parent.mkdir(parents=True)
    file.write_text('voice = "silent:100ms"\n', encoding="utf-8")
    line = ("suggest", "--for", "200ms", "--how", "sitting", "--about", "mind", "--device", "silent")
    assert run([*line, "--plain"]) == Exit.DONE
    said = author.capsys.readouterr()
    assert "A moment: voiceguide play a-moment" in said.out
    assert "00:00  In." in said.out


def test_a_first_week_is_told(author: Author) -> None:
    """Day by day, with what to type; every session of it is there."""
    said = author.types("suggest", "--week")
    assert said.status == Exit.DONE
    lines = said.out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("Day ")] == list("1234567")
    typed = [line.partition("voiceguide ")[2].split() for line in lines if "voiceguide play" in line]
    assert typed[:4] == [
        ["play", "diaphragmatic-breathing"],
        ["play", "pmr", "--set", "groups=7"],
        ["play", "back-mobility"],
        ["play", "mindful-breathing"],
    ]
    for _, *session in typed:
        assert author.types("plan", *session, "--voice", "silent:1s").status in (Exit.DONE, Exit.SCRIPT_ERRORS)
