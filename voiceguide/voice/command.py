"""The engine `command`: programs that the user's settings name, each a speaker."""

import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from voiceguide import settings
from voiceguide.problems import Stop
from voiceguide.speakers import COMMAND_FILES, TEXT, Speaker
from voiceguide.voice.command_worker import MS_A_CHARACTER, PER_MILLE
from voiceguide.voice.engine import EngineMissing, Paces, Utterance, Voice
from voiceguide.voice.heard import sound_of
from voiceguide.voice.worker import Worker

_MS_TO_TELL: Final = 5000
"""The worker ends the program in time, and has so long to say so."""
_VERSION: Final = 1
"""Changes whenever the same command would be run in another way."""


class SpeakerMissing(EngineMissing):
    """A speaker's program is not there."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__(
            f"the speaker '{speaker.name}' cannot be used: there is no program '{speaker.command[0]}'",
            "Install it, or write the whole path to it in the settings file ('voiceguide config' tells which).",
        )


class SettingsUnusable(EngineMissing):
    """The file that names the speakers cannot be used."""


class CommandMouth:
    """A program in a worker that runs it once for each phrase."""

    def __init__(self, speaker: Speaker, program: str) -> None:
        """Nothing is started yet; `program` is the whole path to it."""
        self._folder = tempfile.TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True)
        self._seconds = speaker.seconds
        numbers = speaker.numbers
        order = {
            "command": [program, *map(_at_home, speaker.command[1:])],
            "numbers": numbers and (numbers.slowest, numbers.usual, numbers.fastest, numbers.whole),
            "seconds": speaker.seconds,
        }
        self._worker = Worker(
            "voiceguide.voice.command_worker", json.dumps(order), self._folder.name, bare=True, minding=True
        )

    def speak(self, text: str, pace: int) -> Utterance:
        """Say `text`."""
        allowed = round(1000 * self._seconds) + MS_A_CHARACTER * len(text) + _MS_TO_TELL
        _, content = self._worker.ask(text, pace, allowed=allowed)
        return sound_of(content)

    def close(self) -> None:
        """End the program and the worker, and take the folder away."""
        self._worker.close()
        self._folder.cleanup()


class CommandEngine:
    """Every speaker of the settings file."""

    name = "command"

    def voices(self) -> tuple[Voice, ...]:
        """Those whose program is there, as the settings have them."""
        found: list[Voice] = []
        for speaker in tuple(_speakers()):
            with suppress(EngineMissing):
                found.append(_voice(speaker, _ready(speaker)))
        return tuple(found)

    def voice(self, name: str) -> Voice | None:
        """By the name that the settings give it. Raises `SpeakerMissing` where its program is not there."""
        found = _named(name)
        return None if found is None else _voice(*found)

    def open(self, voice: Voice) -> CommandMouth:
        """Make ready to speak."""
        found = _named(voice.name)
        if found is None:
            message = f"the speaker '{voice.name}' is no longer in the settings file"
            raise SettingsUnusable(message, "Type 'voiceguide voices' to see what there is.")
        return CommandMouth(*found)


def _speakers() -> Iterator[Speaker]:
    try:
        yield from settings.settings(settings.folders().settings).speakers.values()
    except Stop as damaged:
        raise SettingsUnusable(damaged.message, damaged.hint) from damaged


def _named(name: str) -> tuple[Speaker, str] | None:
    speaker = next((speaker for speaker in _speakers() if speaker.name == name), None)
    return None if speaker is None else (speaker, _ready(speaker))


def _ready(speaker: Speaker) -> str:
    """The whole path to a speaker's program. Raises `EngineMissing` where it cannot be used."""
    program = _program(speaker)
    if program is None:
        raise SpeakerMissing(speaker)
    if Path(program).suffix.lower() in COMMAND_FILES and any(TEXT in argument for argument in speaker.command):
        # What was written without an ending turned out to be one of those whose arguments Windows takes for commands.
        message = f"the speaker '{speaker.name}' gives the text to {program}, which takes words for commands"
        raise SettingsUnusable(message, f"Leave {TEXT} out of its command, and the text goes to standard input.")
    return program


def _program(speaker: Speaker) -> str | None:
    """The whole path to the program; one that is written as a path must be whole already."""
    written = _at_home(speaker.command[0])
    if os.path.dirname(written) and not os.path.isabs(written):  # noqa: PTH117, PTH120  (as it is written)
        return None
    found = shutil.which(written)
    return os.path.abspath(found) if found else None  # noqa: PTH100  (a link keeps its name: programs look at it)


def _at_home(argument: str) -> str:
    """`~/…` as a shell would have it."""
    return os.path.expanduser(argument) if argument.startswith("~") else argument  # noqa: PTH111  (only so may it be)


def _voice(speaker: Speaker, program: str) -> Voice:
    numbers = speaker.numbers
    ends = (1.0, 1.0)
    if numbers is not None:
        ends = (numbers.slowest / numbers.usual, numbers.fastest / numbers.usual)
        if numbers.slowest > numbers.fastest:
            ends = (1 / ends[0], 1 / ends[1])
    status = Path(program).stat()
    recipe = repr((_VERSION, speaker.command, numbers, status.st_size, status.st_mtime_ns))
    return Voice(
        engine=CommandEngine.name,
        name=speaker.name,
        languages=(speaker.language,) if speaker.language else (),
        title=speaker.title,
        quality=speaker.quality,
        version=hashlib.sha256(recipe.encode()).hexdigest()[:16],
        reproducible=False,
        paces=Paces(slowest=math.ceil(PER_MILLE * ends[0]), usual=PER_MILLE, fastest=math.floor(PER_MILLE * ends[1])),
    )


engine = CommandEngine()
"""Behind the entry point."""
