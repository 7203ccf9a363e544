"""What `voiceguide play` does once a device is open."""

import sys
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from voiceguide import settings
from voiceguide.cli import habits
from voiceguide.cli.cautions import caution_for, remember
from voiceguide.cli.curtain import Awake, Curtain, nothing
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.keeping import Keeping, digest_of, place_in, recipe_of, wishes_of
from voiceguide.cli.lines import Lines
from voiceguide.cli.live import Live
from voiceguide.cli.making import Made, made, refitted
from voiceguide.cli.manner import Manner
from voiceguide.cli.progress import speaking
from voiceguide.cli.starting import start_of
from voiceguide.cli.terminal import out, safe, tell, wants_plain
from voiceguide.cli.until import left
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
from voiceguide.timeline.plan import UnreachableError
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Decibels, Frames, frames_of, short_clock

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
    if until is not None:
        wishes = replace(wishes, wish=replace(wishes.wish, length=left(until, _now())))
    with speaking(plain=manner.plain, quiet=manner.quiet) as progress, made(wishes, progress) as begun:
        session = begun if until is None else _to_end_on(begun, until)
        if until is not None:
            wishes = replace(wishes, wish=replace(wishes.wish, length=session.plan.timeline.asked))
        meant = session.production.session
        before = caution_for(meant, wishes.wanted, asked=caution)
        live = Live(session, background=_own_background(), table=_own_table())
        start = start_of(session.plan.timeline, wishes.start)
        first = live.opening(frames_of(manner.settle), None, with_keys=manner.speak_keys)
        status = _lead(
            wishes,
            session,
            live,
            feed=feed,
            loudspeaker=loudspeaker,
            manner=manner,
            start=start,
            first=first,
            before=before,
        )
        remember(meant)
    return status


def resume(last: Last, feed: Feed, loudspeaker: Loudspeaker, manner: Manner) -> int:
    """Go on where a session was left, after a sentence that says where; the status tells how it ended."""
    wishes = wishes_of(last.recipe)
    with speaking(plain=manner.plain, quiet=manner.quiet) as progress, made(wishes, progress) as session:
        same = digest_of(session.plan) == last.plan
        live = Live(
            session,
            last.refits if same else (),
            background=_own_background(),
            underneath=last.underneath,
            table=_own_table(),
        )
        start = place_in(live.state.plan.timeline, last, same=same)
        before = "" if same else "The session has been changed meanwhile; it goes on at the same words, or near them."
        first = live.opening(frames_of(manner.settle), start, with_keys=manner.speak_keys)
        return _lead(
            wishes,
            session,
            live,
            feed=feed,
            loudspeaker=loudspeaker,
            manner=manner,
            start=start,
            first=first,
            before=before,
        )


def _lead(
    wishes: Wishes,
    session: Made,
    live: Live,
    *,
    feed: Feed,
    loudspeaker: Loudspeaker,
    manner: Manner,
    start: Frames,
    first: Part | None,
    before: str,
) -> int:
    own = settings.settings(settings.folders().settings)
    begun = _now()
    keeping = Keeping(live, recipe_of(wishes, own), digest_of(session.plan))
    part = live.part
    ending = perform(
        part.timeline,
        part.mixer,
        feed,
        loudspeaker,
        before=before,
        start=start,
        plain=manner.plain,
        quiet=manner.quiet,
        guide=live,
        first=first,
        keeping=keeping,
        own=own,
    )
    keeping.close(ending)
    if habits.heard(ending, start):
        habits.remember(wishes, begun, live.background)
    if ending.volume != own.volume:
        with suppress(OSError, SettingsDamaged):  # it is only not as loud next time
            settings.change(settings.folders().settings, "volume", ending.volume)
    if ending.how is not How.HUNG_UP and not manner.quiet:
        timeline = live.state.plan.timeline
        tell(safe(f"{timeline.title}: {short_clock(ending.position)} of {short_clock(timeline.frames)}"))
    if manner.verbose:
        tell(GAPS.format(ending.late) if ending.late else "Gaps in the sound: none.")
    return STATUS[ending.how]


def _own_background() -> str:
    name = settings.settings(settings.folders().settings).background
    return "" if name == "none" else name


def _own_table() -> tuple[Key, ...]:
    return _table(settings.settings(settings.folders().settings))


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
            for line in (notice, before):
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
