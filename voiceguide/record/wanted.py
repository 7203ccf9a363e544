"""What a session says, whatever is asked of it: the phrases that a voice of one's own needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.check.looks import alternatives
from voiceguide.model.forms import Rounds
from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.produce import speaking_for
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.timeline.plan import Planner, thresholds
from voiceguide.timeline.rounds import natural_rounds
from voiceguide.units import Milliseconds
from voiceguide.voice.own_manifest import words_of
from voiceguide.voice.plain import plain, speakable

MOST_ROUNDS: Final = 40
"""As far as rounds are told by their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A phrase to be recorded."""

    text: str
    """What is said, in single blanks."""
    phrase: Phrase
    """How it is asked for first."""


def wanted(sessions: Iterable[Session], role: str = "") -> tuple[Wanted, ...]:
    """Every phrase of one role, once, in the order of the script.

    Looked at are each session as it is, with every alternative of its `one of`, with as many rounds as it can have, and
    on both sides of each `at least` and `under`. `sessions` are one script with several settings: what a later one has
    beside the first comes where it is said.
    """
    found: dict[str, Wanted] = {}
    for session in sessions:
        for phrases in _runs(session):
            found = _merged(found, phrases, role)
    return tuple(found.values())


def _runs(session: Session) -> Iterator[tuple[Phrase, ...]]:
    marks = sorted(thresholds(session))
    sides = [Milliseconds(side) for mark in marks for side in (mark - 1, mark)]
    for one in (session, *(chosen for _, chosen in alternatives(session))):
        planner = Planner(session=one, speaking=speaking_for(one, Wish()), lengths=GuessedLengths())
        for asked in (one.length, *sides):
            for rounding in (natural_rounds, _many_rounds):
                yield tuple(planner.phrases(asked, rounding))


def _many_rounds(key: str, rounds: Rounds) -> int:
    """As many as there can be; of those that nobody would count, some."""
    del key
    return max(rounds.nature, min(rounds.most, MOST_ROUNDS))


def _merged(known: dict[str, Wanted], phrases: Iterable[Phrase], role: str) -> dict[str, Wanted]:
    """What is known, with new phrases after those that they follow."""
    order = list(known)
    new = dict(known)
    at = 0
    for phrase in phrases:
        text = plain(phrase.said)
        key = words_of(text)
        if phrase.speaker != role or not key or not speakable(text):
            continue
        if key in new:
            at = max(at, order.index(key) + 1)  # what comes again does not lead back
        else:
            new[key] = Wanted(text=text, phrase=phrase)
            order.insert(at, key)
            at += 1
    return {key: new[key] for key in order}
