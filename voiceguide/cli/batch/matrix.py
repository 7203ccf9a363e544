"""Which files are wanted: of a matrix, or of every session; what cannot be had at all is told before any work."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from voiceguide import content, settings
from voiceguide.batch.matrix import AS_IT_IS, USUAL, Item, Matrix, Options, Order, Reading, combined
from voiceguide.batch.naming import SameName, named, pattern_of
from voiceguide.batch.read import ALL, USUAL_FORMAT, length_in, matrix_in, rate_in
from voiceguide.cli import library
from voiceguide.cli.exits import NoSuchSession, WrongUsage
from voiceguide.cli.making import NONE
from voiceguide.cli.wishes import Wishes
from voiceguide.export.formats import FORMATS, writer_of
from voiceguide.problems import Problem, ScriptErrors
from voiceguide.script import UnknownScriptError, find_script, is_file_name
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf
from voiceguide.units import written_duration
from voiceguide.voice.engines import NoSuchVoice, choose


def of_all(wishes: Wishes, formats: Sequence[str]) -> dict[str, Order]:
    """Every session that has a name, each as it is wished for. Raises WrongUsage."""
    wish = wishes.wish
    matrix = Matrix(
        sessions=tuple(Item(text=name) for name in library.names()),
        formats=tuple(Item(text=ending) for ending in dict.fromkeys(map(_ending, formats or [USUAL_FORMAT]))),
        voices=(Item(text=wish.voice or USUAL),),
        lengths=(Item(text=USUAL if wish.length is None else written_duration(wish.length)),),
        rates=(Item(text=USUAL if wish.rate is None else str(wish.rate)),),
        backgrounds=(Item(text=USUAL if wishes.background is None else wishes.background),),
        options=(Options(values=tuple(wishes.settings.items())),),
    )
    return _files(matrix)


def of_matrix(file: Path, *, here: bool) -> dict[str, Order]:
    """Every file of a matrix; paths in it begin where it is. `here` is whether this machine makes them.

    Raises:
        NoSuchSession: There is no such matrix.
        ScriptErrors: It has mistakes.
        WrongUsage: Two files would have the same name.
    """
    if not file.exists():
        raise NoSuchSession(f"There is no file {file}.", "Look at its name and the folder that you are in.")
    matrix = matrix_in(file, str(file), tuple(FORMATS))
    problems = [*_unknown_sessions(matrix, file.parent), *_unknown_sounds(matrix)]
    problems += _unknown_voices(matrix) if here else []
    if problems:
        raise ScriptErrors(tuple(problems))
    return _files(replace(matrix, sessions=tuple(_sessions(matrix, file.parent))))


def _files(matrix: Matrix) -> dict[str, Order]:
    for ending in matrix.formats:
        writer_of(Path(f"x{ending.text}"))  # tells now what has to be installed for it
    reading = Reading(
        lengths={item.text: length_in(item.text) for item in matrix.lengths},
        rates={item.text: rate_in(item.text) for item in matrix.rates},
    )
    try:
        return named(tuple(combined(matrix, reading)), pattern_of(matrix))
    except SameName as same:
        raise WrongUsage(same.message, same.hint) from same


def _ending(written: str) -> str:
    ending = f".{written.strip().lower().lstrip('.')}"
    if ending not in FORMATS:
        raise WrongUsage(f"There is no format '{written}'.", f"There are: {', '.join(FORMATS)}.")
    return ending


def _sessions(matrix: Matrix, folder: Path) -> Iterator[Item]:
    for item in matrix.sessions:
        if item.text == ALL:
            yield from (Item(text=name, source=item.source) for name in library.names())
        elif is_file_name(item.text):
            yield replace(item, text=_path(folder, item.text))
        else:
            yield item


def _path(folder: Path, written: str) -> str:
    path = str(folder / written)
    return path if is_file_name(path) else f"./{path}"


def _unknown_sessions(matrix: Matrix, folder: Path) -> Iterator[Problem]:
    for item in matrix.sessions:
        if item.text == ALL or item.source is None:
            continue
        wanted = _path(folder, item.text) if is_file_name(item.text) else item.text
        try:
            find_script(wanted, library.folders())
        except UnknownScriptError as unknown:
            yield Problem(source=item.source, message=unknown.message, hint=unknown.hint, code="no-session")


def _unknown_sounds(matrix: Matrix) -> Iterator[Problem]:
    shelf = Shelf(bundled=content.sounds(), own=settings.folders().sounds)
    names = shelf.names(Kind.BACKGROUND)
    for item in matrix.backgrounds:
        if item.source is None or item.text in (USUAL, NONE):
            continue
        if not shelf.has(item.text) or shelf.kind_of(item.text) is not Kind.BACKGROUND:
            message = f"there is no background '{item.text}'"
            yield Problem(source=item.source, message=message, hint=f"there are: {', '.join(names)}", code="no-sound")


def _unknown_voices(matrix: Matrix) -> Iterator[Problem]:
    for item in matrix.voices:
        if item.source is None or item.text == AS_IT_IS.text:
            continue
        try:
            choose(item.text, "en")
        except NoSuchVoice as unknown:
            yield Problem(source=item.source, message=unknown.message, hint=unknown.hint, code="no-voice")
