"""Passes of their own length: a landmark stays only while words leave a rest of the pass."""

from collections.abc import Iterator

from voiceguide.check.rule import Found
from voiceguide.check.view import View, told


def over_overfull(view: View) -> Iterator[Found]:
    """An elastic `over` that is shorter than what is in it by nature."""
    for each in view.passes if view.natural else ():
        if not each.rigid and each.needed > each.nature:
            yield Found(
                source=each.source,
                path=each.path,
                message=f"what is in here takes {told(each.needed)} by nature, and 'over' gives it {told(each.nature)}",
                hint="give it more time, or say less",
            )


def over_filled(view: View) -> Iterator[Found]:
    """An `over` that words fill to its end, at the length that the script has by itself.

    Where a listener asks for the shortest length every pass is as short as it can be, which is no fault of the script.
    """
    for each in view.passes if view.natural else ():
        if each.wordy and not each.rigid and not each.left and each.needed <= each.nature:
            yield Found(
                source=each.source,
                path=each.path,
                message="words fill this 'over' to its end",
                hint="give it more time or a lower bound, as in over: 45s..60s, or say less",
            )
