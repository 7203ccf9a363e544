"""Texts that were meant as steps: a colon is missing, or the blank after it.

YAML takes them for texts, and they would be spoken: "pause ten seconds", in the middle of a session. What an author
does want to be spoken so, quotes say.
"""

import re
from typing import Final

from voiceguide.model.choices import Eyes, Posture
from voiceguide.problems import Problem
from voiceguide.script.grammar import VERBS
from voiceguide.script.nodes import Scalar
from voiceguide.script.notes import quoted
from voiceguide.units import duration

_VERBS: Final = "|".join(sorted((verb.name for verb in VERBS), key=len, reverse=True))
_GLUED: Final = re.compile(rf"({_VERBS}):(\S.*)", re.IGNORECASE)
_BARE: Final = re.compile(rf"({_VERBS})(?: (.*))?", re.IGNORECASE)
_NESTED: Final = re.compile(r"\n[ ]*-[ ]")
_WORDS: Final = re.compile(r"[a-z][\w-]*(?: [a-z][\w-]*)?")
"""One or two, without a capital or a full stop."""

_SPOKEN: Final = "if it is spoken, put it in quotes"


def not_a_text(node: Scalar) -> Problem | None:
    """What is told of a step without quotes that is no text; None where it is one."""
    if node.style:
        return None
    written = node.page.text[node.start : node.end]
    if _NESTED.search(written):
        first = written.split("\n", 1)[0].strip()
        source = node.page.source(node.start, node.start + len(first))
        hint = f"write {quoted(first + ':')} if the steps below belong to it, or begin them under its first letter"
        return Problem(source=source, message="a list of steps below a text", hint=hint, code="slip")
    glued = _GLUED.fullmatch(node.text)
    if glued:
        hint = f"write {quoted(f'{glued[1].lower()}: {glued[2]}')}; {_SPOKEN}"
        return Problem(source=node.source, message="a colon without a blank after it", hint=hint, code="slip")
    bare = _BARE.fullmatch(node.text)
    if bare and _is_value(bare[1], bare[2] or ""):
        hint = f"write {quoted(f'{bare[1].lower()}: {bare[2]}')}; {_SPOKEN}"
        return Problem(source=node.source, message="a step without its colon", hint=hint, code="slip")
    return None


def _is_value(verb: str, value: str) -> bool:
    """Whether what follows a verb can hardly be words to be spoken."""
    if not value:
        return False
    if verb.lower() in {"pause", "hold", "tense", "release"} and duration(value.rstrip("!")) is not None:
        return True
    match verb:
        case "repeat":
            return value.isdecimal()
        case "move to":
            return value in tuple(Posture)
        case "eyes":
            return value in tuple(Eyes)
        case "chime" | "background":
            return _WORDS.fullmatch(value) is not None
        case "play":
            return re.fullmatch(r"\S+\.\w{2,5}", value) is not None
        case _:
            return False
