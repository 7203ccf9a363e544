"""`voiceguide pack`."""

from pathlib import Path

import click

from voiceguide.care import own_words, screen_of
from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import shelf_for
from voiceguide.cli.pack_settings import settings_that_matter, sounds_named
from voiceguide.cli.pack_voices import recordings
from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.model.pack import CARE
from voiceguide.pack.door import ENDING
from voiceguide.pack.gather import Member, script_members, sound_members
from voiceguide.pack.manifest import Manifest
from voiceguide.pack.write import size_of, write
from voiceguide.problems import ScriptErrors
from voiceguide.produce import unknown_sounds
from voiceguide.script import Document


@click.command()
@click.argument("wanted", metavar="NAME|FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help=f"The pack; a name in {ENDING}.")
@click.option("--voice", default="", metavar="NAME", help="A voice that you have recorded, to speak it there too.")
def command(wanted: str, output: Path | None, voice: str) -> None:
    """Put a session into one file, to be given to someone.

    The pack holds the script, what it includes, the sounds that are not voiceguide's own, and what was recorded of it.
    Whoever has voiceguide opens it like a script: voiceguide play evening.voiceguide. A file of that name is replaced.
    """
    if output is not None and output.suffix.lower() != ENDING:
        raise WrongUsage(f"{output} is no name for a pack.", f"Give it one that ends in {ENDING}.")
    manifest, members = packed(library.document_of(wanted), voice)
    target = output or Path(manifest.script).with_suffix(ENDING)
    files = write(target, manifest, members)
    out(table([(f"  {one.name}", one.what, _bytes(size_of(one))) for one in files]))
    tell(safe(f"{target}: {manifest.title}, {_bytes(target.stat().st_size)}"))


def packed(document: Document, voice: str = "") -> tuple[Manifest, list[Member]]:
    """What goes into the pack of a script, with the recordings of `voice` to speak it.

    Raises:
        WrongUsage: Nobody has recorded that voice.
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
    sessions, named = [session], dict(document.files())
    for setting in settings_that_matter(document, session.options):
        other, _ = document.session(setting)
        if other is not None and not any(unknown_sounds(other, shelf)):
            sessions.append(other)
        named.update(document.files(setting))
    members = [*script_members(document, document.path, named), *sound_members(sessions, sounds_named(document), shelf)]
    narrator, recorded = recordings(document, session, voice)
    members += recorded
    words = own_words(screen_of(session), session.pack)
    if words:
        members.append(Member(name=CARE, what="who should ask first", content=words))
    return Manifest(title=session.title, script=document.path.name, voice=narrator), members


def _bytes(size: int) -> str:
    for unit, least in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} B"
