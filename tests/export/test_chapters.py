"""Chapters come from sections."""

from dataclasses import replace

import pytest
from pieces import chapter, piece, silence

from voiceguide.export.chapters import MOST, Part
from voiceguide.export.piece import Piece
from voiceguide.timeline.timeline import Chapter
from voiceguide.units import RATE, Frames


def sectioned(*sections: Chapter, seconds: float = 60, start: float = 0) -> Piece:
    """A piece with these sections, from a moment on."""
    return replace(piece(silence, round(seconds * RATE), chapters=sections), start=Frames(round(start * RATE)))


def told(parts: tuple[Part, ...]) -> list[str]:
    """Each chapter as its seconds and its title."""
    return [f"{part.start / RATE:g}-{part.end / RATE:g} {part.title}" for part in parts]


def test_a_section_is_a_chapter() -> None:
    """Each lasts until the next one begins."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Breathe", 20, 60))
    assert told(made.chapters) == ["0-20 Arrive", "20-60 Breathe"]


def test_what_stands_between_belongs_to_the_one_before() -> None:
    """There is no gap, and nothing after the last one."""
    made = sectioned(chapter("Arrive", 0, 15), chapter("Breathe", 20, 50))
    assert told(made.chapters) == ["0-20 Arrive", "20-60 Breathe"]


def test_the_beginning_has_the_name_of_the_session() -> None:
    """Where it stands in no section."""
    assert told(sectioned(chapter("Breathe", 20, 60)).chapters) == ["0-20 Three breaths", "20-60 Breathe"]


def test_without_sections_there_are_no_chapters() -> None:
    """A list of one would only be in the way."""
    assert sectioned().chapters == ()


def test_sections_in_sections_follow_one_another() -> None:
    """Players show a flat list; what begins together is one chapter with both names."""
    made = sectioned(
        chapter("Legs", 0, 40), chapter("Left", 0, 20, 1), chapter("Right", 20, 40, 1), chapter("Rest", 40, 60)
    )
    assert told(made.chapters) == ["0-20 Legs: Left", "20-40 Right", "40-60 Rest"]


def test_a_section_in_which_nothing_happens_is_none() -> None:
    """All of its steps were left out."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Empty", 20, 20), chapter("Breathe", 20, 60))
    assert told(made.chapters) == ["0-20 Arrive", "20-60 Breathe"]


@pytest.mark.parametrize("start", [20, 19.92])
def test_a_piece_that_begins_later_begins_its_chapters_later(start: float) -> None:
    """Also where it begins with the fade before a section."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Breathe", 20, 40), chapter("Rest", 40, 60), start=start)
    assert [part.title for part in made.chapters] == ["Breathe", "Rest"]
    assert made.chapters[0].start == 0
    assert made.chapters[1].start == Frames(40 * RATE) - made.start
    assert made.chapters[1].end == made.frames


def test_a_piece_may_begin_within_a_chapter() -> None:
    """What is left of it is its first one."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Breathe", 20, 60), start=30)
    assert told(made.chapters) == ["0-30 Breathe"]


def test_too_many_sections_leave_out_the_innermost() -> None:
    """At most 999: so many can be counted with three digits."""
    inner = [chapter(f"Round {number}", number / 100, (number + 1) / 100, 1) for number in range(2000)]
    made = sectioned(chapter("Arrive", 0, 10), *inner, chapter("Rest", 20, 60))
    assert [part.title for part in made.chapters] == ["Arrive", "Rest"]

    outer = [chapter(f"Round {number}", number / 100, (number + 1) / 100) for number in range(2000)]
    many = sectioned(*outer).chapters
    assert len(many) == MOST
    assert many[-1].end == 60 * RATE


def closing(at: float, made: Piece, language: str = "en") -> Piece:
    """The same, its closing steps beginning at a second."""
    timeline = replace(made.timeline, closing=Frames(round(at * RATE)))
    return replace(made, timeline=timeline, session=replace(made.session, language=language))


def test_the_closing_is_a_chapter() -> None:
    """Whoever looks for the end of the exercise finds it, in the language of the session where that is known."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Breathe", 20, 50))
    assert told(closing(50, made).chapters) == ["0-20 Arrive", "20-50 Breathe", "50-60 Closing"]
    assert closing(50, made, "de-AT").chapters[-1].title == "Ausklang"
    assert closing(50, made, "is").chapters[-1].title == "Closing"


def test_a_closing_that_has_sections_has_their_names() -> None:
    """What stands before them in it is the closing; where nothing does, there is no other name beside theirs."""
    made = sectioned(chapter("Arrive", 0, 20), chapter("Return", 50, 60))
    assert told(closing(50, made).chapters) == ["0-50 Arrive", "50-60 Return"]
    assert told(closing(40, made).chapters) == ["0-40 Arrive", "40-50 Closing", "50-60 Return"]


def test_a_closing_without_sections_is_no_chapter() -> None:
    """A list of two, the second a few seconds long, would only be in the way."""
    assert closing(50, sectioned()).chapters == ()
