"""What becomes of everything that can end a command: a sentence on standard error, and a status."""

import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from typing import Final

import click

from voiceguide.cli.exits import Exit, Refusal
from voiceguide.cli.terminal import safe, sentence, tell
from voiceguide.problems import ScriptErrors, Stop

DEBUG: Final = "VOICEGUIDE_DEBUG"
"""With this environment variable an unexpected error is told whole."""


class Ended(BaseException):
    """The system asks the program to end."""

    def __init__(self, status: Exit) -> None:
        super().__init__(status)
        self.status = status


def end(ending: BaseException) -> int:
    """Tell what ended the command, where that needs words, and give its status."""
    match ending:
        case Ended():
            return ending.status
        case KeyboardInterrupt() | click.Abort():
            return Exit.INTERRUPTED
        case BrokenPipeError():
            _forget_output()
            return Exit.PIPE_CLOSED
        case click.ClickException():
            with suppress(OSError, ValueError):
                ending.show()
            return ending.exit_code
        case Stop():
            tell(_sentence(ending))
            return _status(ending)
        case _:
            tell(_accident(ending))
            return Exit.FAILED


def told(error: Exception) -> str:
    """What is told of an error, where the work goes on without what it was in the way of."""
    return _sentence(error) if isinstance(error, Stop) else _accident(error)


def _sentence(stop: Stop) -> str:
    if isinstance(stop, ScriptErrors):
        told: str = import_module("voiceguide.cli.report").report(stop.problems)  # known only where there is a mistake
        return told
    return "\n".join(safe(line) for line in (*sentence(stop.message).splitlines(), *stop.hint.splitlines()))


def _status(stop: Stop) -> Exit:
    if isinstance(stop, Refusal):
        return stop.status
    return Exit.SCRIPT_ERRORS if isinstance(stop, ScriptErrors) else Exit.FAILED


def _accident(error: BaseException) -> str:
    """A sentence for what nobody foresaw."""
    if isinstance(error, MemoryError):
        return "There is not enough memory for this."
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        sentence = f"The system refuses it: {error.strerror or error}{where}."
    else:
        sentence = f"voiceguide has made a mistake of its own: {type(error).__name__}: {error}."
    if os.environ.get(DEBUG):
        return safe(sentence) + "\n" + "".join(traceback.format_exception(error))
    return safe(sentence) + f"\nIf it comes again, please report it with what is printed when {DEBUG}=1 is set."


def _forget_output() -> None:
    """Nobody reads: let the interpreter's own flush at its end go nowhere."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
