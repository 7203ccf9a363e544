"""The program as a library: load a script, lay it out, write it into a file, play it.

What goes wrong is raised. `voiceguide.problems.ScriptErrors` carries every mistake of a script with its line;
`voiceguide.timeline.plan.UnreachableError` carries the lengths that a session can have; every other
`voiceguide.problems.Stop` carries a sentence and what to do about it.
"""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from voiceguide import content, settings
from voiceguide.export.formats import writer_of
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.pack import document_in
from voiceguide.pieces import piece_of
from voiceguide.play.command import Command
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import open_loudspeaker
from voiceguide.play.moment import Ending, Moment, Show
from voiceguide.play.player import Player
from voiceguide.problems import ScriptErrors
from voiceguide.produce import Production
from voiceguide.script import find_script, is_file_name
from voiceguide.sound.shelf import Shelf
from voiceguide.timeline.plan import Plan
from voiceguide.units import Frames, Milliseconds, WordsPerMinute, duration
from voiceguide.voice.store import Store


def load(script: str | Path, options: Mapping[str, str] | None = None) -> Session:
    """Read a script.

    Args:
        script: a file, a pack, or the name of a session as `voiceguide list` tells it.
        options: the session's options by name, as they are written: `{"rest": "30s"}`.

    Raises:
        ScriptErrors: it has mistakes; all of them are told.
        UnknownScriptError: there is no such session or file.
    """
    folders = settings.folders().scripts, Path(str(content.scripts()))
    shared = (*(folder / "care" for folder in folders), folders[1])
    wanted = script if isinstance(script, str) else str(script.absolute())
    path = find_script(wanted, folders)
    shown = str(script) if is_file_name(wanted) else str(path)
    document = document_in(path, shown=shown, library=shared, cache=settings.folders().packs)
    session, problems = document.session(options or {})
    if session is None:
        raise ScriptErrors(problems)
    return session


def plan(session: Session, *, length: str = "", voice: str = "", rate: int | None = None, seed: int = 0) -> Plan:
    """Lay a session out: `plan.timeline` has every event with its first frame and its length, at 48,000 a second.

    Args:
        session: as `load` gives it.
        length: how long it is to last, such as `12m`; without it, as long as the script says or takes.
        voice: a voice or a language; without it, the script's.
        rate: words a minute; without it, the script's.
        seed: chooses among alternatives.

    Raises:
        ScriptErrors: it cannot be laid out as it is written.
        UnreachableError: it cannot have this length.
        Stop: no voice or sound can be had.
    """
    with _production(session, length, voice, rate, seed) as production:
        return production.plan()


def render(  # noqa: PLR0913  (what a listener can ask for)
    session: Session,
    output: str | Path,
    *,
    length: str = "",
    voice: str = "",
    rate: int | None = None,
    seed: int = 0,
    author: str = "",
    licence: str = "",
) -> Plan:
    """Write a session into a file, whose ending tells the format; the file appears whole or not at all.

    Takes and raises what `plan` does, and gives the same; `Stop` also for a file that cannot be written.

    Args:
        session: as `load` gives it.
        output: the file, which is replaced.
        length: as for `plan`.
        voice: as for `plan`.
        rate: as for `plan`.
        seed: as for `plan`.
        author: whom the file names; without one, voiceguide.
        licence: what others may do with the file; without one, it says so only for a bundled session.
    """
    target = Path(output)
    write = writer_of(target)
    with _production(session, length, voice, rate, seed) as production:
        laid_out = production.plan()
        piece = piece_of(production, laid_out, author=author, licence=licence)
        write(target, piece)
    return laid_out


def play(  # noqa: PLR0913  (what a listener can ask for)
    session: Session,
    *,
    length: str = "",
    voice: str = "",
    rate: int | None = None,
    seed: int = 0,
    device: str = "",
    show: Show | None = None,
) -> Ending:
    """Play a session to its end, or until Ctrl-C; from the main thread of the program.

    Takes and raises what `plan` does, and gives how it ended and how much was heard.

    Args:
        session: as `load` gives it.
        length: as for `plan`.
        voice: as for `plan`.
        rate: as for `plan`.
        seed: as for `plan`.
        device: a sound device; without it, the best there is. `silent` plays nothing, in time.
        show: is called up to twenty-five times a second with the moment that is heard.
    """
    with _production(session, length, voice, rate, seed) as production:
        laid_out = production.plan()
        feed = Feed()
        with open_loudspeaker(feed, device or None) as loudspeaker:
            player = Player(
                timeline=laid_out.timeline,
                mixer=production.mixer(laid_out),
                feed=feed,
                loudspeaker=loudspeaker,
                keys=_NoKeys(),
                show=show or _nobody,
                start=Frames(0),
            )
            return player.run()


def _production(session: Session, length: str, voice: str, rate: int | None, seed: int) -> Production:
    folders = settings.folders()
    wish = Wish(
        voice=voice,
        rate=None if rate is None else WordsPerMinute(rate),
        length=_length(length) if length else None,
        seed=seed,
    )
    shelf = Shelf(bundled=content.sounds(), own=folders.sounds, packed=session.pack.sounds if session.pack else None)
    return Production(session, wish, store=Store(folder=folders.store), shelf=shelf)


def _length(written: str) -> Milliseconds:
    length = duration(written)
    if not length:
        message = f"{written!r} is no length of time; write it such as 12m, 1m30s or 1:30"
        raise ValueError(message)
    return length


class _NoKeys:
    """Nobody presses any."""

    def wait(self, seconds: float) -> tuple[Command, ...]:
        """Let the time go by."""
        time.sleep(seconds)
        return ()

    def take(self) -> None:
        """There is no terminal."""

    def give_back(self) -> None:
        """There is no terminal."""


def _nobody(_moment: Moment) -> None:
    """Nobody looks."""


class _Playing(ModuleType):
    """The room `play` has the name of a function of the library: called as one, it is that."""

    __call__ = staticmethod(play)


sys.modules["voiceguide.play"].__class__ = _Playing
