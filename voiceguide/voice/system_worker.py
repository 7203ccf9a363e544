"""The process in which pyttsx3 speaks, with the faults guarded that were measured in it.

It prints to standard output, comes back from `runAndWait` before its file is written, now and then writes an empty one,
and on Linux speaks one phrase in seventy at another rate, for the end of its loop cancels what was set just before.
So nothing it prints is let out, the end of the utterance is waited for, an empty file is no speech, and it is asked
whether it has what it was told.
"""

import contextlib
import ctypes
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from voiceguide.voice.serve import SPOKEN, ears_and_tongue, leave, reply, serve

_SYNCHRONOUS_DRIVER: Final = "sapi5"
"""The driver that writes its file before it comes back, and tells no end."""

_QUEUEING_DRIVER: Final = "espeak"
"""The driver that hands a property to another thread, and may throw it away when the next loop begins."""

_TURN_S: Final = 0.002
_TURNS_TO_A_TRY: Final = 25
_TURNS: Final = 1000

_PATIENCE_S: Final = 60
"""Whoever asked ends this process long before."""


class NothingWrittenError(OSError):
    """No file, or an empty one."""

    def __init__(self) -> None:
        super().__init__("it gave an empty sound")


class NotFinishedError(OSError):
    """The driver did not tell the end of the utterance."""

    def __init__(self) -> None:
        super().__init__("it did not come to an end")


def main(arguments: list[str]) -> None:
    """Serve phrases, or with `voices` tell once which voices there are.

    `arguments` are a folder for files, eSpeak's library and the folder of its data (both may be empty), and a voice's
    id or `--list`.
    """
    folder, library, data, voice = arguments
    requests, answers = ears_and_tongue()
    try:
        if library:
            # pyttsx3 asks for 'libespeak-ng.so.1' and is given the one that was loaded already.
            ctypes.CDLL(library)
            os.chdir(Path(data).parent)
            os.environ["ESPEAK_DATA_PATH"] = "."
        import pyttsx3  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415  (it decides here what it loads)

        if voice == "--list":
            reply(answers, SPOKEN, 0, _listing(pyttsx3).encode())
            return
    except Exception as trouble:  # noqa: BLE001  (each system's driver fails in its own way)
        leave(answers, str(trouble) or type(trouble).__name__)

    def speak(text: str, pace: int) -> tuple[int, bytes]:
        return 0, _file_of(pyttsx3.init(), text, pace, voice, Path(folder))

    serve(speak, requests=requests, answers=answers, forking=sys.platform.startswith("linux"))


def _listing(pyttsx3: Any) -> str:  # noqa: ANN401  (the library has no types)
    engine = pyttsx3.init()
    default = engine.getProperty("voice")
    voices = [
        {"id": voice.id, "title": voice.name, "languages": [_tag(one) for one in voice.languages or []]}
        for voice in sorted(engine.getProperty("voices"), key=lambda voice: voice.id != default)
    ]
    return json.dumps({"driver": engine.driver_name, "voices": voices})


def _tag(language: str | bytes) -> str:
    text = language.decode(errors="ignore") if isinstance(language, bytes) else str(language)
    return "".join(character for character in text if character.isprintable()).replace("_", "-").lower()


def _insist(engine: Any, name: str, value: str | int) -> None:  # noqa: ANN401  (no types)
    """Wait until a property is what it was set to; set it again where it was lost."""
    for turn in range(1, _TURNS):
        if engine.getProperty(name) == value:
            return
        time.sleep(_TURN_S)
        if turn % _TURNS_TO_A_TRY == 0:
            engine.setProperty(name, value)
    raise NotFinishedError


def _file_of(engine: Any, text: str, pace: int, voice: str, folder: Path) -> bytes:  # noqa: ANN401  (no types)
    """The content of the sound file for a phrase."""
    finished = threading.Event()
    file = folder / f"{os.getpid()}-{threading.get_native_id()}.sound"
    engine.connect("finished-utterance", lambda **_told: finished.set())
    try:
        if engine.driver_name == _QUEUEING_DRIVER:
            engine.runAndWait()  # from now on a property is set when it is set, and not in the next loop
        for name, value in (("voice", voice), ("rate", pace)):
            engine.setProperty(name, value)
            if engine.driver_name == _QUEUEING_DRIVER:
                _insist(engine, name, value)
        engine.save_to_file(text, str(file))
        engine.runAndWait()
        if engine.driver_name != _SYNCHRONOUS_DRIVER and not finished.wait(_PATIENCE_S):
            raise NotFinishedError
        content = file.read_bytes() if file.exists() else b""
    finally:
        with contextlib.suppress(OSError):
            file.unlink()
    if not content:
        raise NothingWrittenError
    return content
