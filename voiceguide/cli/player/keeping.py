"""Keeps in the journal how far a session was heard, and finds that moment again in the plan that is made anew."""

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from voiceguide import journal, settings
from voiceguide.cli import library
from voiceguide.cli.player.lines import text_of
from voiceguide.cli.player.live import Live
from voiceguide.cli.wishes import Wishes
from voiceguide.journal import Last, Pulse, Recipe
from voiceguide.model.wish import Wish
from voiceguide.play.command import How
from voiceguide.play.moment import Ending, Moment, Show
from voiceguide.play.places import RUN_UP, Places
from voiceguide.script import is_file_name
from voiceguide.settings import Settings
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import Timeline, Track
from voiceguide.units import Frames, Milliseconds, frames_of

EVERY: Final = frames_of(Milliseconds(5000))
"""Kept at least so often, beside the beginning of every phrase and beat."""


def recipe_of(wishes: Wishes, own: Settings) -> Recipe:
    """What a listener asks for, so that it can be asked for again whatever is usual then."""
    wanted = str(Path(wishes.wanted).absolute()) if is_file_name(wishes.wanted) else wishes.wanted
    return Recipe(
        wanted=wanted,
        settings=wishes.settings,
        background=own.background or None if wishes.background is None else wishes.background,
        voice=wishes.wish.voice or ("" if own.voice and library.speaks_for_itself(wanted) else own.voice),
        rate=wishes.wish.rate or own.rate,
        length=wishes.wish.length,
        seed=wishes.wish.seed,
    )


def wishes_of(recipe: Recipe) -> Wishes:
    """The same wishes again; where the voice is gone or broken, a session goes on with the next best."""
    wish = Wish(voice=recipe.voice, usual=True, rate=recipe.rate, length=recipe.length, seed=recipe.seed)
    return Wishes(wanted=recipe.wanted, settings=recipe.settings, background=recipe.background, start="", wish=wish)


def digest_of(plan: Plan) -> str:
    """What tells this plan from any other."""
    digest = sha256(plan.timeline.title.encode())
    for event in plan.timeline.events:
        digest.update(f"\0{event.id}\0{event.start}\0{event.frames}\0{text_of(event)}".encode())
    return digest.hexdigest()


def place_in(timeline: Timeline, last: Last, *, same: bool) -> Frames:
    """Where to go on: at the beginning of the phrase or beat that was heard last.

    Where the plan is not the `same` any more, at the same words, or the same step, or as far as it was in parts.
    """
    places = Places(timeline)
    if same:
        return places.current(min(last.position, timeline.frames))
    events = timeline.on(Track.TIME)
    alike = [
        *(event for event in events if event.id == last.event and text_of(event) == last.words),
        *(event for event in events if last.words and text_of(event) == last.words),
        *(event for event in events if event.id == last.event),
    ]
    if alike:
        return places.current(Frames(alike[0].start + last.since))
    return places.current(Frames(timeline.frames * last.position // max(1, last.frames)))


class Keeping:
    """Keeps every place in the journal when it is heard."""

    def __init__(self, live: Live, recipe: Recipe) -> None:
        self._live = live
        self._recipe = recipe
        self._digest = ""
        self._folder = settings.folders().state
        self._pulse: Pulse | None = None
        self._kept: tuple[Frames, Frames, Frames] | None = None
        self._last: Moment | None = None
        self.kept = False
        """Whether it can be taken up again where it was left."""

    def around(self, show: Show) -> Show:
        """What shows a moment, and keeps it."""

        def showing(moment: Moment) -> None:
            if not self._beat(moment):
                self._note(moment)
            show(moment)  # what is shown is kept, whatever happens then
            self._note(moment)

        return showing

    def _beat(self, moment: Moment) -> bool:
        """Note the moment at no cost; False where that cannot be."""
        if self._pulse is None or moment.place is None:
            return False
        self._pulse.beat(_kept_position(moment))
        return True

    def _note(self, moment: Moment) -> None:
        """Keep a moment if it is a new place, or some seconds after the last one."""
        if moment.place is None:
            return
        self._last = moment
        now = (moment.place, Frames(moment.position // EVERY), moment.frames)
        if now != self._kept:
            self._kept = now
            self._write(moment, finished=False)

    def close(self, ending: Ending) -> None:
        """Keep how it ended; a session that came to its end, or was ended kindly by its listener, is finished."""
        if self._last is not None:
            self._write(self._last, finished=ending.how is How.DONE and self._live.failure() is None)
        if self._pulse is not None:
            self._pulse.close()

    def _write(self, moment: Moment, *, finished: bool) -> None:
        state = self._live.state
        timeline = state.plan.timeline
        event = moment.event
        if not self._digest and self._live.planned is not None:
            self._digest = digest_of(self._live.planned)
        last = Last(
            recipe=self._recipe,
            title=timeline.title,
            plan=self._digest,
            refits=state.refits,
            underneath=state.background,
            position=_kept_position(moment),
            frames=timeline.frames,
            event="" if event is None else event.id,
            words="" if event is None else text_of(event),
            finished=finished,
            stamp=time.time_ns(),
        )
        self.kept = False
        with suppress(OSError):  # a session that cannot be kept is led all the same
            journal.write(self._folder, last)
            self.kept = not finished
            if self._pulse is None:
                self._pulse = Pulse(self._folder)
                self._beat(moment)
            self._pulse.belongs_to(last.stamp)


def _kept_position(moment: Moment) -> Frames:
    """Where to look for the place that is heard; the run-up to the next one belongs to this."""
    return moment.position if moment.place is None else max(moment.place, Frames(moment.position - RUN_UP))
