"""A speaker of one's own: a program of this machine that is told by a command line, as the settings file gives it.

    [speakers.slt]
    command = "flite -voice slt --setf duration_stretch={pace} -t {text} -o {out}"
    language = "en-US"
    slowest = 2.0
    usual = 1.0
    fastest = 0.5

The line is cut into arguments once, here, and no shell ever sees it; what stands in braces is put in argument by
argument, when a phrase is spoken.
"""

import math
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePath, PureWindowsPath
from typing import Final, TypeGuard

TEXT: Final = "{text}"
OUT: Final = "{out}"
PACE: Final = "{pace}"
KNOWN: Final = ("command", "language", "title", "quality", "slowest", "usual", "fastest", "seconds")
"""Everything that can be said of a speaker."""
PACES: Final = ("slowest", "usual", "fastest")
SECONDS: Final = 20
"""How long a phrase may take to be spoken, where nothing else is said; and half a second for every ten characters."""
LONGEST_SECONDS: Final = 3600

_NAME: Final = re.compile(r"[^\W_][\w.+-]*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_PLACE: Final = re.compile(r"\{\w*\}")
_OPTION: Final = re.compile(r"(-{1,2}[\w-]+[=:]?|/\w+:)?\{text\}")
"""The text stands alone, or right behind the name of an option."""
_SHELLS: Final = frozenset({"sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "cmd", "powershell", "pwsh"})
COMMAND_FILES: Final = frozenset({".bat", ".cmd"})
"""Windows reads the arguments of these as commands."""
_ORDERS: Final = frozenset({"-c", "/c", "/k", "-command"})
_ONE_ARGUMENT: Final = (
    f"Give the text an argument of its own, such as -t {TEXT}; without any {TEXT} it goes to standard input."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What stands for `{pace}`, in the program's own measure. A larger number may be faster, or slower."""

    slowest: float
    usual: float
    fastest: float
    whole: bool
    """Whether the program is given whole numbers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A program that speaks."""

    name: str
    command: tuple[str, ...]
    """Its arguments, the program first, with what is to be put in still in braces."""
    language: str
    """A BCP 47 tag; empty for a speaker of any."""
    title: str
    quality: str
    numbers: Numbers | None
    """None for a speaker that has one pace."""
    seconds: float
    """How long a phrase may take, whatever its length."""


class WrongSpeaker(Exception):  # noqa: N818  (it becomes a sentence that names the file)
    """Something that a speaker cannot be; carries where, what is wrong, and what to do."""

    name = ""
    """The speaker's."""

    def __init__(self, key: str, what: str, hint: str) -> None:
        super().__init__(what)
        self.key = key
        """The key whose value it is; empty for the speaker as a whole."""
        self.what = what
        """The beginning of a sentence about the speaker."""
        self.hint = hint


def speaker(name: str, table: Mapping[str, object]) -> Speaker:
    """A speaker as the settings tell of it. Raises WrongSpeaker."""
    try:
        return _speaker(name, table)
    except WrongSpeaker as wrong:
        wrong.name = name
        raise


def _speaker(name: str, table: Mapping[str, object]) -> Speaker:
    if not _NAME.fullmatch(name):
        raise WrongSpeaker("", "cannot have this name", "Take letters and digits, such as [speakers.slt].")
    for key in table:
        if key not in KNOWN:
            near = get_close_matches(key, KNOWN, 1)
            known = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(KNOWN)}."
            raise WrongSpeaker(key, f"has '{key}', which nothing is known of", known)
    command = _command(table.get("command"))
    return Speaker(
        name=name,
        command=command,
        language=_language(table.get("language", "")),
        title=_words(table, "title") or name,
        quality=_words(table, "quality") or "own",
        numbers=_numbers(table, paced=any(PACE in argument for argument in command)),
        seconds=_seconds(table.get("seconds", SECONDS)),
    )


def _command(value: object) -> tuple[str, ...]:
    example = f'Write it as in a terminal, such as command = "flite -t {TEXT} -o {OUT}".'
    if isinstance(value, str):
        try:
            words = shlex.split(value)
        except ValueError as wrong:
            raise WrongSpeaker("command", "has a quotation mark that is not closed", example) from wrong
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = [str(word) for word in value]
    else:
        raise WrongSpeaker("command", "has no command", example)
    if not words or not words[0] or not all(word.isprintable() for word in words):
        raise WrongSpeaker("command", "has a command that is none", example)
    _check_places(words)
    return tuple(words)


def _check_places(words: list[str]) -> None:
    """Nothing but what is known stands in braces, and the text where no program can take it for anything else."""
    known = (TEXT, OUT, PACE)
    for place in _PLACE.findall(" ".join(words)):
        if place not in known:
            hint = f"There are: {', '.join(known)}."
            raise WrongSpeaker("command", f"has {place} in its command, which nothing is known of", hint)
    program, *arguments = words
    if _PLACE.search(program):
        hint = "Write the name of the program first."
        raise WrongSpeaker("command", "does not begin its command with a program", hint)
    texts = [argument for argument in arguments if TEXT in argument]
    if any(not _OPTION.fullmatch(argument) for argument in texts):
        raise WrongSpeaker("command", "hides the text among other words, which could be taken for more than text",
                           _ONE_ARGUMENT)  # fmt: skip
    windows = PureWindowsPath(program)
    if texts and windows.suffix.lower() in COMMAND_FILES:
        hint = f"Leave {TEXT} out, and the text goes to standard input."
        raise WrongSpeaker("command", "gives the text to a command file, which takes words for commands", hint)
    if {PurePath(program).stem.lower(), windows.stem.lower()} & _SHELLS:
        for before, argument in pairwise(arguments):
            if before.lower() in _ORDERS and argument == TEXT:
                raise WrongSpeaker("command", "gives the text to a shell as a command", _ONE_ARGUMENT)


def _language(value: object) -> str:
    if isinstance(value, str) and (not value or _LANGUAGE.fullmatch(value)):
        return value.replace("_", "-")
    raise WrongSpeaker("language", "has a language that is none", 'Write it such as language = "en-GB".')


def _words(table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    if isinstance(value, str) and value.isprintable():
        return value.strip()
    raise WrongSpeaker(key, f"has a {key} that is no text", f'Write it in quotation marks, such as {key} = "…".')


def _seconds(value: object) -> float:
    if _is_number(value) and 0 < value <= LONGEST_SECONDS:
        return float(value)
    hint = f"Write how many seconds a phrase may take, up to {LONGEST_SECONDS}, such as seconds = {SECONDS}."
    raise WrongSpeaker("seconds", "has a time that cannot be", hint)


def _numbers(table: Mapping[str, object], *, paced: bool) -> Numbers | None:
    written = {key: table[key] for key in PACES if key in table}
    example = "Write all three, such as slowest = 80, usual = 130 and fastest = 300."
    if not paced:
        if written:
            key = next(iter(written))
            hint = f"Write {PACE} where the command takes it, or leave {', '.join(written)} out."
            raise WrongSpeaker(key, f"has numbers for its pace, and no {PACE} in its command", hint)
        return None
    values: list[float] = []
    for key in PACES:
        value = written.get(key)
        if not _is_number(value) or value <= 0:
            what = f"has a '{key}' that is no number above 0" if key in written else f"has {PACE} without '{key}'"
            raise WrongSpeaker(key if key in written else "command", what, example)
        values.append(value)
    slowest, usual, fastest = values
    if not (slowest <= usual <= fastest or slowest >= usual >= fastest) or slowest == fastest:
        raise WrongSpeaker("usual", "has a usual pace that is not between its slowest and its fastest", example)
    whole = all(isinstance(value, int) for value in values)
    return Numbers(slowest=slowest, usual=usual, fastest=fastest, whole=whole)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
