"""eSpeak NG: the engine that speaks from pip alone, and says the same in the same way on every machine."""

import ctypes
import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.voice.audible import FULL_SCALE
from voiceguide.voice.engine import EngineMissing, Paces, Utterance, Voice
from voiceguide.voice.worker import Worker

_PACES: Final = Paces(slowest=80, usual=101, fastest=450)
"""What the library takes; 101 speaks about 130 words a minute of our English passage."""

_MS_A_PHRASE: Final = 2000
_MS_A_CHARACTER: Final = 20
"""Time allowed to a phrase: two hundred times what it takes."""

_SYSTEM_LIBRARIES: Final = (
    "libespeak-ng.so.1",
    "libespeak-ng.1.dylib",
    "/opt/homebrew/lib/libespeak-ng.1.dylib",
    "/usr/local/lib/libespeak-ng.1.dylib",
    r"C:\Program Files\eSpeak NG\libespeak-ng.dll",
)
_SYSTEM_DATA: Final = (
    "/usr/lib/*/espeak-ng-data",
    "/usr/lib/espeak-ng-data",
    "/usr/lib64/espeak-ng-data",
    "/usr/share/espeak-ng-data",
    "/usr/local/share/espeak-ng-data",
    "/opt/homebrew/share/espeak-ng-data",
    "C:/Program Files/eSpeak NG/espeak-ng-data",
)
_DATA_FILES: Final = ("phontab", "phonindex", "phondata", "intonations")


class EspeakMissing(EngineMissing):
    """There is no library, or no data that belongs to it."""

    def __init__(self) -> None:
        super().__init__(
            "eSpeak NG is not on this machine",
            "Type 'pip install espeakng-loader', or install the package 'espeak-ng' of your system.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library and its data, which belong together."""

    path: str
    data: Path
    """The folder named `espeak-ng-data`."""
    bundled: bool
    """From the pinned wheel, and so the same on every machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    file: str
    """Below `lang`, by which the library knows the voice."""
    title: str
    languages: tuple[str, ...]
    order: int
    """The library's own, for the shortest of the tags; the least is the best."""
    dictionary: str
    """Without which the voice is listed and cannot speak."""


class EspeakMouth:
    """One voice in one worker."""

    def __init__(self, library: Library, file: str) -> None:
        """Nothing is started yet; `file` is the voice's below `lang`, with its variant."""
        self._worker = Worker(
            "voiceguide.voice.espeak_worker",
            library.path,
            str(library.data),
            file,
            bare=True,
            once=not hasattr(os, "fork"),
        )

    def speak(self, text: str, pace: int) -> Utterance:
        """Say `text` in a fresh child of the worker."""
        allowed = _MS_A_PHRASE + _MS_A_CHARACTER * len(text)
        rate, sound = self._worker.ask(text, pace, allowed=allowed)
        return Utterance(samples=np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(FULL_SCALE), rate=rate)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()


class EspeakEngine:
    """All voices of one library, the wheel's wherever it is installed."""

    name = "espeak"

    def voices(self) -> tuple[Voice, ...]:
        """Every language of the data, by the library's own order; read from its files, starting nothing."""
        return tuple(self._facts(name, listed) for name, listed in self._listed.items())

    def voice(self, name: str) -> Voice | None:
        """A language such as `en-gb`, with or without one of the data's variants: `en-gb+f3`."""
        base, plus, variant = name.partition("+")
        listed = self._listed.get(base.lower())
        if listed is None or (plus and not self._variant(variant)):
            return None
        return self._facts(base.lower() + plus + variant, listed)

    def open(self, voice: Voice) -> EspeakMouth:
        """Make ready to speak with `voice`."""
        base, plus, variant = voice.name.partition("+")
        return EspeakMouth(self._library, self._listed[base].file + plus + variant)

    def _variant(self, name: str) -> bool:
        folder = self._library.data / "voices" / "!v"
        return folder.is_dir() and name in {file.name for file in folder.iterdir()}

    def _facts(self, name: str, listed: _Listed) -> Voice:
        return Voice(
            engine=self.name,
            name=name,
            languages=listed.languages,
            title=listed.title,
            quality="robotic",
            version=self._version,
            reproducible=self._library.bundled,
            paces=_PACES,
        )

    @cached_property
    def _library(self) -> Library:
        library = bundled() or _system()
        if library is None:
            raise EspeakMissing
        return library

    @cached_property
    def _version(self) -> str:
        """The library's own words, and a digest of it and of its data."""
        library = self._library
        info = ctypes.CDLL(library.path).espeak_Info
        info.restype = ctypes.c_char_p
        spoken_version = (info(None) or b"?").decode(errors="replace").split()[0]
        digest = hashlib.sha256()
        if library.bundled:
            digest.update(Path(library.path).read_bytes())
        for file in _DATA_FILES:
            digest.update((library.data / file).read_bytes())
        with os.scandir(library.data) as entries:
            sizes = sorted((entry.name, entry.stat().st_size) for entry in entries if entry.is_file())
        digest.update(repr(sizes).encode())
        return f"{spoken_version}-{digest.hexdigest()[:16]}"

    @cached_property
    def _listed(self) -> dict[str, _Listed]:
        folder = self._library.data / "lang"
        # 140 files are read whenever a voice is looked for, so by plain names: paths as objects take twice as long.
        files = [f"{place}{os.sep}{name}" for place, _, names in os.walk(folder) for name in names]
        read = [_read(file, file[len(str(folder)) + 1 :].replace(os.sep, "/")) for file in files]
        dictionaries = set(os.listdir(self._library.data))  # noqa: PTH208  (see above)
        found: dict[str, _Listed] = {}
        for listed in sorted(read, key=lambda one: (one.order, one.file)):
            if listed.languages and f"{listed.dictionary}_dict" in dictionaries:
                found.setdefault(listed.languages[0], listed)
        return found


def bundled() -> Library | None:
    """The library and data of the wheel espeakng-loader, if it is installed; looked for without importing it."""
    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    for name in ("libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll"):
        if (folder / name).is_file() and (folder / "espeak-ng-data" / "phontab").is_file():
            return Library(path=str(folder / name), data=folder / "espeak-ng-data", bundled=True)
    return None


def _system() -> Library | None:
    asked = os.environ.get("ESPEAK_DATA_PATH", "")
    folders = [Path(asked), Path(asked, "espeak-ng-data")] if asked else []
    for pattern in _SYSTEM_DATA:
        anchor = Path(pattern).anchor
        folders += sorted(Path(anchor).glob(Path(pattern).relative_to(anchor).as_posix())) if anchor else []
    data = next((folder for folder in folders if (folder / "phontab").is_file()), None)
    for path in _SYSTEM_LIBRARIES:
        try:
            ctypes.CDLL(path)
        except OSError:
            continue
        return Library(path=path, data=data, bundled=False) if data else None
    return None


def _read(file: str, name: str) -> _Listed:
    """One of the data's voice files: lines of a word and its values."""
    title, dictionary, tags = name, "", []
    with open(file, encoding="utf-8", errors="replace") as lines:  # noqa: PTH123  (there are 140 of them)
        content = lines.read()
    for line in content.splitlines():
        words = line.split()
        match words:
            case ["name", *_]:
                title = " ".join(words[1:])
            case ["dictionary", own, *_]:
                dictionary = own
            case ["language", tag, *rest]:
                dictionary = dictionary or tag.lower().partition("-")[0]
                tags.append((tag.lower(), int(rest[0]) if rest and rest[0].isdigit() else 5))
    order = min(tags, key=lambda tag: len(tag[0]))[1] if tags else 0
    languages = tuple(tag for tag, _ in tags)
    return _Listed(file=name, title=title, languages=languages, order=order, dictionary=dictionary)


engine = EspeakEngine()
"""Behind the entry point."""
