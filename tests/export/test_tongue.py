"""What files say of themselves, in a few languages."""

from dataclasses import asdict
from string import Formatter

import pytest

from voiceguide.export.tongue import ENGLISH, Tongue, tongue_of
from voiceguide.export.tongues import TONGUES


def places(text: str) -> int:
    """How many braces are to be filled in."""
    return sum(field is not None for _, field, _, _ in Formatter().parse(text))


@pytest.mark.parametrize("tongue", TONGUES.values(), ids=TONGUES)
def test_every_language_says_everything(tongue: Tongue) -> None:
    """Nothing is empty, and what is filled in has its place."""
    ours, english = asdict(tongue), asdict(ENGLISH)
    assert all(ours.values())
    assert {name: places(text) for name, text in ours.items()} == {name: places(text) for name, text in english.items()}


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_a_place_has_the_words_of_its_language(code: str) -> None:
    """In whatever letters its tag is written."""
    assert tongue_of(code).code == tongue_of(f"{code}-XX").code == tongue_of(code.upper()).code == code


def test_english_is_for_all_others() -> None:
    """The page then says that its own words are English."""
    assert tongue_of("is") is tongue_of("") is tongue_of("grc") is ENGLISH
