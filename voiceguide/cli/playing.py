"""What `voiceguide play` does once a device is open."""

import sys
from contextlib import ExitStack
from importlib import import_module
from typing import Final, Protocol

from voiceguide.cli.exits import Exit
from voiceguide.cli.lines import Lines
from voiceguide.cli.making import Made, made
from voiceguide.cli.progress import speaking
from voiceguide.cli.show import caution_of
from voiceguide.cli.terminal import out, safe, tell, wants_plain
from voiceguide.cli.wishes import Wishes
from voiceguide.play.command import How
from voiceguide.play.device import LAST
from voiceguide.play.feed import Feed
from voiceguide.play.keys import Terminal
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Ending, Moment
from voiceguide.play.player import Player
from voiceguide.units import Frames, short_clock

STATUS: Final = {
    How.DONE: Exit.DONE,
    How.INTERRUPTED: Exit.INTERRUPTED,
    How.TERMINATED: Exit.TERMINATED,
    How.HUNG_UP: Exit.HUNG_UP,
}


class Shows(Protocol):
    """A screen, or lines."""

    def __call__(self, moment: Moment) -> None:
        """Show a moment."""


def play(wishes: Wishes, feed: Feed, loudspeaker: Loudspeaker, *, plain: bool) -> int:
    """Play what is wished for to its end; the status that tells how it ended."""
    with speaking(plain=plain) as progress, made(wishes, progress) as session:
        ending = _play(session, feed, loudspeaker, plain=wants_plain(asked=plain, stream=sys.stdout))
    if ending.how is not How.HUNG_UP:
        whole = short_clock(session.plan.timeline.frames)
        tell(safe(f"{session.production.session.title}: {short_clock(ending.position)} of {whole}"))
    return STATUS[ending.how]


def _play(session: Made, feed: Feed, loudspeaker: Loudspeaker, *, plain: bool) -> Ending:
    timeline = session.plan.timeline
    caution = caution_of(session.production.session)
    notice = ""
    if loudspeaker.instead is not None:
        notice = f"{loudspeaker.instead.message} The words are shown in time."
    with ExitStack() as stack:
        if plain:
            for line in (notice, caution):
                if line:
                    out(safe(line))
            show: Shows = Lines(counts=loudspeaker.name == LAST)
        else:
            show = Curtain(stack, timeline.title, timeline.frames, before=caution, notice=notice)
        player = Player(
            timeline=timeline,
            mixer=session.production.mixer(session.plan),
            feed=feed,
            loudspeaker=loudspeaker,
            keys=Terminal(),
            show=Awake(stack, show),
        )
        return player.run()


class Curtain:
    """Opens the screen when the first moment is shown: rich is imported after the first frame was sent."""

    def __init__(self, stack: ExitStack, title: str, frames: Frames, *, before: str, notice: str) -> None:
        self._stack = stack
        self._title = title
        self._frames = frames
        self._before = before
        self._notice = notice
        self._screen: Shows | None = None

    def __call__(self, moment: Moment) -> None:
        """Show a moment."""
        if self._screen is None:
            screen = import_module("voiceguide.cli.screen").Screen
            self._screen = self._stack.enter_context(
                screen(title=self._title, frames=self._frames, before=self._before, notice=self._notice)
            )
        self._screen(moment)


class Awake:
    """Keeps the machine from sleeping, from the first moment that is shown on."""

    def __init__(self, stack: ExitStack, show: Shows) -> None:
        self._stack = stack
        self._show = show
        self._kept = False

    def __call__(self, moment: Moment) -> None:
        """Pass a moment on."""
        self._show(moment)
        if not self._kept:
            self._kept = True
            # Where it cannot be had, the session is worth more than a warning.
            self._stack.enter_context(import_module("wakepy").keep.running(on_fail="pass"))
