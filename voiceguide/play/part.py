"""What a player plays, and who knows how to change it while it plays."""

from dataclasses import dataclass
from typing import Protocol

from voiceguide.play.command import Command
from voiceguide.play.window import Mixing
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A timeline and its sound."""

    timeline: Timeline
    mixer: Mixing


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A session that goes on otherwise, or something to be said; what lies before `now` is as it was."""

    part: Part | None
    """None for a session that stays as it is."""
    now: Frames
    """The first frame that may have changed."""
    notice: str
    """What was done, in a few words; empty where nobody needs to know."""
    told: Part | None = None
    """What is said of it at once, while the session does not play; None if there is nothing to be said then."""


class Guide(Protocol):
    """Knows the session behind a timeline. It is asked in a thread of its own, one thing after another."""

    def due(self, late: Frames) -> Command | None:
        """What must be done by itself: `SAID`, `FURTHER`, `END`, or nothing.

        `late` is the first frame that can still change.

        Asked up to twenty-five times a second, by the player.
        """
        ...

    def change(self, command: Command, now: Frames, *, still: bool) -> Change:
        """What a command makes of the session, where everything before `now` stays; nothing is kept yet.

        The command is one of the `CHANGES`, or asks for the keys. `still` says that nothing plays, so that what the
        player has to say is said at once and not in the next silence.

        Raises:
            Stop: It cannot be done; the sentence says why.
        """
        ...

    def keep(self, change: Change) -> None:
        """Note that a change is what plays now."""
        ...

    def closing(self, now: Frames) -> Part | None:
        """What is said to a listener who ends early, at `now`; None if there is nothing."""
        ...
