"""Finds a sound by its name: in the user's folder first, then among the bundled ones.

    FOLDER/chimes/low-bowl.flac       struck and left to ring     `chime: low bowl`
    FOLDER/backgrounds/rain.flac      runs in a loop underneath   `background: rain`
    FOLDER/tones/in.flac              leads a breath

The folder tells what a sound is for. A name is the file's name without its ending; blanks, hyphens and underscores are
the same in it, and so are capitals.
"""

import difflib
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from voiceguide.problems import Stop
from voiceguide.sound.kinds import ALIASES, Kind
from voiceguide.sound.sound import Sound, bundled_sound, own_sound

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDINGS = (".flac", ".wav", ".ogg", ".mp3", ".opus", ".aiff", ".aif")
"""Files with other endings are not sounds."""

KEPT = {Kind.CHIME: 4, Kind.TONE: 2, Kind.BACKGROUND: 2}
"""Sounds of each kind held open at once; two backgrounds, for one may be crossed with the next."""


class UnknownSound(Stop):
    """No sound has this name."""

    def __init__(self, name: str, nearest: tuple[str, ...], hint: str) -> None:
        super().__init__(f"there is no sound named '{name}'", hint)
        self.name = name
        self.nearest = nearest


class Shelf:
    """The sounds that can be had."""

    def __init__(
        self, *, bundled: "Traversable", own: "Traversable | None" = None, packed: "Traversable | None" = None
    ) -> None:
        """Look through the folders; `own` comes before `bundled`, and what came in a session's pack before both."""
        self._places: dict[str, tuple[Traversable, Kind, bool]] = {}
        self._stray: set[str] = set()
        self._open: dict[Kind, OrderedDict[str, Sound]] = {kind: OrderedDict() for kind in Kind}
        self._lock = Lock()
        for folder, mine in ((bundled, False), (own, True), (packed, True)):
            if folder is not None and folder.is_dir():
                self._look_through(folder, mine=mine)
        for other, name in ALIASES.items():
            if other not in self._places and name in self._places:
                self._places[other] = self._places[name]

    def _look_through(self, folder: "Traversable", *, mine: bool) -> None:
        for kind in Kind:
            place = folder.joinpath(kind.value)
            for file in _sounds_in(place) if place.is_dir() else ():
                self._places[_known_as(file.name)] = (file, kind, mine)
        self._stray |= {_known_as(file.name) for file in _sounds_in(folder)}

    def names(self, kind: Kind) -> tuple[str, ...]:
        """The names of all sounds of a kind, in order."""
        return tuple(sorted(name for name, (_, its, _) in self._places.items() if its is kind))

    def kind_of(self, name: str) -> Kind:
        """What a sound is for, without opening it. Raises UnknownSound."""
        return self._place(name)[1]

    def has(self, name: str) -> bool:
        """Whether there is a sound of that name."""
        return _known_as(name + ".") in self._places

    def own_file(self, name: str) -> "tuple[Traversable, Kind] | None":
        """The file of a sound that is not one of ours, and what it is for; None for ours. Raises UnknownSound."""
        file, kind, mine = self._place(name)
        return (file, kind) if mine else None

    def sound(self, name: str) -> Sound:
        """The sound of that name; opened when first asked for. Raises UnknownSound and UnreadableSound."""
        file, kind, mine = self._place(name)
        key = str(file)
        with self._lock:
            opened = self._open[kind]
            found = opened.pop(key, None)
            if found is None:
                found = own_sound(file, kind) if mine else bundled_sound(file, kind)
            opened[key] = found
            if len(opened) > KEPT[kind]:
                opened.popitem(last=False)
        return found

    def _place(self, name: str) -> "tuple[Traversable, Kind, bool]":
        known = _known_as(name + ".")
        if known not in self._places:
            nearest = tuple(difflib.get_close_matches(known, self._places, n=3, cutoff=0.5))
            raise UnknownSound(name, nearest, self._hint(known, nearest))
        return self._places[known]

    def _hint(self, known: str, nearest: tuple[str, ...]) -> str:
        if known in self._stray:
            return "Put its file into the folder 'chimes' or 'backgrounds' beside where it is now."
        if nearest:
            return f"Did you mean {' or '.join(repr(name) for name in nearest)}?"
        return f"There are {', '.join(sorted(self._places))}."


def _sounds_in(folder: "Traversable") -> "list[Traversable]":
    """The sound files of a folder by name; what is no plain file (a pipe would never end) is left alone."""
    files = [file for file in folder.iterdir() if file.name.lower().endswith(ENDINGS) and file.is_file()]
    return sorted(files, key=lambda file: file.name)


def _known_as(file: str) -> str:
    """`Low_Bowl.flac` is `low bowl`."""
    return " ".join(file.rpartition(".")[0].lower().replace("-", " ").replace("_", " ").split())
