"""Which recordings go into a pack."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.packing.settings import every_setting
from voiceguide.cli.terminal import safe, tell
from voiceguide.model.session import Session
from voiceguide.pack.gather import Member, voice_members
from voiceguide.record.keeping import told
from voiceguide.record.wanted import wanted
from voiceguide.script import Document
from voiceguide.voice.casting import OWN
from voiceguide.voice.own import recordings_of
from voiceguide.voice.own_manifest import FILE, Recordings, words_of


def recordings(document: Document, session: Session, asked: str) -> tuple[str, list[Member]]:
    """The name of the recorded voice that is to speak a session, empty for none, and the files of all its voices.

    What any setting of the session says goes along, and no more. Of the voices that the script itself names, those that
    are recorded go along too. Raises WrongUsage where `asked` is not recorded.
    """
    packed = session.pack.voice if session.pack else ""
    if asked and not _own(asked):
        message = f"Only a recorded voice can be put into a pack, and '{asked}' is none."
        raise WrongUsage(message, "Leave --voice out: the session is then spoken by the voices of whoever opens it.")
    narrator = _own(asked) or packed
    named = {"": narrator or _own(session.voice.name, only=True)}
    named |= {role.role: _own(role.name, only=True) for role in session.voices}
    members: dict[str, Member] = {}
    for name in sorted({name for name in named.values() if name}):
        found = _found(session, name)
        if found is None:
            if name == narrator:
                message = f"There is no recorded voice '{name}'."
                raise WrongUsage(message, "'voiceguide record' makes one; 'voiceguide voices' lists those there are.")
            continue
        roles = [role for role, its in named.items() if its == name]
        members |= {one.name: one for one in _members(_sessions(document, session), found, name, roles)}
    return narrator, list(members.values())


def _sessions(document: Document, session: Session) -> list[Session]:
    others = (document.session(setting, lean=True)[0] for setting in every_setting(session.options))
    return [session, *(other for other in others if other is not None)]


def _members(sessions: Sequence[Session], found: Recordings, name: str, roles: Sequence[str]) -> Iterator[Member]:
    """What the roles say in the sessions, and the file that tells of it, without the days of the recordings."""
    phrases = [phrase for role in roles for phrase in wanted(sessions, role)]
    keys = {words_of(phrase.text) for phrase in phrases}
    kept = {
        key: replace(one, recorded="")
        for key, one in found.phrases.items()
        if key in keys and (found.folder / one.file).is_file()
    }
    missing = len(keys) - len(kept)
    if missing:
        tell(safe(f"{missing} of {len(keys)} phrases are not recorded by {name}; another voice says them."))
    text = told(replace(found, phrases=kept)).encode()
    yield from voice_members(name, {FILE: text, **{one.file: found.folder / one.file for one in kept.values()}})


def _found(session: Session, name: str) -> Recordings | None:
    packed = recordings_of(name, session.pack.voices) if session.pack else None
    return packed or recordings_of(name)


def _own(name: str, *, only: bool = False) -> str:
    """The name of a recorded voice within its engine; with `only`, nothing for one that may be another engine's."""
    engine, _, own = name.rpartition(":")
    return own if engine == OWN or (not engine and not only) else ""
