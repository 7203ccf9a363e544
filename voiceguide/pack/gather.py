"""Everything that a session needs to be heard elsewhere, by the names that it has in a pack.

    evening.yaml, sea.flac               the script, and what stands beside it, as it is written there
    _voiceguide/library/0/_shared.yaml   what the script brings in from elsewhere
    _voiceguide/sounds/chimes/gong.flac  the author's own sounds
    _voiceguide/voices/anna/…            recordings
    _voiceguide/care/tags.toml           the author's own words on who should ask first

Whoever unzips a pack finds the script and its files as its author has them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final

from voiceguide.model.choices import Guiding
from voiceguide.model.pack import OWN, SOUNDS, VOICES
from voiceguide.model.session import Session
from voiceguide.model.steps import Breathe, Chime, SetBackground
from voiceguide.model.walk import every_step
from voiceguide.pack.door import LIBRARY
from voiceguide.pack.names import fault_in, known_as
from voiceguide.pack.refused import PackRefused
from voiceguide.script import Document
from voiceguide.script.notes import quoted
from voiceguide.sound.kinds import Kind
from voiceguide.sound.shelf import Shelf

Content = Traversable | bytes

MOST_PLACES: Final = 4
"""Folders of a pack that one folder becomes: links may bring a file in under several names."""

_TEXTS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file that goes into a pack."""

    name: str
    what: str
    """What it is, in a word or two for people."""
    content: Content


@dataclass(slots=True)
class Members:
    """Files by the names that they have in a pack."""

    found: dict[str, Member]

    def add(self, name: str, what: str, content: Content) -> None:
        """Take a file in. Raises PackRefused where its name cannot be, or is another file's."""
        fault = fault_in(name)
        if fault:
            hint = "Give it another name, of letters, digits and hyphens, in the script too."
            raise PackRefused(f"The file {quoted(name)} cannot go into a pack: its name {fault}.", hint)
        there = self.found.setdefault(name, Member(name=name, what=what, content=content))
        if there.content != content:
            hint = "Give one of them another name, in the script too."
            raise PackRefused(f"Two files would have the name {quoted(name)} in the pack.", hint)


def script_members(document: Document, path: Path, named: Mapping[tuple[Path, str], Path]) -> Iterator[Member]:
    """The script at `path` and all files that it names, so that each is found again under the name that is written.

    Raises PackRefused where one of them has a name that a pack cannot hold.
    """
    members = Members({})
    members.add(path.name, "script", path)
    used = {root for root, _ in named} - {path.parent}
    libraries = [root for root in dict.fromkeys(document.library) if root in used]
    places: dict[Path, set[str]] = {root: {f"{LIBRARY}/{number}"} for number, root in enumerate(libraries)}
    places.setdefault(path.parent, set()).add("")
    brought = {included.folder for included in document.included}
    while True:
        before = sum(map(len, places.values()))
        for (root, written), file in named.items():
            for place in tuple(places.get(root, ())):
                name = normpath(f"{place}/{written}" if place else written)
                if not place and known_as(name.partition("/")[0]) == OWN:
                    hint = "Give that folder another name, in the script too."
                    raise PackRefused(f"A pack keeps the name {quoted(OWN)} for itself.", hint)
                members.add(name, "included" if file.suffix.lower() in _TEXTS else "sound", file)
                around = places.setdefault(file.parent, set())
                if file.parent in brought and len(around) < MOST_PLACES:
                    around.add(_folder(name))
        if sum(map(len, places.values())) == before:
            break
    yield from members.found.values()


def sound_members(sessions: Iterable[Session], others: Iterable[str], shelf: Shelf) -> Iterator[Member]:
    """The sounds of the author's own that any of `sessions` uses, or that `others` names; ours are everywhere.

    Raises PackRefused where one of them has a name that a pack cannot hold.
    """
    names = {name for name in others if shelf.has(name)}
    for session in sessions:
        first = () if session.background is None else (session.background,)
        for step in every_step((*first, *session.steps, *session.closing)):
            match step:
                case Chime(sound=sound):
                    names.add(sound)
                case SetBackground(sound=str(sound)):
                    names.add(sound)
                case Breathe(guide=guide) if Guiding.TONES in (guide.first, guide.then):
                    names.update(shelf.names(Kind.TONE))
                case _:
                    pass
    members = Members({})
    for name in sorted(names):
        own = shelf.own_file(name)
        if own is not None:
            file, kind = own
            members.add(f"{SOUNDS}/{kind.value}/{file.name}", "sound", file)
    yield from members.found.values()


def voice_members(name: str, files: Mapping[str, Content]) -> Iterator[Member]:
    """The files of a recorded voice, by their names in its folder. Raises PackRefused."""
    members = Members({})
    for file, content in sorted(files.items()):
        members.add(f"{VOICES}/{name}/{file}", "recording", content)
    yield from members.found.values()


def _folder(name: str) -> str:
    above = str(PurePosixPath(name).parent)
    return "" if above == "." else above
