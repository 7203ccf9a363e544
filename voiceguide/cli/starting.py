"""Where in a session its listener wants to begin: `--from SECTION` or `--from MM:SS`."""

from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.terminal import safe
from voiceguide.play.places import Places
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import Frames, duration, frames_of, short_clock


def start_of(timeline: Timeline, wanted: str) -> Frames:
    """The first frame that is heard: of a section, or of the phrase or beat at a moment; never in its middle.

    Raises:
        WrongUsage: There is no such section, or the session is shorter.
    """
    if not wanted:
        return Frames(0)
    folded = wanted.strip().casefold()
    for chapter in timeline.chapters:
        if chapter.title.casefold() == folded:
            return Places(timeline).current(chapter.start)
    moment = duration(wanted)
    if moment is None:
        raise _no_section(timeline, wanted)
    if frames_of(moment) >= timeline.frames:
        message = f"The session is over at {short_clock(timeline.frames)}, before {wanted.strip()}."
        raise WrongUsage(message, "Give --from an earlier moment.")
    return Places(timeline).current(frames_of(moment))


def _no_section(timeline: Timeline, wanted: str) -> WrongUsage:
    from difflib import get_close_matches  # noqa: PLC0415  (only for a mistake)

    titles = list(dict.fromkeys(chapter.title for chapter in timeline.chapters))
    near = get_close_matches(wanted.casefold(), [title.casefold() for title in titles], 1)
    meant = next((title for title in titles if near and title.casefold() == near[0]), "")
    known = f"There are: {', '.join(titles)}." if titles else "It has none."
    hint = f"Did you mean '{meant}'?" if meant else known
    return WrongUsage(
        f"This session has no section '{safe(wanted)}'.", f"{safe(hint)} A moment is written 7:30 or 90s."
    )
