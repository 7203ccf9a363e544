"""`voiceguide new`."""

import os
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Final

import click

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.commands.schema import schema_text
from voiceguide.cli.exits import NoSuchSession, WrongUsage
from voiceguide.cli.terminal import safe, tell
from voiceguide.export.whole import CannotWrite, whole_file
from voiceguide.pack import is_pack
from voiceguide.script import UnknownScriptError, find_script
from voiceguide.script.shelf import ENDINGS
from voiceguide.script.starter import starter

EDITOR: Final = "# yaml-language-server: $schema="
"""What an editor looks for in the first line."""


class AlreadyThere(WrongUsage):
    """A script is never written over."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} is there already.", "Choose another name, or delete it first.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--like", metavar="NAME", help="Begin with a copy of this session.")
def command(file: Path, like: str | None) -> None:
    """Write a script to begin with.

    It is complete, can be played, and has a comment wherever there is a choice. The first line tells editors where the
    language is described, so that they complete and explain its words. A file that is there is never written over.
    """
    if file.suffix.lower() not in ENDINGS:
        message = f"{file} has no ending by which a script is known."
        raise WrongUsage(message, f"Write voiceguide new {as_typed(Path(f'{file}{ENDINGS[0]}'))}")
    if file.exists() or file.is_symlink():
        raise AlreadyThere(file)
    typed = as_typed(file)
    text = starter(file.stem, typed) if like is None else _like(like)
    _write(file, _for_editors() + text)
    tell(safe(f"{file} is written. To hear it while you change it: voiceguide preview {typed}"))


def as_typed(file: Path) -> str:
    """A file as it is typed in a command line, whatever blanks and signs its name has."""
    name = str(file)
    if os.name == "nt":
        return f'"{name}"' if " " in name else name
    return quote(f"./{name}" if name.startswith("-") else name)


def _like(name: str) -> str:
    """The text of a session that is there, without a line for editors of its own."""
    try:
        path = find_script(name, library.folders())
        if is_pack(path):
            raise WrongUsage(f"{name} is a pack.", "Unzip it: its script is in it, with the files that belong to it.")
        text = path.read_bytes().decode("utf-8-sig")
    except UnknownScriptError as unknown:
        raise NoSuchSession(f"There is no session '{name}'.", unknown.hint) from unknown
    except (OSError, ValueError) as error:
        message = f"{name} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}."
        raise NoSuchSession(message, "'voiceguide list' names the sessions.") from error
    lines = text.splitlines(keepends=True)
    if lines and lines[0].startswith(EDITOR):
        del lines[0]
    return f"# It began as a copy of '{path.stem}', whose licence goes with it.\n\n{''.join(lines)}"


def _for_editors() -> str:
    """The first line, once the schema is where it says; without it, if that cannot be written."""
    file = settings.folders().schema
    text = schema_text()
    with suppress(OSError, CannotWrite):
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as draft:
                draft.write_text(text, encoding="utf-8")
        return f"{EDITOR}{file.absolute().as_uri()}\n"
    return ""


def _write(file: Path, text: str) -> None:
    """Write a file that is not there yet."""
    try:
        opened = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError as there:
        raise AlreadyThere(file) from there
    except (OSError, ValueError) as error:
        raise _refused(file, error) from error
    try:
        with opened:
            opened.write(text)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise _refused(file, error) from error


def _refused(file: Path, error: OSError | ValueError) -> CannotWrite:
    return CannotWrite(file, getattr(error, "strerror", None) or str(error))
