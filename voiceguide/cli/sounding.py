"""What `voiceguide sounds` does."""

from collections.abc import Iterator
from typing import Final

from voiceguide import content, settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.player.playing import STATUS, perform
from voiceguide.cli.terminal import out, safe
from voiceguide.mix.mixer import Mixer
from voiceguide.model.choices import Eyes, Posture
from voiceguide.play.feed import Feed
from voiceguide.play.loudspeaker import Loudspeaker
from voiceguide.problems import Source
from voiceguide.sound.clip import Clip
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf, UnknownSound
from voiceguide.timeline.timeline import Event, Happening, Struck, Timeline, Toned, Track, Underneath
from voiceguide.units import SECOND, Decibels, Frames, Milliseconds, frames_of

TITLES: Final = {
    Kind.CHIME: "Chimes, struck with 'chime:'",
    Kind.TONE: "Tones, which lead a breath",
    Kind.BACKGROUND: "Backgrounds, underneath with 'background:'",
}
UNDERNEATH: Final = frames_of(Milliseconds(20 * SECOND))
"""How long a background is played."""
FADE: Final = frames_of(Milliseconds(2 * SECOND))


def shelf() -> Shelf:
    """The sounds that the listener has."""
    return Shelf(bundled=content.sounds(), own=settings.folders().sounds)


def tell_all() -> None:
    """List every sound, and where one's own are looked for."""
    out("\n\n".join(_listed(shelf())))
    *first, last = (kind.value for kind in TITLES)
    where = safe(str(settings.folders().sounds))
    out(f"\nYour own are looked for in {where}, under {', '.join(first)} or {last}.")


def sound_of(name: str) -> tuple[Shelf, Timeline]:
    """A sound, ready to be played. Raises WrongUsage where there is none of that name."""
    known = shelf()
    try:
        return known, heard(known, name)
    except UnknownSound as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown


def play(sounds: Shelf, timeline: Timeline, feed: Feed, loudspeaker: Loudspeaker, *, plain: bool) -> int:
    """Play a sound to its end; the status tells how it ended."""
    mixer = Mixer(timeline, clip_of=_nothing, sound_of=sounds.sound, file_of=_nothing)
    return STATUS[perform(timeline, mixer, feed, loudspeaker, before="", plain=plain).how]


def heard(shelf: Shelf, name: str) -> Timeline:
    """A timeline that plays one sound: once to its end, or a background for a while. Raises UnknownSound."""
    kind = shelf.kind_of(name)
    level = Decibels(0.0)
    what: Happening
    if kind is Kind.BACKGROUND:
        frames = UNDERNEATH
        what = Underneath(sound=name, level=level, fade_in=FADE, fade_out=FADE)
    else:
        frames = shelf.sound(name).frames
        what = Struck(sound=name, level=level) if kind is Kind.CHIME else Toned(sound=name)
    event = Event(
        id="sound", track=Track.SOUND, start=Frames(0), frames=frames, what=what,
        source=Source(file="", line=1, column=1), section="", side="", round=0, posture=Posture.ANY, eyes=Eyes.OPEN,
    )  # fmt: skip
    return Timeline(title=name, frames=frames, asked=None, events=(event,), chapters=(), closing=frames)


def _listed(shelf: Shelf) -> Iterator[str]:
    for kind, title in TITLES.items():
        lines = "\n".join(f"  {safe(name)}" for name in shelf.names(kind))
        yield f"{title}\n{lines}"


def _nothing(_wanted: object) -> Clip:
    """No words and no files are asked for."""
    raise AssertionError
