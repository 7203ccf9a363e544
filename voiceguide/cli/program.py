"""The program: its commands, and what becomes of everything that can end one."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from types import FrameType
from typing import Final

import click

from voiceguide.cli.endings import Ended, end
from voiceguide.cli.exits import Exit
from voiceguide.cli.terminal import safe

COMMANDS: Final = {
    "list": "List the sessions.",
    "show": "Tell what a session is, who should ask first, and its options.",
    "suggest": "Suggest a session after two or three questions, and begin it.",
    "play": "Play a session.",
    "resume": "Go on with the session that was played last, where it was left.",
    "render": "Write a session into a file, or many sessions into a folder.",
    "pack": "Put a session into one file, to be given to someone.",
    "prepare": "Speak sessions ahead, so that they begin at once.",
    "plan": "Tell what will happen when, without playing it.",
    "why": "Tell why a moment of a session is as it is.",
    "diff": "Tell what became of a session when its script was changed.",
    "check": "Find every mistake in scripts, and tell what would be better otherwise.",
    "new": "Write a script to begin with.",
    "preview": "Play a script again whenever it is saved.",
    "schema": "Print the language as a JSON Schema for editors.",
    "record": "Record a session with your own voice.",
    "voices": "List the voices, hear them, install others.",
    "sounds": "List the sounds, or play one.",
    "devices": "List the sound devices.",
    "config": "Show your settings, or set one.",
    "doctor": "Tell what is found, what is missing and what to type.",
    "get-help": "Tell when to get help, and whom to call.",
}
"""Every command and what it does, in the order of the help. Its file is imported when it is typed."""


class Program(click.Group):
    """Knows its commands by name, and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Give all names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """Import a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"voiceguide.cli.commands.{cmd_name.replace('-', '_')}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find what was typed, or say what was probably meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = get_close_matches(name, COMMANDS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"To play a session, type: voiceguide play {safe(name)}"
            ctx.fail(f"There is no command '{safe(name)}'. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="voiceguide", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """Play guided sessions: meditation, relaxation, gentle exercise; spoken, exactly timed, without network."""
    if context.invoked_subcommand is None:
        import_module("voiceguide.cli.welcome").welcome()


def run(arguments: Sequence[str]) -> int:
    """Run a command line; whatever happens, a sentence on standard error and a status."""
    _prepare_streams()
    with _signals():
        try:
            status = _invoke(arguments)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BaseException as ending:  # noqa: BLE001  (every way out ends here, and is told apart)
            status = end(ending)
    return status


def _invoke(arguments: Sequence[str]) -> int:
    try:
        with program.make_context("voiceguide", list(arguments)) as context:
            result = program.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return result if isinstance(result, int) else Exit.DONE


@contextmanager
def _signals() -> Iterator[None]:
    """End with a fade when the system asks for it: the signal becomes an exception in the middle of the command."""
    wanted = {"SIGTERM": Exit.TERMINATED, "SIGHUP": Exit.HUNG_UP}
    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
    for name, status in wanted.items():
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            before[number] = signal.signal(number, _raising(status))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raising(status: Exit) -> Callable[[int, FrameType | None], None]:
    def handler(_number: int, _frame: FrameType | None) -> None:
        raise Ended(status)

    return handler


def _prepare_streams() -> None:
    """Let no character that a terminal cannot show stop the program, and no file take the place of a closed stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
