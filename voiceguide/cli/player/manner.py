"""How a session is to be led, whatever session it is: the options that play and resume share."""

from dataclasses import dataclass

import click

from voiceguide.cli.wishes import Duration
from voiceguide.units import Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a session is to be led."""

    device: str | None = None
    settle: Milliseconds = Milliseconds(0)
    """Time before it begins."""
    speak_keys: bool = False
    """What the keys do is said first."""
    plain: bool = False
    """Lines instead of a screen."""
    quiet: bool = False
    """Nothing is shown."""
    verbose: bool = False
    """The sound itself is spoken of."""


def manner_options() -> list[click.Parameter]:
    """The options that `manner_of` reads."""
    return [
        click.Option(["--device"], metavar="D", help="A sound device; 'voiceguide devices' lists them."),
        click.Option(["--settle"], type=Duration(), metavar="TIME", help="Wait so long before it begins, such as 10s."),
        click.Option(["--speak-keys"], is_flag=True, help="Say first what the keys do; later ? twice says it."),
        click.Option(["--plain"], is_flag=True, help="A line for each phrase instead of a screen."),
        click.Option(["--quiet"], is_flag=True, help="Show nothing."),
        click.Option(["--verbose"], is_flag=True, help="Tell in the end whether the sound had gaps, and what helps."),
    ]


def manner_of(context: click.Context) -> Manner:
    """How the listener wants it, taken out of a command's parameters."""
    given = context.params
    return Manner(
        device=given.pop("device"),
        settle=given.pop("settle") or Milliseconds(0),
        speak_keys=given.pop("speak_keys"),
        plain=given.pop("plain"),
        quiet=given.pop("quiet"),
        verbose=given.pop("verbose"),
    )


class Led(click.Command):
    """A command whose function is given a `manner`, read from the shared options, beside its own."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the shared options to the command's own."""
        return [*super().get_params(ctx), *manner_options()]

    def invoke(self, ctx: click.Context) -> object:
        """Gather the shared options into one value."""
        ctx.params["manner"] = manner_of(ctx)
        return super().invoke(ctx)
