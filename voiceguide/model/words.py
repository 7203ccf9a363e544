"""Names that stand in words until the running session knows them."""

import re
from collections.abc import Mapping

LATE_NAMES = ("round", "rounds", "posture")
"""What only the running session knows; every other name is replaced while a script is read."""

DOLLAR = "\ue024"
"""Stands in words for a `$` that was written `$$`: a character of Unicode's private use, never spoken."""

_LATE = re.compile(r"\$(?:\{(round|rounds|posture)\}|(rounds|round|posture)(?!\w))")


def fill(words: str, names: Mapping[str, str]) -> str:
    """Put in what the names now stand for; a sentence still begins with a capital."""
    if "$" in words:
        begins = words.startswith("$")
        words = _LATE.sub(lambda match: names[match.group(1) or match.group(2)], words)
        if begins:
            words = words[:1].upper() + words[1:]
    return words.replace(DOLLAR, "$")
