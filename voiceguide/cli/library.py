"""Sessions by name or by file, as a command line names them."""

from collections.abc import Mapping
from pathlib import Path

from voiceguide import content, settings
from voiceguide.cli.exits import NoSuchSession, WrongUsage
from voiceguide.cli.terminal import sentence
from voiceguide.model.session import Session
from voiceguide.pack import document_in, is_pack
from voiceguide.problems import Problem, ScriptErrors, Weight
from voiceguide.script import Document, UnknownScriptError, find_script, is_file_name, shelved


def folders() -> tuple[Path, ...]:
    """Where sessions are found by name: the listener's own first."""
    return settings.folders().scripts, bundled()


def bundled() -> Path:
    """The folder of the sessions that came with the program."""
    return Path(str(content.scripts()))


def shared() -> tuple[Path, ...]:
    """Where any session may bring files in from; what is said of care comes from the listener's own folder first."""
    return *(folder / content.CARE for folder in folders()), bundled()


def names() -> dict[str, Path]:
    """The file of every session that has a name."""
    return shelved(folders())


def document_of(wanted: str) -> Document:
    """The script of that name or file, or in a pack, as it was read. Raises NoSuchSession."""
    path = _path_of(wanted)
    shown = wanted if is_file_name(wanted) else str(path)
    return document_in(path, shown=shown, library=shared(), cache=settings.folders().packs)


def speaks_for_itself(wanted: str) -> bool:
    """Whether it comes in a pack with its own recorded voice. Raises NoSuchSession."""
    if not is_pack(_path_of(wanted)):
        return False
    pack = document_of(wanted).pack
    return pack is not None and pack.voice != ""


def session_of(wanted: str, wishes: Mapping[str, str], *, lean: bool = False) -> tuple[Session, tuple[Problem, ...]]:
    """The session of that name or file with a listener's settings, and the advice on it.

    `lean` is quicker, and does not see mistakes in steps that these settings leave out. A session of ours is always
    read so: it has none.

    Raises:
        NoSuchSession: There is none.
        WrongUsage: It is well, but cannot have these settings.
        ScriptErrors: It has errors.
    """
    document = document_of(wanted)
    session, problems = document.session(wishes, lean=lean or document.folder == bundled())
    if session is not None:
        return session, problems
    if wishes and document.session({})[0] is not None:
        wrong = [problem for problem in problems if problem.weight is Weight.ERROR]
        raise WrongUsage("\n".join(sentence(problem.message) for problem in wrong), sentence(wrong[0].hint))
    raise ScriptErrors(problems)


def _path_of(wanted: str) -> Path:
    try:
        return find_script(wanted, folders())
    except UnknownScriptError as unknown:
        raise NoSuchSession(sentence(unknown.message), sentence(unknown.hint)) from unknown
