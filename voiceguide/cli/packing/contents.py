"""What goes into the pack of a session, found by whoever makes one."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from voiceguide import content
from voiceguide.care import own_words, screen_of
from voiceguide.cli import library
from voiceguide.cli.making import shelf_for
from voiceguide.cli.packing.settings import settings_that_matter, sounds_named
from voiceguide.cli.packing.voices import recordings
from voiceguide.model.pack import CARE
from voiceguide.pack.gather import Member, script_members, sound_members
from voiceguide.pack.manifest import Manifest
from voiceguide.pack.write import laid_out, pour
from voiceguide.problems import ScriptErrors
from voiceguide.produce import unusable_files, unusable_sounds
from voiceguide.script import Document
from voiceguide.sound.files import read
from voiceguide.voice.casting import OWN


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
    unusable = (*unusable_sounds(session, shelf), *unusable_files(session, lambda file: read(Path(file))))
    if unusable:
        raise ScriptErrors(unusable)
    sessions, named = [session], dict(document.files())
    for setting in settings_that_matter(document, session.options):
        other, _ = document.session(setting)
        if other is not None and not any(unusable_sounds(other, shelf)):
            sessions.append(other)
        named.update(document.files(setting))
    members = [*script_members(document, document.path, named), *sound_members(sessions, sounds_named(document), shelf)]
    narrator, recorded = recordings(document, session, voice)
    members += recorded
    words = own_words(screen_of(session), session.pack)
    if words:
        members.append(Member(name=CARE, what="who should ask first", content=words))
    return Manifest(title=session.title, script=document.path.name, voice=narrator), members


@lru_cache(maxsize=4)
def packed_bytes(wanted: str, voice: str) -> bytes:
    """The pack of a session, by its name or file, with the recordings of `voice` if it is a recorded one.

    Raises Stop where there is none.
    """
    manifest, members = packed(library.document_of(wanted), voice if voice.startswith(f"{OWN}:") else "")
    file = BytesIO()
    pour(file, laid_out(manifest, members))
    return file.getvalue()


@lru_cache(maxsize=256)
def licence_of(wanted: str) -> str:
    """What others may do with what is made of a session; empty where it is its author's to say."""
    path = library.document_of(wanted).path
    return content.licence_of(str(path)) if path is not None else ""
