"""`voiceguide voices`."""

import locale
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from typing import Final

import click

from voiceguide import settings
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.terminal import out, safe, sentence, table, tell
from voiceguide.voice.engine import EngineMissing, Voice
from voiceguide.voice.engines import NoSuchVoice, best, choose, language_in, listing, spoken_by
from voiceguide.voice.piper import NAME, folder
from voiceguide.voice.piper_folder import Unusable, found_in

LIST: Final = "list"
COMMANDS: Final = {
    "try": "Hear a sentence of a meditation from each voice.",
    "install": "Install a voice, or list those that can be had.",
    "remove": "Remove a voice that was installed.",
}
"""What can be typed after `voices`; without any of them the voices are listed."""

USUAL: Final = "usual"
ENGLISH: Final = "en"
FEW: Final = 3
"""So many of an engine's voices are listed for a language, of engines that have one for each."""
_MANY: Final = frozenset({"espeak", "system", "silent"})
"""Engines whose voices nobody has chosen: they come along, or are silent."""
MORE: Final = (
    "More natural voices: 'voiceguide voices install' lists them. 'voiceguide voices try' lets you hear those that"
    " are here."
)


class Voices(click.Group):
    """Lists the voices unless one of its commands is typed; those are imported when they are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take whatever is no command for what is to be listed."""
        if not args or (args[0] not in COMMANDS and args[0] not in ctx.help_option_names):
            args = [LIST, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Give those that are typed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """Import a command."""
        if cmd_name == LIST:
            return listed
        found = import_module(f"voiceguide.cli.commands.voices_{cmd_name}").command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Voices, subcommand_metavar="[LANGUAGE] [--all] | COMMAND …")
def command() -> None:
    """List the voices, hear them, install others.

    With a language, such as en or de-AT, those that speak it; with --all, every one. The voice that is taken when none
    is asked for is marked 'usual': that of your settings, or else the best one that is here.
    """


@click.command(LIST)
@click.argument("language", required=False)
@click.option("--all", "everything", is_flag=True, help="List every voice.")
def listed(language: str | None, *, everything: bool) -> int:
    """List the voices."""
    voices, missing = listing()
    own = settings.settings(settings.folders().settings).voice
    known = [voice for voice in voices if not _is_again(voice, voices)]
    if language is not None:
        known = [voice for voice in known if spoken_by((voice,), language_in(language))]
        if not known:
            raise _nobody(language)
    taken = {voice for voice in voices if _is_taken(voice, voices, own, language)}
    shown = known
    if not everything:
        shown = _few(known) if language is None else _exact(known, language, taken)
    out(table([_row(voice, taken=voice in taken) for voice in shown]))
    if len(known) > len(shown):
        asked = "" if language is None else f" {language}"
        other = "more" if language is None else "of other accents"
        tell(f"And {len(known) - len(shown)} {other}: voiceguide voices{asked} --all")
    for trouble in missing.values():
        tell(f"{safe(sentence(trouble.message))}\n{safe(trouble.hint)}")
    if NAME not in missing:
        tell(MORE)
    for one in found_in(folder()):
        if isinstance(one, Unusable):
            tell(safe(f"The voice '{NAME}:{one.name}' cannot be used: {one.reason}."))
    return Exit.DONE


def _is_again(voice: Voice, voices: Iterable[Voice]) -> bool:
    """Whether it is a voice of eSpeak's by way of the system, and listed already."""
    return voice.engine == "system" and any((one.engine, one.name) == ("espeak", voice.name) for one in voices)


def _few(voices: Iterable[Voice]) -> list[Voice]:
    """Those that somebody chose, and the first for English, which our sessions speak, and for the system's language."""
    counts: Counter[tuple[str, str]] = Counter()
    shown = []
    for voice in voices:
        spoken = [tongue for tongue in _tongues() if spoken_by((voice,), tongue)]
        counts.update((voice.engine, tongue) for tongue in spoken)
        if voice.engine not in _MANY or any(counts[voice.engine, tongue] <= FEW for tongue in spoken):
            shown.append(voice)
    return shown


def _tongues() -> set[str]:
    system = language_in((locale.getlocale()[0] or "").partition("_")[0])
    return {ENGLISH, system} if system else {ENGLISH}


def _exact(voices: list[Voice], language: str, taken: set[Voice]) -> list[Voice]:
    """Those of the very accent, and the one that is taken; all where nobody has that accent."""
    tag = language.lower().replace("_", "-")
    exact = [voice for voice in voices if any(f"{one.lower()}-".startswith(f"{tag}-") for one in voice.languages)]
    return [voice for voice in voices if voice in taken or voice in exact] if exact else voices


def _row(voice: Voice, *, taken: bool) -> tuple[str, str, str, str]:
    about = f"{voice.title}, {voice.quality}"
    return voice.full_name, USUAL if taken else "", ", ".join(voice.languages) or "any", about


def _is_taken(voice: Voice, voices: tuple[Voice, ...], own: str, language: str | None) -> bool:
    """Whether a session of this language, or of one that the voice speaks, is spoken by it when nobody asks.

    Accents count where one is asked for.
    """
    spoken = dict.fromkeys(tag.partition("-")[0] for tag in voice.languages)
    for tag in (language,) if language is not None else spoken:
        if (_wished(own, tag) if own else best(voices, tag)) == voice:
            return True
    return False


def _wished(own: str, language: str) -> Voice | None:
    """The voice of the settings."""
    try:
        return choose(own, language)[1]
    except (NoSuchVoice, EngineMissing):
        return None


def _nobody(language: str) -> WrongUsage:
    from difflib import get_close_matches  # noqa: PLC0415  (only for a mistake)

    near = get_close_matches(language, COMMANDS, 1)
    meant = f"Did you mean 'voiceguide voices {near[0]}'?" if near else ""
    install = f"Type 'voiceguide voices install --language {language}' to see what can be had."
    hint = meant or (install if language_in(language) else "A language is written such as en or de-AT.")
    return WrongUsage(f"No voice here speaks '{language}'.", hint)
