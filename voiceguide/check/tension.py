"""Muscle tension: short, always let go, and never asked for in passing.

Figures: domain reference, sections 9 (tension 5 to 7 s, feet at most 5) and 19 rule 4.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import Final

from voiceguide.check.languages import lexicon_of
from voiceguide.check.lexicon import Lexicon
from voiceguide.check.rule import Found, at
from voiceguide.check.view import Moment, View, seconds, told
from voiceguide.timeline.timeline import Beat, BreathBeat, Role, Spoken

LONGEST: Final = seconds(10)
LONGEST_OF_FEET: Final = seconds(5)
SHORTEST_RELEASE: Final = seconds(10)
SOON: Final = seconds(30)
"""What a text explains has begun by then."""
_SENTENCES: Final = 3
"""So many before a tension tell which part is meant."""


def unreleased(view: View) -> Iterator[Found]:
    """Tension never released."""
    beats = [moment for moment in view.moments if moment.tense or moment.release]
    for moment, after in zip_longest(beats, beats[1:]):
        if moment.tense and (after is None or after.tense):
            yield at(moment, "this tension is never let go", "write a step 'release: 30s' after it")


def long_tension(view: View) -> Iterator[Found]:
    """Tension over 10 s, of the feet over 5 s."""
    lexicon = lexicon_of(view.session.language)
    for moment, texts in _tensions(view):
        feet = lexicon is not None and _of_feet(texts, lexicon)
        most = LONGEST_OF_FEET if feet else LONGEST
        if moment.event.frames > most:
            whose = "the feet are" if feet else "muscles are"
            yield at(moment, f"{whose} tense for {told(moment.event.frames)}", f"make it {told(most)} or less")


def short_release(view: View) -> Iterator[Found]:
    """A release under 10 s."""
    for moment in view.moments:
        if moment.release and moment.event.frames < SHORTEST_RELEASE:
            yield at(
                moment,
                f"there are {told(moment.event.frames)} to notice the release",
                f"give it {told(SHORTEST_RELEASE)} or more, and a lower bound where it may shrink: 10s..30s..60s",
            )


def tension_in_words(view: View) -> Iterator[Found]:
    """Words such as "tense" or "make a fist" outside the verb for it."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    for moment in _outside(view):
        if lexicon.tells(moment.text, lexicon.tensing):
            follows = next(_next(moment, view, Beat), None)
            if follows is None or not follows.tense:
                yield at(
                    moment,
                    "these words have muscles tensed, with nothing that says how long",
                    "write a step 'tense: 6s' with them, and 'release: 30s' after it",
                )


def breath_hold_in_words(view: View) -> Iterator[Found]:
    """Words such as "hold your breath" outside the verb for it."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    for moment in _outside(view):
        asked = lexicon.tells(moment.text, lexicon.holding_breath)
        if asked and not any(phase.breath_hold for phase in _next(moment, view, BreathBeat)):
            yield at(
                moment,
                "these words have the breath held, with nothing that says how long",
                "write a step 'breathe: {in: 4s, hold: 4s, out: 6s}' with them, or leave the holding out",
            )


def _of_feet(texts: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether the nearest text that names a part of the body names the feet."""
    for text in texts:
        if lexicon.feet.search(text) and not lexicon.flat_feet.search(text):
            return True
        if lexicon.parts.search(text):
            return False
    return False


def _tensions(view: View) -> Iterator[tuple[Moment, list[str]]]:
    """Every tension, and what tells which part is meant, the nearest first: words in it, and sentences before it."""
    within: dict[str, list[str]] = {}
    for word in view.inside:
        within.setdefault(_host(word), []).append(word.text)
    said: list[str] = []
    for moment in view.moments:
        if moment.tense:
            yield moment, [*within.get(moment.event.id, ()), *reversed(said)]
        if isinstance(moment.event.what, Beat):
            said = []
        elif moment.text:
            said = [*said, moment.text][-_SENTENCES:]


def _host(word: Moment) -> str:
    """The id of the span that a word stands in, if it stands in one."""
    return word.event.id.rsplit("/", 2)[0]


def _outside(view: View) -> Iterator[Moment]:
    """Words that stand in no tension and in no breath."""
    hosts = {moment.event.id: moment for moment in view.moments}
    for word in view.words:
        what = word.event.what
        if isinstance(what, Spoken) and what.role is not Role.COUNT:
            host = hosts.get(_host(word))
            if host is None or not (host.tense or isinstance(host.event.what, BreathBeat)):
                yield word


def _next(moment: Moment, view: View, kind: type[Beat] | type[BreathBeat]) -> Iterator[Moment]:
    """The spans of a kind that begin soon after some words."""
    first = bisect_right(view.moments, moment.event.start, key=lambda other: other.event.start)
    for other in islice(view.moments, first, None):
        if other.event.start > moment.event.end + SOON:
            return
        if isinstance(other.event.what, kind):
            yield other
