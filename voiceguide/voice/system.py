"""The voices of the system, through pyttsx3: SAPI5 on Windows, NSSpeech on macOS, and by choice eSpeak on Linux."""

import io
import json
import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from voiceguide.voice.engine import EngineMissing, Paces, Unspoken, Utterance, Voice
from voiceguide.voice.espeak import bundled
from voiceguide.voice.worker import Worker

_LINUX: Final = sys.platform.startswith("linux")
_PACES: Final = Paces(slowest=80, usual=101 if _LINUX else 130, fastest=450)

_MS_A_PHRASE: Final = 8000
_MS_A_CHARACTER: Final = 40
_MS_TO_LIST: Final = 30_000

_MARKUP: Final = str.maketrans(dict.fromkeys("<>[]", " "))
"""SAPI takes a text that begins with `<` for XML, NSSpeech takes `[[` for a command; none of them is ever spoken."""


class SystemMissing(EngineMissing):
    """pyttsx3 is not there, or finds no speech on this system."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the system's own voices cannot be used: {reason}",
            "Type 'pip install pyttsx3'; on Linux also 'pip install espeakng-loader', or your system's espeak-ng.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    id: str
    title: str
    languages: tuple[str, ...]


class SystemMouth:
    """One voice in one worker, which writes files into a folder that nobody else knows."""

    def __init__(self, voice_id: str) -> None:
        """Nothing is started yet."""
        self._folder = tempfile.TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True)
        self._worker = _worker(self._folder.name, voice_id)

    def speak(self, text: str, pace: int) -> Utterance:
        """Say `text`; whatever failed, the next phrase gets a fresh worker."""
        try:
            _, content = self._worker.ask(
                text.translate(_MARKUP), pace, allowed=_MS_A_PHRASE + _MS_A_CHARACTER * len(text)
            )
            return decoded(content)
        except Unspoken:
            self._worker.stop()
            raise

    def close(self) -> None:
        """End the worker, and take its folder away."""
        self._worker.close()
        self._folder.cleanup()


class SystemEngine:
    """Whatever pyttsx3 finds. It is asked in a process of its own, once."""

    name = "system"

    def voices(self) -> tuple[Voice, ...]:
        """The system's own choice first."""
        return tuple(self._facts(name) for name in self._listed)

    def voice(self, name: str) -> Voice | None:
        """By its language or, where several speak that, by its title: `en-gb`, `microsoft-hazel-desktop`."""
        return self._facts(name.lower()) if name.lower() in self._listed else None

    def open(self, voice: Voice) -> SystemMouth:
        """Make ready to speak with `voice`."""
        return SystemMouth(self._listed[voice.name].id)

    def _facts(self, name: str) -> Voice:
        listed = self._listed[name]
        return Voice(
            engine=self.name,
            name=name,
            languages=listed.languages,
            title=listed.title,
            quality="robotic" if _LINUX else "natural",
            version=f"pyttsx3-{_version()}",
            reproducible=False,
            paces=_PACES,
        )

    @cached_property
    def _listed(self) -> dict[str, _Listed]:
        worker = _worker("", "--list")
        try:
            _, content = worker.ask("", 0, allowed=_MS_TO_LIST)
        except Unspoken as trouble:
            raise SystemMissing(str(trouble)) from trouble
        except EngineMissing as trouble:
            raise SystemMissing(trouble.message) from trouble
        finally:
            worker.close()
        found: dict[str, _Listed] = {}
        for one in json.loads(content)["voices"]:
            listed = _Listed(id=one["id"], title=one["title"], languages=tuple(one["languages"]))
            slug = re.sub(r"\W+", "-", listed.title.lower()).strip("-")
            names = (*listed.languages[:1], slug, f"{slug}-{len(found)}")
            found[next(name for name in names if name and name not in found)] = listed
        return found


def decoded(content: bytes) -> Utterance:
    """A sound file of any kind and rate, mixed to mono. Raises `Unspoken` for one that cannot be read, or is empty."""
    import soundfile  # noqa: PLC0415  (a session whose phrases are all in the store never needs it)

    try:
        samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as trouble:
        raise Unspoken(_UNREADABLE) from trouble
    if not len(samples) or not np.isfinite(samples).all():
        raise Unspoken(_UNREADABLE)
    return Utterance(samples=samples.mean(axis=1, dtype=np.float32), rate=rate)


_UNREADABLE: Final = "it gave an empty or damaged sound file"


def _worker(folder: str, voice_id: str) -> Worker:
    library = bundled() if _LINUX else None
    return Worker(
        "voiceguide.voice.system_worker",
        folder,
        library.path if library else "",
        str(library.data) if library else "",
        voice_id,
        bare=False,
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (for those whom the system speaks to)

    try:
        return version("pyttsx3")
    except PackageNotFoundError:
        return "unknown"


engine = SystemEngine()
"""Behind the entry point."""
