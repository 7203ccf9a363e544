"""Who plays whom: a session's roles, and what its listener asks for, become voices of this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.problems import Stop
from voiceguide.voice.cast import Cast, Casting
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.engines import NoSuchVoice, choose
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
    wants nothing to be heard."""


def company(session: Session, wish: Wish, store: Store) -> Company:
    """Choose the voices; nothing is spoken yet.

    A voice that the listener asks for is the narrator's, and the roles keep theirs, unless it is the silent one.

    Raises:
        Stop: if no voice can be had for the narrator.
    """
    narrator = _chosen(session, wish.voice or _packed(session) or session.voice.name)
    roles: dict[str, Casting] = {}
    recast: dict[str, Stop | None] = {}
    for role in session.voices:
        if wish.voice and narrator[1].engine == SilentEngine.name:
            recast[role.role] = None
        elif role.name:
            try:
                roles[role.role] = _chosen(session, role.name)
            except (NoSuchVoice, EngineMissing) as missing:
                recast[role.role] = missing
    return Company(cast=Cast(store, narrator, roles, stand_in=lambda: _stand_in(session)), recast=recast)


def _packed(session: Session) -> str:
    """The recorded voice that came with a session to speak it."""
    return f"{OWN}:{session.pack.voice}" if session.pack and session.pack.voice else ""


def _chosen(session: Session, name: str) -> Casting:
    """A voice by its name: the recordings that came with the session first, then those of this machine."""
    engine, _, own = name.rpartition(":")
    if session.pack and own and engine in ("", OWN):
        from voiceguide.voice.own import OwnEngine  # noqa: PLC0415  (most sessions come in no pack)

        packed = OwnEngine(session.pack.voices)
        voice = packed.voice(own)
        if voice is not None:
            return packed, voice
    return choose(name, session.language)


def _stand_in(session: Session) -> Casting:
    """Who says what a recorded voice lacks: the script's own voice if it lacks nothing, else the language's best."""
    if session.voice.name:
        try:
            meant = choose(session.voice.name, session.language)
        except (NoSuchVoice, EngineMissing):
            meant = None
        if meant and not meant[1].partial and meant[1].engine != SilentEngine.name:
            return meant
    return choose("", session.language)
