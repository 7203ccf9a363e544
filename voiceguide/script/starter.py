"""A script to begin with: short, complete, and with a comment wherever there is a choice.

What the comments say of the language comes from the grammar's rows.
"""

import re
from collections.abc import Iterable
from typing import Final

from voiceguide.model.words import capital
from voiceguide.script.grammar import HEADER, VERBS
from voiceguide.script.kinds import Word

_ROWS: Final = {word.name: word for word in HEADER}
_PLAIN: Final = re.compile(r"[A-Za-z][\w' ,().!?]*", re.ASCII)
_USUAL_TITLE: Final = "A few quiet minutes"
_WIDTH: Final = 100
"""Columns of a line of comments."""

_BEGINNING: Final = """\
# A guided session. What stands behind a '#' is for you alone, and is never spoken.
# Hear it while you write it: voiceguide preview {shown}
# Every mistake, and much advice: voiceguide check {shown}

{title}
summary: A short rest, sitting, with a few slow breaths.  # {summary}
technique: breathing
# {technique}
posture: seated
# {posture}
eyes: optional
# {eyes}
screen: [breath_focus]
# {screen}
caution: >
  If attending to the breath is unpleasant, attend to your feet instead. You can stop at any time.

# What a listener can choose: voiceguide play {shown} --set breaths=10
options:
  breaths: {{default: 6, from: 3, to: 12, about: how many breaths are led}}

voice: {{rate: 120 wpm}}

steps:
  - chime: bowl
    wait: 5s

  # A text is spoken. Brackets hold a silence, counted from the last sound before it to the first sound after it.
  # [10s] lasts 10 seconds and moves when another length is asked for; [10s!] never moves; [5s..10s..30s] has bounds.
  - Welcome. [3s] Sit in a way that you can keep for a while. [8s]
  - $caution
  - Your eyes can stay open, or close if you like that better. [6s]

  - section: Breathing
    steps:
      - Breathe a little more slowly than usual. [3s]
      # "In" and "Out" are heard on the very second. $breaths is the option from above.
      - breathe: {{in: 4s, out: 6s}}
        times: $breaths
      - Now let your breath go its own way. [25s]

# These steps end the session, also when a listener ends it early.
closing:
  - Come back slowly. [5s] Notice the room around you. [5s]
  - chime: bowl

# A step can also be one of these; 'voiceguide schema' lets your editor complete and explain them.
#
"""


def starter(name: str, shown: str) -> str:
    """A script for a file of that name (without its ending); `shown` is how a command line names the file.

    It has no mistakes, and nothing in it is advised against.
    """
    words = {name: _about(_ROWS[name]) for name in ("technique", "posture", "eyes", "screen")}
    shown = "".join(letter for letter in shown if letter.isprintable())  # a line break would end the comment
    beginning = _BEGINNING.format(
        title=f"title: {_quoted(title_of(name))}", shown=shown, summary=_ROWS["summary"].about, **words
    )
    return beginning + "\n".join(_verbs()) + "\n"


def title_of(name: str) -> str:
    """`evening_rest-2` is `Evening rest 2`."""
    words = " ".join(re.sub(r"[-_.\s]+", " ", name).split())
    kept = "".join(letter for letter in words if letter.isprintable())
    return capital(kept) if any(letter.isalpha() for letter in kept) else _USUAL_TITLE


def _quoted(title: str) -> str:
    """A title as YAML, whatever is in it."""
    if _PLAIN.fullmatch(title) and title.lower() not in {"null", "true", "false"}:
        return title
    return "'" + title.replace("'", "''").replace("$", "$$") + "'"


def _about(word: Word) -> str:
    """What a key is for, and what can stand there, in lines of comments."""
    return "\n# ".join(_wrapped(f"{word.about}: {', '.join(word.choices)}".split()))


def _wrapped(words: Iterable[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _verbs() -> list[str]:
    """A line for each verb: how it is written, and what it does."""
    written = [(f"- {verb.name}: {verb.word.example}", verb.word.about) for verb in VERBS]
    wide = max(len(step) for step, _ in written if len(step) <= _WIDTH // 2)
    return [f"#   {step:{wide}}  {about}" for step, about in written]
