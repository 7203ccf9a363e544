"""What is heard of a session and how it moves on: played, paused, led elsewhere, lost with its device, ended."""

from math import inf
from typing import Final

from voiceguide.play.command import Command
from voiceguide.play.course import Course
from voiceguide.play.device import Progress
from voiceguide.play.feed import END_FADE, JUMP_FADE, PAUSE_FADE, Feed
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.play.moment import State
from voiceguide.play.part import Part
from voiceguide.play.places import RUN_UP
from voiceguide.play.telling import Telling
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Event
from voiceguide.units import RATE, Frames, Milliseconds, frames_of

DRAIN: Final = frames_of(Milliseconds(300))
"""Silence that must have been heard before a device is stopped, for stopping throws away what it still holds."""
AWAY: Final = frozenset({State.LOST, State.WAITING})
"""There is no device."""
STANDING: Final = frozenset({State.PAUSED, State.TELLING})
"""The session waits for the listener."""
SOUNDING: Final = frozenset({State.PLAYING, State.TELLING})
NEAR: Final = frames_of(Milliseconds(20))
"""What is about to be heard is shown, and kept, so long before: showing takes a few milliseconds."""
WAIT_SECONDS: Final = 30.0
"""Without a device for longer, a session counts as paused."""


class Transport:
    """Moves one session through a feed. Nothing here waits."""

    def __init__(self, feed: Feed, loudspeaker: Loudspeaker, main: Part, start: Frames, first: Part | None) -> None:
        """Play `first`, if there is something, and then `main` from `start` on."""
        self.state = State.PLAYING
        self.course = Course(first or main, loudspeaker.now)
        self.position = Frames(0) if first else start
        """As it is heard."""
        self.before = first is not None
        """What comes before the session is playing."""
        self.asleep = False
        """The loudspeaker rests."""
        self.wanted = True
        """Whether it plays as soon as it can again: after a lost device, or what was told, or the shell's turn."""
        self._main = main
        self._start = start
        self._begun = False
        """Whether any of what is to be heard now has been heard."""
        self._led_to = self.position
        """Where it was last led to; what lies right before that place is not heard again."""
        self._telling: Telling | None = None
        """What is said while it stands."""
        self._lost = 0.0
        """When the device was lost, in seconds of the loudspeaker's clock."""
        self._feed = feed
        self._loudspeaker = loudspeaker
        feed.play(self.course.part.mixer, self.position)

    def shown(self) -> tuple[Frames, Frames]:
        """Where the session is and how long it is; before it begins, where it will begin."""
        if self.before:
            return self._start, self._main.timeline.frames
        return self.position, self.course.frames

    def looked_at(self) -> Frames:
        """The frame of which is told, a little early; in the run-up to a place, of the place."""
        near = Frames(self.position + NEAR)
        return max(near, Frames(self._led_to + RUN_UP)) if self._led_to else near

    def event(self) -> Event | None:
        """What happens now in the session."""
        return self.course.event(self.looked_at())

    def due(self) -> float:
        """Seconds until something else is heard; infinity where that is not known."""
        near = Frames(self.position + NEAR)
        after = self.course.next(near) if self.state is State.PLAYING else None
        return inf if after is None else (after - near) / RATE

    def place(self) -> Frames:
        """The first frame of the phrase or beat that is heard, or about to be."""
        return self.course.place(self.looked_at())

    def words(self) -> Event | None:
        """What was said last, or is being said."""
        return self.course.words(self.looked_at()) if self._telling is None else self._telling.words

    def pause(self) -> None:
        """Fade to silence."""
        self.stand()
        self.wanted = False

    def stand(self) -> None:
        """Fade to silence for a while, after which it plays again if it did."""
        if self.state in SOUNDING:
            self._feed.hush(PAUSE_FADE)
            self._telling = None
            self.state = State.PAUSED

    def stand_no_more(self) -> None:
        """Play again, if that is wanted."""
        if self.state in STANDING and self.wanted:
            self.go_on()

    def tell(self, part: Part) -> None:
        """Say something while the session stands; nothing is said if it does not."""
        if self.state in STANDING:
            self._telling = Telling(part, self._loudspeaker.now)
            self._begun = False
            self.state = State.TELLING
            self._sound(self._telling.mixer, Frames(0), PAUSE_FADE)

    def fall_silent(self) -> None:
        """Fade out before the closing."""
        if self.state in SOUNDING:
            self._feed.hush(END_FADE)
        if self.state is State.TELLING:
            self._telling = None
            self.state = State.PAUSED

    def go_on(self, position: Frames | None = None, fade: Frames = PAUSE_FADE) -> None:
        """Go on at `position`, or with the phrase that was heard last; what is playing fades out first."""
        where = self.course.current(self.position) if position is None else position
        self._led_to = where
        self._telling = None
        self._begun = False
        self._sound(self.course.part.mixer, where, fade)
        self.state = State.PLAYING
        self.wanted = True

    def _sound(self, mixer: Mixing, where: Frames, fade: Frames) -> None:
        self._feed.play(mixer, where, wake=self.asleep, fade=fade)
        if self.asleep:
            self._loudspeaker.wake()
        self.asleep = False

    def hold_or_go_on(self, command: Command) -> None:
        """Pause, go on, or the other of the two; without a device it is noted for the time when there is one."""
        plays = self.state is State.PLAYING or (self.state in AWAY and self.wanted)
        wanted = not plays if command is Command.PAUSE else command is Command.GO_ON
        if not wanted and self.state in SOUNDING:
            self.pause()
        elif wanted and self.state in STANDING:
            self.go_on()
        self.wanted = wanted

    def jump(self, command: Command) -> None:
        """Go where a key leads."""
        if self.state in AWAY:
            return  # where nothing is heard, nothing is heard again
        if self._telling is not None and command in {Command.AGAIN, Command.NEXT}:
            self._jump_in(self._telling, command)
        elif self.before and command in {Command.NEXT, Command.AFTER}:
            self._begin()
        else:
            place = self.course.led_to(command, self.position)
            if place is not None:
                self.go_on(place, JUMP_FADE)

    def seek(self, position: Frames) -> None:
        """Go to the phrase or beat that is heard at `position`; who has paused stays so."""
        if self.state in AWAY:
            return
        if self.before:
            self._begin()
        place = self.course.current(Frames(min(max(0, position), self.course.frames)))
        if self.state is State.PLAYING or self.wanted:
            self.go_on(place, JUMP_FADE)
        else:
            self.stand()
            self.position = self._led_to = place
            self._begun = False

    def _jump_in(self, telling: Telling, command: Command) -> None:
        """Go where a key leads in what is told; behind its last words it is over."""
        place = telling.place(command)
        if place is not None:
            self._sound(telling.mixer, place, JUMP_FADE)
        else:
            self.stand()
            self.stand_no_more()

    def take_up(self, part: Part, position: Frames, fade: Frames) -> None:
        """Play another part."""
        self.course = Course(part, self._loudspeaker.now)
        self.position = position
        self.before = self._begun = False
        self._telling = None
        if self.state in AWAY:
            self.wanted = True
        else:
            self.go_on(position, fade)

    def close_with(self, closing: Part | None) -> None:
        """Play the closing after what fades out now, or end where there is none."""
        if closing is None or not closing.timeline.frames:
            self.end(END_FADE)
        else:
            self.take_up(closing, Frames(0), END_FADE)

    def change(self, part: Part) -> bool:
        """Go on with a changed session where it is; False if that must be tried again."""
        if self.state is State.PLAYING and not self._feed.change(part.mixer):
            return False
        self.course = self.course.changed(part)
        return True

    def end(self, fade: Frames) -> None:
        """Fade to silence for good."""
        self._feed.hush(fade)
        self.state = State.ENDING

    def ahead(self) -> Frames:
        """The first frame of the session that can still change."""
        if self.state is not State.PLAYING:
            return self.position
        return max(self.position, self._feed.ahead())

    def over(self, progress: Progress) -> bool:
        """Whether it has ended, and nothing is left in the loudspeaker."""
        if self.state is not State.ENDING:
            return False
        return self.asleep or progress.lost or self._feed.quiet(progress.heard) >= DRAIN

    def follow(self, progress: Progress) -> bool:
        """Take note of what the loudspeaker has come to; True if it had been lost, and is heard again."""
        if self.state in AWAY:
            if not progress.lost:
                self._found()
                return True
            if self._loudspeaker.now() - self._lost > WAIT_SECONDS:
                self.state = State.WAITING
        elif progress.lost and self.state is not State.ENDING:
            self.state = State.LOST
            self._telling = None
            self._lost = self._loudspeaker.now()
            self._feed.hush(Frames(0))
        elif not progress.lost:
            self._move(progress)
        return False

    def _move(self, progress: Progress) -> None:
        mixer = self.course.part.mixer
        if self._telling is not None:
            self._hear_out(self._telling, progress)
        else:
            self._begun = self._begun or self._feed.sounds(mixer, progress.heard)
        if self._begun:  # before that, what is heard is still what this feed played before
            self.position = self._feed.position(progress.heard)
        if self.state is State.PLAYING and self.position >= mixer.frames:
            if self.before:
                self._begin()
            else:
                self.end(Frames(0))
        if self.state is State.PAUSED and not self.asleep and self._feed.quiet(progress.heard) >= DRAIN:
            self._loudspeaker.rest()
            self.asleep = True

    def _hear_out(self, telling: Telling, progress: Progress) -> None:
        """Go back to the session when all was told."""
        if telling.over(self._feed, progress.heard):
            self.stand()
            self.stand_no_more()

    def _found(self) -> None:
        """Go on with what was lost, or stay paused if that was asked meanwhile."""
        self.state = State.PAUSED
        if self.wanted:
            self._led_to = self.course.current(self.position)
            self._feed.play(self.course.part.mixer, self._led_to, wake=True)
            self.state = State.PLAYING

    def _begin(self) -> None:
        """Leave what comes before the session."""
        self.take_up(self._main, self._start, JUMP_FADE)
