"""Who plays whom: a session's roles, and what its listener asks for, become voices of this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.problems import Stop
from voiceguide.voice.cast import Cast, Casting, Finding, gives_way, speaks_all
from voiceguide.voice.engine import EngineMissing, Voice
from voiceguide.voice.engines import NoSuchVoice, choose, names
from voiceguide.voice.silent import SilentEngine
from voiceguide.voice.store import Store

OWN: Final = "own"
"""The engine of recorded voices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Everybody who speaks in a session, and whose voice is not the one that was meant."""

    cast: Cast
    recast: Mapping[str, Stop | None]
    """The roles that the narrator plays against the script's wish, and what their voices miss; None where the listener
    wants nothing to be heard. The empty one is the narrator, where its recordings did not come along in a pack."""


def company(session: Session, wish: Wish, store: Store) -> Company:
    """Choose the voices; nothing is spoken yet.

    A voice that the listener asks for is the narrator's, and the roles keep theirs, unless it is the silent one. One
    that is only usual, or was found by its language, gives way to the next best where it cannot speak.

    Raises:
        Stop: if no voice can be had for the narrator.
    """
    roles: dict[str, Casting] = {}
    recast: dict[str, Stop | None] = {}
    name = wish.voice or _packed(session) or session.voice.name
    usual = wish.usual and bool(wish.voice)
    changes: list[str] = []
    try:
        narrator = _chosen(session, name)
    except (NoSuchVoice, EngineMissing) as missing:
        lost = not wish.voice and session.pack is not None and name.startswith(f"{OWN}:")
        if not (lost or usual):
            raise
        narrator = _stand_in(session)  # recordings that came with a session and are lost are no reason to be silent
        if lost:
            recast[""] = missing
        else:
            changes.append(gives_way(missing, narrator[1]))
    for role in session.voices:
        if wish.voice and narrator[1].engine == SilentEngine.name:
            recast[role.role] = None
        elif role.name:
            try:
                roles[role.role] = _chosen(session, role.name)
            except (NoSuchVoice, EngineMissing) as missing:
                recast[role.role] = missing
    next_best = _next_best(session, name, narrator[1], usual=usual)
    known = store.broken.get(narrator[1].full_name)
    if known is not None and next_best is not None:
        narrator = next_best(frozenset(store.broken))
        changes.append(gives_way(known, narrator[1]))
    cast = Cast(
        store,
        narrator,
        roles,
        stand_in=lambda broken: _stand_in(session, broken),
        next_best=next_best,
        changes=changes,
    )
    return Company(cast=cast, recast=recast)


def _next_best(session: Session, name: str, voice: Voice, *, usual: bool) -> Finding | None:
    """Who narrates where the narrator is broken; None where it was asked for by its name."""
    if not names(name, voice):
        return lambda broken: choose("" if usual else name, session.language, broken)
    return (lambda broken: _stand_in(session, broken)) if usual else None


def _packed(session: Session) -> str:
    """The recorded voice that came with a session to speak it."""
    return f"{OWN}:{session.pack.voice}" if session.pack and session.pack.voice else ""


def _chosen(session: Session, name: str) -> Casting:
    """A voice by its name: the recordings that came with the session first, then those of this machine."""
    engine, _, own = name.rpartition(":")
    if session.pack and own and engine in ("", OWN):
        from voiceguide.voice.own import OwnEngine  # noqa: PLC0415  (most sessions come in no pack)

        packed = OwnEngine(session.pack.voices)
        try:
            voice = packed.voice(own)
        except EngineMissing as damaged:  # told by the name of the pack, not by where it was unpacked
            message = damaged.message.replace(str(session.pack.folder), session.pack.shown)
            raise EngineMissing(message, "Ask whoever gave you the pack for another copy.") from damaged
        if voice is not None:
            return packed, voice
    return choose(name, session.language)


def _stand_in(session: Session, broken: frozenset[str] = frozenset()) -> Casting:
    """Who says what a recorded voice lacks: the script's own voice if it lacks nothing, else the language's best."""
    if session.voice.name:
        try:
            meant = choose(session.voice.name, session.language)
        except (NoSuchVoice, EngineMissing):
            meant = None
        if meant and speaks_all(meant[1]) and meant[1].full_name not in broken:
            return meant
    return choose("", session.language, broken)
