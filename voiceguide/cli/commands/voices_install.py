"""`voiceguide voices install`. It, and nothing else in the program, uses a network."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.progress import fetching
from voiceguide.cli.terminal import out, safe, sentence, table, tell
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.piper import NAME, QUALITIES, runtime
from voiceguide.voice.piper_folder import RANKS

if TYPE_CHECKING:
    from voiceguide.fetch.catalogue import Catalogue, Offer

HERE: Final = "installed"
ENGLISH: Final = "en"


@click.command()
@click.argument("name", required=False)
@click.option("--language", metavar="L", help="List the voices of this language, such as de.")
@click.option("--as", "as_", default="", metavar="VOICE", help="What a recorded voice from a zip file is called here.")
def command(name: str | None, language: str | None, as_: str) -> int:
    """Install a voice, or list those that can be had.

    Voices of Piper's are downloaded from where they are published. A download that broke off goes on where it did, when
    the same is typed again. No other command needs a network. A recorded voice that somebody gave you is installed by
    its zip file, such as anna.zip.
    """
    if name is not None and name.lower().endswith(".zip"):
        return _take_in(Path(name), as_)
    if as_:
        raise WrongUsage("A published voice keeps its name.", "Leave --as out; it is for recorded voices in zip files.")
    # With this comes everything that knows of networks.
    from voiceguide.fetch.catalogue import catalogue  # noqa: PLC0415  (see above)

    known = catalogue()
    if name is None:
        _list(known, language or ENGLISH)
    else:
        _bring(_chosen(known, name.removeprefix(f"{NAME}:")))
    return Exit.DONE


def _take_in(file: Path, name: str) -> int:
    from voiceguide.record.given import take_in  # noqa: PLC0415  (only here)

    taken = take_in(file, name)
    voice = taken.folder.name
    out(safe(f"Installed own:{voice}: {len(taken.phrases)} phrases of {taken.title}."))
    out(safe(f"To hear it: voiceguide play body-scan --voice {shlex.quote(voice)}"))
    return Exit.DONE


def _list(known: "Catalogue", language: str) -> None:
    from voiceguide.fetch.installed import is_installed  # noqa: PLC0415  (only here)

    tag = language.lower().replace("_", "-")
    fitting = [offer for offer in known.offers.values() if f"{offer.language.lower()}-".startswith(f"{tag}-")]
    languages = ", ".join(sorted({offer.language.partition("-")[0] for offer in known.offers.values()}))
    if not fitting:
        raise WrongUsage(f"There is no voice for '{safe(language)}'.", f"There are some for: {languages}.")
    fitting.sort(key=lambda offer: (offer.language, RANKS.index(offer.rank) if offer.rank else len(RANKS), offer.name))
    out(table([_row(offer, here=is_installed(offer)) for offer in fitting]))
    tell("Type 'voiceguide voices install' and a name. Other languages, with --language: " + languages)


def _row(offer: "Offer", *, here: bool) -> tuple[str, str, str, str]:
    return offer.name, f"{offer.size / 1e6:.0f} MB", f"{offer.title}, {QUALITIES[offer.rank]}", HERE if here else ""


def _chosen(known: "Catalogue", name: str) -> "Offer":
    offer = known.named(name)
    if offer is not None:
        return offer
    if name in known.damaged:
        message = f"The voice '{safe(name)}' is published in a way that cannot be right, so nothing is fetched."
        raise WrongUsage(message, "Choose another: 'voiceguide voices install' lists them.")
    meant = " or ".join(f"'{near}'" for near in known.like(name))
    hint = f"Did you mean {meant}?" if meant else "'voiceguide voices install --language en' lists those for English."
    raise WrongUsage(f"There is no voice '{safe(name)}' to be had.", hint)


def _bring(offer: "Offer") -> None:
    from voiceguide.fetch.install import install  # noqa: PLC0415  (only here)
    from voiceguide.fetch.installed import is_installed, place  # noqa: PLC0415  (only here)

    if is_installed(offer):
        out(safe(f"{NAME}:{offer.name} is installed already, in {place(offer.name)}."))
        return
    tell(safe(f"Downloading {offer.name}, {offer.size / 1e6:.1f} MB."))
    try:
        with fetching() as grow:
            install(offer, grow)
    except KeyboardInterrupt:
        tell("Type the same again, and it goes on from here.")
        raise
    out(safe(f"Installed {NAME}:{offer.name}. To hear it: voiceguide voices try {NAME}:{offer.name}"))
    try:
        runtime()
    except EngineMissing as missing:
        tell(f"{safe(sentence(missing.message))}\n{safe(missing.hint)}")
