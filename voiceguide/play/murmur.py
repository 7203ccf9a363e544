"""Silence, and the near-silence that wakes a device."""

from typing import Final

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.units import CHANNELS, Frames, Milliseconds, frames_of

WAKE: Final = frames_of(Milliseconds(300))
"""How long a device hears near-silence first: a Bluetooth speaker that wakes up swallows that, and no word."""
MURMUR: Final = 2.0**-13
"""The peak of that near-silence, -78 dB: enough that a device does not take it for nothing."""


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
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces or [_silence(0)])
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
            return _murmur(first - strip.start, stop - first) if strip.murmur else _silence(stop - first)
        position = strip.position_at(first)
        if not last or strip.window.finished:
            return strip.sound(first, stop - first)
        if first == strip.start and not strip.window.ready(position):
            self._strips[-1] = strip.later(stop)
            return _silence(stop - first) if strip.before is None else strip.before.strip.sound(first, stop - first)
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


def silence(count: int) -> Samples:
    """So many frames of nothing."""
    return np.zeros((count, CHANNELS), dtype=np.float32)


def murmur(offset: int, count: int) -> Samples:
    """Near-silence that rises and falls within `WAKE`, and silence after it."""
    frame = np.arange(offset, offset + count)
    part = np.clip(frame / WAKE, 0.0, 1.0)
    hump = 16.0 * (part * (1.0 - part)) ** 2
    grain = (frame * 7919 % 257 - 128) / 128.0
    return np.repeat((MURMUR * hump * grain).astype(np.float32)[:, np.newaxis], CHANNELS, axis=1)
