"""`voiceguide suggest`: two or three questions, and a session begins."""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Final

import click

from voiceguide.cli.catalogue import Entry, entries, measured
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.cli.week import week
from voiceguide.cli.wishes import Duration
from voiceguide.model.choices import Posture
from voiceguide.units import MINUTE, Milliseconds, duration, written_duration

MIND: Final = frozenset({"breathing", "mindfulness", "body scan", "imagery", "muscle relaxation", "daily task"})
BACK: Final = frozenset({"mobility", "cat-camel", "static stretch", "yoga", "core", "aerobic", "posture"})
ABOUT: Final = {"mind": MIND, "back": BACK}
"""What each technique is for, above all; `information` is never suggested."""

MOVING: Final = BACK - {"posture"}
"""Techniques in which the listener moves, wherever it begins."""

HOW: Final = {
    "lying": (Posture.LYING, Posture.SIDE_LYING, Posture.PRONE, Posture.HANDS_AND_KNEES),
    "sitting": (Posture.SEATED, Posture.KNEELING),
    "moving": (Posture.STANDING, Posture.WALKING),
}
"""The postures of each answer."""

LATER: Final = frozenset({"quick-release"})
"""Sessions that need practice first."""

ANY: Final = "any"


@click.command()
@click.option("--for", "length", type=Duration(), metavar="LENGTH", help="How much time you have, such as 10m.")
@click.option("--how", type=click.Choice([*HOW, ANY]), help="How you want to be.")
@click.option("--about", type=click.Choice([*ABOUT, ANY]), help="What it is to be good for.")
@click.option("--week", "as_week", is_flag=True, help="Tell a plan for a first week instead.")
@click.option("--tell", "only_tell", is_flag=True, help="Only tell the session, and do not begin it.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="A line for each phrase instead of a screen.")
def command(
    length: Milliseconds | None,
    how: str | None,
    about: str | None,
    device: str | None,
    *,
    as_week: bool,
    only_tell: bool,
    plain: bool,
) -> int:
    """Suggest a session after two or three questions, and begin it.

    What is answered by an option is not asked; where nobody can be asked, what is left open does not matter.
    """
    every = list(entries())
    if as_week:
        out(week({entry.name: entry for entry in every}))
        return Exit.DONE
    if _can_ask():
        length, how, about = _ask(length, how, about)
    fitting = [entry for entry in every if fits(entry, how or ANY, about or ANY)]
    if not fitting:
        message = "No session is like that."
        raise WrongUsage(message, "Leave one of the answers open, or see them all with 'voiceguide list'.")
    chosen, others = best(fitting, length)
    typed = _typed(chosen, setting_for(chosen, how or ANY) or "", length)
    _tell(chosen, others, typed, length)
    if only_tell:
        return Exit.DONE
    play = import_module("voiceguide.cli.commands.play").command
    with play.make_context("play", [*typed, *_given("--device", device), *(["--plain"] if plain else [])]) as context:
        status: int = play.invoke(context)
    return status


def fits(entry: Entry, how: str, about: str) -> bool:
    """Whether a session is of the kind that is asked for; 'any' asks for nothing."""
    facts = entry.facts
    if facts.technique not in MIND | BACK or (about != ANY and facts.technique not in ABOUT[about]):
        return False
    return setting_for(entry, how) is not None


def setting_for(entry: Entry, how: str) -> str | None:
    """The option by which a session is had as the listener wants to be; empty where it is so, None where it cannot."""
    facts = entry.facts
    if how == ANY or Posture.ANY.value in facts.postures or (how == "moving" and facts.technique in MOVING):
        return ""
    pairs = list(zip(facts.postures, facts.settings, strict=True))
    if how == "moving":
        pairs = pairs[:1]  # to stand for what is usually done sitting is not to move
    return next((setting for posture, setting in pairs if posture in HOW[how]), None)


def best(fitting: Iterable[Entry], length: Milliseconds | None) -> tuple[Entry, tuple[Entry, ...]]:
    """The session whose usual length is nearest, among those that can have the length; and two others."""

    def rank(entry: Entry) -> tuple[int, bool, int, str]:
        missed = 0 if length is None else abs(nearest(entry, length) - length)
        away = entry.facts.usual if length is None else abs(entry.facts.usual - length)
        return missed, entry.name in LATER, away, entry.name

    first, *others = sorted(fitting, key=rank)
    return first, tuple(others[:2])


def nearest(entry: Entry, length: Milliseconds) -> Milliseconds:
    """The length nearest to the one that is asked for that a session can have."""
    ends = [min(max(length, least), most) for least, most in entry.facts.lengths]
    return min(ends, key=lambda end: abs(end - length), default=entry.facts.usual)


def _typed(chosen: Entry, setting: str, length: Milliseconds | None) -> list[str]:
    """What follows `voiceguide play`: the length is the nearest that the session can have."""
    reached = None if length is None else written_duration(nearest(measured(chosen, setting), length))
    return [chosen.name, *_given("--set", setting or None), *_given("--for", reached)]


def _tell(chosen: Entry, others: tuple[Entry, ...], typed: list[str], length: Milliseconds | None) -> None:
    out(safe(f"{chosen.facts.title}: voiceguide play {' '.join(typed)}"))
    if length is not None and typed[-1] != written_duration(length):
        tell(safe(f"Nothing of that kind lasts {written_duration(length)}; this is the nearest."))
    if others:
        tell(safe(f"Or: {', '.join(entry.name for entry in others)}"))


def _given(option: str, value: str | None) -> list[str]:
    return [] if value is None else [option, value]


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(
    length: Milliseconds | None, how: str | None, about: str | None
) -> tuple[Milliseconds | None, str | None, str | None]:
    """What was not answered yet. Raises Abort where the listener ends the questions."""
    if length is None:
        minutes = click.prompt("How many minutes do you have?", default=10, type=Minutes(), err=True)
        length = Milliseconds(minutes)
    if how is None:
        how = click.prompt("Lying, sitting or moving?", default=ANY, type=click.Choice([*HOW, ANY]), err=True)
    if about is None:
        about = click.prompt("For the mind, or for the back?", default=ANY, type=click.Choice([*ABOUT, ANY]), err=True)
    return length, how, about


class Minutes(click.ParamType[Milliseconds]):
    """`10`, or a length of time as an author would write it."""

    name = "minutes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Milliseconds:
        """Read whole minutes, or what `--for` reads."""
        text = str(value).strip()
        length = duration(f"{text}m" if text.isascii() and text.isdigit() else text)
        if not length or length > 24 * 60 * MINUTE:
            self.fail("write minutes, such as 10", param, ctx)
        return length
