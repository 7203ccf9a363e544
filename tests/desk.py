"""What commands are tested with."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from voiceguide.cli.program import run

SCRIPT = """\
title: Two breaths
posture: lying
technique: breathing
screen: [supine]
caution: Stop if it hurts.
options:
  rest: {default: 6s, from: 2s, to: 20s, about: how long you rest}
  place: {default: back, one of: [back, side], about: how you lie}
steps:
  - Lie on your $place. [2s!]
  - section: Breath
    steps:
      - Breathe in. [4s!]
      - Breathe out.
  - pause: $rest
"""
"""A small session of eleven seconds and four phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command printed, and its status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Author:
    """Types commands, with the silent engine, whose words take a fixed time."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def writes(self, name: str, script: str) -> str:
        """Save a script; its path."""
        path = self.folder / name
        path.write_text(dedent(script).lstrip(), encoding="utf-8")
        return str(path)

    def types(self, *arguments: str) -> Said:
        """Run a command."""
        status = run(arguments)
        said = self.capsys.readouterr()
        return Said(status=status, out=said.out, err=said.err)
