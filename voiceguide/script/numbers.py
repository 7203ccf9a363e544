"""Numbers as options and conditions have them."""

import re
from fractions import Fraction
from typing import Final

_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?", re.ASCII)


def number_of(text: str) -> Fraction | None:
    """A number with or without decimals; None if `text` is none."""
    text = text.strip()
    return Fraction(text) if _NUMBER.fullmatch(text) else None
