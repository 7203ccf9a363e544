"""The language: a YAML file becomes a `Session`, or everything that is wrong with it.

A teacher writes it, so every problem is told at once, with its place and what to do about it. This room knows nothing
of sounds, voices or time: their names are kept, and looked for elsewhere.
"""

from collections.abc import Mapping
from pathlib import Path

from voiceguide.model.session import Session
from voiceguide.problems import Problem
from voiceguide.script.document import Document, parse, parse_text
from voiceguide.script.shelf import UnknownScriptError, find_script, is_file_name, shelved

__all__ = [
    "Document",
    "UnknownScriptError",
    "find_script",
    "is_file_name",
    "parse",
    "parse_text",
    "read",
    "read_text",
    "shelved",
]


def read(
    path: Path,
    *,
    shown: str | None = None,
    settings: Mapping[str, str] | None = None,
    library: tuple[Path, ...] = (),
) -> tuple[Session | None, tuple[Problem, ...]]:
    """The session in a file, with the listener's settings, and everything that is wrong in it.

    `shown` is what the file is called in messages; `library` are the folders that any script may name files of.
    There is no session where anything is an error.
    """
    return parse(path, shown=shown, library=library).session(settings or {})


def read_text(
    text: str | bytes,
    *,
    file: str,
    folder: Path | None = None,
    settings: Mapping[str, str] | None = None,
    library: tuple[Path, ...] = (),
) -> tuple[Session | None, tuple[Problem, ...]]:
    """The same of a text; `folder` is where the paths in it begin, and without one it may name no files."""
    return parse_text(text, file=file, folder=folder, library=library).session(settings or {})
