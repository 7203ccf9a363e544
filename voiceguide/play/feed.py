"""What a device is fed with: the mixer's frames, laid on the device's own count of frames, with every fade.

The device counts frames from 0 and never goes back. The feed keeps a list of strips, each from its first frame to the
next strip's, that says what of the session is heard there and how loud; so what any frame holds is a function of its
number, whatever the size of the device's bites:

    device frames   0        14400                    F        F+3840                  G
    strip           | murmur | session from 0         | fading | silence                | session from P, fading in

A jump does not wait for the fade: what is left goes while the silence before the new words comes.

Nothing is touched while the session simply plays: the device gets the mixer's frames to the bit.
"""

from dataclasses import replace
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from voiceguide.play.murmur import WAKE, murmur, silence
from voiceguide.play.places import RUN_UP
from voiceguide.play.ramp import FULL, Ramp, steady
from voiceguide.play.strip import Before, Strip
from voiceguide.play.window import BEHIND, Mixing, Window
from voiceguide.sound.clip import Samples
from voiceguide.units import FRAMES_PER_MILLISECOND, Frames, Milliseconds, frames_of

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_FADE: Final = frames_of(Milliseconds(80))
"""Of a pause, and of going on."""
JUMP_FADE: Final = frames_of(Milliseconds(80))
"""Of what a jump leaves, while the run-up to what it leads to is heard: no longer than that."""
QUIT_FADE: Final = frames_of(Milliseconds(300))
END_FADE: Final = frames_of(Milliseconds(1000))
"""Of a listener who ends early, before the closing."""
CHANGE_FADE: Final = frames_of(Milliseconds(500))
"""From a session to the same session with something changed."""
VOLUME_FADE: Final = frames_of(Milliseconds(120))
REMEMBERED: Final = Frames(10_000 * FRAMES_PER_MILLISECOND)
"""How far back the feed can tell what was heard; longer than any device's buffer."""


class Feed:
    """Lays a session on the frames that a device pulls. Any thread may ask; a device may pull in its own.

    It starts with the near-silence that wakes a device, so a device may be opened before there is anything to play.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._mixing = Lock()
        self._strips = [Strip(start=Frames(0), window=None, position=Frames(0), fade=steady(FULL), murmur=True)]
        self._volume = steady(FULL)
        self._asked: list[Callable[[Frames], None]] = []
        self._coming: Window | None = None
        self._reading: Window | None = None
        self._sent = Frames(0)
        self._starved = 0

    @property
    def sent(self) -> Frames:
        """How many frames the device has been given."""
        return self._sent

    @property
    def starved(self) -> int:
        """How often the mixer was not ready in time, so that a gap was heard."""
        return self._starved

    def pull(self, reach: Frames, until: Frames) -> Samples:
        """Give the frames up to `until`, from `reach` on if something was asked since, else those not yet given."""
        with self._lock:
            first = self._sent
            if self._asked:
                first = max(min(reach, first), self._strips[0].start)
                asked, self._asked = self._asked, []
                for change in asked:
                    change(first)
            self._sent = until
            return self._render(first, until)

    def play(self, mixer: Mixing, at: Frames, *, wake: bool = False, fade: Frames = PAUSE_FADE) -> None:
        """Go on with the session at the frame `at`: fading in, unless it is the very beginning.

        What is playing now is faded out first, over `fade`. With `wake` the device was asleep, and hears near-silence
        before.
        """
        window = Window(mixer, at)
        with self._lock:
            self._coming = window
            self._asked.append(lambda frame: self._play(frame, window, wake=wake, fade=fade))

    def change(self, mixer: Mixing) -> bool:
        """Let the same session go on with another sound from where it is, cross-faded; False if it must be tried again.

        The frames that are about to be heard must mean the same in both. Where nothing plays, nothing needs to be done.
        """
        while self.fill():
            pass
        with self._mixing:
            with self._lock:
                last = self._strips[-1]
                if self._asked:
                    return False
                if last.window is None or last.fade.after == 0.0:
                    return True
                position = last.position_at(self._sent)
            window = Window(mixer, Frames(max(0, position - BEHIND)))
            mixer.seek(window.start)
            while count := window.wants(position):
                window.add(mixer.read(count), position)
            with self._lock:
                self._coming = self._reading = window
                self._asked.append(lambda frame: self._change(frame, window))
        return True

    def ahead(self) -> Frames:
        """The first frame of the session that no device has been given yet."""
        with self._lock:
            return self._strips[-1].position_at(self._sent)

    def hush(self, fade: Frames) -> None:
        """Fade to silence, from as early a frame as the device can still change."""
        with self._lock:
            self._asked.append(lambda frame: self._hush(frame, fade))

    def volume(self, level: float) -> None:
        """Bring the loudness smoothly to `level`, a factor."""
        with self._lock:
            self._asked.append(lambda frame: self._turn(frame, level))

    def position(self, heard: Frames) -> Frames:
        """Where the session is when the device's frame `heard` is heard."""
        with self._lock:
            return self._at(heard).position_at(heard)

    def sounds(self, mixer: Mixing, heard: Frames) -> bool:
        """Whether the device's frame `heard` belongs to this session, and not to silence or to another one."""
        with self._lock:
            window = self._at(heard).window
            return not self._asked and window is not None and window.mixer is mixer

    def quiet(self, heard: Frames) -> Frames:
        """For how long nothing but silence has been heard; 0 while a session plays or is about to."""
        with self._lock:
            last = self._strips[-1]
            if self._asked or last.window is not None or heard < last.start:
                return Frames(0)
            return Frames(heard - last.start)

    def fill(self) -> bool:
        """Mix one block ahead of the playhead; False if there is nothing to do. Never called by a device."""
        with self._mixing:
            with self._lock:
                window = self._coming
                if window is None:
                    return False
                position = self._playhead(window)
                count = window.wants(position)
            if not count:
                return False
            if window is not self._reading:
                window.mixer.seek(window.high)
                self._reading = window
            samples = window.mixer.read(count)
            with self._lock:
                window.add(samples, position)
            return True

    def _playhead(self, window: Window) -> Frames:
        last = self._strips[-1]
        if last.window is not window:
            return window.start
        return max(last.position_at(self._sent), window.start)

    def _at(self, frame: Frames) -> Strip:
        return next((strip for strip in reversed(self._strips) if strip.start <= frame), self._strips[0])

    def _cut(self, frame: Frames) -> Strip:
        """Forget what was to come after `frame`, and give what is heard there."""
        self._strips[1:] = [strip for strip in self._strips[1:] if strip.begun(frame)]
        return self._strips[-1]

    def _hush(self, frame: Frames, fade: Frames) -> None:
        last = self._strips[-1]
        if last.window is None and not last.murmur:
            return  # it is silent, or is fading already
        now = self._cut(frame)
        if now.window is None:
            self._strips.append(self._silence(frame, last.position))
            return
        self._fade_out(now, frame, fade)

    def _fade_out(self, now: Strip, frame: Frames, fade: Frames) -> None:
        fade = min(fade, now.lasts(frame))
        position = now.position_at(frame)
        ramp = Ramp(start=frame, frames=fade, before=now.fade.at(frame), after=0.0)
        self._strips.append(replace(now, start=frame, position=position, fade=ramp))
        end = Frames(frame + fade)
        self._strips.append(self._silence(end, self._strips[-1].position_at(end)))

    def _silence(self, start: Frames, position: Frames, *, murmur: bool = False) -> Strip:
        return Strip(start=start, window=None, position=position, fade=steady(FULL), murmur=murmur)

    def _change(self, frame: Frames, window: Window) -> None:
        now = self._strips[-1]
        if now.window is None or now.fade.after == 0.0:
            return  # it was paused meanwhile, and goes on with what it is told then
        if frame <= now.start:
            self._strips[-1] = replace(now, window=window)  # nothing of it was heard yet
            return
        old = replace(now.settled(frame), fade=steady(FULL))  # both fade as one
        before = Before(strip=old, coming=Ramp(start=frame, frames=CHANGE_FADE, before=0.0, after=FULL))
        self._strips.append(replace(now, start=frame, window=window, position=now.position_at(frame), before=before))

    def _play(self, frame: Frames, window: Window, *, wake: bool, fade: Frames) -> None:
        now = self._cut(frame)
        if now.window is not None and window.start and fade <= RUN_UP:
            self._strips.append(self._led(now, frame, window, fade))
            return
        if now.window is not None:
            left = max(0, min(fade, now.fade.end - frame)) if now.fade.after == 0.0 else fade
            self._fade_out(now, frame, Frames(left))
            start = self._strips.pop().start
        elif wake:
            self._strips.append(self._silence(frame, window.start, murmur=True))
            start = Frames(frame + WAKE)
        else:
            start = max(frame, Frames(now.start + WAKE)) if now.murmur else frame
        beginning = steady(FULL) if window.start == 0 else Ramp(start=start, frames=PAUSE_FADE, before=0.0, after=FULL)
        self._strips.append(Strip(start=start, window=window, position=window.start, fade=beginning))

    def _led(self, now: Strip, frame: Frames, window: Window, fade: Frames) -> Strip:
        """What is new comes while what was goes, sooner if no more of that is mixed."""
        old, lasts = now.settled(frame), now.lasts(frame)
        if lasts < fade:
            old = replace(old, fade=Ramp(start=frame, frames=lasts, before=now.fade.at(frame), after=0.0))
        before = Before(strip=old, coming=Ramp(start=frame, frames=fade, before=0.0, after=FULL))
        return Strip(start=frame, window=window, position=window.start, fade=steady(FULL), before=before)

    def _turn(self, frame: Frames, level: float) -> None:
        self._volume = Ramp(start=frame, frames=VOLUME_FADE, before=self._volume.at(frame), after=level)

    def _render(self, first: Frames, until: Frames) -> Samples:
        pieces: list[Samples] = []
        while first < until:
            index = next(i for i in reversed(range(len(self._strips))) if self._strips[i].start <= first or i == 0)
            last = index == len(self._strips) - 1
            stop = until if last else min(until, self._strips[index + 1].start)
            pieces.append(self._piece(self._strips[index], first, stop, last=last))
            first = Frames(first + len(pieces[-1]))
        self._forget(until)
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces or [silence(0)])
        return self._volume.on(whole, Frames(until - len(whole)))

    def _forget(self, until: Frames) -> None:
        """Let go of what no device can reach, though where it was is known for longer."""
        while len(self._strips) > 1 and self._strips[1].start < until - REMEMBERED:
            del self._strips[0]
        for strip, after in pairwise(self._strips):
            window = strip.window
            if window is not None and window is not self._coming and after.start < until - BEHIND:
                window.let_go()

    def _piece(self, strip: Strip, first: Frames, stop: Frames, *, last: bool) -> Samples:
        if strip.window is None:
            return murmur(first - strip.start, stop - first) if strip.murmur else silence(stop - first)
        position = strip.position_at(first)
        if not last or strip.window.finished:
            return strip.sound(first, stop - first)
        if first == strip.start and not strip.window.ready(position):
            self._strips[-1] = strip.later(stop)
            return silence(stop - first) if strip.before is None else strip.before.strip.sound(first, stop - first)
        there = min(stop - first, strip.window.high - position)
        piece = strip.sound(first, there)
        if there < stop - first:
            piece = self._run_dry(strip, first, piece)
        return piece

    def _run_dry(self, strip: Strip, first: Frames, piece: Samples) -> Samples:
        """Fade what is left, and fade in again when more is ready."""
        self._starved += 1
        dry = Frames(first + len(piece))
        again = Ramp(start=dry, frames=PAUSE_FADE, before=0.0, after=FULL)
        self._strips.append(replace(strip, start=dry, position=strip.position_at(dry), fade=again))
        return Ramp(start=first, frames=Frames(len(piece)), before=FULL, after=0.0).on(piece, first)
