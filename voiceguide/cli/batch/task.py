"""One file of many: what a process, or another machine, is given to make it, and what it gives back."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from voiceguide.care import caution_of
from voiceguide.cli import library
from voiceguide.cli.endings import told
from voiceguide.cli.exits import LengthUnreachable
from voiceguide.cli.lacking import lacking
from voiceguide.cli.making import NONE, planned, production_of, shelf_for, without_background
from voiceguide.cli.report import report
from voiceguide.cli.terminal import safe
from voiceguide.cli.wishes import Wishes
from voiceguide.export.formats import writer_of
from voiceguide.export.piece import Piece
from voiceguide.pack.door import ENDING
from voiceguide.pieces import piece_of
from voiceguide.problems import Stop
from voiceguide.produce import Production
from voiceguide.timeline.record import chapter_record, event_record
from voiceguide.timeline.timeline import Recorded, Spoken, Struck, Toned, Underneath
from voiceguide.units import Frames
from voiceguide.voice.casting import OWN
from voiceguide.voice.own import recordings_of
from voiceguide.voice.own_manifest import Recordings
from voiceguide.voice.own_manifest import words_of as words_in

SPEAKING = 0.4
"""The share of a file's time that speaking takes, as far as anybody can know before."""
PLACES = ("file", "line", "column")
"""Where something is written has no part in how it sounds; its line is told where the plan is wanted as data."""
KEPT_APART = ("events", "sections")
"""What of a plan as data stands in a recipe without its file, which on another machine has another name."""

Grow = Callable[[float], None]


class OtherVersion(Stop):
    """A machine has another voiceguide than the one that asks it."""

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"This machine has voiceguide {ours}, and {theirs} asks it to work.",
            "Install the same version on all of them.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file that is wanted."""

    name: str
    """Of the file."""
    wishes: Wishes
    """The listener's own settings are in it already."""
    place: Path
    """Where it is to be written; on another machine nothing is written there."""
    known: str
    """By which recipe the file was made that is there; empty without any."""
    author: str = ""
    licence: str = ""
    pack: bytes = b""
    """The session, for a machine that does not have it; empty where it is found by the name in `wishes`."""
    version: str = version("voiceguide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    trouble: str = ""
    """Why there is no file; empty where there is one."""
    recipe: str = ""
    same: bool = False
    """Whether the file that is there was made by the same recipe, so that nothing was done."""
    frames: Frames = Frames(0)
    notes: tuple[str, ...] = ()
    """What should be known of how it is spoken."""
    content: bytes = b""
    """The file, from another machine."""


def words_of(task: Task) -> tuple[object, ...]:
    """Equal for tasks that say much the same in the same way, so that one may go ahead of the others."""
    wish = task.wishes.wish
    return task.wishes.wanted, wish.voice, wish.rate


def work(task: Task, grow: Grow) -> Outcome:
    """Make the file; whatever is in the way is in the outcome."""
    try:
        return _made(task, grow)
    except LengthUnreachable as unreachable:  # many files, so no list of lines for each
        return Outcome(trouble=safe(f"{unreachable.message} {unreachable.hint.splitlines()[0]}"))
    except Exception as error:  # noqa: BLE001  (it costs this file, and no other)
        return Outcome(trouble=told(error))


def work_elsewhere(task: Task) -> Outcome:
    """Make the file on a machine that knows nothing but the task."""
    ours = version("voiceguide")
    if task.version != ours:
        return Outcome(trouble=told(OtherVersion(task.version, ours)))
    with tempfile.TemporaryDirectory(prefix="voiceguide-") as folder:
        session = Path(folder) / f"session{ENDING}"
        session.write_bytes(task.pack)
        place = Path(folder) / task.name
        outcome = work(replace(task, place=place, wishes=replace(task.wishes, wanted=str(session))), _nobody)
        if outcome.trouble or outcome.same:
            return outcome
        return replace(outcome, content=place.read_bytes())


def _made(task: Task, grow: Grow) -> Outcome:
    wishes = task.wishes
    write = writer_of(task.place)
    session, _ = library.session_of(wishes.wanted, wishes.settings)
    with production_of(session, wishes.wish, wishes.background or "") as production:
        plan = planned(production, lambda done, whole: grow(SPEAKING * done / max(1, whole)))
        if wishes.background == NONE:
            plan = without_background(plan)
        notes = tuple([report(production.problems)] if production.problems else [])
        notes += tuple(lacking(production, plan, wishes.wanted))
        frames = plan.timeline.frames
        piece = piece_of(
            production,
            plan,
            author=task.author,
            licence=task.licence,
            progress=lambda done: grow(SPEAKING + (1 - SPEAKING) * done / max(1, frames)),
        )
        recipe = recipe_of(production, piece, task.name)
        if recipe == task.known:
            return Outcome(recipe=recipe, same=True, frames=frames)
        write(task.place, piece)
    return Outcome(recipe=recipe, frames=frames, notes=notes)


def recipe_of(production: Production, piece: Piece, name: str) -> str:
    """The digest of everything that decides what is in a file of that name."""
    session, cast, data = piece.session, production.cast, name.endswith(".json")
    voices = {"": cast.voice, **{role.role: cast.role(role.role).voice for role in session.voices}}
    sounds = dict(_sounds(production, piece))
    events = [
        {key: sounds.get(str(value), value) for key, value in event_record(event, cast).items()}
        for event in piece.timeline.events
    ]
    chapters = [chapter_record(chapter) for chapter in piece.timeline.chapters]
    whole = {
        "voiceguide": version("voiceguide"),
        "name": name[name.find(".") :],
        "voices": {role: (voice.full_name, voice.version) for role, voice in voices.items()},
        "session": (session.title, session.summary, session.technique, session.language, session.sources),
        "care": (caution_of(session), *piece.ask_first),
        "recordings": dict(_recordings(production, piece)),
        "plan": {key: value for key, value in piece.record().items() if key not in KEPT_APART} if data else None,
        "credit": (piece.credit.author, piece.credit.licence),
        "frames": piece.timeline.frames,
        "chapters": [_without(chapter, data=data) for chapter in chapters],
        "events": [_without(event, data=data) for event in events],
    }
    return sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def _without(record: dict[str, object], *, data: bool) -> dict[str, object]:
    return {key: value for key, value in record.items() if key not in (PLACES[:1] if data else PLACES)}


def _sounds(production: Production, piece: Piece) -> Iterator[tuple[str, str]]:
    """The digests of sounds and files that are not ours, by how the plan names them."""
    shelf = shelf_for(production.session)
    for event in piece.timeline.events:
        match event.what:
            case Struck(sound=sound) | Toned(sound=sound) | Underneath(sound=sound):
                own = shelf.own_file(sound)
                if own is not None:
                    yield sound, f"{sound} {_digest_of(Path(str(own[0])))}"
            case Recorded(file=file):
                yield file, _digest_of(Path(file))
            case _:
                pass


def _recordings(production: Production, piece: Piece) -> Iterator[tuple[str, str]]:
    """The digests of the recordings that are heard, by voice and file: a new one may be as long as the old."""
    pack, known = piece.session.pack, dict[str, Recordings | None]()
    for what in (event.what for event in piece.timeline.events):
        if not isinstance(what, Spoken):
            continue
        voice = production.cast.role(what.phrase.speaker).voice
        if voice.engine != OWN:
            continue
        if voice.name not in known:
            known[voice.name] = (recordings_of(voice.name, pack.voices) if pack else None) or recordings_of(voice.name)
        own = known[voice.name]
        recording = own.phrases.get(words_in(what.phrase.said)) if own else None
        if own and recording and (own.folder / recording.file).is_file():
            yield f"{voice.name}/{recording.file}", _digest_of(own.folder / recording.file)


def _digest_of(file: Path) -> str:
    status = file.stat()
    return _digest(file, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=1024)
def _digest(file: Path, _size: int, _changed: int) -> str:
    """Of a file as it is now: it is read again when it was changed."""
    return sha256(file.read_bytes()).hexdigest()


def _nobody(_share: float) -> None:
    """Nobody looks."""
