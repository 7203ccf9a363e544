"""What `voiceguide render` does where many files are asked for."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from voiceguide.cli.batch.matrix import of_all, of_matrix
from voiceguide.cli.batch.run import Manner, make_all
from voiceguide.cli.commands.render import Many
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.wishes import AS_WRITTEN, Wishes

NOTHING: Final = Wishes(wanted="", settings={}, background=None, wish=AS_WRITTEN)


def make(many: Many, wishes: Wishes, folder: Path, *, author: str, licence: str) -> int:
    """Make every session, or what a matrix combines; the status tells whether all is there.

    Raises:
        WrongUsage: That cannot be asked for together.
        Stop: What it cannot be made for.
    """
    if wishes.wanted or (many.every and many.matrix is not None):
        message = "A session, --all and --matrix are three things to write."
        raise WrongUsage(message, "Ask for one of them.")
    if wishes.start:
        raise WrongUsage("--from is for one file.", "Leave it out.")
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"'{folder}' is no folder.", "Many files need one: give -o another name.")
    if many.matrix is None:
        files = of_all(wishes, many.formats)
    else:
        if replace(wishes, wanted="") != NOTHING or many.formats:
            message = "With --matrix, its file tells what is wanted."
            raise WrongUsage(message, "Write voices, lengths, formats and all else there.")
        files = of_matrix(many.matrix, here=not many.scheduler)
    if not files:
        raise WrongUsage("There is nothing to write.", "'voiceguide list' names the sessions.")
    seed = wishes.wish.seed
    manner = Manner(folder=folder, seed=seed, author=author, licence=licence, jobs=many.jobs, scheduler=many.scheduler)
    return make_all(files, manner)
