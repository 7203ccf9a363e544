"""Who should ask first: what a session does is in its `screen`. Figures: domain reference, section 15d."""

from collections.abc import Iterator
from typing import Final

from voiceguide.check.rule import Found, at
from voiceguide.check.view import Moment, View
from voiceguide.model.choices import Posture

TAGS: Final = {
    Posture.LYING: "supine",
    Posture.PRONE: "prone",
    Posture.HANDS_AND_KNEES: "hands_knees",
    Posture.STANDING: "standing",
    Posture.WALKING: "walking",
}


def care_tag(view: View) -> Iterator[Found]:
    """A posture, a tension or a breath hold whose care tag is not in `screen`."""
    told: set[str] = set()
    for moment in view.moments:
        for tag, what in _needed(moment):
            if tag not in moment.screen and tag not in told:
                told.add(tag)
                yield at(moment, f"{what} here, and '{tag}' is not in 'screen'", f"add {tag} to 'screen' at the top")


def _needed(moment: Moment) -> Iterator[tuple[str, str]]:
    posture = moment.event.posture
    if posture in TAGS:
        where = "on hands and knees" if posture is Posture.HANDS_AND_KNEES else posture.value
        yield TAGS[posture], f"the listener is {where}"
    if moment.tense:
        yield "tense", "muscles are tensed"
    if moment.breath_hold:
        yield "breath_hold", "the breath is held"
