"""What holds in every session at every length. It is read from the timeline, not from the script.

Figures: domain reference, section 19.
"""

from collections import defaultdict
from itertools import pairwise

import pytest
from compiled import SENSIBLE, Compiler, sensible, session

from voiceguide.model.choices import BreathPart, Eyes, Posture, SpanKind
from voiceguide.timeline.timeline import (
    Beat,
    BreathBeat,
    Event,
    Moving,
    Quiet,
    Role,
    Spoken,
    Struck,
    Timeline,
    Track,
)
from voiceguide.units import RATE

EXERCISE = ("back-mobility", "back-stretch", "gentle-yoga", "core-strength", "posture-reset", "brisk-walk")
WHEN = ("least", "usual", "most")


@pytest.fixture(params=[(name, when) for name in SENSIBLE for when in WHEN], ids="-".join)
def laid_out(request: pytest.FixtureRequest, compiler: Compiler) -> tuple[str, Timeline]:
    """Every session at its least, its usual and its longest."""
    name, when = request.param
    return name, compiler.plan(name, sensible(name)[WHEN.index(when)]).timeline


def said(timeline: Timeline) -> list[Event]:
    """All words, by start."""
    return sorted((event for event in timeline.events if isinstance(event.what, Spoken)), key=lambda event: event.start)


def beats(timeline: Timeline, *kinds: SpanKind) -> list[Event]:
    """All spans of these kinds."""
    return [event for event in timeline.events if isinstance(event.what, Beat) and event.what.kind in kinds]


def breaths(timeline: Timeline) -> list[Event]:
    """All phases of breaths."""
    return [event for event in timeline.events if isinstance(event.what, BreathBeat)]


def cycles(timeline: Timeline) -> list[list[Event]]:
    """The phases of each breath cycle, in order: one ends where a part comes again."""
    found: list[list[Event]] = []
    parts: set[BreathPart] = set()
    for event in breaths(timeline):
        assert isinstance(event.what, BreathBeat)
        if event.what.part in parts or not found or event.start != found[-1][-1].end:
            found.append([])
            parts = set()
        found[-1].append(event)
        parts.add(event.what.part)
    return found


def rows(found: list[list[Event]]) -> list[int]:
    """How many cycles follow one another without a pause, row by row."""
    counts: list[int] = []
    before = -1
    for cycle in found:
        if cycle[0].start == before:
            counts[-1] += 1
        else:
            counts.append(1)
        before = cycle[-1].end
    return counts


Laid = tuple[str, Timeline]


def test_time_has_no_gap(laid_out: Laid) -> None:
    """What takes time follows one another to the end, and words never overlap."""
    _, timeline = laid_out
    at = 0
    for event in timeline.on(Track.TIME):
        assert event.start == at
        at = event.end
    assert at == timeline.frames
    assert all(one.end <= other.start for one, other in pairwise(said(timeline)))


def test_words_on_the_beat(laid_out: Laid) -> None:
    """Start words on the first frame of their span, counts on its seconds, each short enough for what follows."""
    _, timeline = laid_out
    spans = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Beat | BreathBeat)]
    inside = [event for event in timeline.on(Track.INSIDE) if isinstance(event.what, Spoken)]
    for event in inside:
        assert isinstance(event.what, Spoken)
        span = next(span for span in spans if span.start <= event.start < span.end)
        away = event.start - span.start
        if event.what.role in (Role.ON, Role.PHASE):
            assert away == 0
        if event.what.role is Role.COUNT:
            assert away % RATE <= 0.05 * RATE or away % RATE >= 0.95 * RATE
        assert event.end <= span.end


def test_a_breath_s_word_leaves_room_to_breathe(laid_out: Laid) -> None:
    """It takes at most two fifths of its phase where breathing is what is practised."""
    name, timeline = laid_out
    if session(name).technique != "breathing":
        return
    phases = {phase.start: phase for phase in breaths(timeline)}
    for event in said(timeline):
        if isinstance(event.what, Spoken) and event.what.role is Role.PHASE:
            assert event.frames <= 0.4 * phases[event.start].frames, event.what.text


def test_tension_is_short_and_its_release_long(laid_out: Laid) -> None:
    """Five to seven seconds, a foot at most five; then ten seconds at the least."""
    _, timeline = laid_out
    for tense in beats(timeline, SpanKind.TENSE):
        foot = "foot" in tense.section.casefold()
        assert 5 * RATE <= tense.frames <= (5 if foot else 7) * RATE, tense.section
        after = min((beat for beat in beats(timeline, SpanKind.RELEASE) if beat.start >= tense.end), key=_start)
        assert after.frames >= 10 * RATE
        assert after.start - tense.end <= 2 * RATE


def _start(event: Event) -> int:
    return event.start


def test_muscles_have_half_a_minute_by_default(compiler: Compiler) -> None:
    """In the full form the release lasts over three times the tension, and thirty seconds at the least."""
    timeline = compiler.plan("pmr", sensible("pmr")[1]).timeline
    assert len(beats(timeline, SpanKind.TENSE)) == 16
    assert all(release.frames >= 30 * RATE for release in beats(timeline, SpanKind.RELEASE))


def test_no_breath_is_held_unless_it_is_asked_for(laid_out: Laid) -> None:
    """By default there are neither holds nor rests."""
    _, timeline = laid_out
    for phase in breaths(timeline):
        assert isinstance(phase.what, BreathBeat)
        assert phase.what.part not in (BreathPart.HOLD, BreathPart.REST)


def test_breaths_are_slow_and_begin_less_slow(laid_out: Laid) -> None:
    """Five to ten a minute; where they become as slow as six, the first are no slower than seven."""
    name, timeline = laid_out
    if session(name).technique != "breathing" or not breaths(timeline):
        return
    lengths = [sum(phase.frames for phase in cycle) for cycle in cycles(timeline)]
    assert all(6 * RATE <= length <= 12 * RATE for length in lengths)
    if max(lengths) >= 10 * RATE:
        assert lengths[0] <= 60 / 7 * RATE


def test_breathing_ends_in_free_breath(laid_out: Laid) -> None:
    """Twenty seconds at the least in which nobody counts."""
    name, timeline = laid_out
    if session(name).technique == "breathing" and breaths(timeline):
        assert timeline.frames - breaths(timeline)[-1].end >= 20 * RATE


def test_cat_camel_is_motion(laid_out: Laid) -> None:
    """Five to eight cycles of four to eight seconds in a row, and nothing is held."""
    _, timeline = laid_out
    found = [cycle for cycle in cycles(timeline) if cycle[0].section in ("Cat-camel", "Cat-cow")]
    assert all(4 * RATE <= sum(phase.frames for phase in cycle) <= 8 * RATE for cycle in found)
    assert all(5 <= count <= 8 for count in rows(found))
    held = (beat for beat in beats(timeline, SpanKind.HOLD) if beat.section in ("Cat-camel", "Cat-cow"))
    assert list(held) == []


def test_holds_are_short(laid_out: Laid) -> None:
    """Ten seconds in core exercises, thirty in a stretch."""
    name, timeline = laid_out
    most = 10 if name == "core-strength" else 30
    assert all(hold.frames <= most * RATE for hold in beats(timeline, SpanKind.HOLD))


def test_both_sides_are_equal(laid_out: Laid) -> None:
    """As much time and as many holds on each side, and each side is named."""
    _, timeline = laid_out
    time: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names: dict[str, set[str]] = defaultdict(set)
    for event in timeline.on(Track.TIME):
        if event.side:
            time[event.section, event.source.line][event.side] += event.frames
    for event in said(timeline):
        if event.side and isinstance(event.what, Spoken):
            names[event.section] |= {side for side in ("left", "right") if side in event.what.text.casefold()}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (section, _), sides in time.items():
        for side, frames in sides.items():
            sums[section][side] += frames
    for section, sides in sums.items():
        if len(sides) == 2:
            assert len(set(sides.values())) == 1, section
            assert names[section] == {"left", "right"}, section


def test_there_is_time_to_move(laid_out: Laid) -> None:
    """Fifteen seconds for each change of posture, twenty from lying to standing."""
    _, timeline = laid_out
    before = timeline.on(Track.TIME)[0]
    for event in timeline.on(Track.TIME):
        if event.posture is not before.posture:
            moves = [move for move in timeline.on(Track.TIME) if move.start >= event.start]
            move = next(move for move in moves if isinstance(move.what, Moving))
            rising = before.posture is Posture.LYING and event.posture is Posture.STANDING
            assert move.posture is event.posture
            assert move.frames >= (20 if rising else 15) * RATE, move.section
        before = event


def test_chimes_leave_words_alone(laid_out: Laid) -> None:
    """The first word comes three seconds after a chime at the beginning; no chime is struck into words."""
    _, timeline = laid_out
    words = said(timeline)
    strikes = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Struck)]
    if strikes and strikes[0].start < words[0].start:
        assert words[0].start - strikes[0].start >= 3 * RATE
    for strike in strikes:
        assert not any(word.start <= strike.start < word.end for word in words)


def test_the_last_bell_rings_out(laid_out: Laid) -> None:
    """A second after the last words at the earliest, with eight seconds to ring."""
    name, timeline = laid_out
    words = said(timeline)
    last = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Struck)]
    after = [strike for strike in last if strike.start >= words[-1].end]
    if name == "when-to-get-help":
        assert last == []
        return
    assert after, "there is no bell at the end"
    assert after[0].start - words[-1].end >= RATE
    assert timeline.frames - after[-1].start >= 8 * RATE


def test_nobody_is_left_alone(laid_out: Laid) -> None:
    """Three minutes without a word at the most, and a single silence no longer than the script allows."""
    name, timeline = laid_out
    words = said(timeline)
    beaten = [event for event in timeline.on(Track.TIME) if isinstance(event.what, Beat | BreathBeat)]
    heard = sorted([*words, *beaten], key=_start)
    assert all(other.start - one.end <= 180 * RATE for one, other in pairwise(heard))
    limit = max(60_000, session(name).longest_silence) * 48
    for event in timeline.on(Track.TIME):
        if isinstance(event.what, Quiet) and event.what.natural:
            assert event.frames <= max(limit, event.what.natural, event.what.most)


def test_eyes_are_never_closed_on_one_s_feet(laid_out: Laid) -> None:
    """Standing or walking, they are open."""
    _, timeline = laid_out
    for event in timeline.on(Track.TIME):
        if event.posture in (Posture.STANDING, Posture.WALKING):
            assert event.eyes is Eyes.OPEN, event.section


def test_the_caution_is_spoken(laid_out: Laid) -> None:
    """In every session, at every length; an exercise says what to do about pain."""
    name, timeline = laid_out
    cautions = [event for event in said(timeline) if isinstance(event.what, Spoken) and event.what.role is Role.CAUTION]
    assert cautions
    if name in EXERCISE:
        text = " ".join(event.what.text for event in said(timeline) if isinstance(event.what, Spoken)).casefold()
        assert "pain" in text
