"""Silence as it is heard: neighbours, holds and releases between two words are one.

Figures: domain reference, section 16 (the longest unannounced silence is 60 s) and 18 (a sign of life).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.check.languages import lexicon_of
from voiceguide.check.rule import Found, at
from voiceguide.check.view import Moment, View, seconds, told
from voiceguide.timeline.timeline import Quiet, Recorded, Spoken, Struck, Toned
from voiceguide.units import Frames, Milliseconds, frames_of

LONGEST: Final = seconds(60)
_SENTENCES: Final = 2
"""So many before a silence may announce it."""
_ALIKE: Final = (3, 4)
"""A time that stands further back means a silence that is so near to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What is heard as one silence."""

    start: Frames
    end: Frames
    before: tuple[Moment, ...]
    """The last words before it, the nearest last."""
    moments: tuple[Moment, ...]
    """What it is made of, at least one."""

    @property
    def frames(self) -> Frames:
        """How long it is."""
        return Frames(self.end - self.start)


def silences(view: View) -> Iterator[Silence]:
    """Every stretch in which nothing is said, played, struck or sounded."""
    words: list[Moment] = []
    made_of: list[Moment] = []
    quiet = iter(view.moments)
    part = next(quiet, None)
    now = Frames(0)
    for start, end, moment in [*_heard(view), (view.frames, view.frames, None)]:
        made_of = [each for each in made_of if each.event.end > now]
        while part is not None and part.event.start < start:
            if part.event.end > now and not isinstance(part.event.what, Spoken | Recorded):
                made_of.append(part)
            part = next(quiet, None)
        if start > now and made_of:
            yield Silence(start=now, end=start, before=tuple(words), moments=tuple(made_of))
        now = max(now, end)
        if moment is not None and moment.text:
            words = [*words, moment][-_SENTENCES:]


def unannounced(view: View) -> Iterator[Found]:
    """Silence over 60 s that the text before it did not announce."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    for silence in silences(view):
        if silence.frames <= LONGEST:
            continue
        texts = [word.text for word in silence.before]
        if not any(lexicon.announcing.search(text) or lexicon.numerals.named(text) for text in texts):
            first = next((part for part in silence.moments if isinstance(part.event.what, Quiet)), silence.moments[0])
            yield at(
                first,
                f"{told(silence.frames)} pass here without a word, and nothing has announced it",
                "say how long it will be quiet, say something within it, or set a most: 20s..40s..60s",
            )


def names_time(view: View) -> Iterator[Found]:
    """A text that names a time before a silence that moves."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    for silence in silences(view):
        if not any(part.free for part in silence.moments):
            continue
        for back, word in enumerate(reversed(silence.before)):
            named = lexicon.numerals.named(word.text)
            if named is not None and (back == 0 or _alike(named, silence.frames)):
                yield at(
                    word,
                    f"these words name a time, and the silence of {told(silence.frames)} after them may move",
                    "write the silence with '!', as in [60s!], or name no time",
                )
                break


def _heard(view: View) -> list[tuple[Frames, Frames, Moment | None]]:
    """What breaks a silence, by start; a chime is heard at its stroke."""
    heard: list[tuple[Frames, Frames, Moment | None]] = []
    for moment in (*view.moments, *view.inside):
        event = moment.event
        if isinstance(event.what, Spoken | Recorded | Toned):
            heard.append((event.start, event.end, moment))
        elif isinstance(event.what, Struck):
            heard.append((event.start, event.start, moment))
    return sorted(heard, key=lambda each: (each[0], each[1]))


def _alike(named: Milliseconds, frames: Frames) -> bool:
    less, more = sorted((frames_of(named), frames))
    return less * _ALIKE[1] >= more * _ALIKE[0]
