"""The chapters of a file, as players show them: one after another, without gap or overlap.

    section   |      |=====A=====|    |=B==========|    |--closing--|
    inside    |      |           |    |   |=C=|    |    |           |
    chapter   |title |A               |B  |C            |Closing    |

A chapter lasts until the next one begins, so what stands between two sections belongs to the one before.
Sections that begin together are one chapter with both names. The closing steps are a chapter of their own: whoever
looks at the list finds the end of the exercise there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.export.edge import EDGE
from voiceguide.timeline.timeline import Chapter, Timeline
from voiceguide.units import Frames

MOST: Final = 999
"""Vorbis comments count chapters with three digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter."""

    title: str
    start: Frames
    """From the beginning of the file."""
    end: Frames


def parts(timeline: Timeline, closing: str, start: Frames = Frames(0)) -> tuple[Part, ...]:
    """The chapters from `start` on, counted from there; none where there are no sections.

    What comes before the first section has the session's title, and `closing` is that of the closing steps. Where there
    are too many, sections in sections are left out, the innermost first.
    """
    heard = [chapter for chapter in timeline.chapters if chapter.start < chapter.end]
    if not heard:
        return ()
    titles: dict[Frames, str] = {}
    for deepest in sorted({chapter.depth for chapter in heard}, reverse=True):
        titles = _titles([chapter for chapter in heard if chapter.depth <= deepest])
        titles.setdefault(Frames(0), timeline.title)
        ends = closing_of(timeline)
        if ends is not None:
            titles.setdefault(ends, closing)
        if len(titles) <= MOST:
            break
    return tuple(_from(sorted(titles.items())[:MOST], start, timeline.frames))


def closing_of(timeline: Timeline) -> Frames | None:
    """Where the closing steps begin, if that is worth a title: beside sections, and where none of them begins."""
    sectioned = [chapter.start for chapter in timeline.chapters if chapter.start < chapter.end]
    named = not sectioned or timeline.closing in sectioned
    return None if named or timeline.closing >= timeline.frames else timeline.closing


def _titles(chapters: list[Chapter]) -> dict[Frames, str]:
    """What begins when."""
    titles: dict[Frames, str] = {}
    for chapter in sorted(chapters, key=lambda one: (one.start, one.depth)):
        before = titles.get(chapter.start)
        titles[chapter.start] = f"{before}: {chapter.title}" if before else chapter.title
    return titles


def _from(titles: list[tuple[Frames, str]], start: Frames, end: Frames) -> Iterator[Part]:
    """What is left of chapters from `start` on; one that begins while the sound fades in is the first."""
    edge = start + EDGE if start else start
    ends = [*(frame for frame, _ in titles[1:]), end]
    for (frame, title), after in zip(titles, ends, strict=True):
        if after > edge:
            yield Part(title=title, start=Frames(frame - start if frame > edge else 0), end=Frames(after - start))
