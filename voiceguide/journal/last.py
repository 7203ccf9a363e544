"""The session that was played last."""

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from voiceguide.journal import kept, pulse
from voiceguide.units import Frames, Milliseconds, WordsPerMinute

FILE: Final = "last.json"
"""In the folder of the state."""
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a session was asked to be; the same again gives the same plan."""

    wanted: str
    """A session's name, or the whole path of a file."""
    settings: dict[str, str]
    """The session's options."""
    background: str | None
    """A sound's name or `none`; None leaves it to the script."""
    voice: str
    rate: WordsPerMinute | None
    length: Milliseconds | None
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """A session, and how far it was heard."""

    recipe: Recipe
    title: str
    plan: str
    """A digest of its plan as it was before any change: with another one, the position means something else."""
    refits: tuple[tuple[Frames, Frames], ...] = ()
    """Each with its moment and the length that was asked for then."""
    underneath: bool
    """Whether the background is on."""
    position: Frames
    """As it was heard."""
    frames: Frames
    """How long the session was at last."""
    event: str
    """The id of what was heard, and its words, for a script that has changed meanwhile."""
    words: str
    finished: bool = field(default=False)
    since: Frames = Frames(0)
    """How much more was heard after the event was kept, by a player that was killed."""
    stamp: int = 0
    """When it was written, in nanoseconds of the wall's clock: no other one has the same."""


def write(folder: Path, last: Last) -> None:
    """Keep it, whole or not at all, whatever happens to the process or the machine meanwhile. Raises OSError."""
    kept.write(folder / FILE, {"format": FORMAT, **asdict(last)})


def read(folder: Path) -> Last | None:
    """What was played last; None if nothing was, or if it cannot be understood."""
    found = kept.read(folder / FILE)
    try:
        last = None if found is None else _last(found)
    except ValueError:
        return None
    noted = None if last is None else pulse.read(folder, last.stamp)
    if last is None or noted is None:
        return last
    return replace(last, position=min(noted, last.frames), since=Frames(max(0, noted - last.position)))


def _last(table: dict[str, object]) -> Last:
    if table.get("format") != FORMAT:
        raise ValueError(FORMAT)
    recipe = _table(table.get("recipe"))
    settings = _table(recipe.get("settings"))
    background, rate, length = (recipe.get(name) for name in ("background", "rate", "length"))
    refits = table.get("refits")
    if not isinstance(refits, list):
        raise ValueError(refits)  # noqa: TRY004  (a file that is wrong is one kind of error)
    return Last(
        recipe=Recipe(
            wanted=_text(recipe, "wanted"),
            settings={name: _text(settings, name) for name in settings},
            background=None if background is None else _text(recipe, "background"),
            voice=_text(recipe, "voice"),
            rate=None if rate is None else WordsPerMinute(_number(recipe, "rate")),
            length=None if length is None else Milliseconds(_number(recipe, "length")),
            seed=_number(recipe, "seed"),
        ),
        title=_text(table, "title"),
        plan=_text(table, "plan"),
        refits=tuple(_refit(one) for one in refits),
        underneath=table.get("underneath") is True,
        position=Frames(_number(table, "position")),
        frames=Frames(_number(table, "frames")),
        event=_text(table, "event"),
        words=_text(table, "words"),
        finished=table.get("finished") is True,
        stamp=_number(table, "stamp") if "stamp" in table else 0,
    )


def _refit(found: object) -> tuple[Frames, Frames]:
    match found:
        case [int(now), int(asked)] if now >= 0 and asked >= 0:
            return Frames(now), Frames(asked)
        case _:
            raise ValueError(found)


def _table(found: object) -> dict[str, object]:
    if not isinstance(found, dict):
        raise ValueError(found)  # noqa: TRY004  (a file that is wrong is one kind of error)
    return found


def _text(table: dict[str, object], name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str):
        raise ValueError(name)  # noqa: TRY004  (a file that is wrong is one kind of error)
    return value


def _number(table: dict[str, object], name: str) -> int:
    value = table.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(name)
    return value
