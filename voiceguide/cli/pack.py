"""`voiceguide pack`."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod
from pathlib import Path
from typing import Final

import click

from voiceguide.care import own_words, screen_of
from voiceguide.check.looks import settings as settings_of
from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import shelf_for
from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.model.session import Option, OptionKind, Session
from voiceguide.pack.door import CARE, ENDING
from voiceguide.pack.gather import Member, script_members, sound_members
from voiceguide.pack.manifest import Manifest
from voiceguide.pack.write import size_of, write
from voiceguide.problems import ScriptErrors
from voiceguide.produce import unknown_sounds
from voiceguide.script import Document
from voiceguide.sound.shelf import Shelf

MOST_SETTINGS: Final = 200
"""Values of options that are looked at, each for the sounds and files that only it asks for."""


@click.command()
@click.argument("wanted", metavar="NAME|FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help=f"The pack; a name in {ENDING}.")
def command(wanted: str, output: Path | None) -> None:
    """Put a session into one file, to be given to someone.

    The pack holds the script, what it includes, and the sounds that are not voiceguide's own. Whoever has voiceguide
    opens it like a script: voiceguide play evening.voiceguide. A file of that name is replaced.
    """
    if output is not None and output.suffix.lower() != ENDING:
        raise WrongUsage(f"{output} is no name for a pack.", f"Give it one that ends in {ENDING}.")
    manifest, members = packed(library.document_of(wanted))
    target = output or Path(manifest.script).with_suffix(ENDING)
    files = write(target, manifest, members)
    out(table([(f"  {one.name}", one.what, _bytes(size_of(one))) for one in files]))
    tell(safe(f"{target}: {manifest.title}, {_bytes(target.stat().st_size)}"))


def packed(document: Document) -> tuple[Manifest, list[Member]]:
    """What goes into the pack of a script.

    Raises:
        ScriptErrors: It has errors.
        PackRefused: Something in it cannot go into a pack.
    """
    session, problems = document.session()
    if session is None or document.path is None:
        raise ScriptErrors(problems)
    shelf = shelf_for(session)
    missing = tuple(unknown_sounds(session, shelf))
    if missing:
        raise ScriptErrors(missing)
    members = [*_members(document, document.path, session, shelf)]
    return Manifest(title=session.title, script=document.path.name), members


def _members(document: Document, path: Path, session: Session, shelf: Shelf) -> Iterator[Member]:
    sessions, named = [session], dict(document.files())
    for setting in islice(_settings(session.options), MOST_SETTINGS):
        other, _ = document.session(setting, lean=True)
        if other is not None and not any(unknown_sounds(other, shelf)):
            sessions.append(other)
        named.update(document.files(setting))
    yield from script_members(document, path, named)
    yield from sound_members(sessions, shelf)
    words = own_words(screen_of(session), session.pack)
    if words:
        yield Member(name=CARE, what="who should ask first", content=words)


def _settings(options: tuple[Option, ...]) -> Iterator[Mapping[str, str]]:
    """Every choice of every option in turn; and all choices together, where they are few."""
    yield from (setting.values for setting in settings_of(options))
    choices = {option.name: option.choices for option in options if option.kind is OptionKind.ONE_OF}
    if len(choices) > 1 and prod(map(len, choices.values())) <= MOST_SETTINGS:
        yield from (dict(zip(choices, values, strict=True)) for values in product(*choices.values()))


def _bytes(size: int) -> str:
    for unit, least in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} B"
