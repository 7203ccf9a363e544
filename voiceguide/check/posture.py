"""Where the body is: changes of posture have their time and their own step, and eyes stay open on the feet.

Figures: domain reference, sections 0 (transitions, eyes), 15d (care) and 19 rules 9 and 11.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from voiceguide.check.languages import lexicon_of
from voiceguide.check.rule import Found, at
from voiceguide.check.view import LYING, UPRIGHT, Moment, View, seconds, told
from voiceguide.model.choices import Eyes, Posture
from voiceguide.timeline.timeline import Quiet, Role, Spoken
from voiceguide.units import Frames

TO_STANDING: Final = seconds(20)
"""Section 19, rule 9: from lying to standing."""
TO_ANOTHER: Final = seconds(15)
"""The same rule: any other change between floor, seat and standing."""


def stand_too_fast(view: View) -> Iterator[Found]:
    """Lying to standing without a `move to`, or with under 20 s for it."""
    for moment, before, time in _changes(view):
        after = moment.event.posture
        if before in LYING and after in UPRIGHT and time < TO_STANDING:
            yield at(
                moment,
                f"from {before} to {after} there are {told(time)}",
                f"give it {told(TO_STANDING)} or more, as in 'take: {TO_STANDING // seconds(1)}s', or sit in between",
            )
    for moment, change in _told(view):
        if moment.event.posture in LYING and change == "stand up":
            yield at(
                moment,
                "these words have a lying listener stand up, without time for it",
                "write a step 'move to: standing'",
            )


def move_too_short(view: View) -> Iterator[Found]:
    """Another change of posture under 15 s."""
    for moment, before, time in _changes(view):
        after = moment.event.posture
        if (before in LYING and after in UPRIGHT) or {before, after} <= UPRIGHT or before is after:
            continue
        if time < TO_ANOTHER:
            where = "" if before is Posture.ANY else f" from {before}"
            yield at(
                moment,
                f"there are {told(time)} to move{where} to {after}",
                f"give it {told(TO_ANOTHER)} or more, as in 'take: {TO_ANOTHER // seconds(1)}s'",
            )


def told_to_move(view: View) -> Iterator[Found]:
    """A text that tells the listener to stand up, lie down or roll over outside a `move to`."""
    for moment, change in _told(view):
        if not (moment.event.posture in LYING and change == "stand up"):
            yield at(
                moment,
                f"these words tell a listener who is {_being(moment.event.posture)} to {change}",
                "put them into the 'say' of a 'move to', which gives the time for it",
            )


def looking(view: View) -> Iterator[Found]:
    """Looking, as in "as you can see", while eyes are optional."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    for moment in view.words:
        if moment.event.eyes is Eyes.OPTIONAL and lexicon.tells(moment.text, lexicon.looking):
            yield at(
                moment,
                "these words need open eyes, and here the eyes are optional",
                "say it so that a listener with closed eyes can follow, or write a step 'eyes: open' before it",
            )


def eyes_upright(view: View) -> Iterator[Found]:
    """Eyes optional while standing or walking."""
    was = False
    for moment in view.moments:
        now = moment.event.eyes is Eyes.OPTIONAL and moment.event.posture in UPRIGHT
        if now and not was:
            yield at(
                moment,
                f"the eyes are optional while {moment.event.posture}",
                "write a step 'eyes: open' before it, or 'eyes: open' at the top",
            )
        was = now


def closing_posture(view: View) -> Iterator[Found]:
    """A closing that does not fit the postures it may be reached from."""
    closing = [moment for moment in view.moments if moment.event.start >= view.plan.timeline.closing]
    if view.session.closing and not closing:
        yield Found(
            source=view.session.closing[0].source,
            path=view.session.closing[0].path,
            message=f"nothing of the closing is left for a listener who is {_being(view.session.posture)}",
            hint="keep a few words and a chime there for every posture",
        )
    lexicon = lexicon_of(view.session.language)
    first = view.moments.index(closing[0]) if closing else 0
    before = view.moments[first - 1].event.posture if first else view.session.posture
    for moment in closing:
        after = moment.event.posture
        if moment.move and before is after:
            yield at(
                moment,
                f"the closing moves a listener to {after} who is {_being(after)} already",
                f"say for whom it is, as in 'when: {{posture: {Posture.LYING}}}'",
            )
        upright = before in {Posture.SEATED, Posture.KNEELING, *UPRIGHT}
        if upright and lexicon is not None and lexicon.tells(moment.text, lexicon.rolling):
            yield at(
                moment,
                f"these words are for getting up from lying, and the listener may be {_being(before)} here",
                f"say for whom they are, as in 'when: {{posture: {Posture.LYING}}}'",
            )
        before = after


def _changes(view: View) -> Iterable[tuple[Moment, Posture, Frames]]:
    """Every change of posture, where the listener was before, and how long there is for it before more is asked."""
    before = view.session.posture
    for number, moment in enumerate(view.moments):
        if moment.move:
            time = moment.event.frames
            for after in view.moments[number + 1 :]:
                if not isinstance(after.event.what, Quiet):
                    break
                time = Frames(time + after.event.frames)
            if before is not moment.event.posture and moment.event.posture is not Posture.ANY:
                yield moment, before, time
        before = moment.event.posture


def _told(view: View) -> Iterator[tuple[Moment, str]]:
    """Words that ask for another posture, and are neither of a `move to` nor right before one."""
    lexicon = lexicon_of(view.session.language)
    if lexicon is None:
        return
    leads = _leads(view)
    for moment in view.words:
        role = moment.event.what.role if isinstance(moment.event.what, Spoken) else Role.COUNT
        if role is Role.COUNT or moment.event.id in leads:
            continue
        for change in lexicon.changes(moment.text, moment.event.posture):
            yield moment, change


def _leads(view: View) -> frozenset[str]:
    """The words of a `move to`, and the sentence right before one that has none of its own."""
    leads: set[str] = set()
    moving: Moment | None = None
    alone = True
    for moment in reversed(view.moments):
        if moment.move:
            moving, alone = moment, True
        elif moving is not None and isinstance(moment.event.what, Spoken):
            own = moment.path.startswith(f"{moving.path}/")
            if own or alone:
                leads.add(moment.event.id)
            moving, alone = (moving, False) if own else (None, True)
        elif not isinstance(moment.event.what, Quiet):
            moving = None
    return frozenset(leads)


def _being(posture: Posture) -> str:
    return {Posture.HANDS_AND_KNEES: "on hands and knees", Posture.ANY: "in any posture"}.get(posture, posture.value)
