"""`voiceguide preview`."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click

from voiceguide import settings
from voiceguide.cli.desk import Desk
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.player.lines import Lines
from voiceguide.cli.player.playing import STATUS
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.play.command import Command, How, Order
from voiceguide.play.device import DeviceUnavailable, names, open_named
from voiceguide.play.feed import Feed
from voiceguide.play.keys import Keys, Terminal
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Moment, Show, State
from voiceguide.play.places import RUN_UP
from voiceguide.play.player import Player
from voiceguide.units import Frames, clock


@click.command(cls=Wishing)
@click.option("--at", type=click.IntRange(1), metavar="LINE", help="Always begin at this line of the script.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
def command(wishes: Wishes, at: int | None, device: str | None) -> int:
    """Play a script again whenever it is saved.

    Each time it is checked first; while it has mistakes, what was playing goes on. It begins at the line that --at
    names, or else at the first line that is another than before. Space pauses and goes on, Ctrl-C ends.
    """
    name = device or settings.settings(settings.folders().settings).device or None
    desk = Desk(wishes, at)
    feed = Feed()
    with ExitStack() as stack:
        loudspeaker = stack.enter_context(_kept_open(feed, name))
        stack.enter_context(desk)
        if loudspeaker.instead is not None:
            tell(safe(f"{loudspeaker.instead.message} The words are shown in time."))
        desk.prepare()
        return _listen(desk, feed, loudspeaker)


def _listen(desk: Desk, feed: Feed, loudspeaker: "Kept") -> int:
    while True:
        take = desk.next()
        if take is None:
            continue
        loudspeaker.rouse()
        keys = Impatient(Terminal(), desk)
        out(f"\n{safe(take.made.plan.timeline.title)}, from {clock(take.start)}")
        player = Player(
            timeline=take.made.plan.timeline,
            mixer=take.made.production.mixer(take.made.plan),
            feed=feed,
            loudspeaker=loudspeaker,
            keys=keys,
            show=Onward(Lines(counts=False), Frames(take.start + RUN_UP) if take.start else take.start),
            start=take.start,
        )
        ending = player.run()
        if ending.how is How.DONE:
            tell("That was the end. It plays again when the script is saved; Ctrl-C ends.")
        elif not keys.made_room:
            return STATUS[ending.how]


class Impatient:
    """The terminal's keys; when a new version waits, what plays is faded out and makes room at once."""

    def __init__(self, keys: Keys, desk: Desk) -> None:
        self._keys = keys
        self._desk = desk
        self.made_room = False
        """Whether it was a new version that ended the playing."""

    def wait(self, seconds: float) -> tuple[Order, ...]:
        """The commands of the keys; the second of two interrupts does not wait for the fade to be heard."""
        commands = self._keys.wait(seconds)
        if self._desk.waiting.is_set():
            self.made_room = True
            return (*commands, Command.INTERRUPT, Command.INTERRUPT)
        return commands

    def take(self) -> None:
        """Have the terminal send every key at once."""
        self._keys.take()

    def give_back(self) -> None:
        """Leave the terminal as it was found."""
        self._keys.give_back()


class Onward:
    """Shows nothing of the moment before the first words that are heard."""

    def __init__(self, show: Show, first: Frames) -> None:
        self._show = show
        self._first = first

    def __call__(self, moment: Moment) -> None:
        """Pass a moment on, unless it lies before the first."""
        if moment.position >= self._first or moment.state is not State.PLAYING:
            self._show(moment)


class Kept(Loudspeaker):
    """A loudspeaker that stays open from one version to the next."""

    _resting = False

    def rest(self) -> None:
        """Stop the clock, for nothing is heard."""
        self._resting = True
        super().rest()

    def wake(self) -> None:
        """Go on after a rest."""
        self._resting = False
        super().wake()

    def rouse(self) -> None:
        """Wake it if a version left it resting."""
        if self._resting:
            self.wake()

    def close(self) -> None:
        """Wait for the next version."""

    def end(self) -> None:
        """Close it for good."""
        super().close()


@contextmanager
def _kept_open(feed: Feed, name: str | None) -> Iterator[Kept]:
    try:
        loudspeaker = Kept(feed, open_named(name, feed.pull, feed.sent), time.monotonic)
    except DeviceUnavailable as unavailable:
        if name not in names():
            raise WrongUsage(unavailable.message, unavailable.hint) from unavailable
        raise
    try:
        yield loudspeaker
    finally:
        loudspeaker.end()
