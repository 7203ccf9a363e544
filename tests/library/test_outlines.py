"""The outlines of the catalogue, against the plans."""

from pathlib import Path
from typing import Final

import pytest
from compiled import SENSIBLE, Compiler, sensible

from voiceguide.timeline.timeline import Spoken, Timeline
from voiceguide.units import RATE, duration, frames_of, short_clock

Outline = list[tuple[int, str]]
"""The frame at which each section begins, and its title."""

MINUTE: Final = 60 * RATE

DENSITY: Final = {
    "breathing": ("breathing-space", "diaphragmatic-breathing", "guided-imagery", "body-scan", "pmr", "quick-release"),
    "attention": (
        "mindful-breathing",
        "paced-breathing",
        "mindfulness-meditation",
        "mindful-eating",
        "mindful-walking",
        "mindful-dishes",
        "brisk-walk",
    ),
    "exercise": ("back-mobility", "back-stretch", "gentle-yoga", "core-strength", "posture-reset"),
    "information": ("when-to-get-help",),
}
"""Sessions by their kind."""

BOUNDS: Final = {
    "breathing": (55, 85, 0.45, 0.65),
    "attention": (20, 50, 0.15, 0.40),
    "exercise": (50, 80, 0.40, 0.60),
    "information": (100, 110, 0.70, 0.85),
}
"""Words a minute and share of speech, silences included. Domain reference, section 16."""

BELOW: Final = {
    "diaphragmatic-breathing": (40, 0.35),  # 216 s of it are led breaths, a word for each phase
    "pmr": (45, 0.38),  # sixteen releases of half a minute, which nobody talks through
    "quick-release": (50, 0.40),  # led breaths, then breaths of one's own
    "gentle-yoga": (44, 0.31),  # three minutes of rest, and holds of thirty seconds
    "back-mobility": (55, 0.37),  # thirty-six slow rounds, with a word or two for each half
    "when-to-get-help": (88, 0.70),  # its outline gives five minutes to what needs four and a half
}
"""Sessions whose own outline asks for more silence than their kind: the least that they may have."""


def outlines() -> dict[str, tuple[int, Outline]]:
    """The length in frames and the sections of every outline."""
    found: dict[str, tuple[int, Outline]] = {}
    outline: Outline = []
    for line in (Path(__file__).parent / "outlines.txt").read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition(" ")
        if not line or first == "#":
            continue
        if first[0].isdigit():
            outline.append((_frames(first), rest))
        else:
            outline = []
            found[first] = (_frames(rest), outline)
    return found


def _frames(clock: str) -> int:
    length = duration(clock)
    assert length is not None, clock
    return frames_of(length)


OUTLINES: Final = outlines()


def beginnings(timeline: Timeline) -> dict[str, int]:
    """The first frame of each section, by its title."""
    found: dict[str, int] = {}
    for chapter in timeline.chapters:
        found.setdefault(chapter.title, chapter.start)
    return found


def test_every_session_has_an_outline() -> None:
    """Of its usual length, its moments one after another."""
    assert sorted(OUTLINES) == sorted(SENSIBLE)
    for name, (whole, outline) in OUTLINES.items():
        assert whole == frames_of(sensible(name)[1])
        assert outline == sorted(outline, key=lambda part: part[0])


@pytest.mark.parametrize("name", OUTLINES)
def test_a_plan_keeps_its_outline(compiler: Compiler, name: str) -> None:
    """Each part begins within 5 % of the session's length of where the outline has it, in the same order."""
    whole, outline = OUTLINES[name]
    begins = beginnings(compiler.plan(name, sensible(name)[1]).timeline)
    assert [title for _, title in outline if title not in begins] == []
    late = {
        title: f"{short_clock(begins[title])}, not {short_clock(frame)}"  # type: ignore[arg-type]
        for frame, title in outline
        if abs(begins[title] - frame) > 0.05 * whole
    }
    assert late == {}
    assert [title for _, title in outline] == sorted((title for _, title in outline), key=begins.__getitem__)


def density(timeline: Timeline) -> tuple[float, float]:
    """Words a minute, and the share of the time in which they are heard."""
    said = [event for event in timeline.events if isinstance(event.what, Spoken)]
    words = sum(len(event.what.text.split()) for event in said if isinstance(event.what, Spoken))
    return words * MINUTE / timeline.frames, round(sum(event.frames for event in said) / timeline.frames, 2)


def test_every_session_has_a_kind() -> None:
    """One of section 16's."""
    assert sorted(name for names in DENSITY.values() for name in names) == sorted(SENSIBLE)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in DENSITY.items() for name in names])
def test_speech_and_silence_are_in_proportion(compiler: Compiler, kind: str, name: str) -> None:
    """Words a minute and share of speech at the usual length, as they are for its kind."""
    slowest, fastest, least, most = BOUNDS[kind]
    slowest, least = BELOW.get(name, (slowest, least))
    words, share = density(compiler.plan(name, sensible(name)[1]).timeline)
    assert slowest <= words <= fastest
    assert least <= share <= most


@pytest.mark.parametrize("name", ["body-scan", "mindfulness-meditation", "mindful-breathing"])
def test_guidance_thins_out(compiler: Compiler, name: str) -> None:
    """The first third of a still practice has more words than the last but for its end."""
    timeline = compiler.plan(name, sensible(name)[1]).timeline
    thirds = [0, 0, 0]
    for event in timeline.events:
        if isinstance(event.what, Spoken) and event.start < timeline.closing:
            thirds[3 * event.start // timeline.closing] += len(event.what.text.split())
    assert thirds[0] > thirds[2]
