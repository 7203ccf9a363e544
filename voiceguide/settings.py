"""The user's choices and folders.

Folders come from platformdirs, so the XDG variables are honoured. Nothing is created here: who writes makes the folder.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import PlatformDirs

from voiceguide.problems import Stop
from voiceguide.units import Decibels, WordsPerMinute

if TYPE_CHECKING:
    from voiceguide.speakers import Speaker

FILE: Final = "settings.toml"
SLOWEST: Final = WordsPerMinute(60)
FASTEST: Final = WordsPerMinute(400)
"""Rates that a person may ask for; a voice may reach fewer."""
SOFTEST: Final = Decibels(-40.0)
LOUDEST: Final = Decibels(0.0)
KNOWN: Final = ("voice", "rate", "background", "device", "volume", "keys", "speakers")
"""Every setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the user's own things are; any of them may not exist yet."""

    scripts: Path
    """Session scripts that are found by name, before the bundled ones."""
    sounds: Path
    voices: Path
    store: Path
    """Spoken phrases; can be deleted at any time."""
    packs: Path
    """Packs that were opened; can be deleted at any time."""
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
    volume: Decibels = LOUDEST
    """As the listener left it when a session was played last."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of the player's by what they do: `{"pause": "a"}`. Whether they can be is for the player to say."""
    speakers: "Mapping[str, Speaker]" = field(default_factory=dict)
    """Programs that speak, by name."""


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
        packs=Path(dirs.user_cache_dir) / "packs",
        state=Path(dirs.user_state_dir),
        schema=data / "schema.json",
        settings=Path(dirs.user_config_dir) / FILE,
    )


def settings(file: Path) -> Settings:
    """What `file` says; the usual where there is none. Raises SettingsDamaged."""
    if file.is_fifo():
        raise _damaged(file, "is a pipe, which would be waited for")
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        if isinstance(error, UnicodeDecodeError):
            reason = "it is not in UTF-8"
        raise _damaged(file, f"cannot be read: {reason}") from error
    for key in table:
        if key not in KNOWN:
            near = get_close_matches(key, KNOWN, 1)
            raise _damaged(file, f"has {key!r}, which is no setting", f"Did you mean {near[0]!r}?" if near else "")
    return Settings(
        voice=_text(file, table, "voice"),
        rate=_rate(file, table),
        background=_text(file, table, "background"),
        device=_text(file, table, "device"),
        volume=_volume(file, table),
        keys=_keys(file, table),
        speakers=_speakers(file, text, table),
    )


def change(file: Path, name: str, value: str | float | None) -> None:
    """Write one setting, such as `rate` or `keys.pause`, or take it out again; whatever else is in `file` stays.

    Raises:
        SettingsDamaged: The file cannot be used as it is, or could not be with this value; it is left alone then.
        OSError: It cannot be written.
    """
    settings(file)
    file = file.resolve()  # it may be a link to where the listener keeps such files
    before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    after = _with(before.splitlines(), name, value)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("w", encoding="utf-8") as writing:
            writing.writelines(f"{line}\n" for line in after)
            writing.flush()
            os.fsync(writing.fileno())
        settings(draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _with(lines: list[str], name: str, value: str | float | None) -> list[str]:
    """The lines with one setting changed, put in or taken out."""
    section, _, key = name.rpartition(".")
    header = f"[{section}]"
    tops = [number for number, line in enumerate(lines) if line.strip().startswith("[")]
    if section:
        found = [number for number in tops if lines[number].split("#")[0].strip() == header]
        if not found:
            return lines if value is None else [*lines, *([""] if lines else []), header, _line(key, value)]
        begin = found[0] + 1
    else:
        begin = 0
    end = next((number for number in tops if number >= begin), len(lines))
    written = re.compile(_written(key))
    rest = [line for line in lines[begin:end] if not written.match(line)]
    at = next((number for number, line in enumerate(lines[begin:end]) if written.match(line)), 0)
    if value is not None:
        rest.insert(at, _line(key, value))
    return [*lines[:begin], *rest, *lines[end:]]


def _line(key: str, value: str | float) -> str:
    from json import dumps  # noqa: PLC0415  (a session that only reads settings has no need of it)

    return f"{key} = {dumps(value, ensure_ascii=False)}"


def _volume(file: Path, table: dict[str, object]) -> Decibels:
    value = table.get("volume", LOUDEST)
    if isinstance(value, bool) or not isinstance(value, int | float) or not SOFTEST <= value <= LOUDEST:
        hint = f"Write decibels from {SOFTEST:.0f} to {LOUDEST:.0f}, such as volume = -6."
        raise _damaged(file, "has a volume that cannot be", hint)
    return Decibels(float(value))


def _keys(file: Path, table: dict[str, object]) -> dict[str, str]:
    value = table.get("keys", {})
    if isinstance(value, dict) and all(isinstance(key, str) and key.isprintable() for key in value.values()):
        return dict(value)
    hint = 'Write, under a line [keys], what is to be done and its key, such as pause = "a".'
    raise _damaged(file, "has keys that are none", hint)


def _speakers(file: Path, text: str, table: dict[str, object]) -> "dict[str, Speaker]":
    if "speakers" not in table:
        return {}
    from voiceguide.speakers import WrongSpeaker, speaker  # noqa: PLC0415  (most listeners have none)

    value = table["speakers"]
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        hint = 'Write, under a line such as [speakers.slt], a line such as command = "flite -t {text} -o {out}".'
        raise _damaged(file, "has speakers that are none", hint)
    try:
        found = {name: speaker(name, one) for name, one in value.items()}
    except WrongSpeaker as wrong:
        line = _line_of(text, f"speakers.{wrong.name}", wrong.key)
        where = f"has in line {line}" if line else "has"
        raise _damaged(file, f"{where} a speaker '{wrong.name}' that {wrong.what}", wrong.hint) from wrong
    return found


def _line_of(text: str, section: str, key: str) -> int:
    """The line of a key, or of the section that should have it, counted from 1; 0 where neither is found."""
    at = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("["):
            inside = re.sub(r"[\s\"']", "", line.split("#")[0]) == f"[{section}]"
            at = number if inside else at
            if at and not inside:
                break
        elif at and key and re.match(_written(key), line):
            return number
    return at


def _written(key: str) -> str:
    """How a line begins that gives a key its value."""
    key = re.escape(key)
    return rf"\s*(?:{key}|\"{key}\"|'{key}')\s*="


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
