"""Steps that happen and are over: words, silences, sounds, changes."""

from voiceguide.model.choices import Eyes, Posture
from voiceguide.model.forms import About
from voiceguide.model.steps import Chime, MoveTo, Pause, PlayFile, Say, SetBackground, SetEyes
from voiceguide.script.fields import Fields
from voiceguide.script.files import find_file
from voiceguide.units import SECOND, Milliseconds


def say(fields: Fields) -> Say:
    """`say: text`."""
    return Say(source=fields.source, path=fields.place.path, text=fields.text("say"))


def pause(fields: Fields) -> Pause:
    """`pause: 10s`."""
    length = fields.length("pause") or About(nature=SECOND)
    return Pause(source=fields.source, path=fields.place.path, length=length)


def chime(fields: Fields) -> Chime:
    """`chime: bowl`."""
    return Chime(
        source=fields.source,
        path=fields.place.path,
        sound=fields.plain("chime"),
        times=fields.whole("times", 1),
        every=fields.duration("every", Milliseconds(6 * SECOND)),
        wait=fields.optional_duration("wait"),
        level=fields.level(),
    )


def background(fields: Fields) -> SetBackground:
    """`background: rain`."""
    sound = fields.plain("background")
    return SetBackground(
        source=fields.source,
        path=fields.place.path,
        sound=None if sound == "none" else sound,
        level=fields.level(),
        fade=fields.optional_duration("fade"),
    )


def play(fields: Fields) -> PlayFile:
    """`play: sea.flac`."""
    written = fields.plain("play")
    place = fields.place
    source = fields.source if not written else fields.nodes["play"].source
    found = find_file(written, place.folder, place.script.library, source, place.notes) if written else None
    file = str(found or "")
    return PlayFile(source=source, path=fields.place.path, file=file, written=written, level=fields.level())


def move_to(fields: Fields) -> MoveTo:
    """`move to: hands and knees`."""
    return MoveTo(
        source=fields.source,
        path=fields.place.path,
        posture=fields.choice("move to", Posture, Posture.ANY),
        take=fields.duration("take", Milliseconds(20 * SECOND)),
        say=fields.text("say"),
    )


def eyes(fields: Fields) -> SetEyes:
    """`eyes: optional`."""
    return SetEyes(
        source=fields.source,
        path=fields.place.path,
        eyes=fields.choice("eyes", Eyes, Eyes.OPEN),
        say=fields.text("say"),
    )
