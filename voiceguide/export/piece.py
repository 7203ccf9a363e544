"""What a writer is given: a session that is laid out, what is said of it, and its sound for who asks.

    session  |----------|--section--|----section----|------|
    piece           |---|-----------|---------------|------|     from its start on; its own time counts from there
    chapters        |-0-|-----1-----|----------2-----------|     without gap or overlap

Every format takes this one value and a path: sound asks for `sound`, captions and pages read `timeline`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from voiceguide.export.chapters import Part, parts
from voiceguide.export.edge import faded_in
from voiceguide.export.tongue import Tongue, tongue_of
from voiceguide.mix.mixer import Mixer
from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.sound.clip import Clip, Samples
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Frames

Read = Callable[[Frames], Samples]
"""Gives the next frames, stereo; as many as asked for until the end."""

Progress = Callable[[Frames], None]
"""Told how many frames are written so far."""


AUTHOR: Final = "voiceguide"
"""Whom a file names where nobody else is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom a file names."""

    author: str = AUTHOR
    licence: str = ""
    """What others may do with it; empty where nobody said so."""


def credit_of(author: str, licence: str) -> Credit:
    """What was typed, as one line each that any format can keep; without an author it is voiceguide."""
    return Credit(author=_line(author) or AUTHOR, licence=_line(licence))


def _line(text: str) -> str:
    words = "".join(char if char.isprintable() or char.isspace() else "" for char in text)
    return " ".join(words.split())


def unheard(_phrase: Phrase) -> Clip:
    """Nobody can tell how it sounds."""
    return Clip(samples=np.zeros((0, 1), np.float32), first=Frames(0), last=Frames(0))


def nobody(_done: Frames) -> None:
    """Nobody looks at the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A session, or the rest of one, that is to become a file."""

    session: Session
    """Title, summary, language and what else its author said."""
    timeline: Timeline
    """All of it, whatever `start` is."""
    sound: Callable[[], Read]
    """Gives a reader that stands at the beginning of the piece, a new one each time; loads nothing before it reads."""
    start: Frames = Frames(0)
    """Where in the timeline the piece begins."""
    credit: Credit = Credit()
    progress: Progress = nobody
    ask_first: tuple[str, ...] = ()
    """Who should ask a doctor or physiotherapist first: each the rest of `Ask first if …`, and what is safer."""
    clip_of: Callable[[Phrase], Clip] = unheard
    """How a phrase sounds."""
    record: Callable[[], Mapping[str, object]] = dict
    """Gives the whole plan as plain data."""

    @property
    def frames(self) -> Frames:
        """How long the piece is."""
        return Frames(self.timeline.frames - self.start)

    @property
    def chapters(self) -> tuple[Part, ...]:
        """Its chapters, in its own time; none where the session has no sections."""
        return parts(self.timeline, self.tongue.closing, self.start)

    @property
    def tongue(self) -> Tongue:
        """The language in which the file speaks of itself."""
        return tongue_of(self.session.language)


def sound_of(mixer: Callable[[], Mixer], start: Frames = Frames(0)) -> Callable[[], Read]:
    """The sound of a session from `start` on, where it fades in; `mixer` gives a new one each time."""

    def sound() -> Read:
        mixed = mixer()
        mixed.seek(start)
        return faded_in(mixed.read) if start else mixed.read

    return sound
