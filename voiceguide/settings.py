"""The user's choices and folders.

Folders come from platformdirs, so the XDG variables are honoured. Nothing is created here: who writes makes the folder.
"""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from platformdirs import PlatformDirs

from voiceguide.problems import Stop
from voiceguide.units import WordsPerMinute

FILE: Final = "settings.toml"
SLOWEST: Final = WordsPerMinute(60)
FASTEST: Final = WordsPerMinute(400)
"""Rates that a person may ask for; a voice may reach fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the user's own things are; any of them may not exist yet."""

    scripts: Path
    """Session scripts that are found by name, before the bundled ones."""
    sounds: Path
    voices: Path
    store: Path
    """Spoken phrases; can be deleted at any time."""
    state: Path
    """What the program remembers by itself."""
    schema: Path
    """The language for editors, a file; a script that `new` wrote names it."""
    settings: Path
    """The settings file, not a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user wants wherever nothing else is said; empty and None leave it to the script."""

    voice: str = ""
    """A voice's name or a language."""
    rate: WordsPerMinute | None = None
    background: str = ""
    """A sound's name, or `none`."""
    device: str = ""


class SettingsDamaged(Stop):
    """The settings file cannot be used as it is."""


def folders() -> Folders:
    """The folders of the user who runs this."""
    dirs = PlatformDirs("voiceguide", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Folders(
        scripts=data / "scripts",
        sounds=data / "sounds",
        voices=data / "voices",
        store=Path(dirs.user_cache_dir) / "phrases",
        state=Path(dirs.user_state_dir),
        schema=data / "schema.json",
        settings=Path(dirs.user_config_dir) / FILE,
    )


def settings(file: Path) -> Settings:
    """What `file` says; the usual where there is none. Raises SettingsDamaged."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise _damaged(file, f"cannot be read: {reason}") from error
    known = ("voice", "rate", "background", "device")
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1)
            raise _damaged(file, f"has {key!r}, which is no setting", f"Did you mean {near[0]!r}?" if near else "")
    return Settings(
        voice=_text(file, table, "voice"),
        rate=_rate(file, table),
        background=_text(file, table, "background"),
        device=_text(file, table, "device"),
    )


def _text(file: Path, table: dict[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or not value.isprintable():
        raise _damaged(file, f"has a {key} that is no name", f'Write it in quotation marks, such as {key} = "…".')
    return value


def _rate(file: Path, table: dict[str, object]) -> WordsPerMinute | None:
    value = table.get("rate")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not SLOWEST <= value <= FASTEST:
        raise _damaged(
            file,
            "has a rate that no voice can speak",
            f"Write words a minute from {SLOWEST} to {FASTEST}, such as rate = 120.",
        )
    return WordsPerMinute(value)


def _damaged(file: Path, what: str, hint: str = "") -> SettingsDamaged:
    return SettingsDamaged(
        f"The settings file {file} {what}.",
        hint or "Correct it in a text editor, or delete it to go back to the usual settings.",
    )
