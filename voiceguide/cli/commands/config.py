"""`voiceguide config`."""

import shlex
from typing import Final

import click

from voiceguide import content, settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import NONE
from voiceguide.cli.player.habits import shown
from voiceguide.cli.terminal import out, safe, table
from voiceguide.journal import habits
from voiceguide.play import device
from voiceguide.play.keys import KEYS, NAMED, keys_for
from voiceguide.settings import FASTEST, LOUDEST, SLOWEST, SOFTEST, Settings
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf, UnknownSound
from voiceguide.voice.command import engine as speakers
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.engines import NoSuchVoice, choose

ABOUT: Final = {
    "voice": "who speaks; 'voiceguide voices' lists them",
    "rate": f"words a minute, from {SLOWEST} to {FASTEST}",
    "background": "the sound underneath, or none; 'voiceguide sounds' lists them",
    "device": "where it is heard; 'voiceguide devices' lists them",
    "volume": f"decibels, from {SOFTEST:.0f} to {LOUDEST:.0f}; the keys up and down change it",
}
KEY: Final = "keys."
SPEAKER: Final = "speakers."
FORGETS: Final = {"voice": habits.forget_voices, "background": habits.forget_backgrounds}
"""What is remembered for each session too: what was said last counts."""
UNSET: Final = "as the script has it"
ANY: Final = "the first that works"
"""The device unless one is set: no script names any."""


@click.command(context_settings={"ignore_unknown_options": True})  # for a volume such as -6
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Forget this setting.")
@click.option("--forget", is_flag=True, help="Forget what you chose for each session, and when you played it.")
def command(name: str | None, value: str | None, *, unset: bool, forget: bool) -> None:
    """Show your settings, or set one.

    For slower words type: voiceguide config rate 115. The keys of the player are settings too, such as keys.pause.
    """
    file = settings.folders().settings
    own = settings.settings(file)
    if forget:
        if name is not None:
            raise WrongUsage("--forget takes no setting.", "Type: voiceguide config --forget")
        habits.forget_all(settings.folders().state)
        return
    if name is None:
        out(_shown(own))
        out(f"\nThey stand in {safe(str(file))}.")
        remembered = shown()
        if remembered:
            out(f"\nRemembered of your sessions, until you type 'voiceguide config --forget':\n\n{remembered}")
            out(f"\nIt stands in {safe(str(settings.folders().state / habits.FILE))}.")
        return
    _known(name, own)
    if value is None and not unset:
        out(safe(dict(_values(own))[name]))
        return
    if value is not None and unset:
        message = "--unset takes no value."
        raise WrongUsage(message, f"Type: voiceguide config {name} --unset")
    if name.startswith(SPEAKER):
        raise WrongUsage("A speaker has more than one line.", f"Change it in a text editor, in {safe(str(file))}.")
    settings.change(file, name, None if value is None else _checked(name, value, own))
    if name in FORGETS:
        FORGETS[name](settings.folders().state)


def _values(own: Settings) -> list[tuple[str, str]]:
    plain = [(name, getattr(own, name)) for name in ABOUT]
    told = [(name, f"{value:g}" if isinstance(value, int | float) else value or _unset(name)) for name, value in plain]
    keys = [(f"{KEY}{key.command}", own.keys.get(key.command.value, key.name)) for key in KEYS]
    speaking = [(f"{SPEAKER}{name}", shlex.join(speaker.command)) for name, speaker in own.speakers.items()]
    return [*told, *keys, *speaking]


def _unset(name: str) -> str:
    return ANY if name == "device" else UNSET


def _shown(own: Settings) -> str:
    about = {**ABOUT, **{f"{KEY}{key.command}": key.about for key in KEYS}}
    about |= {f"{SPEAKER}{name}": _speaks(name) for name in own.speakers}
    return table([(name, value, about[name]) for name, value in _values(own)])


def _speaks(name: str) -> str:
    """By which name a speaker speaks, or why it does not."""
    try:
        speakers.voice(name)
    except EngineMissing as missing:
        return missing.message
    return f"speaks as {speakers.name}:{name}"


def _known(name: str, own: Settings) -> None:
    names = [name for name, _ in _values(own)]
    if name not in names:
        from difflib import get_close_matches  # noqa: PLC0415  (only for a mistake)

        near = get_close_matches(name, names, 1)
        hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names)}."
        message = f"There is no setting '{safe(name)}'."
        raise WrongUsage(message, hint)


def _checked(name: str, value: str, own: Settings) -> str | float:
    """The value, if it can be."""
    match name:
        case "rate":
            return int(_number(name, value, SLOWEST, FASTEST))
        case "volume":
            return _number(name, value, SOFTEST, LOUDEST)
        case "voice":
            _voice(value)
        case "background":
            _background(value)
        case "device":
            if value not in device.names():
                message = f"There is no sound device '{safe(value)}'."
                raise WrongUsage(message, f"There are: {', '.join(device.names())}.")
        case _:
            _key(name.removeprefix(KEY), value, own)
    return value


def _number(name: str, value: str, least: float, most: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = least - 1
    if not least <= number <= most or (name == "rate" and not number.is_integer()):
        message = f"'{safe(value)}' is no {name}."
        raise WrongUsage(message, f"It can be from {least:g} to {most:g}.")
    return number


def _voice(value: str) -> None:
    try:
        choose(value, "en")
    except NoSuchVoice as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown


def _background(value: str) -> None:
    shelf = Shelf(bundled=content.sounds(), own=settings.folders().sounds)
    names = (NONE, *shelf.names(Kind.BACKGROUND))
    hint = f"There are: {', '.join(names)}."
    try:
        if value == NONE or shelf.kind_of(value) is Kind.BACKGROUND:
            return
    except UnknownSound as unknown:
        raise WrongUsage(f"There is no background '{safe(value)}'.", hint) from unknown
    raise WrongUsage(f"'{safe(value)}' is no background.", hint)


def _key(does: str, key: str, own: Settings) -> None:
    try:
        table = keys_for({**own.keys, does: key})
    except ValueError as wrong:
        named = ", ".join(sorted(NAMED))
        message = f"'{safe(str(wrong))}' cannot be the key."
        raise WrongUsage(message, f"Take one character, or one of {named}; each for one thing only.") from wrong
    lost = [row.about for row in KEYS if row.command not in {kept.command for kept in table}]
    if lost:
        message = f"'{safe(key)}' is the key that {lost[0]}."
        raise WrongUsage(message, "Take another key, or give that one another key first.")
