"""What `voiceguide play` does once a device is open."""

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from voiceguide import settings
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.making import made
from voiceguide.cli.player import habits
from voiceguide.cli.player.awake import Awake
from voiceguide.cli.player.beginning import beginning
from voiceguide.cli.player.cautions import caution_for, remember
from voiceguide.cli.player.curtain import Curtain, nothing
from voiceguide.cli.player.keeping import Keeping, digest_of, place_in, recipe_of, wishes_of
from voiceguide.cli.player.lines import Lines, where_help_is
from voiceguide.cli.player.live import Live
from voiceguide.cli.player.manner import Manner
from voiceguide.cli.player.until import left
from voiceguide.cli.progress import speaking
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import out, safe, tell, wants_plain
from voiceguide.cli.wishes import Wishes
from voiceguide.journal import Last
from voiceguide.play.command import How
from voiceguide.play.device import LAST
from voiceguide.play.feed import Feed
from voiceguide.play.keys import KEYS, Key, Terminal, keys_for
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import Ending, Show
from voiceguide.play.mpris import on_the_bus
from voiceguide.play.part import Guide, Part
from voiceguide.play.player import Player
from voiceguide.play.volume import LOUDEST
from voiceguide.play.window import Mixing
from voiceguide.settings import Settings, SettingsDamaged
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Decibels, Frames, Milliseconds, frames_of, short_clock

STATUS: Final = {
    How.DONE: Exit.DONE,
    How.INTERRUPTED: Exit.INTERRUPTED,
    How.TERMINATED: Exit.TERMINATED,
    How.HUNG_UP: Exit.HUNG_UP,
}
GAPS: Final = (
    "Gaps in the sound: {}. This machine was busy with other things. Close what it need not do, or give the sound"
    " more room: set the environment variable PULSE_LATENCY_MSEC=150 and play again."
)
GO_ON: Final = "To go on from there, type: voiceguide resume"
DELAYED: Final = (
    "It was {} longer than asked for, as the voice was not ready in time. 'voiceguide prepare {}' speaks it ahead."
)


def play(
    wishes: Wishes,
    feed: Feed,
    loudspeaker: Loudspeaker,
    manner: Manner,
    *,
    until: tuple[int, int] | None = None,
    caution: bool = False,
) -> int:
    """Play what is wished for to its end, on the minute `until` if one is asked for; the status tells how it ended.

    The caution is shown at the first time, and whenever `caution` asks for it.
    """
    wishes = habits.as_last_time(wishes, quiet=manner.quiet)
    if until is not None and wishes.start:
        raise WrongUsage("--until and --from cannot be had together.", "Give the whole length with --for instead.")
    with speaking(plain=manner.plain, quiet=manner.quiet) as progress, ExitStack() as stack:
        session = stack.enter_context(
            beginning(wishes, progress, lambda plan: start_of(plan.timeline, wishes.start), _time_until(until))
        )
        if until is not None:
            wishes = replace(wishes, wish=replace(wishes.wish, length=session.plan.timeline.asked))
        meant = session.production.session
        live = Live(session, background=_own_background(), table=_own_table())
        led = Led(
            wishes=wishes,
            live=live,
            start=start_of(session.plan.timeline, wishes.start),
            first=live.opening(frames_of(manner.settle), None, with_keys=manner.speak_keys),
            before=caution_for(meant, wishes.wanted, asked=caution),
        )
        progress(1, 1)  # the screen belongs to the session now
        status = _lead(led, feed, loudspeaker, manner)
        remember(meant)
    return status


def resume(last: Last, feed: Feed, loudspeaker: Loudspeaker, manner: Manner) -> int:
    """Go on where a session was left, after a sentence that says where; the status tells how it ended."""
    wishes = wishes_of(last.recipe)

    def same(plan: Plan) -> bool:
        return digest_of(plan) == last.plan

    def left_at(plan: Plan) -> Frames:
        return place_in(plan.timeline, last, same=same(plan))

    with speaking(plain=manner.plain, quiet=manner.quiet) as progress, ExitStack() as stack:
        # What was made longer or shorter can be found again only where everything is as it was.
        making = made(wishes, progress) if last.refits else beginning(wishes, progress, left_at)
        session = stack.enter_context(making)
        as_it_was = same(session.plan)
        refits = last.refits if as_it_was else ()
        live = Live(
            session,
            refits,
            background=_own_background(),
            underneath=last.underneath,
            table=_own_table(),
        )
        start = place_in(live.state.plan.timeline, last, same=as_it_was)
        changed = "The session has been changed meanwhile; it goes on at the same words, or near them."
        led = Led(
            wishes=wishes,
            live=live,
            start=start,
            first=live.opening(frames_of(manner.settle), start, with_keys=manner.speak_keys),
            before=changed if last.plan and session.growth is None and not as_it_was else "",
        )
        progress(1, 1)
        return _lead(led, feed, loudspeaker, manner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A session that is to be led, and from where on."""

    wishes: Wishes
    live: Live
    start: Frames
    first: Part | None
    """What is played before it."""
    before: str
    """What is shown until its first words."""


def _lead(led: Led, feed: Feed, loudspeaker: Loudspeaker, manner: Manner) -> int:
    live = led.live
    own = settings.settings(settings.folders().settings)
    begun = _now()
    keeping = Keeping(live, recipe_of(led.wishes, own))
    part = live.part
    ending = perform(
        part.timeline,
        part.mixer,
        feed,
        loudspeaker,
        before=led.before,
        start=led.start,
        plain=manner.plain,
        quiet=manner.quiet,
        guide=live,
        first=led.first,
        keeping=keeping,
        own=own,
    )
    keeping.close(ending)
    if habits.heard(ending, led.start):
        habits.remember(led.wishes, begun, live.background)
    if ending.volume != own.volume:
        with suppress(OSError, SettingsDamaged):  # it is only not as loud next time
            settings.change(settings.folders().settings, "volume", ending.volume)
    if ending.how is not How.HUNG_UP and not manner.quiet:
        timeline = live.state.plan.timeline
        tell(safe(f"{timeline.title}: {short_clock(ending.position)} of {short_clock(timeline.frames)}"))
        if keeping.kept:
            tell(GO_ON)
    if manner.verbose:
        tell(GAPS.format(ending.late) if ending.late else "Gaps in the sound: none.")
    if ending.how is How.DONE:
        if live.delay > 0 and not manner.quiet:
            tell(safe(DELAYED.format(short_clock(live.delay), led.wishes.wanted)))
        failure = live.failure()
        if failure is not None:
            raise failure
    return STATUS[ending.how]


def _own_background() -> str:
    name = settings.settings(settings.folders().settings).background
    return "" if name == "none" else name


def _own_table() -> tuple[Key, ...]:
    return _table(settings.settings(settings.folders().settings))


def _time_until(until: tuple[int, int] | None) -> Callable[[], Milliseconds] | None:
    """How long it is until then, whenever that is asked; None where it is to end at no certain time."""
    return None if until is None else lambda: left(until, _now())


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


def perform(
    timeline: Timeline,
    mixer: Mixing,
    feed: Feed,
    loudspeaker: Loudspeaker,
    *,
    before: str,
    start: Frames = Frames(0),
    plain: bool,
    quiet: bool = False,
    guide: Guide | None = None,
    first: Part | None = None,
    keeping: Keeping | None = None,
    own: Settings | None = None,
) -> Ending:
    """Play a timeline from `start` to its end, on a screen or by lines; `before` is shown until its first words."""
    table = KEYS if own is None else _table(own)
    notice = ""
    if loudspeaker.instead is not None:
        notice = f"{loudspeaker.instead.message} The words are shown in time."
    with ExitStack() as stack:
        curtain = Curtain(timeline.title, table, before=before, notice=notice)
        stack.callback(curtain.close)
        show: Show = curtain
        if quiet:
            show = nothing
        elif wants_plain(asked=plain, stream=sys.stdout):
            hint = where_help_is(table) if guide is not None and sys.stdin is not None and sys.stdin.isatty() else ""
            for line in (notice, before, hint):
                if line:
                    out(safe(line))
            show = Lines(counts=loudspeaker.name == LAST, table=table)
        shown = show if keeping is None else keeping.around(show)
        keys, told = stack.enter_context(on_the_bus(timeline.title, Terminal(table=table), Awake(stack, shown)))
        player = Player(
            timeline=timeline,
            mixer=mixer,
            feed=feed,
            loudspeaker=loudspeaker,
            keys=keys,
            show=told,
            start=start,
            guide=guide,
            first=first,
            volume=LOUDEST if own is None else Decibels(own.volume),
            give_way=curtain.close,
        )
        return player.run()


def _table(own: Settings) -> tuple[Key, ...]:
    """The keys as the listener wants them.

    Raises:
        SettingsDamaged: They cannot be so.
    """
    try:
        return keys_for(own.keys)
    except (KeyError, ValueError) as wrong:
        message = f"The settings have a key that cannot be: {safe(str(wrong.args[0]))}."
        raise SettingsDamaged(message, "Type 'voiceguide config' for the keys, and what each can do.") from wrong
