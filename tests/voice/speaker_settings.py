"""Writes programs that speak into the settings of a test."""

import sys
from pathlib import Path
from typing import Final

from voiceguide import settings
from voiceguide.voice.command import CommandEngine, engine

PROGRAMS: Final = Path(__file__).with_name("speaking_programs.py")
SENTENCE: Final = "Breathe in slowly, and let it go."


def toml(word: str) -> str:
    """As a literal string."""
    return f"'{word}'"


def written(**speakers: str) -> CommandEngine:
    """The engine, with these lines in the settings for each speaker."""
    file = settings.folders().settings
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"[speakers.{name}]\n{lines}\n" for name, lines in speakers.items()), encoding="utf-8")
    return engine


def program(*arguments: str, more: str = "") -> str:
    """The lines for one of the tests' own programs."""
    words = [sys.executable, str(PROGRAMS), *arguments]
    return f"command = [{', '.join(map(toml, words))}]\n{more}"
