"""Leads whoever records through the phrases, key by key, and in lines that can be read aloud."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Protocol

import numpy as np

from voiceguide.cli.terminal import out, safe, wants_plain
from voiceguide.model.phrase import Phrase
from voiceguide.record.judge import Fault, Finding, findings
from voiceguide.record.keeping import Shelf
from voiceguide.record.listening import Listening
from voiceguide.record.microphone import Microphone
from voiceguide.record.playback import play, sign
from voiceguide.record.wanted import Wanted
from voiceguide.sound.loudness import integrated
from voiceguide.sound.takes import Mono, Take, cut, measured
from voiceguide.units import RATE, Decibels, gain_of
from voiceguide.voice.calibration import LEVEL
from voiceguide.voice.own_manifest import words_of

ENTER: Final = "enter"
_ALIKE: Final = {"\n": ENTER, "\r": ENTER, " ": ENTER, "space": ENTER, "q": "l", "\x1b": "l"}
_TURN_S: Final = 0.03
_LOUDEST: Final = 0.8
"""A take is played so that no sample is larger."""

BEFORE: Final = "Enter records, h says it again, s skips it, b goes back, l leaves, ? shows the keys."
DURING: Final = "Recording. Enter ends it, or a silence."
GOOD: Final = "Enter keeps it, r records it again, p plays it again, s skips it, b goes back, l leaves."
POOR: Final = "Enter records it again, k keeps it all the same, p plays it again, s skips it, b goes back, l leaves."
NOTHING: Final = "Enter records it again, s skips it, b goes back, l leaves."


class Keys(Protocol):
    """Where single keys come from."""

    @property
    def listening(self) -> bool:
        """Whether any can still come."""
        ...

    def names(self, seconds: float) -> tuple[str, ...]:
        """Those that were pressed; waits for the first for at most so long."""
        ...


class _Move(Enum):
    ON = auto()
    BACK = auto()
    LEAVE = auto()


_MOVES: Final = {"s": _Move.ON, "b": _Move.BACK, "l": _Move.LEAVE}
"""The keys that leave a phrase as it is, and where they lead."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Attempt:
    """A take, and what is to be said of it."""

    samples: Mono
    take: Take
    wrong: tuple[Finding, ...]
    heard: Mono | None
    """As it will sound; None where there is nothing to be heard."""
    hint: str


class Studio:
    """One sitting."""

    def __init__(
        self,
        *,
        phrases: Sequence[Wanted],
        shelf: Shelf,
        keys: Keys,
        microphone: Microphone,
        model: Callable[[Phrase], Mono | None] | None,
        device: str | None,
        plain: bool,
    ) -> None:
        """Make ready.

        Args:
            phrases: all of them, in order.
            shelf: where they are kept.
            keys: of whoever records.
            microphone: is opened for each take.
            model: says a phrase beforehand.
            device: where it is heard; None for the default.
            plain: lines, and a tone where recording begins.
        """
        self._phrases = phrases
        self._shelf = shelf
        self._keys = keys
        self._microphone = microphone
        self._model = model
        self._device = device
        self._plain = wants_plain(asked=plain, stream=sys.stdout)
        self._audible = True
        self._pressed: list[str] = []
        self._told: set[str] = set()
        self._shown = ""

    def run(self, redo: Sequence[int] = ()) -> None:
        """Lead through the phrases at these places, or through all that are missing."""
        missing = (place for place, one in enumerate(self._phrases) if not self._shelf.has(one.text))
        todo = set(redo or missing)
        at = min(todo, default=None)
        while at is not None:
            match self._phrase(at):
                case _Move.ON:
                    todo.discard(at)
                    at = min((place for place in todo if place > at), default=None)
                case _Move.BACK:
                    at = max(0, at - 1)
                case _Move.LEAVE:
                    return

    def _phrase(self, at: int) -> _Move:
        one = self._phrases[at]
        out(f"\n{at + 1} of {len(self._phrases)}:  {safe(one.text)}")
        if self._shelf.has(one.text):
            before = self._shelf.recordings.phrases[words_of(one.text)]
            out(f"Recorded {safe(before.recorded)}; s leaves it as it is.")
        self._say(one.phrase)
        self._hint(BEFORE)
        while True:
            match self._key():
                case "enter":
                    move = self._attempt(one.text)
                    if move is not None:
                        return move
                    self._hint(BEFORE)
                case "h" | "p":
                    self._say(one.phrase)
                case "s" | "b" | "l" as away:
                    return _MOVES[away]
                case "?":
                    out(BEFORE)

    def _attempt(self, text: str) -> _Move | None:
        """Take a phrase until it is kept, or something else is wanted."""
        move = None
        while move is None:
            attempt = _attempt_at(self._taken(), text)
            self._judge(attempt)
            if attempt.heard is not None:
                self._play(attempt.heard)
            self._hint(attempt.hint)
            move = self._decided(text, attempt)
        return move

    def _decided(self, text: str, attempt: _Attempt) -> _Move | None:
        """What becomes of a take; None to take it again."""
        while True:
            key = self._key()
            if key == "r" or (key == ENTER and attempt.wrong):
                return None
            if attempt.heard is not None and key in {"k", ENTER}:
                self._shelf.keep(text, attempt.samples, attempt.take)
                out("Kept.")
                return _Move.ON
            match key:
                case "p" | "h" if attempt.heard is not None:
                    self._play(attempt.heard)
                case "s" | "b" | "l" as away:
                    return _MOVES[away]
                case "?":
                    out(attempt.hint)

    def _taken(self) -> Mono:
        """One take, from the sign to the key or the silence that ends it."""
        if self._plain:
            self._play(sign())
            self._pressed.clear()
        listening = Listening()
        ended = False
        with self._microphone as microphone:
            while not listening.frames:
                listening.hear(microphone.heard())
                self._poll(_TURN_S)
            self._pressed.clear()
            if not self._plain or not self._audible:
                out(DURING)
            while not ended and not listening.over:
                listening.hear(microphone.heard())
                self._meter(listening)
                self._poll(_TURN_S)
                ended = ENTER in self._pressed or not self._keys.listening
        self._pressed.clear()
        self._clear_meter()
        return listening.taken(by_key=ended)

    def _judge(self, attempt: _Attempt) -> None:
        if attempt.heard is not None:
            out(f"{attempt.take.words / RATE:.1f} seconds.{'' if attempt.wrong else ' Good.'}")
        for finding in attempt.wrong:
            out(finding.says)

    def _say(self, phrase: Phrase) -> None:
        samples = self._model(phrase) if self._model is not None else None
        if samples is not None:
            self._play(samples)

    def _play(self, samples: Mono) -> None:
        """Play to the end, or until a key is pressed."""
        if self._audible and not play(samples, self._device, self._poll):
            self._audible = False
            out("There is no loudspeaker: you will not hear anything, but you can record.")

    def _hint(self, text: str) -> None:
        """Say which keys there are, when it is new."""
        if text not in self._told:
            self._told.add(text)
            out(text)

    def _key(self) -> str:
        while not self._pressed:
            if not self._keys.listening:
                return "l"  # the terminal is gone
            self._poll(1.0)
        return self._pressed.pop(0)

    def _poll(self, seconds: float) -> bool:
        names = self._keys.names(seconds)
        self._pressed += [_ALIKE.get(name, name.lower()) for name in names]
        return bool(names)

    def _meter(self, listening: Listening) -> None:
        if not self._plain:
            bar = "▮" * max(0, min(30, round((listening.level + 60) / 2)))
            shown = f"\r{listening.frames / RATE:5.1f} s  {bar:<30}"
            if shown != self._shown:
                self._shown = shown
                sys.stdout.write(shown)
                sys.stdout.flush()

    def _clear_meter(self) -> None:
        if not self._plain:
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()


def _attempt_at(samples: Mono, text: str) -> _Attempt:
    take = measured(samples)
    wrong = findings(take, text)
    silent = any(finding.fault is Fault.SILENT for finding in wrong)
    return _Attempt(
        samples=samples,
        take=take,
        wrong=wrong,
        heard=None if silent else _levelled(cut(samples, take)),
        hint=NOTHING if silent else POOR if wrong else GOOD,
    )


def _levelled(samples: Mono) -> Mono:
    """As loud as voices are here, so that what is heard is what will be heard."""
    gain = gain_of(Decibels(LEVEL - integrated(samples[:, np.newaxis])))
    peak = float(np.max(np.abs(samples)))
    return np.asarray(samples * min(gain, _LOUDEST / max(peak, 1e-6)), np.float32)
