"""The languages whose words the rules know."""

from typing import Final

from voiceguide.check.english import ENGLISH
from voiceguide.check.german import GERMAN
from voiceguide.check.lexicon import Lexicon

_LEXICONS: Final = {"en": ENGLISH, "de": GERMAN}


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language such as `en-GB`; None where they are not known, and nothing is said of them."""
    return _LEXICONS.get(language.partition("-")[0].lower())
