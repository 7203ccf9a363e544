"""What a listener can ask for beside a session's name: the options that play, render and plan share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import click

from voiceguide.model.wish import Wish
from voiceguide.settings import FASTEST, SLOWEST
from voiceguide.units import Milliseconds, WordsPerMinute, duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """A session, and what the listener wants of it."""

    wanted: str
    """A session's name or a file; empty where a command can do without."""
    settings: dict[str, str]
    """The session's options."""
    background: str | None
    """A sound's name or `none`; None leaves it to the script."""
    wish: Wish
    start: str = ""
    """A section's title or a moment; empty for the beginning."""


_MINUTES: Final = re.compile(r"([1-9]\d{0,3})\s*(?:m|min|mins|minutes?)?\.?", re.ASCII | re.IGNORECASE)
"""What a listener types who means minutes."""

AS_WRITTEN: Final = Wish()
"""Nothing is asked for."""


class Duration(click.ParamType[Milliseconds]):
    """A length of time as an author would write it."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Milliseconds:
        """Read `12m`, `1m30s` or `1:30`."""
        length = duration(str(value))
        if not length:
            minutes = _MINUTES.fullmatch(str(value).strip())
            meant = f"did you mean {minutes[1]}m?" if minutes else "write it such as 12m, 1m30s or 1:30"
            self.fail(f"this is no length of time; {meant}", param, ctx)
        return length


class Setting(click.ParamType[tuple[str, str]]):
    """`key=value`."""

    name = "setting"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the first equals sign."""
        key, sign, text = str(value).partition("=")
        if not key.strip() or not sign:
            self.fail("write an option's name, '=' and its value, such as rest=30s", param, ctx)
        return key.strip(), text.strip()


class Wishing(click.Command):
    """A command whose function is given `wishes`, read from the shared options, beside its own."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the shared options to the command's own."""
        own = super().get_params(ctx)
        return [*_shared(), *own]

    def invoke(self, ctx: click.Context) -> object:
        """Gather the shared options into one value."""
        given = ctx.params
        ctx.params = {
            "wishes": Wishes(
                wanted=given.pop("wanted") or "",
                settings=_settings(given.pop("set_")),
                background=given.pop("background"),
                start=given.pop("from_") or "",
                wish=Wish(
                    voice=given.pop("voice") or "",
                    rate=_rate(given.pop("rate")),
                    length=given.pop("for_"),
                    seed=given.pop("seed"),
                ),
            ),
            **given,
        }
        return super().invoke(ctx)


def _settings(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    return dict(pairs)


def _rate(value: int | None) -> WordsPerMinute | None:
    return None if value is None else WordsPerMinute(value)


def _shared() -> list[click.Parameter]:
    return [
        click.Argument(["wanted"], metavar="NAME|FILE"),
        click.Option(["--for", "for_"], type=Duration(), metavar="LENGTH", help="How long it is to last: 12m, 1m30s."),
        click.Option(
            ["--set", "set_"], type=Setting(), multiple=True, metavar="KEY=VALUE",
            help="Set one of the session's options; 'voiceguide show NAME' lists them. May be given again.",
        ),
        click.Option(["--voice"], metavar="V", help="A voice or a language; 'voiceguide voices' lists them."),
        click.Option(
            ["--rate"], type=click.IntRange(SLOWEST, FASTEST), metavar="WPM", help="Words a minute, such as 110."
        ),
        click.Option(["--background"], metavar="S", help="The sound underneath, or none."),
        click.Option(
            ["--from", "from_"], metavar="SECTION|MM:SS",
            help="Begin with that section, or with what is said at that moment. The length is that of the whole.",
        ),
        click.Option(["--seed"], type=click.IntRange(0), default=0, metavar="N", help="Chooses among alternatives."),
    ]  # fmt: skip
