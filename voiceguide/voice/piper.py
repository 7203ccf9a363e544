"""Piper: neural voices, each a file that the user has in a folder; the runtime is the extra `voiceguide[piper]`."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.settings import folders
from voiceguide.voice.audible import FULL_SCALE
from voiceguide.voice.engine import EngineMissing, Paces, Utterance, Voice
from voiceguide.voice.piper_folder import PiperFile, Unusable, fingerprint, found_in
from voiceguide.voice.piper_worker import RUNTIME
from voiceguide.voice.worker import Worker

NAME: Final = "piper"

RUNS_ON: Final = ("piper", "onnxruntime")

PACES: Final = Paces(slowest=300, usual=720, fastest=3000)
"""Thousandths of how fast the network itself would speak; most are made from reading at about 180 words a minute."""

QUALITIES: Final = {"high": "lifelike", "medium": "natural", "low": "plain", "x_low": "muffled", "": "neural"}
"""Piper's words for the size of a network, in words for what is heard."""

_MS_A_PHRASE: Final = 30_000
_MS_A_CHARACTER: Final = 200
"""Time allowed to a phrase: the network is loaded in it, perhaps from a slow disk; then what a small computer takes."""

_SPEAKER: Final = "#"


class PiperMissing(EngineMissing):
    """The runtime is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Piper, for voices that sound natural, is not installed",
            "Type \"pip install 'voiceguide[piper]'\", then 'voiceguide voices install'.",
        )


class NoPiperVoices(EngineMissing):
    """The runtime is there, and nothing that it could speak with."""

    def __init__(self) -> None:
        super().__init__(
            "Piper is installed, and has no voice yet", "Type 'voiceguide voices install' to see what it can have."
        )


class PiperVoiceDamaged(EngineMissing):
    """A voice is there and cannot speak."""

    def __init__(self, name: str, reason: str) -> None:
        file = name.partition(_SPEAKER)[0]
        super().__init__(
            f"the voice '{NAME}:{name}' cannot be used: {reason}",
            f"Type 'voiceguide voices remove {file}' and 'voiceguide voices install {file}' to have it anew, or take"
            " another voice ('voiceguide voices').",
        )


class PiperRuntimeDamaged(EngineMissing):
    """The runtime is installed, and cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"the voice '{NAME}:{name}' cannot be used: {reason}",
            "Type \"pip install --force-reinstall 'voiceguide[piper]'\".",
        )


class PiperMouth:
    """One voice in one worker."""

    def __init__(self, name: str, file: PiperFile, speaker: int) -> None:
        """Nothing is started yet."""
        self._name = name
        self._worker = Worker(
            "voiceguide.voice.piper_worker", str(file.model), str(file.description), str(speaker), bare=True
        )

    def speak(self, text: str, pace: int) -> Utterance:
        """Say `text`. Raises PiperVoiceDamaged when the network cannot be loaded, or PiperRuntimeDamaged."""
        allowed = _MS_A_PHRASE + _MS_A_CHARACTER * len(text)
        try:
            rate, sound = self._worker.ask(text, pace, allowed=allowed)
        except EngineMissing as trouble:
            damaged = PiperRuntimeDamaged if trouble.message == RUNTIME else PiperVoiceDamaged
            raise damaged(self._name, trouble.message) from trouble
        return Utterance(samples=np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(FULL_SCALE), rate=rate)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()


class PiperEngine:
    """The voices of one folder, looked at anew whenever they are asked for."""

    name = NAME

    def voices(self) -> tuple[Voice, ...]:
        """Those that can speak, the best first."""
        if not all(map(find_spec, RUNS_ON)):  # quicker than to ask for their versions, which few need
            raise PiperMissing
        found = tuple(_facts(one) for one in found_in(folder()) if isinstance(one, PiperFile))
        if not found:
            raise NoPiperVoices
        return found

    def voice(self, name: str) -> Voice | None:
        """By its file's name, or one speaker of several: `en_US-lessac-medium`, `en_US-libritts-high#p225`.

        Raises PiperVoiceDamaged for one that is there and cannot speak.
        """
        runtime()
        found, speaker = _found(name)
        return _facts(found, speaker) if found else None

    def open(self, voice: Voice) -> PiperMouth:
        """Make ready to speak with `voice`."""
        runtime()
        found, speaker = _found(voice.name)
        if found is None:
            raise PiperVoiceDamaged(voice.name, "its file is gone")
        return PiperMouth(voice.name, found, found.speakers.get(speaker, 0))


def folder() -> Path:
    """Where Piper's voices are."""
    return folders().voices / NAME


@cache
def runtime() -> str:
    """The version of what speaks, which is not imported for it. Raises PiperMissing."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (for those who have a voice of Piper's)

    try:
        return f"piper-{version('piper-tts')}-onnxruntime-{version('onnxruntime')}"
    except PackageNotFoundError as missing:
        raise PiperMissing from missing


def _found(name: str) -> tuple[PiperFile | None, str]:
    """A voice and its speaker, empty for the first."""
    known = {one.name: one for one in found_in(folder())}
    base, mark, speaker = (name, "", "") if name in known else name.rpartition(_SPEAKER)
    found = known.get(base)
    if isinstance(found, Unusable):
        raise PiperVoiceDamaged(found.name, found.reason)
    if found is None or (mark and speaker not in found.speakers):
        return None, ""
    return found, speaker


def _facts(file: PiperFile, speaker: str = "") -> Voice:
    several = f", {len(file.speakers)} speakers ({file.name}{_SPEAKER}{next(iter(file.speakers), '')} …)"
    return Voice(
        engine=NAME,
        name=f"{file.name}{_SPEAKER}{speaker}" if speaker else file.name,
        languages=(file.language,) if file.language else (),
        title=f"{file.title}, {speaker}" if speaker else file.title + (several if file.speakers else ""),
        quality=QUALITIES[file.rank],
        version=f"{runtime()}-{fingerprint(file)}",
        reproducible=False,  # on this machine it is; another processor adds the same numbers in another order
        paces=PACES,
    )


engine = PiperEngine()
"""Behind the entry point."""
