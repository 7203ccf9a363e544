"""Both sides do the same."""

from collections.abc import Iterator

from voiceguide.model.steps import EachSide
from voiceguide.problems import Problem
from voiceguide.timeline.cues import Branch, Place, Span


def unequal_sides(step: EachSide, first: Branch, second: Branch) -> list[Problem]:
    """A problem for every span and every round that only one side has."""
    ours, theirs = ({place.twin: place for place in _held(side)} for side in (first, second))
    return [
        Problem(
            source=(ours.get(twin) or theirs[twin]).source,
            message=f"this is done on the {step.sides[0] if twin in ours else step.sides[1]} side only",
            hint="what is inside 'each side' is done on both; take it out, or let 'when' keep it for both",
            code="unequal-sides",
        )
        for twin in sorted(ours.keys() ^ theirs.keys())
    ]


def _held(branch: Branch) -> Iterator[Place]:
    """The places of the spans and rounds in a branch."""
    for child in branch.children:
        if isinstance(child, Span):
            yield child.place
        elif isinstance(child, Branch):
            if child.place.id.endswith("/pass"):
                yield child.place
            yield from _held(child)
