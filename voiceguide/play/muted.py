"""A door shut on what libraries write to standard error by themselves."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STANDARD_ERROR: Final = 2


@contextmanager
def muted() -> Iterator[None]:
    """Turn away what is written on descriptor 2: some 35 lines by ALSA's library where it finds nothing."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # there is no standard error
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STANDARD_ERROR)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


def mute_alsa() -> None:
    """Keep ALSA's library from telling of every underrun, in the middle of a screen and in words for its makers.

    As the function that it calls instead, any will do that does nothing; getpid does next to nothing.
    """
    if sys.platform != "linux":
        return
    try:
        library = ctypes.CDLL("libasound.so.2")
        nothing = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
        library.snd_lib_error_set_handler(nothing)
    except (OSError, AttributeError):  # then there is nobody to keep quiet
        return
