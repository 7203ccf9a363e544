"""What `voiceguide play` does once a device is open."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Final, Protocol

from voiceguide.cli.cautions import caution_for, remember
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.lines import Lines
from voiceguide.cli.making import Made, made, refitted
from voiceguide.cli.progress import speaking
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import out, safe, tell, wants_plain
from voiceguide.cli.until import left
from voiceguide.cli.wishes import Wishes
from voiceguide.mix.mixer import Mixer
from voiceguide.play.command import How
from voiceguide.play.device import LAST
from voiceguide.play.feed import Feed
from voiceguide.play.keys import Terminal
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Ending, Moment
from voiceguide.play.player import Player
from voiceguide.timeline.plan import UnreachableError
from voiceguide.timeline.timeline import Timeline
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


def play(
    wishes: Wishes,
    feed: Feed,
    loudspeaker: Loudspeaker,
    *,
    until: tuple[int, int] | None = None,
    caution: bool = False,
    plain: bool,
) -> int:
    """Play what is wished for to its end, on the minute `until` if one is asked for; the status tells how it ended.

    The caution is shown at the first time, and whenever `caution` asks for it.
    """
    if until is not None and wishes.start:
        raise WrongUsage("--until and --from cannot be had together.", "Give the whole length with --for instead.")
    if until is not None:
        wishes = replace(wishes, wish=replace(wishes.wish, length=left(until, _now())))
    with speaking(plain=plain) as progress, made(wishes, progress) as begun:
        session = begun if until is None else _to_end_on(begun, until)
        meant, timeline = session.production.session, session.plan.timeline
        ending = perform(
            timeline,
            session.production.mixer(session.plan),
            feed,
            loudspeaker,
            before=caution_for(meant, wishes.wanted, asked=caution),
            start=start_of(timeline, wishes.start),
            plain=plain,
        )
        remember(meant)
    if ending.how is not How.HUNG_UP:
        whole = short_clock(timeline.frames)
        tell(safe(f"{meant.title}: {short_clock(ending.position)} of {whole}"))
    return STATUS[ending.how]


def _to_end_on(session: Made, until: tuple[int, int]) -> Made:
    """The session laid out anew, as some time has gone by while it was spoken; as it is where that cannot be."""
    try:
        return refitted(session, left(until, _now()))
    except UnreachableError:
        return session


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


def perform(
    timeline: Timeline,
    mixer: Mixer,
    feed: Feed,
    loudspeaker: Loudspeaker,
    *,
    before: str,
    start: Frames = Frames(0),
    plain: bool,
) -> Ending:
    """Play a timeline from `start` to its end, on a screen or by lines; `before` is shown until its first words."""
    plain = wants_plain(asked=plain, stream=sys.stdout)
    notice = ""
    if loudspeaker.instead is not None:
        notice = f"{loudspeaker.instead.message} The words are shown in time."
    with ExitStack() as stack:
        if plain:
            for line in (notice, before):
                if line:
                    out(safe(line))
            show: Shows = Lines(counts=loudspeaker.name == LAST)
        else:
            show = Curtain(stack, timeline.title, timeline.frames, before=before, notice=notice)
        player = Player(
            timeline=timeline,
            mixer=mixer,
            feed=feed,
            loudspeaker=loudspeaker,
            keys=Terminal(),
            show=Awake(stack, show),
            start=start,
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
