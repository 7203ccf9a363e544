"""A door shut on what a library writes to standard error by itself."""

import os
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
