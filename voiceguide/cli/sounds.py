"""`voiceguide sounds`."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

import click

from voiceguide import content, settings
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.play import loudspeaker_for
from voiceguide.cli.terminal import out, safe
from voiceguide.model.steps import Eyes, Posture
from voiceguide.play.feed import Feed
from voiceguide.problems import Source
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


@click.command()
@click.argument("name", metavar="[NAME]", default="")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
def command(name: str, device: str | None, *, plain: bool) -> int:
    """List the sounds, or play one.

    Sound files in your own folders of chimes, backgrounds and tones come before those of the same name.
    """
    own = settings.folders().sounds
    shelf = Shelf(bundled=content.sounds(), own=own)
    if not name:
        out("\n\n".join(_listed(shelf)))
        out(f"\nYour own are looked for in {safe(str(own))}{_folders()}.")
        return 0
    try:
        timeline = heard(shelf, name)
    except UnknownSound as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    feed = Feed()
    with loudspeaker_for(feed, device) as loudspeaker:
        # As in `play`, the rest is imported behind the sound.
        playing = import_module("voiceguide.cli.playing")
        mixer = import_module("voiceguide.mix.mixer").Mixer(
            timeline, clip_of=_nothing, sound_of=shelf.sound, file_of=_nothing
        )
        ending = playing.perform(timeline, mixer, feed, loudspeaker, before="", plain=plain)
    status: int = playing.STATUS[ending.how]
    return status


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


def _folders() -> str:
    first, *middle, last = (kind.value for kind in TITLES)
    return f", under {', '.join([first, *middle])} or {last}"


def _nothing(_wanted: object) -> object:
    """No words and no files are asked for."""
    raise AssertionError
