"""The process in which eSpeak NG speaks: a small binding to the library, in synchronous retrieval mode.

The sound of a phrase depends on what the same process said before, whatever is reset; so the library is made ready
once, nothing is ever said by it, and each phrase is said by a forked child (without fork: by a process of its own).
"""

import ctypes
import os
from pathlib import Path
from typing import Final

from voiceguide.voice.serve import Speak, die_with_parent, ears_and_tongue, leave, serve

_SYNCHRONOUS: Final = 2  # sound is handed to a callback before the call comes back
_DO_NOT_EXIT: Final = 0x8000  # otherwise the library ends the process when it finds no data
_UTF8: Final = 1  # and neither SSML (0x10) nor phonemes in brackets (0x100): scripts are plain words
_PACE: Final = 1  # the parameter that the library calls rate
_BUFFER_MS: Final = 200

_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class RefusedError(OSError):
    """The library did not do what it was asked for."""

    def __init__(self, voice: str, error: int) -> None:
        super().__init__(f"eSpeak NG refused it (voice {voice}, its error {error})")


def main(arguments: list[str]) -> None:
    """Serve phrases with the library, the folder that holds `espeak-ng-data`, and the voice named in `arguments`."""
    library_path, data, voice = arguments
    requests, answers = ears_and_tongue()
    try:
        # The library keeps its data's path in 160 characters; a dot always fits.
        os.chdir(Path(data).parent)
        library = ctypes.CDLL(library_path)
        rate = library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, b".", _DO_NOT_EXIT)
    except OSError as trouble:
        leave(answers, f"eSpeak NG cannot be loaded: {trouble}")
    if rate <= 0:
        leave(answers, "eSpeak NG does not find its data")
    serve(speaking(library, rate, voice), requests=requests, answers=answers, forking=hasattr(os, "fork"))


def speaking(library: ctypes.CDLL, rate: int, voice: str) -> Speak:
    """What says one phrase with a library that has said nothing yet."""
    # Voices with breath in them (f2, f3) make it of noise, which the library seeds with the time unless it is told.
    # Older libraries cannot be told: their breath is the C library's noise, which is the same in every fresh process.
    seed_breath = getattr(library, "espeak_ng_SetRandSeed", lambda _: 0)

    def speak(text: str, pace: int) -> tuple[int, bytes]:
        die_with_parent()
        parts: list[bytes] = []

        def heard(samples: ctypes.c_void_p, count: int, _events: object) -> int:
            if samples and count > 0:
                parts.append(ctypes.string_at(samples, 2 * count))
            return 0

        callback = _Heard(heard)  # kept in a name: the library holds no reference to it
        library.espeak_SetSynthCallback(callback)
        error = library.espeak_SetVoiceByName(voice.encode())
        if not error:
            seed_breath(ctypes.c_long(1))
            library.espeak_SetParameter(_PACE, pace, 0)
            said = text.encode() + b"\0"
            error = library.espeak_Synth(said, ctypes.c_size_t(len(said)), 0, 0, 0, _UTF8, None, None)
        if error:
            raise RefusedError(voice, error)
        return rate, b"".join(parts)

    return speak
