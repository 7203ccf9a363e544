"""Words that are complete only while the session runs."""

import re
from collections.abc import Mapping
from typing import Final

DOLLAR: Final = "\ue024"
"""Stands for a dollar sign that an author wrote (`$$`), so that it can never be taken for the beginning of a name.

A private-use character: a script that holds one itself is refused.
"""

_NAME: Final = re.compile(r"\$(round|rounds|posture)\b")


def filled(words: str, known: Mapping[str, str]) -> str:
    """The words as they are spoken and shown: `$round`, `$rounds` and `$posture` replaced, dollar signs in their place.

    Where a name begins the words, what it gave begins with a capital.
    """
    begins = _NAME.search(words)
    done = _NAME.sub(lambda name: known.get(name.group(1), name.group()), words).replace(DOLLAR, "$")
    return capital(done) if begins and not any(letter.isalnum() for letter in words[: begins.start()]) else done


def capital(words: str) -> str:
    """The words with their first letter, after quotation marks and the like, as a capital.

    A number stays, and so does what could be markup: `&amp;` and `</b>` are not to be read as words.
    """
    for at, letter in enumerate(words):
        if letter.isalnum():
            return words[:at] + letter.title() + words[at + 1 :]
        if letter in "$<&":
            break
    return words
